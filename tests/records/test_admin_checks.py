"""The system check of the admin: what does not ask the rule of access is refused before anything is served."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.checks import run_checks

from initiatives.models import Figure, Update
from records.admin.bases import ScopedAdminMixin, ScopedStackedInline
from records.admin.checks import find_errors


class ScopedAdmin(ScopedAdminMixin, admin.ModelAdmin):
    pass


class ScopedInline(ScopedStackedInline):
    model = Figure


class UnscopedInline(admin.StackedInline):
    model = Figure


def found(model, admin_class, *, exceptions=None):
    """The errors of a site on which this model alone is registered, each with the class that it names."""
    site = admin.AdminSite()
    site.register(model, admin_class)
    return [(error.id, error.obj) for error in find_errors(site, exceptions or {})]


def test_an_admin_class_of_ours_asks_the_rule_of_access():
    assert found(Update, admin.ModelAdmin) == [("records.E001", admin.ModelAdmin)]
    assert found(Update, ScopedAdmin) == []


def test_each_of_its_inlines_asks_the_rule_of_access():
    class UpdateAdmin(ScopedAdmin):
        inlines = [ScopedInline, UnscopedInline]

    assert found(Update, UpdateAdmin) == [("records.E002", UnscopedInline)]


def test_a_model_of_another_application_needs_a_reason():
    assert found(Group, admin.ModelAdmin) == [("records.E003", admin.ModelAdmin)]
    assert found(Group, admin.ModelAdmin, exceptions={"auth.Group": ""}) == [("records.E003", admin.ModelAdmin)]
    assert found(Group, admin.ModelAdmin, exceptions={"auth.Group": "the reason"}) == []


def test_the_check_runs_with_the_others_and_finds_nothing_in_the_admin_of_today():
    assert [error for error in run_checks() if error.id.startswith("records.")] == []


def test_the_check_refuses_what_is_registered_by_oversight():
    admin.site.register(Group)
    try:
        assert [error.id for error in run_checks() if error.id.startswith("records.")] == ["records.E003"]
    finally:
        admin.site.unregister(Group)
