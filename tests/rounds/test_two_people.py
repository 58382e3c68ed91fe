"""Two people press at the same moment: the table is followed, nothing is half written, nobody is sent a page of error.

Every step goes through the pages: an exception that a view lets through fails the test.
"""

import datetime

import pytest

from initiatives.models import Initiative, Update
from initiatives.services import advance_update
from rounds import drafts, services
from rounds.models import Extension, Question, Response
from tests import builders
from tests.rounds.pages import address, fields, words
from tests.rounds.rounds import OpenRound
from tests.rounds.together import COMMITTED, at_once, browser, is_consistent

pytestmark = COMMITTED

LATER = datetime.date(2035, 3, 31)


@pytest.fixture
def world():
    """An open round, and a colleague of its referent."""
    world = OpenRound()
    world.colleague = builders.make_user(partners=[world.partner])
    world.second = builders.make_user(role=builders.COORDINATION)
    return world


def codes(responses):
    return sorted(response.status_code for response in responses)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def pressing(user, name, *arguments, **sent):
    """A step: the user, signed in before, presses a button."""
    client, place = browser(user), address(name, *arguments)
    return lambda: client.post(place, sent)


def answering(user, world, what, **fields):
    return pressing(user, "answer", world.partner.key, world.period.key, world.initiative.pk, answer=what, **fields)


def saving(user, update, **typed):
    """A step: the user, who has the page of the text open, saves it."""
    client, place = browser(user), address("edit", update.pk)
    sent = fields(client.get(place)) | {f"text-{name}": said for name, said in typed.items()}
    return lambda: client.post(place, sent)


def deciding(user, update, verb, remark="Précisez."):
    return pressing(
        user, "review", "initiative", update.pk, verb=verb, seen_version=update.version, remark=remark
    )  # fmt: skip


def changed(world, **body):
    update = services.continue_changed(world.initiative, world.period, by=world.person)
    for name, said in ({"body_fr": "Un texte."} | body).items():
        setattr(update, name, said)
    update.save()
    return update


def submitted(world, **body):
    changed(world, **body)
    services.submit(world.partner, world.period, by=world.person)
    return Update.objects.get(initiative=world.initiative, period=world.period)


def published(world):
    update = submitted(world, body_fr="Texte.", body_nl="Tekst.")
    for verb in ("validate", "publish"):
        advance_update(update, verb, by=world.coordinator)
    return update


# --- Of one partner -------------------------------------------------------------------------------


def test_of_two_who_save_one_text_one_wins_and_the_other_sees_both_versions(world):
    update = changed(world)
    first, second = "La version de l’une", "La version de l’autre"
    responses = at_once(
        saving(world.person, update, body_fr=first), saving(world.colleague, update, body_fr=second)
    )  # fmt: skip
    assert codes(responses) == [302, 409]
    shown = words(next(response for response in responses if response.status_code == 409))
    assert (first in shown, second in shown) == (True, True)
    stored = fresh(update)
    assert (stored.body_fr in (first, second), stored.version, is_consistent(stored)) == (True, 3, True)


def test_two_who_save_different_fields_lose_nothing_either(world):
    update = changed(world)
    responses = at_once(
        saving(world.person, update, body_fr="Le texte"), saving(world.colleague, update, body_nl="De tekst")
    )
    assert codes(responses) == [302, 409]
    conflict = next(response for response in responses if response.status_code == 409)
    asking = world.person if conflict is responses[0] else world.colleague
    browser(asking).post(address("edit", update.pk), fields(conflict))
    assert (fresh(update).body_fr, fresh(update).body_nl) == ("Le texte", "De tekst")
    assert is_consistent(update)


def test_a_round_that_two_hand_in_at_once_is_handed_in_once(world):
    update = changed(world)
    responses = at_once(
        pressing(world.person, "submit", world.partner.key, world.period.key),
        pressing(world.colleague, "submit", world.partner.key, world.period.key),
    )
    assert codes(responses) == [302, 302]
    assert list(update.review_log.values_list("from_state", "to_state")) == [("draft", "submitted")]
    assert (fresh(update).review_state, is_consistent(update)) == ("submitted", True)
    assert Response.objects.get().submitted_at


