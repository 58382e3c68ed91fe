"""What stands under a text or an antenna has a key of its own, made once and never changed."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from initiatives.models import Figure
from tests.builders import (
    make_antenna_figure,
    make_antenna_service,
    make_event,
    make_figure,
    make_indicator,
    make_update,
)

pytestmark = pytest.mark.django_db


def test_a_key_says_what_the_row_said_first():
    day = datetime.date(2024, 6, 17)
    people = make_indicator(key="young_people")

    assert make_figure(indicator=people, year=2024).key == "young-people-2024"
    assert make_figure(indicator=people, year=None).key == "young-people"
    assert make_event(title_fr="Fête d’été", date_earliest=day, date_latest=day).key == "2024-06-17-fete-d-ete"
    assert make_antenna_service(name_fr="Gardiens de la paix").key == "gardiens-de-la-paix"
    assert make_antenna_figure(indicator=people, year=2023).key == "young-people-2023"


def test_a_second_one_has_a_number_and_nothing_changes_a_key():
    update, people = make_update(state="published"), make_indicator(key="people")
    first, second = (make_figure(update=update, indicator=people, year=2024, position=n) for n in (1, 2))

    first.position, first.year, first.indicator = 9, 2020, make_indicator()
    first.save()

    assert [row.key for row in Figure.objects.order_by("pk")] == ["people-2024", "people-2024-2"]
    record = update.record.figures.order_by("original")
    assert list(record.values_list("key", flat=True)) == ["people-2024", "people-2024-2"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(pk=second.pk).update(key="people-2024")
