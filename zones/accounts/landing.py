from django.urls import reverse


def landing_page(user):
    """Where somebody comes who signs in and asked for no page in particular."""
    return reverse("admin:index") if user.is_staff else reverse("public:home")
