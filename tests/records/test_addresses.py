"""What names a record in public addresses may change: its old name leads to it for ever, and to nothing else."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import translation

from initiatives.models import Initiative, Recommendation, Theme, Volet
from records.models import AddressTakenError, FormerAddress, VersionedModel
from records.models.addresses import find_record_by_address
from tests.builders import (
    MAKERS,
    make_framework,
    make_initiative,
    make_partner,
    make_recommendation,
    make_theme,
    make_volet,
)

pytestmark = pytest.mark.django_db
ADDRESSED = [model for model in apps.get_models() if issubclass(model, VersionedModel) and model.address_fields]


def rename(record, **values):
    record = type(record)._base_manager.get(pk=record.pk)
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record


def test_everything_that_a_key_or_a_number_names_is_known():
    assert {model._meta.label for model in ADDRESSED} == {
        "zones.Partner", "zones.PoliceZone", "zones.Commune", "lisa.Antenna", "reporting.Edition",
        "initiatives.Framework", "initiatives.Volet", "initiatives.Recommendation", "initiatives.Initiative",
        "initiatives.Period", "initiatives.Theme", "initiatives.Indicator",
    }  # fmt: skip


@pytest.mark.parametrize("model", ADDRESSED, ids=lambda model: model.__name__)
def test_a_name_that_was_changed_leads_to_its_record(model):
    record = MAKERS[model]()
    field = model.address_fields[-1]
    parent = getattr(record, model.address_fields[0].removesuffix("_id")) if len(model.address_fields) > 1 else None
    before = getattr(record, field)

    rename(record, **{field: 77 if isinstance(before, int) else "77777"})

    assert find_record_by_address(model, before, parent) == record
    assert find_record_by_address(model, "77" if isinstance(before, int) else "77777", parent) == record


def test_a_chain_leads_to_the_end_in_one_step():
    initiative = make_initiative(key="a")
    for key in ("b", "c"):
        rename(initiative, key=key)

    assert {find_record_by_address(Initiative, key) for key in "abc"} == {initiative}
    assert set(FormerAddress.objects.values_list("name", flat=True)) == {"a", "b"}


def test_a_record_gets_its_first_name_back():
    initiative = make_initiative(key="a")
    rename(initiative, key="b")

    rename(initiative, key="a")

    assert list(FormerAddress.objects.values_list("name", "record")) == [("b", initiative.pk)]


def test_a_save_that_does_not_write_the_key_leaves_no_address():
    initiative = make_initiative(key="a")
    initiative.key, initiative.website = "b", "https://example.brussels"
    initiative.save(update_fields=["website"])

    assert (FormerAddress.objects.count(), Initiative.objects.get().key) == (0, "a")


def test_nobody_takes_the_name_that_another_record_had():
    initiative = make_initiative(key="a", title_fr="Le café", title_nl="De koffie")
    other = make_initiative(key="other")
    rename(initiative, key="b")

    with pytest.raises(AddressTakenError, match="Le café"):
        rename(other, key="a")
    with pytest.raises(AddressTakenError):
        make_initiative(key="a")

    assert set(Initiative.objects.values_list("key", flat=True)) == {"b", "other"}


def test_the_name_of_a_record_of_another_kind_is_free():
    rename(make_partner(key="a"), key="b")

    assert make_initiative(key="a").key == "a"


def test_the_name_of_what_was_deleted_is_free():
    initiative = rename(make_initiative(key="a"), key="b")
    initiative.delete()

    assert find_record_by_address(Initiative, "a") is None
    assert find_record_by_address(Initiative, "a") != make_initiative(key="a")


def test_a_form_says_whose_name_it_was():
    rename(make_initiative(key="a", title_fr="Le café"), key="b")
    other = make_initiative(key="other")
    other.key = "a"

    with pytest.raises(ValidationError) as refusal, translation.override("en"):
        other.validate_unique()

    assert refusal.value.message_dict == {
        "key": ["“a” was the key of “Le café” before, and its old address leads there. Choose another."]
    }


def test_a_number_stands_within_its_framework():
    framework, other = make_framework(), make_framework()
    volet = make_volet(framework=framework, number=4)
    rename(volet, number=5)

    assert find_record_by_address(Volet, 4, framework) == volet
    assert find_record_by_address(Volet, 4, other) is None
    assert make_volet(framework=other, number=4).number == 4


def test_a_recommendation_that_was_moved_is_found_where_it_stood():
    before, after = make_volet(), make_volet()
    recommendation = make_recommendation(volet=before, code="R10")
    rename(recommendation, volet=after)

    assert find_record_by_address(Recommendation, "R10", before) == recommendation


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "9" * 30, "", "é"])
def test_a_name_that_nothing_can_have_leads_nowhere(name):
    assert find_record_by_address(Initiative, name) is None
    assert find_record_by_address(Volet, name, make_framework()) is None


@pytest.mark.parametrize("key", Theme.NAMED_BY_THE_PROGRAM)
def test_the_themes_that_the_program_names_keep_their_key(key):
    theme = make_theme(key=key)
    theme.key = "another"

    with pytest.raises(ValidationError, match=key):
        theme.clean()
