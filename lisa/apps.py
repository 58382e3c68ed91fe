from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LisaConfig(AppConfig):
    name = "lisa"
    verbose_name = _("LISA antennas")

    def ready(self):
        # Where everything that is written of a published text reaches the record of what was published.
        import_module("initiatives.recording").connect_signals(self.get_model("AntennaUpdate"))
