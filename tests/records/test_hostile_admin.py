"""What people typed is shown in the administration as they typed it, and does nothing there: on every page there is."""

import logging
from copy import deepcopy
from urllib.parse import urlencode

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import translation
from simple_history.admin import SimpleHistoryAdmin

from rounds.models import Message
from tests.builders import make_superuser
from tests.hostile import (
    HostileWorld,
    dangers_of_page,
    free_fields,
    hostile_text,
    said_on,
    standing,
)
from tests.lasting import lasting
from tests.records.pages import OURS, add_of, autocomplete_to, list_of, page_of

pytestmark = pytest.mark.django_db


NOT_ON_FORMS = {Message: {"failure"}}
"""What is read in the outbox, not in the administration."""


@pytest.fixture(scope="module")
def hostile(django_db_setup, django_db_blocker, tmp_path_factory):
    """A hostile row of every model, and a superuser."""
    with lasting(django_db_blocker):
        media = tmp_path_factory.mktemp("media")
        with override_settings(MEDIA_ROOT=media), translation.override("fr"):
            world = HostileWorld()
        world.superuser, world.media = make_superuser(), media
        yield world


@pytest.fixture
def world(hostile, client, caplog, settings):
    """The hostile world, to somebody who opens everything. Refusals are expected, not read."""
    settings.MEDIA_ROOT = hostile.media
    caplog.set_level(logging.ERROR, "django.request")
    client.force_login(hostile.superuser)
    return deepcopy(hostile)


def rows_by_model(world):
    """Model → the row of it that was made last: of a text, the draft."""
    return {type(row): row for row in world.texts}


def changed(row):
    """The row after one more change, so that its history has something to compare."""
    name, field = next(iter(free_fields(type(row)).items()))
    setattr(row, name, hostile_text(field.max_length))
    row.save()


def past_pages(row):
    yield page_of(row, "history")
    if isinstance(OURS[type(row)], SimpleHistoryAdmin):
        options = row._meta
        name = f"admin:{options.app_label}_{options.model_name}_simple_history"
        yield from (reverse(name, args=[row.pk, entry.pk]) for entry in row.history.all())


def pages_of(row):
    yield from (list_of(type(row)), add_of(type(row)), page_of(row, "delete"))
    yield from past_pages(row)


def read(world, client, addresses):
    """Address → what stands there, as (row, field); and what is wrong there: what would run, or is cut short."""
    shown, wrong = {}, {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code in (200, 403), address
        content = response.content.decode()
        shown[address], cut = standing(world, said_on(content))
        if dangers := [*dangers_of_page(content), *cut]:
            wrong[address] = dangers
    return shown, wrong


def test_nothing_runs_nothing_is_cut_and_a_form_holds_every_text_of_its_row(world, client):
    """On every page of every model."""
    rows = rows_by_model(world)
    assert rows.keys() <= OURS.keys()
    typed = {model: set(world.texts[row]) - NOT_ON_FORMS.get(model, set()) for model, row in rows.items()}
    forms, wrong_on_forms = read(world, client, [page_of(row) for row in rows.values()])
    absent = {
        model._meta.label: typed[model] - {name for shown, name in forms[page_of(row)] if shown == row}
        for model, row in rows.items()
    }
    for row in rows.values():
        if hasattr(row, "history"):
            changed(row)
    _shown, wrong = read(world, client, [address for row in rows.values() for address in pages_of(row)])
    assert wrong_on_forms | wrong == {}
    assert {label: names for label, names in absent.items() if names} == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_lists_in_the_other_languages_are_as_sound(world, client, language):
    lists = [list_of(model).replace("/fr/", f"/{language}/", 1) for model in OURS]
    shown, wrong = read(world, client, lists)
    assert wrong == {}
    assert any(name.endswith(f"_{language}") for texts in shown.values() for _row, name in texts)


def test_a_search_offers_the_names_as_they_are(world, client):
    asked = {row: question for model, row in rows_by_model(world).items() if (question := autocomplete_to(model))}
    assert asked
    for row, question in asked.items():
        response = client.get(f"{reverse('admin:autocomplete')}?{urlencode(question)}")
        assert response.headers["Content-Type"] == "application/json"  # which no browser shows as a page
        assert str(row) in {result["text"] for result in response.json()["results"]}


def test_a_message_about_a_row_with_mark_up_is_text(world, client):
    row = rows_by_model(world)[type(world.theme)]
    response = client.post(
        list_of(type(row)), {"action": "delete_selected", "_selected_action": [row.pk], "index": "0"}
    )
    assert dangers_of_page(response.content.decode()) == []
