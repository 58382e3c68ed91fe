"""A figure that another one counts already: it is never a total of its own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils.translation import override

from initiatives.merging import merge_initiatives
from initiatives.models import Figure, order_with_parts
from tests import builders
from tests.reading import tree
from tests.records.pages import page_of

pytestmark = pytest.mark.django_db


def figure(total=None, **fields):
    """A figure, or a part of that total."""
    if total:
        fields = {"update": total.update, "indicator": total.indicator, "part_of": total} | fields
    return builders.make_figure(**fields)


def refusal(record):
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    with override("en"):
        return [str(message) for message in refused.value.messages]


def test_a_part_stands_under_its_total_whatever_their_positions():
    first = figure(position=1)
    second = figure(update=first.update, position=2)
    part = figure(first, position=3)

    assert list(order_with_parts(first.update.figures.all())) == [first, part, second]


def test_a_part_counts_the_same_under_the_same_text_and_has_no_parts():
    total = figure()
    part = figure(total)

    part.full_clean()
    assert refusal(figure(total, update=builders.make_update())) == ["A part and its total stand under the same text."]
    assert refusal(figure(total, indicator=builders.make_indicator())) == ["A part counts the same as its total."]
    assert refusal(figure(part)) == ["A part has no parts of its own: name the total of all."]


def test_a_total_keeps_counting_what_its_parts_count():
    total = figure()
    figure(total)
    total.indicator = builders.make_indicator()

    assert refusal(total) == ["The parts of this figure count something else: take them out of it first."]


def test_a_total_does_not_become_a_part_of_another():
    total = figure()
    figure(total)
    total.part_of = figure(update=total.update, indicator=total.indicator)

    assert refusal(total) == ["A part has no parts of its own: name the total of all."]


def test_the_database_knows_that_a_figure_is_no_part_of_itself():
    total = figure()

    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(pk=total.pk).update(part_of=total)


def test_a_total_is_not_deleted_from_above_its_parts_but_all_go_with_their_text():
    total = figure()
    figure(total)

    with pytest.raises(RestrictedError):
        total.delete()
    total.update.delete()

    assert not Figure.objects.exists()


def test_the_parts_of_a_duplicate_are_led_to_the_total_that_the_original_has():
    period, indicator = builders.make_period(), builders.make_indicator()
    volet = builders.make_volet()
    original, duplicate = (builders.make_initiative(volet=volet) for _side in range(2))
    totals = [
        figure(update=builders.make_update(initiative=one, period=period), indicator=indicator, value=9)
        for one in (original, duplicate)
    ]
    part = figure(totals[1], value=4)

    merge_initiatives(duplicate, original, by=builders.make_superuser())

    part.refresh_from_db()
    assert (part.update, part.part_of) == (totals[0].update, totals[0])


def test_the_administration_offers_the_figures_of_the_same_text_only(client):
    total = figure(value=9, year=2024)
    part, _stranger = figure(total, value=4), figure()
    client.force_login(builders.make_superuser())

    with override("fr"):
        alone = tree(client.get(page_of(part))).xpath("//select[@name='part_of']/option/@value")
        rows = tree(client.get(page_of(total.update)))
        under = {
            name: rows.xpath(f"//select[@name='figures-{name}-part_of']/option/@value")
            for name in ("0", "1", "__prefix__")
        }

    assert alone == ["", str(total.pk)]
    assert under == {name: ["", str(total.pk)] for name in ("0", "1", "__prefix__")}
