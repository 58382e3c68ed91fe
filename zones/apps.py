from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ZonesConfig(AppConfig):
    name = "zones"
    verbose_name = _("Who and where")

    def ready(self):
        from zones.accounts import auditing, checks  # noqa: F401 - they register what they hold
        from zones.accounts.cache import make_cache_table
        from zones.accounts.groups import make_groups
        from zones.deleting import guard_deletions

        post_migrate.connect(make_cache_table, sender=self)
        post_migrate.connect(make_groups, sender=self)
        guard_deletions()
