from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("What they do")

    def ready(self):
        # Where everything that is written of a published text reaches the record of what was published.
        import_module("initiatives.recording").connect_signals(self.get_model("Update"))
        # Where a picture that nothing shows any more leaves the disk.
        import_module("initiatives.photo_files").connect_signals()
