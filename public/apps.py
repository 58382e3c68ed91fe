from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "public"
    verbose_name = _("The public site")

    def ready(self):
        # Where everything that is written is noted for the site.
        import_module("public.index.signals")
        post_migrate.connect(import_module("public.search.schema").make_indexes, sender=self)
