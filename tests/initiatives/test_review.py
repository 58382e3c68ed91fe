"""The review: from any state, by any verb, for anybody, either the table is followed or nothing happens."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from initiatives.models import ReviewState, Update, UpdateReview
from initiatives.review import TRANSITIONS, Actor
from initiatives.services import TransitionRefused, advance_update, settle_loaded_updates
from lisa.models import AntennaReview, AntennaUpdate
from lisa.services import advance_antenna_update, settle_loaded_antenna_updates
from records.models import StaleRecordError
from tests.builders import (
    COORDINATION,
    READERS,
    make_antenna,
    make_antenna_update,
    make_figure,
    make_initiative,
    make_partner,
    make_period,
    make_superuser,
    make_update,
    make_user,
)

pytestmark = pytest.mark.django_db

PEOPLE = {
    "visitor": lambda lead, co: AnonymousUser(),
    "inactive": lambda lead, co: make_superuser(is_active=False, partners=[lead]),
    "without group": lambda lead, co: make_user(role=None, partners=[lead]),
    "reader": lambda lead, co: make_user(role=READERS),
    "lead": lambda lead, co: make_user(partners=[lead]),
    "co-partner": lambda lead, co: make_user(partners=[co]),
    "other": lambda lead, co: make_user(partners=[make_partner()]),
    "coordination": lambda lead, co: make_user(role=COORDINATION),
    "superuser": lambda lead, co: make_superuser(),
}
THE_COORDINATION = {"coordination", "superuser"}


def is_allowed(state, verb, person, remark, *, closed, on_the_site=None, was_reopened=False):
    """What the table says, in other words than the services. A published text is on the site, unless told otherwise."""
    on_the_site = state == ReviewState.PUBLISHED if on_the_site is None else on_the_site
    row = TRANSITIONS[verb]
    lead_may = row.actor is Actor.LEAD and person == "lead" and not (closed and state == ReviewState.DRAFT)
    return (
        (person in THE_COORDINATION or lead_may)
        and (state in row.from_states or (on_the_site and state in row.while_on_the_site))
        and (row.to_state is not None or was_reopened)
        and not (verb == "return" and state == ReviewState.DRAFT and not closed)
        and (bool(remark.strip()) or not row.remark_required)
    )


def of_initiative(lead, co, **fields):
    return make_update(initiative=make_initiative(lead=lead, co_partners=[co]), **fields)


def of_antenna(lead, co, **fields):
    return make_antenna_update(antenna=make_antenna(partners=[lead]), **fields)


KINDS = [
    pytest.param(of_initiative, advance_update, UpdateReview, id="initiative"),
    pytest.param(of_antenna, advance_antenna_update, AntennaReview, id="antenna"),
]


@pytest.mark.parametrize(("make", "advance", "log"), KINDS)
@example_settings(max_examples=40)
@given(
    state=st.sampled_from(ReviewState),
    verb=st.sampled_from(sorted(TRANSITIONS)),
    person=st.sampled_from(sorted(PEOPLE)) | st.sampled_from(["lead", "coordination"]),
    remark=st.sampled_from(["", "  \n", "Précisez la date."]),
    closed=st.booleans(),
)
def test_the_table_is_followed_or_nothing_happens(make, advance, log, state, verb, person, remark, closed):
    lead, co = make_partner(), make_partner()
    update = make(lead, co, state=state, period=make_period(closed=closed))
    by = PEOPLE[person](lead, co)
    if is_allowed(state, verb, person, remark, closed=closed):
        assert advance(update, verb, by=by, remark=remark) is update
        outcome, lines = TRANSITIONS[verb].to_state, [(by.pk, state, TRANSITIONS[verb].to_state, remark)]
    else:
        with pytest.raises(TransitionRefused) as refusal:
            advance(update, verb, by=by, remark=remark)
        assert all(sentence.endswith(".") for sentence in refusal.value.messages)
        outcome, lines = state, []
    stored = type(update).objects.get(pk=update.pk)
    assert (update.review_state, stored.review_state) == (outcome, outcome)
    assert (update.version, stored.version) == (1 + len(lines), 1 + len(lines))
    assert list(log.objects.filter(subject=update).values_list("by", "from_state", "to_state", "remark")) == lines


@pytest.mark.parametrize("verb", [verb for verb, row in TRANSITIONS.items() if row.remark_required])
def test_the_sentence_asks_for_the_remark(verb, english):
    update = make_update(state=TRANSITIONS[verb].from_states[0], period=make_period(closed=True))
    with pytest.raises(TransitionRefused) as refusal:
        advance_update(update, verb, by=make_superuser(), remark=" ")
    assert refusal.value.messages == ["Write a remark: the partner must know what is expected."]


def test_every_state_can_be_reached_and_left_again():
    reached = {row.to_state for row in TRANSITIONS.values()}
    left = {state for row in TRANSITIONS.values() for state in row.from_states}
    assert (reached - {None}, left) == (set(ReviewState) - {ReviewState.DRAFT}, set(ReviewState))


def test_the_whole_way_is_in_the_log_in_its_order():
    coordination = make_user(role=COORDINATION)
    update = make_update()
    referent = make_user(partners=[update.partner])
    for verb, by, remark in [
        ("submit", referent, ""),
        ("return", coordination, "Et les chiffres ?"),
        ("submit", referent, "Les voici."),
        ("validate", coordination, ""),
        ("publish", coordination, ""),
        ("withdraw", coordination, "Une erreur."),
        ("reopen", coordination, "Corrigez."),
    ]:
        advance_update(update, verb, by=by, remark=remark)
    assert [(line.by, line.to_state, line.remark) for line in update.review_log.all()] == [
        (referent, "submitted", ""),
        (coordination, "returned", "Et les chiffres ?"),
        (referent, "submitted", "Les voici."),
        (coordination, "validated", ""),
        (coordination, "published", ""),
        (coordination, "validated", "Une erreur."),
        (coordination, "returned", "Corrigez."),
    ]


@pytest.mark.parametrize(
    ("make", "advance", "log"),
    [(make_update, advance_update, UpdateReview), (make_antenna_update, advance_antenna_update, AntennaReview)],
)
def test_a_text_that_was_changed_since_it_was_read_is_not_moved(make, advance, log):
    seen = make(state="submitted")
    changed = type(seen).objects.get(pk=seen.pk)
    changed.body_fr = "Autre chose."
    changed.save()
    with pytest.raises(StaleRecordError):
        advance(seen, "validate", by=make_superuser())
    changed.refresh_from_db()
    assert (changed.review_state, log.objects.count()) == ("submitted", 0)


@pytest.mark.parametrize("who", [0, 1], ids=["of that time", "of today"])
def test_the_lead_of_that_time_and_the_one_of_today_submit_when_the_lead_has_changed(who):
    leads = make_partner(), make_partner()
    update = make_update(partner=leads[0], initiative=make_initiative(lead=leads[1]))

    advance_update(update, "submit", by=make_user(partners=[leads[who]]))

    assert update.review_state == "submitted"


# --- Taking a reopening back ----------------------------------------------------------------------


def reopened(state):
    """(an update that was reopened from that state, who reopened it)."""
    coordination = make_user(role=COORDINATION)
    update = make_update(body_fr="Texte", body_nl="Tekst")
    for verb in ("submit", "validate", "publish")[: 3 if state == "published" else 2]:
        advance_update(update, verb, by=coordination)
    return advance_update(update, "reopen", by=coordination, remark="Corrigez."), coordination


@pytest.mark.parametrize("state", ["validated", "published"])
def test_a_reopening_is_taken_back_to_the_state_before(state):
    update, coordination = reopened(state)

    advance_update(update, "undo_reopening", by=coordination)

    assert (update.review_state, update.review_log.last().to_state) == (state, state)


def change_words(update):
    update.body_fr = "Autre"
    update.save()


@pytest.mark.parametrize("change", [change_words, lambda update: make_figure(update=update)], ids=["words", "figure"])
def test_a_reopening_is_not_taken_back_once_something_was_changed(change, english):
    update, coordination = reopened("published")
    change(update)

    with pytest.raises(TransitionRefused) as refusal:
        advance_update(update, "undo_reopening", by=coordination)

    assert refusal.value.messages[0].startswith("This text was changed since it was reopened")
    assert update.review_state == "returned"


def test_what_was_sent_back_before_it_was_validated_was_not_reopened(english):
    coordination = make_user(role=COORDINATION)
    update = make_update(state="submitted")
    advance_update(update, "return", by=coordination, remark="Précisez.")

    with pytest.raises(TransitionRefused, match="no reopening to take back"):
        advance_update(update, "undo_reopening", by=coordination)


# --- Loaded content -------------------------------------------------------------------------------

BOTH, ONE = {"body_fr": "Texte", "body_nl": "Tekst"}, {"body_fr": "Texte"}
LOADED = [(make_update, settle_loaded_updates), (make_antenna_update, settle_loaded_antenna_updates)]


@pytest.mark.parametrize(("make", "settle"), LOADED)
@pytest.mark.parametrize(("texts", "state"), [(BOTH, "published"), (ONE, "validated"), ({}, "published")])
def test_loaded_content_is_published_where_both_languages_are_there_and_validated_otherwise(make, settle, texts, state):
    update = make(**texts)
    settle([update])
    update.refresh_from_db()
    assert update.review_state == state
    assert list(update.review_log.values_list("by", "from_state", "to_state")) == [(None, "draft", state)]


@pytest.mark.parametrize(("make", "settle"), LOADED)
@pytest.mark.parametrize("state", [state for state in ReviewState if state != "draft"])
def test_loading_again_moves_nothing_that_was_moved(make, settle, state):
    update = make(state=state, **BOTH)
    settle([update])
    update.refresh_from_db()
    assert (update.review_state, update.version, update.review_log.count()) == (state, 1, 0)


def test_the_states_are_the_same_for_both_kinds_of_text():
    fields = [model._meta.get_field("review_state") for model in (Update, AntennaUpdate)]
    assert fields[0].choices == fields[1].choices == ReviewState.choices


@pytest.mark.parametrize(
    ("make", "advance"), [(make_update, advance_update), (make_antenna_update, advance_antenna_update)]
)
def test_a_draft_of_an_open_round_is_not_sent_back_its_partner_is_still_writing(make, advance):
    coordination = make_user(role=COORDINATION)
    text = make()

    with pytest.raises(TransitionRefused):
        advance(text, "return", by=coordination, remark="Plus vite.")
    text.period.closed = True
    text.period.save()
    advance(text, "return", by=coordination, remark="Vous pouvez finir.")

    assert text.review_state == "returned"
