"""Saving content: the version counts up, and two editors cannot both take the same one."""

import pytest
from django.db import IntegrityError, connection
from django.utils import translation

from initiatives.models import Initiative
from records.models import StaleRecordError
from tests.builders import make_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_copies():
    pk = make_initiative(title_fr="Avant").pk
    return Initiative.objects.get(pk=pk), Initiative.objects.get(pk=pk)


def stored(initiative):
    return Initiative.objects.get(pk=initiative.pk)


def test_a_new_record_has_version_one_and_each_save_counts_up():
    initiative = make_initiative()
    versions = [initiative.version]
    for _ in range(2):
        initiative.save()
        versions.append(stored(initiative).version)
    assert versions == [1, 2, 3]


def test_the_second_of_two_editors_is_refused_and_nothing_of_the_second_is_written(two_copies):
    first, second = two_copies
    first.title_fr = "Le premier"
    first.save()
    second.title_fr, second.website = "Le second", "https://second.example"
    with pytest.raises(StaleRecordError) as refusal:
        second.save()
    after = stored(first)
    assert refusal.value.record is second
    assert (after.title_fr, after.website, after.version) == ("Le premier", "", 2)
    assert after.history.count() == 2


def test_a_part_of_the_fields_is_written_with_the_version(two_copies):
    first, second = two_copies
    first.title_fr, first.website = "Le premier", "https://not-asked.example"
    first.save(update_fields=["title_fr"])
    after = stored(first)
    assert (after.title_fr, after.website, after.version) == ("Le premier", "", 2)
    with pytest.raises(StaleRecordError):
        second.save(update_fields=["website"])


def test_a_refused_record_can_be_read_again_and_saved(two_copies):
    first, second = two_copies
    first.save()
    with pytest.raises(StaleRecordError):
        second.save()
    second.refresh_from_db()
    second.save()
    assert stored(first).version == 3


def test_a_record_that_the_database_refuses_keeps_its_version_and_can_be_mended():
    initiative = make_initiative()
    initiative.kind = "neither"
    with pytest.raises(IntegrityError):
        initiative.save()
    initiative.kind = "daily"
    initiative.save()
    assert (stored(initiative).kind, stored(initiative).version) == ("daily", 2)


def test_a_deleted_record_is_not_saved_back(two_copies):
    first, second = two_copies
    first.delete()
    with pytest.raises(StaleRecordError):
        second.save()
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_column_without_a_language_holds_the_french_text_whoever_saves(language):
    with translation.override(language):
        initiative = make_initiative(title_fr="Médiation", title_nl="Bemiddeling")
        initiative.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, title_fr, title_nl FROM initiatives_initiative")
        assert cursor.fetchall() == [("Médiation", "Médiation", "Bemiddeling")]
