"""The figures of antennas as the Coordination types them in the administration, in each language."""

import re
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import models
from django.test import RequestFactory

from lisa.models import AntennaFigure
from records.fields import NumberFormField
from tests import builders
from tests.records.pages import OURS, form_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _coordinator(client):
    client.force_login(builders.make_user(role=builders.COORDINATION))


def typed(client, language, value, **figure):
    """(the sentences of the field, the stored value) after that was typed in that language over an average of 7."""
    figure = builders.make_antenna_figure(value=7, **{"qualifier": "average"} | figure)
    page = re.sub("^/[a-z]{2}/", f"/{language}/", page_of(figure))
    response = client.post(page, form_of(client.get(page)) | {"value": value})
    errors = response.context["adminform"].form.errors.get("value", []) if response.status_code == 200 else []
    return list(errors), AntennaFigure.objects.get(pk=figure.pk).value


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize(
    ("written", "value"), [("62,5", "62.5"), ("11 553", "11553"), ("11\u202f553", "11553"), ("11\u00a0553", "11553")]
)
def test_a_number_is_read_as_it_is_typed_in_brussels(client, language, written, value):
    assert typed(client, language, written) == ([], Decimal(value))


def test_what_may_be_read_in_two_ways_is_refused_with_both_readings(client):
    french, kept = typed(client, "fr", "18.195")
    dutch, _kept = typed(client, "nl", "18.195")

    readings = "«\u202f18.195\u202f» peut se lire 18\u202f195 ou 18,195. "
    assert french == [readings + "Écrivez 18195 dans le premier cas, 18,1950 dans le second."]
    (sentence,) = dutch
    assert sentence.startswith("“18.195” kan als 18.195 of als 18,195 worden gelezen.")
    assert sentence.endswith("Schrijf 18195 in het eerste geval, 18,1950 in het tweede.")
    assert kept == 7


def test_a_count_is_whole_and_an_average_or_a_percentage_need_not_be(client):
    percentage = builders.make_indicator(unit="percent")

    assert typed(client, "nl", "62,5", qualifier="exact") == (
        ["Een telling is een geheel getal. Alleen een gemiddelde, een percentage of een bedrag heeft decimalen."], 7,
    )  # fmt: skip
    assert typed(client, "nl", "62,5", qualifier="exact", indicator=percentage) == ([], Decimal("62.5"))


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("value", ["18.195", "11553", "62.5"])
def test_what_the_field_shows_is_saved_as_what_it_was(client, language, value):
    figure = builders.make_antenna_figure(value=Decimal(value), qualifier="average")
    page = re.sub("^/[a-z]{2}/", f"/{language}/", page_of(figure))

    response = client.post(page, form_of(client.get(page)))

    figure.refresh_from_db()
    assert (response.status_code, figure.value) == (302, Decimal(value))


def test_no_form_of_the_administration_reads_numbers_in_another_way():
    request = RequestFactory().get("/")
    request.user = builders.make_superuser()
    doors = [*OURS.values(), *(inline(own.model, admin.site) for own in OURS.values() for inline in own.inlines)]

    guessed = [
        f"{type(door).__name__}.{field.name}"
        for door in doors
        for field in door.model._meta.concrete_fields
        if field.editable and isinstance(field, models.IntegerField | models.DecimalField) and not field.primary_key
        if not isinstance(door.formfield_for_dbfield(field, request), NumberFormField)
    ]

    assert guessed == []
