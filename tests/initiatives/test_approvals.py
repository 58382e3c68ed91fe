"""What was approved of a text, and whether it is another one now."""

import pytest

from initiatives.approvals import find_approvals, find_changed_since_approval, get_field_label
from initiatives.models import Update
from initiatives.services import advance_update, settle_loaded_updates
from lisa.services import advance_antenna_update
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def coordinator():
    return builders.make_user(role=builders.COORDINATION)


@pytest.fixture
def update(coordinator):
    """Validated as it stands."""
    update = builders.make_update(body_fr="Avant.", body_nl="Voordien.", state="submitted")
    return advance_update(update, "validate", by=coordinator)


def is_changed(text):
    return find_changed_since_approval([type(text).objects.get(pk=text.pk)]) == {text.pk}


def edit(text, **fields):
    text = type(text).objects.get(pk=text.pk)
    for name, value in fields.items():
        setattr(text, name, value)
    text.save()
    return text


def test_a_text_that_stands_as_it_was_validated_is_not_changed(update):
    assert not is_changed(update)


@pytest.mark.parametrize("field", ["body_fr", "body_nl", "title_en", "audience_fr"])
def test_another_word_after_the_validation_is_seen_and_its_return_too(update, field):
    before = getattr(update, field)
    edit(update, **{field: "Après."})
    assert is_changed(update)
    edit(update, **{field: before})
    assert not is_changed(update)


def test_the_marks_of_the_coordination_are_no_change_of_the_text(update):
    edit(update, position=7, highlight=True)
    assert not is_changed(update)


@pytest.mark.parametrize("make", [builders.make_figure, builders.make_event, builders.make_photo])
def test_what_is_put_under_it_or_changed_there_afterwards_is_a_change(update, make, coordinator):
    row = make(update=update)
    assert is_changed(update)
    advance_update(update, "publish", by=coordinator)
    assert not is_changed(update)
    row.position = 7
    row.save()
    assert is_changed(update)


def test_publishing_approves_what_stands_then_and_withdrawing_approves_nothing(update, coordinator):
    update = advance_update(edit(update, body_fr="Mieux."), "publish", by=coordinator)
    assert not is_changed(update)
    update = advance_update(edit(update, body_fr="Encore."), "withdraw", by=coordinator, remark="Une erreur.")
    assert is_changed(update)
    assert find_approvals([update])[update.pk].text.body_fr == "Mieux."


def test_what_is_not_validated_is_never_marked_and_remembers_what_was_validated_last(update, coordinator):
    update = advance_update(update, "reopen", by=coordinator, remark="Corrigez.")
    edit(update, body_fr="Corrigé.")
    assert not is_changed(update)
    assert find_approvals([update])[update.pk].text.body_fr == "Avant."
    assert find_approvals([builders.make_update()]) == {}


def test_a_loaded_text_was_approved_when_it_was_loaded():
    update = builders.make_update(body_fr="Chargé.")
    settle_loaded_updates([update])
    assert not is_changed(update)
    edit(update, body_fr="Autre.")
    assert is_changed(update)


def test_antennas_are_told_in_the_same_way(coordinator):
    text = builders.make_antenna_update(body_fr="Avant.", state="submitted")
    advance_antenna_update(text, "validate", by=coordinator)
    assert not is_changed(text)
    edit(text, body_fr="Après.")
    assert is_changed(text)


@pytest.mark.parametrize("count", [1, 12])
def test_many_texts_take_as_many_questions_as_one(count, coordinator, django_assert_num_queries):
    for _ in range(count):
        advance_update(builders.make_update(state="submitted"), "validate", by=coordinator)
    texts = list(Update.objects.all())
    with django_assert_num_queries(5):
        find_changed_since_approval(texts)


def test_a_field_has_a_name_that_a_reader_knows():
    assert [get_field_label(name) for name in ("body_fr", "title_nl", "figures", "unheard_of")] == [
        "text (French)",
        "title (Dutch)",
        "figures",
        "unheard_of",
    ]
