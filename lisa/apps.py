from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LisaConfig(AppConfig):
    name = "lisa"
    verbose_name = _("LISA antennas")
