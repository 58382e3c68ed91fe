from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "rounds"
    verbose_name = _("The yearly round")

    def ready(self):
        from rounds import chosen_photos, returns  # noqa: F401 - they listen to what becomes of a text
