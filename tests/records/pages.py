"""The pages of the admin as a browser knows them: addresses, what a form holds, what it sends."""

import lxml.html
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db.models import ForeignKey
from django.urls import reverse
from django.utils import timezone

from tests.builders import MAKERS, make_commune, make_period
from zones.models import Partner

OURS = {model: own for model, own in admin.site._registry.items() if model._meta.app_label in settings.OUR_APPS}


def label(value):
    return value._meta.label if hasattr(value, "_meta") else None


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def add_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def page_of(record, page="change"):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])


def autocomplete_to(model):
    """The question that a form asks while one types the name of such a record; None where no form does."""
    for source, own in OURS.items():
        for name in own.autocomplete_fields:
            if source._meta.get_field(name).related_model is model:
                return {"app_label": source._meta.app_label, "model_name": source._meta.model_name, "field_name": name}
    return None


def full_row(model, **fields):
    """A row that names a record of its own in every foreign key, those that may stay empty included."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.null and model is not Partner:
            fields.setdefault(field.name, MAKERS[field.related_model]())
    if model is apps.get_model("initiatives", "Figure"):
        total = fields["part_of"]
        fields |= {"update": total.update, "indicator": total.indicator}
    if model is Partner:
        fields.setdefault("commune", make_commune())
    if model is apps.get_model("reporting", "Edition"):
        fields.setdefault("periods", [make_period()])
    if model is apps.get_model("rounds", "Question"):
        fields = {"answer": "Answered.", "answered_at": timezone.now()} | fields
    if model is apps.get_model("rounds", "Response"):
        fields.setdefault("submitted_at", timezone.now())
    return MAKERS[model](**fields)


def form_of(response):
    """What a browser would send if one pressed "Save" on this page at once."""
    page = lxml.html.fromstring(response.content.decode())
    form = next(form for form in page.forms if form.get("id", "").endswith("_form"))
    sent = {}
    for field in form.inputs:
        if field.name and (values := _values(field)):
            sent.setdefault(field.name, []).extend(values)
    return sent | {"_save": "Save"}


def _values(field):
    if field.tag == "select":
        return list(field.value) if field.multiple else [field.value or ""]
    if field.get("type") in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.checked else []
    return [] if field.get("type") in {"submit", "button", "file"} else [field.value or ""]
