from django.apps import apps as all_apps

from records.access import COORDINATION, READERS, REFERENTS


def create_groups(using, apps=all_apps, **signal):
    """Called after each `migrate`, and after a database was emptied: the groups that the rule of access names."""
    try:
        groups = apps.get_model("auth", "Group")._base_manager.using(using)
    except LookupError:  # migrated back to before there were any
        return
    for name in (COORDINATION, REFERENTS, READERS):
        groups.get_or_create(name=name)
