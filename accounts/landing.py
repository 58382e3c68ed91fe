from django.urls import reverse

from accounts.models import User
from records.access import is_coordination


def get_landing_page(user):
    """The address to go to after signing in, where no page was asked for.

    Referents come for the yearly round, whether it is open or not: that page says so.
    """
    referents = User.objects.with_a_role().filter(partners__isnull=False)
    if not is_coordination(user) and referents.filter(pk=user.pk).exists():
        return reverse("rounds:my-update")
    return reverse("admin:index") if user.is_staff else reverse("public:home")
