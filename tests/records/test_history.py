"""The history of every change: who, when, before and after."""

import pytest
from django.apps import apps
from django.utils import translation
from modeltranslation.translator import translator

from accounts.models import User
from initiatives.models import Initiative
from records.models import VersionedModel
from tests.builders import (
    MAKERS,
    make_commune,
    make_initiative,
    make_partner,
    make_period,
    make_recommendation,
    make_user,
    make_zone,
)

pytestmark = pytest.mark.django_db

CONTENT = [model for model in apps.get_models() if issubclass(model, VersionedModel)]
TRANSLATED = [model for model in CONTENT if model in translator.get_registered_models()]


def label(model):
    return model._meta.label


def columns(model):
    return {field.attname for field in model._meta.concrete_fields}


def test_there_is_content_in_every_app_that_has_any():
    assert {model._meta.app_label for model in CONTENT} == {"zones", "initiatives", "lisa", "rounds", "reporting"}


@pytest.mark.parametrize("model", CONTENT, ids=label)
def test_the_history_of_content_has_every_column(model):
    assert columns(model) - columns(model.history.model) == set()


@pytest.mark.parametrize("model", TRANSLATED, ids=label)
def test_the_history_has_every_translated_field_in_three_languages(model):
    fields = translator.get_options_for_model(model).get_field_names()
    wanted = {f"{field}_{language}" for field in fields for language in ("fr", "nl", "en")}
    assert wanted
    assert wanted - columns(model.history.model) == set()


@pytest.mark.parametrize("model", CONTENT, ids=label)
def test_creating_changing_and_deleting_are_recorded(model):
    record = MAKERS[model]()
    pk = record.pk
    model.history.filter(id=pk).delete()  # what the builder did besides, such as many-to-many fields
    record.position = 7
    record.save()
    record.delete()
    kept = model.history.filter(id=pk).values_list("history_type", "position").order_by("history_id")
    assert list(kept) == [("~", 7), ("-", 7)]


@pytest.mark.parametrize("model", CONTENT, ids=label)
def test_creation_is_recorded(model):
    record = MAKERS[model]()
    assert record.history.earliest("history_id").history_type == "+"


def test_before_and_after_are_there_in_every_language():
    initiative = make_initiative(title_fr="Avant", title_nl="Voor")
    initiative.title_fr, initiative.title_nl = "Après", "Na"
    initiative.save()
    after, before = initiative.history.all()[:2]
    assert (before.title_fr, before.title_nl) == ("Avant", "Voor")
    assert (after.title_fr, after.title_nl) == ("Après", "Na")


MANY = [
    (make_initiative, "co_partners", make_partner),
    (make_initiative, "communes", make_commune),
    (make_initiative, "recommendations", make_recommendation),
    (make_commune, "zones", make_zone),
    (MAKERS[apps.get_model("lisa", "Antenna")], "partners", make_partner),
    (MAKERS[apps.get_model("reporting", "Edition")], "periods", make_period),
    (make_user, "partners", make_partner),
]


def test_every_many_to_many_field_of_content_is_recorded():
    fields = {(model, field.name) for model in [*CONTENT, User] for field in model._meta.many_to_many}
    untouched = {(User, "user_permissions")}  # Django's permissions play no part
    recorded = {
        (model, field.name)
        for model in [*CONTENT, User]
        for field in model._meta.many_to_many
        if hasattr(model.history.model, field.name)
    }
    assert recorded == fields - untouched


@pytest.mark.parametrize(("make", "field", "make_other"), MANY)
def test_a_change_of_a_many_to_many_field_is_recorded(make, field, make_other):
    record, other = make(), make_other()
    getattr(record, field).add(other)
    after, before = record.history.all()[:2]
    name = type(record)._meta.get_field(field).m2m_reverse_field_name()
    assert list(getattr(before, field).values_list(name, flat=True)) == []
    assert list(getattr(after, field).values_list(name, flat=True)) == [other.pk]


def test_the_history_of_an_account_has_no_password_and_no_last_login():
    assert columns(User) - columns(User.history.model) == {"password", "last_login"}


def test_a_change_made_in_dutch_shows_no_change_of_the_column_without_a_language():
    initiative = make_initiative(title_fr="Médiation", title_nl="Bemiddeling")
    with translation.override("nl"):
        initiative = Initiative.objects.get(pk=initiative.pk)
        initiative.co_partners.add(make_partner())
        initiative.save()
        initiative.delete()
    assert set(Initiative.history.values_list("title", flat=True)) == {"Médiation"}
