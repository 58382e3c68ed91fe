"""A text has so many rows and no more: what is beyond is not read, and a sentence says so."""

import time

import pytest
import time_machine

from records.limits import LONGEST_TEXT, MOST_ROWS
from rounds import services
from rounds.editing import UpdateBundle
from tests import builders
from tests.rounds.pages import address, fields, words
from tests.rounds.rounds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def world(client, shared_round):
    world = shared_round
    client.force_login(world.person)
    world.update = services.continue_changed(world.initiative, world.period, by=world.person)
    world.page = address("edit", world.update.pk)
    return world


def send(client, world, **typed):
    return client.post(world.page, fields(client.get(world.page)) | typed)


def test_two_thousand_rows_cost_a_sentence(client, world):
    sent = fields(client.get(world.page)) | {"figures-TOTAL_FORMS": "2000", "events-TOTAL_FORMS": "100000000"}
    started = time.process_time()
    answer = client.post(world.page, sent)

    assert (
        time.process_time() - started < 1.5
    )  # 50 s before there was an end; the figure of a quiet machine is in docs/
    assert answer.status_code == 422
    assert f"This list can have {MOST_ROWS} rows at most." in words(answer)


@pytest.mark.parametrize("count", ["", "²", "x", "9" * 5_000])
def test_a_list_that_arrives_in_part_is_asked_for_once_more(client, world, count):
    answer = send(client, world, **{"figures-TOTAL_FORMS": count})

    assert answer.status_code == 422
    assert "Only a part of this list arrived." in words(answer)


def test_a_row_more_than_there_may_be_is_not_offered(client, world):
    sent = fields(client.get(world.page)) | {"figures-TOTAL_FORMS": str(MOST_ROWS), "action": "add:figures"}

    answer = client.post(world.page, sent)

    assert f'name="figures-{MOST_ROWS - 1}-value"' in answer.content.decode()
    assert f'name="figures-{MOST_ROWS}-value"' not in answer.content.decode()


def test_a_text_that_is_too_long_stays_in_its_field_with_a_sentence(client, world):
    typed = "é" * (LONGEST_TEXT + 1)

    answer = send(client, world, **{"text-body_fr": typed})

    assert answer.status_code == 422
    assert typed in words(answer)
    assert "50000" in words(answer)


def test_a_total_is_not_removed_from_under_its_parts(client, world):
    indicator = builders.make_indicator()
    total = builders.make_figure(update=world.update, indicator=indicator, value=9)
    part = builders.make_figure(update=world.update, indicator=indicator, value=3, part_of=total)

    refused = send(client, world, **{"figures-0-DELETE": "on"})

    assert refused.status_code == 422
    assert "another figure is still counted in it" in words(refused)

    freed = send(client, world, **{"figures-0-DELETE": "on", "figures-1-part_of": ""})

    assert freed.status_code == 302
    assert list(world.update.figures.values_list("pk", "part_of")) == [(part.pk, None)]


def test_a_total_goes_with_all_its_parts(client, world):
    indicator = builders.make_indicator()
    total = builders.make_figure(update=world.update, indicator=indicator, value=9)
    builders.make_figure(update=world.update, indicator=indicator, value=3, part_of=total)

    answer = send(client, world, **{"figures-0-DELETE": "on", "figures-1-DELETE": "on"})

    assert answer.status_code == 302
    assert not world.update.figures.exists()


@pytest.mark.parametrize("meanwhile", ["before the form is judged", "after it was judged"])
def test_a_total_stays_when_somebody_counted_another_figure_in_it_meanwhile(client, world, monkeypatch, meanwhile):
    total = builders.make_figure(update=world.update, indicator=builders.make_indicator(), value=9)
    sent = fields(client.get(world.page)) | {"figures-0-DELETE": "on"}

    def count_in_it():
        if world.update.figures.count() == 1:
            builders.make_figure(update=world.update, indicator=total.indicator, value=3, part_of=total)

    judge = UpdateBundle.is_valid

    def judge_then_count(bundle):
        is_valid = judge(bundle)
        count_in_it()
        return is_valid

    if meanwhile == "before the form is judged":
        count_in_it()
    else:
        monkeypatch.setattr(UpdateBundle, "is_valid", judge_then_count)
    answer = client.post(world.page, sent)

    assert answer.status_code == 422
    assert "another figure is still counted in it" in words(answer)
    assert world.update.figures.count() == 2
