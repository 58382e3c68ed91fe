"""Publication: both languages or none, and what the public reads of an initiative was reviewed."""

import pytest

from initiatives.services import TransitionRefused, advance_update, find_publication_gaps
from lisa.services import advance_antenna_update
from tests.builders import (
    make_antenna_update,
    make_event,
    make_figure,
    make_initiative,
    make_photo,
    make_superuser,
    make_update,
)

pytestmark = pytest.mark.django_db


def with_figure(**texts):
    return make_figure(update=make_update(state="validated"), **texts).update


def with_event(**texts):
    return make_event(update=make_update(state="validated"), **texts).update


def with_photo(**texts):
    return make_photo(update=make_update(state="validated"), **texts).update


def with_initiative(**texts):
    return make_update(state="validated", initiative=make_initiative(**texts))


def update(**texts):
    return make_update(state="validated", **texts)


INCOMPLETE = [
    (with_initiative, {"title_nl": ""}, ["The title is missing in Dutch."]),
    (with_initiative, {"title_fr": " "}, ["The title is missing in French."]),
    (with_initiative, {"audience_fr": "Tous"}, ["Missing in Dutch: audience."]),
    (with_initiative, {"partnerships_nl": "Iedereen"}, ["Missing in French: partnerships."]),
    (update, {"body_fr": "Texte"}, ["Missing in Dutch: text."]),
    (update, {"body_fr": "Texte", "body_nl": " \n"}, ["Missing in Dutch: text."]),
    (update, {"title_nl": "Titel"}, ["Missing in French: new title."]),
    (update, {"audience_nl": "Iedereen"}, ["Missing in French: new audience."]),
    (update, {"partnerships_fr": "Tous"}, ["Missing in Dutch: new partnerships."]),
    (update, {"highlight": True}, ["A highlighted update needs a text in French and in Dutch."]),
    (
        update,
        {"highlight": True, "body_fr": " ", "body_nl": " "},
        ["A highlighted update needs a text in French and in Dutch."],
    ),
    (update, {"highlight": True, "body_nl": "Tekst"}, ["Missing in French: text."]),
    (with_figure, {"note_fr": "Estimation"}, ["Missing in Dutch: note of a figure."]),
    (with_event, {"title_nl": ""}, ["Missing in Dutch: title of an event."]),
    (with_photo, {"alternative_fr": ""}, ["Missing in French: alternative text of a photo."]),
    (
        update,
        {"body_fr": "Texte", "title_nl": "Titel"},
        ["Missing in Dutch: text.", "Missing in French: new title."],
    ),
]


@pytest.mark.parametrize(("make", "texts", "sentences"), INCOMPLETE)
def test_what_is_missing_is_named_and_nothing_is_published(make, texts, sentences, english):
    incomplete = make(**texts)
    with pytest.raises(TransitionRefused) as refusal:
        advance_update(incomplete, "publish", by=make_superuser())
    assert refusal.value.messages == sentences
    incomplete.refresh_from_db()
    assert (incomplete.review_state, incomplete.review_log.count()) == ("validated", 0)


COMPLETE = [
    (update, {}),
    (update, {"body_fr": "Texte", "body_nl": "Tekst"}),
    (update, {"body_en": "Only in English"}),
    (update, {"highlight": True, "body_fr": "Texte", "body_nl": "Tekst"}),
    (with_figure, {}),
    (with_event, {"title_fr": "", "title_nl": ""}),
]


@pytest.mark.parametrize(("make", "texts"), COMPLETE)
def test_what_is_there_in_both_languages_or_in_neither_is_published(make, texts):
    assert advance_update(make(**texts), "publish", by=make_superuser()).review_state == "published"


def test_a_new_title_makes_up_for_one_that_the_initiative_lacks():
    initiative = make_initiative(title_fr="Titre", title_nl="")
    complete = make_update(initiative=initiative, title_fr="Titre", title_nl="Titel")
    assert find_publication_gaps(complete) == []


@pytest.mark.parametrize("verb", ["validate", "submit"])
def test_only_publication_asks_for_both_languages(verb):
    one_language = make_update(state="submitted" if verb == "validate" else "draft", body_fr="Texte")
    advance_update(one_language, verb, by=make_superuser())
    assert one_language.review_log.count() == 1


def test_an_antenna_s_text_is_published_in_both_languages_or_not_at_all(english):
    text = make_antenna_update(state="validated", body_nl="Tekst")
    with pytest.raises(TransitionRefused) as refusal:
        advance_antenna_update(text, "publish", by=make_superuser())
    assert refusal.value.messages == ["Missing in French: text."]
    text.body_fr = "Texte"
    text.save()
    assert advance_antenna_update(text, "publish", by=make_superuser()).review_state == "published"


# --- What publication carries over ----------------------------------------------------------------

OLD = {
    f"{field}_{language}": "old" for field in ("title", "audience", "partnerships") for language in ("fr", "nl", "en")
}
NEW = {name: f"new {name}" for name in OLD}


def facts(initiative):
    initiative.refresh_from_db()
    return {name: getattr(initiative, name) for name in OLD}


@pytest.fixture
def renewed():
    """A validated update that changes everything of its initiative."""
    return make_update(state="validated", initiative=make_initiative(**OLD), **NEW)


def test_publication_carries_the_reviewed_facts_over(renewed):
    advance_update(renewed, "publish", by=make_superuser())
    assert facts(renewed.initiative) == NEW
    assert renewed.initiative.version == 2


@pytest.mark.parametrize("verb", ["submit", "return", "validate"])
def test_no_other_step_carries_anything_over(renewed, verb):
    renewed.review_state = "draft" if verb == "submit" else "submitted"
    renewed.save()
    advance_update(renewed, verb, by=make_superuser(), remark="Merci.")
    assert facts(renewed.initiative) == OLD


def test_a_field_that_the_update_leaves_open_stays_as_it_was():
    initiative = make_initiative(**OLD)
    only_title = make_update(state="validated", initiative=initiative, title_fr="Nouveau", title_nl="Nieuw")
    advance_update(only_title, "publish", by=make_superuser())
    assert facts(initiative) == OLD | {"title_fr": "Nouveau", "title_nl": "Nieuw"}


def test_an_update_that_changes_nothing_leaves_the_initiative_and_its_history_alone():
    initiative = make_initiative(**OLD)
    advance_update(make_update(state="validated", initiative=initiative, **OLD), "publish", by=make_superuser())
    initiative.refresh_from_db()
    assert (initiative.version, initiative.history.count()) == (1, 1)


def test_a_refused_publication_carries_nothing_over(renewed):
    renewed.body_fr = "Seulement en français"
    renewed.save()
    with pytest.raises(TransitionRefused):
        advance_update(renewed, "publish", by=make_superuser())
    assert facts(renewed.initiative) == OLD
