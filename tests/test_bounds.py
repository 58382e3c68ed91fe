"""Of everything that a person may send there is an end: every field of every form, every list of rows."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.validators import MaxValueValidator
from django.forms.formsets import BaseFormSet
from django.urls import URLPattern, get_resolver

from accounts.bounded_forms import BoundedMixin
from records.formsets import ReadOnlyFormSet
from records.limits import LONGEST_TEXT, MOST_YEARLY_ROWS
from tests.builders import MAKERS, make_superuser

OURS = (*settings.OUR_APPS, "cipol")


def every_module():
    for app in OURS:
        package = import_module(app)
        for module in walk_packages(package.__path__, f"{app}."):
            if ".migrations" not in module.name and not module.name.endswith("wsgi"):
                import_module(module.name)


def descendants(kind):
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def forms_of_pages():
    """Every form class of the house; those of the admin are asked for as the admin shows them."""
    every_module()
    ours = {form for form in descendants(forms.BaseForm) if form.__module__.partition(".")[0] in OURS}
    return {form for form in ours if ".admin" not in form.__module__}


def forms_of_the_admin(request):
    """(what it is, form class, formset class or None) of every form that the admin shows."""
    for model, own in admin.site._registry.items():
        if model._meta.app_label not in OURS:
            continue
        if own.has_add_permission(request):
            yield f"{model._meta.label}, new", own.get_form(request), None
        yield model._meta.label, own.get_form(request, MAKERS[model](), change=True), None
        for inline in own.get_inline_instances(request, None):
            formset = inline.get_formset(request)
            yield f"{type(inline).__name__} in {model._meta.label}", formset.form, formset


def unbounded(form):
    """The names of the fields of a form class in which somebody could write without end."""
    if issubclass(form, BoundedMixin):
        return []  # its fields are made, and bounded, with each form
    return [
        name for name, field in form.base_fields.items() if not field.disabled and not _is_bounded(form, name, field)
    ]


def _is_bounded(form, name, field):
    rules = [*field.validators, *_rules_of_the_model(form, name)]
    match field:
        case forms.ChoiceField() | forms.ModelChoiceField() | forms.BooleanField() | forms.FileField():
            return True  # one of those that there are; how many: the number of fields; a file has a rule of its own
        case forms.CharField():
            return field.max_length is not None and field.max_length <= LONGEST_TEXT
        case forms.DecimalField() if field.max_digits is not None:
            return True
        case _:  # numbers, days
            return any(isinstance(rule, MaxValueValidator) for rule in rules)


def _rules_of_the_model(form, name):
    model = getattr(getattr(form, "_meta", None), "model", None)
    fields = {field.name: field for field in model._meta.get_fields()} if model else {}
    return getattr(fields.get(name), "validators", [])


def test_every_field_of_every_page_has_an_end():
    found = {f"{form.__module__}.{form.__qualname__}": unbounded(form) for form in forms_of_pages()}
    assert {name: fields for name, fields in found.items() if fields} == {}
    assert len(found) > 40


def test_every_page_of_accounts_has_a_form_of_ours():
    """allauth and Django bound few of their fields: what stands behind an address is a form that does."""
    views = {pattern[-1].callback for pattern in every_address() if hasattr(pattern[-1].callback, "view_class")}
    classes = {view.view_class for view in views if getattr(view.view_class, "form_class", None)}
    forms_there = {view.__name__: view().get_form_class() for view in classes}
    strange = {
        name: form for name, form in forms_there.items() if form.base_fields and not issubclass(form, BoundedMixin)
    }
    assert {name: form for name, form in strange.items() if form.__module__.partition(".")[0] not in OURS} == {}
    assert len(forms_there) > 10


def every_address(resolver=None, before=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield (*before, pattern)
        else:
            yield from every_address(pattern, before)


@pytest.mark.django_db
def test_every_field_of_the_admin_has_an_end(request_of_a_superuser):
    found = {what: unbounded(form) for what, form, _formset in forms_of_the_admin(request_of_a_superuser)}
    assert {what: fields for what, fields in found.items() if fields} == {}


@pytest.mark.django_db
def test_every_list_of_rows_has_an_end(request_of_a_superuser):
    every_module()
    of_pages = {one.__qualname__: one for one in descendants(BaseFormSet) if "absolute_max" in vars(one)}
    in_admin = {what: formset for what, _form, formset in forms_of_the_admin(request_of_a_superuser) if formset}
    read = {what: one for what, one in (of_pages | in_admin).items() if not issubclass(one, ReadOnlyFormSet)}
    assert {what: one.absolute_max for what, one in read.items() if one.absolute_max > MOST_YEARLY_ROWS} == {}
    assert len(read) > 5


@pytest.fixture
def request_of_a_superuser(rf):
    request = rf.get("/")
    request.user = make_superuser()
    return request