def test_a_text_that_is_saved_while_it_is_handed_in_is_handed_in_whole_or_kept_as_typed(world):
    update = changed(world)
    saved, handed_in = at_once(
        saving(world.person, update, body_fr="La nouvelle version"),
        pressing(world.colleague, "submit", world.partner.key, world.period.key),
    )
    assert (saved.status_code, handed_in.status_code) == (302, 302)
    stored, draft = fresh(update), drafts.find_draft(world.person, f"update-{update.pk}")
    assert (stored.review_state, is_consistent(stored)) == ("submitted", True)
    typed = draft.data["text-body_fr"] if draft else [stored.body_fr]
    assert typed == ["La nouvelle version"]


@pytest.mark.parametrize(("one", "other"), [("unchanged", "unchanged"), ("unchanged", "changed")])
def test_two_answers_on_one_initiative_make_one_text(world, one, other):
    assert codes(at_once(answering(world.person, world, one), answering(world.colleague, world, other))) == [302, 302]
    update = Update.objects.get(initiative=world.initiative, period=world.period)
    assert (update.status in {"continued", "changed"}, is_consistent(update)) == (True, True)


def test_an_answer_and_a_question_at_once_leave_one_of_the_two(world):
    responses = at_once(
        answering(world.person, world, "unchanged"),
        answering(world.colleague, world, "question", kind="not_ours", text="Pas à nous."),
    )
    assert codes(responses) == [302, 302]
    assert Update.objects.filter(period=world.period).count() + Question.objects.count() == 1


def test_nothing_to_report_and_an_answer_at_once_do_not_both_stand(world):
    responses = at_once(
        pressing(world.person, "nothing", world.partner.key, world.period.key),
        answering(world.colleague, world, "unchanged"),
    )
    assert codes(responses) == [302, 302]
    # Whichever came first, the answer stands: it takes back what was said before it, or refuses what comes after.
    assert Update.objects.filter(period=world.period).count() == 1
    assert not Response.objects.exclude(nothing_to_report=False, submitted_at=None).exists()


def test_nothing_to_report_and_a_new_initiative_at_once_do_not_both_stand(world):
    volet = builders.make_volet()
    sent = {"title_fr": "Un projet", "status": "new", "kind": "specific", "volet": volet.pk}
    responses = at_once(
        pressing(world.person, "nothing", world.partner.key, world.period.key),
        pressing(world.colleague, "add", world.partner.key, world.period.key, **sent),
    )
    assert codes(responses) == [302, 302]
    assert (Response.objects.filter(nothing_to_report=True).count(), Update.objects.filter(status="new").count()) == (
        0, 1,
    )  # fmt: skip


@pytest.mark.parametrize(("other", "count"), [("Un projet", 1), ("Un projet !", 2)])
def test_an_initiative_that_two_add_at_once_stands_once_and_two_of_almost_one_name_stand_both(world, other, count):
    sent = {"status": "new", "kind": "specific", "volet": builders.make_volet().pk}
    steps = [
        pressing(user, "add", world.partner.key, world.period.key, title_fr=title, **sent)
        for user, title in ((world.person, "Un projet"), (world.colleague, other))
    ]
    assert codes(at_once(*steps)) == [302, 302]
    assert Initiative.objects.filter(lead=world.partner).exclude(pk=world.initiative.pk).count() == count


def test_an_answer_that_two_take_back_is_taken_back_once(world):
    sent = {"title_fr": "Un projet", "status": "new", "kind": "specific", "volet": builders.make_volet().pk}
    pressing(world.person, "add", world.partner.key, world.period.key, **sent)()
    world.initiative = Initiative.objects.get(title_fr="Un projet")
    steps = [answering(user, world, "take_back") for user in (world.person, world.colleague)]
    assert set(codes(at_once(*steps))) <= {302, 404}
    assert Initiative.history.filter(id=world.initiative.pk, history_type="-").count() == 1
    assert not Initiative.objects.filter(pk=world.initiative.pk).exists()


# --- A partner and the Coordination ---------------------------------------------------------------


