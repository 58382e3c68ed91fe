from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from accounts import audit_signals, checks  # noqa: F401 - they register what they hold
        from accounts.cache import create_cache_table
        from accounts.groups import create_groups

        post_migrate.connect(create_cache_table, sender=self)
        post_migrate.connect(create_groups, sender=self)
