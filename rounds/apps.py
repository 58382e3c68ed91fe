from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "rounds"
    verbose_name = _("The yearly round")

    def ready(self):
        from rounds import checks, chosen_photos  # noqa: F401 - they register checks, or listen to the review
        from rounds.mail import returns  # noqa: F401
