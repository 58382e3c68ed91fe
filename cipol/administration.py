"""The administration as a whole: Django's, without what no page of ours shows."""

from functools import partial

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core import checks
from django.utils.functional import SimpleLazyObject

from cipol.checks import check_catalogues


class CipolAdminSite(AdminSite):
    # Lists with their filters need the whole width; the index and the breadcrumbs lead everywhere.
    enable_nav_sidebar = False

    def get_app_list(self, request, app_label=None):
        """The tables by app, made when they are read: every page is given them, for the bar that is not shown here."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))


class AdministrationConfig(AdminConfig):
    default_site = "cipol.administration.CipolAdminSite"

    def ready(self):
        checks.register(check_catalogues)
        super().ready()
