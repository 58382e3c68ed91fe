from django.urls import reverse

from records.access import is_coordination, is_member


def landing_page(user):
    """Where somebody comes who signs in and asked for no page in particular.

    Who speaks for a partner comes for the yearly round, whether it is open or not: that page says so.
    """
    if is_member(user) and not is_coordination(user) and user.partners.exists():
        return reverse("rounds:my-update")
    return reverse("admin:index") if user.is_staff else reverse("public:home")