def test_a_text_that_goes_back_while_the_partner_has_it_open_can_be_saved_or_is_refused(world):
    update = submitted(world)
    refused, sent_back = at_once(
        pressing(world.person, "edit", update.pk, **{"text-body_fr": "Trop tôt"}),
        deciding(world.coordinator, update, "return"),
    )
    assert (refused.status_code, sent_back.status_code) == (302, 302)
    stored = fresh(update)
    assert (stored.review_state, stored.body_fr, is_consistent(stored)) == ("returned", "Un texte.", True)


def test_a_text_that_the_coordination_changes_while_it_decides_is_decided_as_it_was_seen(world):
    update = submitted(world)
    saved, decided = at_once(
        saving(world.second, update, body_fr="Corrigé"), deciding(world.coordinator, update, "validate")
    )
    stored = fresh(update)
    assert is_consistent(stored)
    if decided.status_code == 302:  # the decision came first: who saved sees that the text was moved
        assert (stored.review_state, saved.status_code) == ("validated", 409)
    else:
        assert (decided.status_code, stored.review_state, stored.body_fr) == (200, "submitted", "Corrigé")


@pytest.mark.parametrize("other", ["return", "validate"])
def test_of_two_decisions_on_one_text_one_is_taken(world, other):
    update = submitted(world)
    responses = at_once(
        deciding(world.coordinator, update, "validate"), deciding(world.second, update, other)
    )  # fmt: skip
    assert codes(responses) == [200, 302]
    assert (update.review_log.count(), is_consistent(update)) == (2, True)


def test_a_text_that_two_publish_is_published_once(world):
    update = submitted(world, body_fr="Texte.", body_nl="Tekst.", title_fr="Titre", title_nl="Titel")
    advance_update(update, "validate", by=world.coordinator)
    responses = at_once(deciding(world.coordinator, update, "publish"), deciding(world.second, update, "publish"))
    assert codes(responses) == [200, 302]
    log = list(update.review_log.values_list("to_state", flat=True))
    assert (log, is_consistent(update)) == (["submitted", "validated", "published"], True)
    assert Initiative.history.filter(id=world.initiative.pk, title_fr="Titre").count() == 1


@pytest.mark.parametrize("other", ["withdraw", "reopen"])
def test_of_two_who_take_a_text_back_one_is_heard(world, other):
    update = published(world)
    responses = at_once(deciding(world.coordinator, update, "withdraw"), deciding(world.second, update, other))
    assert codes(responses) == [200, 302]
    assert (update.review_log.count(), is_consistent(update)) == (4, True)


def test_two_periods_of_one_initiative_are_published_at_once_one_after_the_other(world):
    update = submitted(world, body_fr="Texte.", body_nl="Tekst.", title_fr="Neuf", title_nl="Nieuw")
    advance_update(update, "validate", by=world.coordinator)
    earlier = builders.make_update(
        initiative=world.initiative, state="validated", title_fr="Vieux", title_nl="Oud", body_fr="T", body_nl="T"
    )
    responses = at_once(deciding(world.coordinator, update, "publish"), deciding(world.second, earlier, "publish"))
    done = codes(responses).count(302)
    states = {fresh(text).review_state for text in (update, earlier)}
    assert (done, states) in [(2, {"published"}), (1, {"published", "validated"})]
    assert (is_consistent(update), is_consistent(earlier)) == (True, True)


# --- Of the Coordination --------------------------------------------------------------------------


def test_a_round_that_two_close_is_closed(world):
    steps = [pressing(user, "close", world.period.key) for user in (world.coordinator, world.second)]
    assert codes(at_once(*steps)) == [302, 302]
    assert fresh(world.period).closed


def test_nobody_answers_in_a_round_that_closes_meanwhile(world):
    update = changed(world)
    responses = at_once(
        pressing(world.coordinator, "close", world.period.key),
        pressing(world.person, "submit", world.partner.key, world.period.key),
    )
    stored = fresh(update)
    assert (fresh(world.period).closed, is_consistent(stored)) == (True, True)
    assert (responses[1].status_code, stored.review_state) in [(302, "submitted"), (422, "draft")]
    assert Response.objects.filter(submitted_at__isnull=False).exists() == (stored.review_state == "submitted")


def test_a_partner_gets_more_time_before_the_round_closes_or_none(world):
    given, closed = at_once(
        pressing(
            world.coordinator, "extension", world.period.key, world.partner.key, deadline=LATER, reason="Congé."
        ),
        pressing(world.second, "close", world.period.key),
    )  # fmt: skip
    assert (closed.status_code, fresh(world.period).closed) == (302, True)
    assert (given.status_code, Extension.objects.count()) in [(302, 1), (200, 0)]


def test_of_two_who_give_a_partner_more_time_the_second_sees_what_the_first_gave(world):
    steps = [
        pressing(user, "extension", world.period.key, world.partner.key, deadline=LATER, reason=reason)
        for user, reason in ((world.coordinator, "Congé."), (world.second, "Maladie."))
    ]
    assert codes(at_once(*steps)) == [200, 302]
    assert Extension.objects.get().version == 1


@pytest.fixture
def pair(world):
    """Two initiatives of one framework, each with a text for the open period."""
    one = world.initiative
    other = builders.make_initiative(volet=one.volet, lead=builders.make_partner())
    for initiative in (one, other):
        builders.make_update(initiative=initiative, period=world.period, body_fr=f"De {initiative.key}")
    return one, other


def merging(user, duplicate, original):
    return pressing(
        user, "merge", duplicate.pk, original=original.pk,
        duplicate_version=duplicate.version, original_version=original.version,
    )  # fmt: skip


@pytest.mark.parametrize("turned_round", [False, True])
def test_duplicates_that_two_merge_are_merged_once(world, pair, turned_round):
    one, other = pair
    second = merging(world.second, other, one) if turned_round else merging(world.second, one, other)
    assert codes(at_once(merging(world.coordinator, one, other), second)) == [200, 302]
    duplicate = Initiative.objects.get(merged_into__isnull=False)
    (target,) = Update.objects.filter(initiative=duplicate.merged_into, period=world.period)
    assert [target.body_fr.count(f"De {one.key}"), target.body_fr.count(f"De {other.key}")] == [1, 1]
    assert is_consistent(target)


def test_an_answer_on_a_duplicate_that_is_merged_meanwhile_is_merged_with_it_or_refused(world):
    original = builders.make_initiative(volet=world.initiative.volet)
    merged, _answered = at_once(
        merging(world.coordinator, world.initiative, original), answering(world.person, world, "unchanged")
    )
    standing = Update.objects.filter(period=world.period)
    assert merged.status_code in (200, 302)
    assert not standing.filter(initiative__merged_into__isnull=False).exists()


def test_what_is_typed_in_a_duplicate_that_is_merged_meanwhile_is_not_lost(world, pair):
    update = Update.objects.get(initiative=world.initiative, period=world.period)
    saved, _merged = at_once(
        saving(world.person, update, body_fr="Ce que j’ai écrit"), merging(world.coordinator, *pair)
    )
    target = Update.objects.get(initiative=pair[1], period=world.period)
    kept = drafts.find_draft(world.person, f"update-{update.pk}")
    assert saved.status_code == 302
    assert "Ce que j’ai écrit" in target.body_fr or kept.data["text-body_fr"] == ["Ce que j’ai écrit"]


def test_a_text_that_is_published_while_its_initiative_is_merged_ends_no_one_in_a_circle(world, pair):
    for initiative in pair:
        update = Update.objects.get(initiative=initiative, period=world.period)
        Update.objects.filter(pk=update.pk).update(
            review_state="validated", body_nl="Tekst", title_fr="T", title_nl="T"
        )
    update = Update.objects.get(initiative=pair[0], period=world.period)
    responses = at_once(deciding(world.coordinator, update, "publish"), merging(world.second, *pair))
    assert set(codes(responses)) <= {200, 302}
    assert 302 in codes(responses)
    assert set(Update.objects.filter(period=world.period).values_list("review_state", flat=True)) <= {
        "validated", "published",
    }  # fmt: skip
