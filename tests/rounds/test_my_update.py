"""The page of a partner in a round: what is asked of it, its answers, the handing in; all without a script."""

import datetime

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from document.dates import PartialDate
from initiatives.models import Initiative, Update, Volet
from initiatives.services import advance_update
from rounds import services
from rounds.models import Question, Response
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
    """An open round; its referent is signed in."""
    world = shared_round
    client.force_login(world.person)
    return world


def partner_round(world, **language):
    return address("partner-round", world.partner.key, world.period.key, **language)


def answer(client, world, what, *, initiative=None, **fields):
    initiative = initiative or world.initiative
    return client.post(address("answer", world.partner.key, world.period.key, initiative.pk), {"answer": what} | fields)


def update(world):
    return Update.objects.get(initiative=world.initiative, period=world.period)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# --- Who gets the page ----------------------------------------------------------------------------


def test_a_referent_of_one_partner_lands_on_its_page(client, world):
    response = client.get(address("my-update"))
    assert (response.status_code, response.url) == (302, partner_round(world))


def test_with_two_rounds_open_both_stand_on_the_page_of_the_partner_and_each_leads_to_the_other(client, world):
    later = builders.make_period(
        key="2025", starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date(2025, 12, 31), opens_on=TODAY,
        deadline=datetime.date(2025, 6, 30),
    )  # fmt: skip
    rounds = [address("partner-round", world.partner.key, period.key) for period in (world.period, later)]

    assert client.get(address("my-update")).url == address("partner", world.partner.key)
    page = client.get(address("partner", world.partner.key)).content.decode()
    assert [f'href="{place}"' in page for place in rounds] == [True, True]
    assert f'href="{rounds[1]}"' in client.get(rounds[0]).content.decode()
    assert f'href="{rounds[0]}"' in client.get(rounds[1]).content.decode()


def test_the_old_address_of_the_page_leads_to_the_only_open_round(client, world):
    assert client.get(address("partner", world.partner.key)).url == partner_round(world)


def test_a_reopened_text_of_an_earlier_period_is_found_corrected_and_handed_in_by_itself(client, world):
    text = Update.objects.get(period=world.before)
    advance_update(text, "reopen", by=world.coordinator, remark="One figure is wrong.")

    page = client.get(address("my-update"), follow=True)
    assert ["One figure is wrong." in words(page), "2023" in words(page)] == [True, True]
    assert [address(name, text.pk) in page.content.decode() for name in ("edit", "hand-in")] == [True, True]
    edited = client.post(address("edit", text.pk), fields(client.get(address("edit", text.pk))) | {
        "text-body_fr": "Corrigé.", "action": "save:hand-in",
    })  # fmt: skip
    assert edited.url == address("hand-in", text.pk)
    sheet = client.get(edited.url)
    client.post(edited.url, {"seen_version": sheet.context["text"].version})

    text.refresh_from_db()
    assert (text.review_state, text.body_fr) == ("submitted", "Corrigé.")


def test_a_text_that_was_changed_since_it_was_read_is_not_handed_in(client, world):
    text = builders.make_update(initiative=world.initiative, period=world.period, state="returned", body_fr="Un.")
    seen = text.version
    text.body_fr = "Deux."
    text.save()

    refused = client.post(address("hand-in", text.pk), {"seen_version": seen})

    assert (refused.status_code, "Read it again" in words(refused)) == (409, True)
    assert update(world).review_state == "returned"


def test_a_referent_of_two_partners_chooses(client, world):
    other, _person, _initiative = world.add_partner(name_en="North")
    world.add_partner(name_en="A stranger")
    world.person.partners.add(other)
    page = words(client.get(address("my-update")))
    assert ("Midi" in page, "North" in page, "A stranger" in page) == (True, True, False)


@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 302), ("reader", 403), ("nobody", 403), ("referent of another", 404), ("colleague", 200)],
)
def test_only_those_who_speak_for_the_partner_read_its_page(client, world, who, status):
    client.logout()
    users = {
        "reader": lambda: builders.make_user(role=builders.READERS),
        "nobody": lambda: builders.make_user(role=None, partners=[world.partner]),
        "referent of another": lambda: world.add_partner()[1],
        "colleague": lambda: builders.make_user(partners=[world.partner]),
    }
    if who != "visitor":
        client.force_login(users[who]())
    assert client.get(partner_round(world)).status_code == status
    assert answer(client, world, "unchanged").status_code == (302 if status == 200 else status)
    assert Update.objects.filter(period=world.period).exists() is (who == "colleague")


def test_the_coordination_reads_and_answers_for_a_partner(world, rf):
    """Its second factor is the subject of other tests: the views are asked here without the middleware."""
    from rounds.views.my_update import AnswerInitiative, PartnerRoundPage

    request = rf.get(partner_round(world))
    request.user = world.coordinator
    assert PartnerRoundPage.as_view()(request, partner=world.partner.key, period=world.period.key).status_code == 200
    request = rf.post(partner_round(world), {"answer": "unchanged"})
    request.user = world.coordinator
    AnswerInitiative.as_view()(
        request, partner=world.partner.key, period=world.period.key, initiative=world.initiative.pk
    )
    assert update(world).status == "continued"


def test_drafts_and_questions_of_another_partner_stay_with_it(client, world):
    other, person, initiative = world.add_partner()
    services.continue_changed(initiative, world.period, by=person)
    Update.objects.filter(initiative=initiative, period=world.period).update(body_en="A secret", body_fr="A secret")
    services.ask_question(other, world.period, "other", "Another secret", by=person)
    assert "secret" not in words(client.get(partner_round(world)))


# --- What it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["À rentrer pour le", "28 février 2025", "encore 18 jours", "Décidé : 0 sur 1", "2023 : poursuivie"]),
        ("nl", ["In te dienen tegen", "28 februari 2025", "nog 18 dagen", "Beslist: 0 van 1", "2023: voortgezet"]),
    ],
)
def test_it_says_until_when_how_many_and_what_was_said_before(client, world, language, expected):
    Update.objects.filter(period=world.before).update(body_fr="Un *bel* été.", body_nl="Een *mooie* zomer.")
    page = words(client.get(partner_round(world, language=language))).replace("\xa0", " ").replace("\u202f", " ")
    assert [sentence for sentence in expected if sentence not in page] == []
    assert {"fr": "Un bel été.", "nl": "Een mooie zomer."}[language] in page


def test_it_says_how_late_one_is_by_ones_own_deadline(client, world):
    builders.make_extension(partner=world.partner, period=world.period, deadline=datetime.date(2025, 2, 8))
    assert "2 days late" in words(client.get(partner_round(world)))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_it_takes_as_many_queries_for_many_initiatives_as_for_one(
    client, world, language, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(60) as captured:
            assert client.get(partner_round(world, language=language)).status_code == 200
        return len(captured)

    def report(initiative):
        builders.make_figure(update=initiative.updates.get())
        builders.make_event(update=initiative.updates.get())
        services.continue_changed(initiative, world.period, by=world.person)

    report(world.initiative)
    with_one = queries()
    for _ in range(11):
        report(world.add_initiative(world.partner))
    assert queries() == with_one


def test_between_two_rounds_it_says_when_the_next_opens_and_shows_the_last(client, world):
    services.open_period(
        world.period, by=world.coordinator, opens_on=datetime.date(2025, 3, 1), deadline=datetime.date(2025, 3, 31)
    )
    Update.objects.filter(period=world.before).update(body_en="What we did.")
    page = words(client.get(address("partner", world.partner.key)))
    assert ("1 March 2025" in page.replace("\xa0", " "), "What we did." in page) == (True, True)


def test_what_is_only_co_carried_is_read_and_not_answered(client, world):
    _other, _person, initiative = world.add_partner()
    initiative.co_partners.add(world.partner)
    page = words(client.get(partner_round(world)))
    assert ("1 initiative that you carry with others" in page, initiative.title_fr in page) == (True, True)
    assert answer(client, world, "unchanged", initiative=initiative).status_code == 404


def test_hostile_text_stays_text(client, world):
    hostile = "<script>alert(1)</script> \u202e😀 " + "x" * 300
    Update.objects.filter(period=world.before).update(body_en=hostile, body_fr=hostile)
    Initiative.objects.update(title_en="<b>Title</b>", title_fr="<b>Title</b>")
    services.ask_question(world.partner, world.period, "other", hostile, by=world.person)
    response = client.get(partner_round(world))
    assert (b"<script>alert" in response.content, b"<b>Title" in response.content) == (False, False)
    assert ("<script>alert(1)</script>" in words(response), "<b>Title</b>" in words(response)) == (True, True)


# --- Answers --------------------------------------------------------------------------------------


def test_an_answer_is_kept_at_once_and_leads_back_to_its_card(client, world):
    response = answer(client, world, "unchanged")
    assert (response.status_code, response.url) == (302, f"{partner_round(world)}#initiative-{world.initiative.pk}")
    assert (update(world).status, update(world).partner) == ("continued", world.partner)
    assert "1 of 1 decided" in words(client.get(partner_round(world)))


def test_with_changes_leads_to_the_text_that_starts_from_the_last_one(client, world):
    Update.objects.filter(period=world.before).update(body_fr="Avant.")
    response = answer(client, world, "changed")
    assert response.url == address("edit", update(world).pk)
    assert (update(world).status, update(world).body_fr) == ("changed", "Avant.")


def test_ended_says_when_and_why(client, world):
    answer(client, world, "ended", ended="2024-06", body_fr="Faute de moyens.")
    now = update(world)
    assert (now.status, now.ended, now.body_fr) == ("ended", PartialDate.parse("2024-06"), "Faute de moyens.")


@pytest.mark.parametrize(
    ("what", "fields", "sentence", "kept"),
    [
        ("ended", {"ended": "soon", "body_fr": "Parce que."}, "Write a year, a month or a day", "Parce que."),
        ("ended", {"ended": "2024"}, "Say in a sentence why it ended", "2024"),
        ("question", {"kind": "duplicate", "text": " "}, "This field is required.", "checked"),
    ],
)
def test_an_answer_that_lacks_something_is_refused_at_its_place_and_keeps_what_was_typed(
    client, world, what, fields, sentence, kept
):
    response = answer(client, world, what, **fields)
    assert (response.status_code, sentence in words(response), kept in response.content.decode()) == (422, True, True)
    assert not Update.objects.filter(period=world.period).exists()
    assert not Question.objects.exists()


def test_not_ours_is_a_question_to_the_coordination_and_its_answer_is_read_on_the_page(client, world):
    answer(client, world, "question", kind="not_ours", text="It is Ixelles'.")
    question = Question.objects.get()
    assert (question.initiative, question.kind, question.text) == (world.initiative, "not_ours", "It is Ixelles'.")
    services.answer_question(question, by=world.coordinator, answer="We will see to it.")
    page = words(client.get(partner_round(world)))
    assert ("1 of 1 decided" in page, "We will see to it." in page) == (True, True)


def test_an_answer_is_taken_back(client, world):
    answer(client, world, "unchanged")
    answer(client, world, "take_back")
    assert not Update.objects.filter(period=world.period).exists()
    assert "0 of 1 decided" in words(client.get(partner_round(world)))


def test_an_answer_that_does_not_exist_is_not_found(client, world):
    assert [answer(client, world, what).status_code for what in ("", "publish")] == [404, 404]
    assert client.get(address("answer", world.partner.key, world.period.key, world.initiative.pk)).status_code == 405


def test_a_general_question_is_asked(client, world):
    client.post(address("ask", world.partner.key, world.period.key), {"text": "Until when?"})
    assert Question.objects.get().text == "Until when?"
    refused = client.post(address("ask", world.partner.key, world.period.key), {"text": " "})
    assert refused.status_code == 422
    assert "Write a remark: the Coordination must know what to look at." in words(refused)


def test_a_question_that_is_sent_twice_stands_once(client, world):
    for text in ("Until when?", "Until when?", "By whom?"):
        client.post(address("ask", world.partner.key, world.period.key), {"text": text})

    assert sorted(Question.objects.values_list("text", flat=True)) == ["By whom?", "Until when?"]


def test_a_question_that_is_too_long_stays_in_its_form(client, world):
    refused = client.post(address("ask", world.partner.key, world.period.key), {"text": "é" * 5_001})

    assert refused.status_code == 422
    assert "é" * 5_001 in words(refused)
    assert not Question.objects.exists()


# --- Something new, nothing at all ----------------------------------------------------------------


def new(world, **fields):
    volet = builders.make_volet()
    return {"title_fr": "Un café à la police", "status": "new", "kind": "specific", "volet": volet.pk} | fields


def test_a_new_initiative_is_added_and_its_text_comes_next(client, world):
    response = client.post(address("add", world.partner.key, world.period.key), new(world))
    added = Initiative.objects.get(title_fr="Un café à la police")
    assert (added.lead, added.key) == (world.partner, f"{world.partner.key}-un-cafe-a-la-police")
    assert response.url == address("edit", added.updates.get().pk)
    assert "Un café à la police" in words(client.get(partner_round(world)))


def test_two_new_initiatives_of_one_title_in_two_volets_are_two(client, world):
    for volet in (world.initiative.volet, builders.make_volet()):
        client.post(address("add", world.partner.key, world.period.key), new(world, volet=volet.pk))
    keys = Initiative.objects.filter(title_fr="Un café à la police").values_list("key", flat=True).order_by("pk")
    first = f"{world.partner.key}-un-cafe-a-la-police"
    assert list(keys) == [first, f"{first}-2"]


def test_a_new_initiative_without_a_title_is_refused_with_the_way_to_the_field(client, world):
    response = client.post(address("add", world.partner.key, world.period.key), new(world, title_fr=" "))
    assert "Give the initiative a title" in words(response)
    assert b'href="#id_title_fr"' in response.content


def test_what_was_just_added_can_be_removed_again(client, world):
    client.post(address("add", world.partner.key, world.period.key), new(world))
    added = Initiative.objects.get(title_fr="Un café à la police")
    answer(client, world, "take_back", initiative=added)
    assert not Initiative.objects.filter(pk=added.pk).exists()
    assert Initiative.history.filter(id=added.pk, history_type="-").count() == 1


def test_nothing_to_report_is_an_answer_and_an_initiative_takes_it_back(client, world):
    client.post(address("nothing", world.partner.key, world.period.key))
    assert "Nothing to report: said on" in words(client.get(partner_round(world)))
    answer(client, world, "unchanged")
    assert Response.objects.get().nothing_to_report is False


def test_nothing_to_report_is_refused_while_there_are_answers(client, world):
    answer(client, world, "unchanged")
    response = client.post(address("nothing", world.partner.key, world.period.key), follow=True)
    assert "There is 1 answer for this period: take it back first." in words(response)


# --- Handing in -----------------------------------------------------------------------------------


def test_what_is_missing_is_listed_with_the_way_to_each_place(client, world):
    undecided = world.add_initiative(world.partner)
    answer(client, world, "changed")
    builders.make_figure(update=update(world), year=None)
    response = client.get(address("submit", world.partner.key, world.period.key))
    edit, item = address("edit", update(world).pk), f"{partner_round(world)}#initiative-{undecided.pk}"
    html = response.content.decode()
    assert "3 things are missing" in words(response)
    assert (html.count(f'href="{edit}"'), html.count(f'href="{item}"')) == (2, 1)
    assert client.post(address("submit", world.partner.key, world.period.key)).status_code == 422
    assert update(world).review_state == "draft"


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_once_handed_in_the_texts_are_locked(client, world, language):
    answer(client, world, "unchanged")
    page = client.get(address("submit", world.partner.key, world.period.key, language=language))
    assert {"fr": "Prêt à rentrer", "nl": "Klaar om in te dienen"}[language] in words(page)
    client.post(address("submit", world.partner.key, world.period.key))
    assert update(world).review_state == "submitted"
    html = client.get(partner_round(world, language=language)).content.decode()
    assert (
        address("answer", world.partner.key, world.period.key, world.initiative.pk, language=language) in html
    ) is False
    refused = answer(client, world, "changed", follow=True)
    assert "This text was handed in." in said(refused)[-1]
    assert update(world).status == "continued"


def test_what_is_sent_back_stands_first_with_the_remarks_and_can_be_handed_in_again(client, world):
    answer(client, world, "unchanged")
    client.post(address("submit", world.partner.key, world.period.key))
    advance_update(
        update(world), "return", by=world.coordinator, remark="How many?", field_remarks={"body": "In Dutch too."}
    )
    page = words(client.get(partner_round(world)))
    assert page.index("The Coordination asks something of you") < page.index("How many?") < page.index("In Dutch too.")
    client.post(address("submit", world.partner.key, world.period.key))
    assert update(world).review_state == "submitted"


def test_a_colleague_takes_over_where_the_other_stopped(client, world):
    answer(client, world, "unchanged")
    client.force_login(builders.make_user(partners=[world.partner]))
    assert "1 of 1 decided" in words(client.get(partner_round(world)))
    client.post(address("submit", world.partner.key, world.period.key))
    assert Response.objects.get().submitted_at is not None


def test_a_closed_round_changes_no_more_and_its_pages_lead_to_the_one_that_says_so(client, world):
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.close_period(world.period, by=world.coordinator)
    before = update(world).version
    late = [
        client.post(address("answer", world.partner.key, world.period.key, world.initiative.pk), {"answer": "ended"}),
        client.get(address("add", world.partner.key, world.period.key)),
        client.post(address("submit", world.partner.key, world.period.key)),
        client.post(address("ask", world.partner.key, world.period.key), {"text": "Why?"}),
    ]
    beginning = address("partner", world.partner.key)
    assert [(response.status_code, response.url) for response in late] == [(302, beginning)] * 4
    page = client.get(partner_round(world), follow=True)
    assert page.redirect_chain == [(beginning, 302)]
    assert said(page) == ["The round for 2024 is not open now: nothing was changed."] * 3
    assert "Nothing is asked of you now" in words(page)
    assert (update(world).version, update(world).status, Question.objects.exists()) == (before, "continued", False)


def test_who_speaks_for_two_partners_sees_how_far_each_is(client, world):
    other, person, initiative = world.add_partner(name_en="North")
    world.person.partners.add(other)
    services.continue_unchanged(initiative, world.period, by=person)
    services.submit(other, world.period, by=person)
    page = words(client.get(address("my-update")))
    assert "Midi not started · Expected by 28 February 2025" in page.replace("\xa0", " ")
    assert "North submitted" in page


def test_the_choice_takes_as_many_queries_for_two_partners_as_for_many(client, world):
    def choose(count):
        for _ in range(count):
            world.person.partners.add(world.add_partner()[0])
        with CaptureQueriesContext(connection) as captured:
            client.get(address("my-update"))
        return len(captured)

    assert choose(1) == choose(11)


def test_who_speaks_for_two_partners_chooses_between_two_rounds_too(client, world):
    world.person.partners.add(world.add_partner(name_en="North")[0])
    services.close_period(world.period, by=world.coordinator)
    page = words(client.get(address("my-update")))
    assert ["No round is open." in page, "Midi" in page, "North" in page] == [True, True, True]


def test_a_button_that_is_pressed_twice_adds_one_initiative(client, world):
    sent = new(world)
    first, second = (client.post(address("add", world.partner.key, world.period.key), sent) for _ in range(2))
    added = Update.objects.get(initiative__title_fr=sent["title_fr"])
    assert [first.url, second.url] == [address("edit", added.pk)] * 2


def elsewhere(world, sent, what):
    """What has the title that is being added, and is of a neighbour, of an earlier round, or has one more title."""
    facts = {
        "lead": world.add_partner()[0] if what == "neighbour" else world.partner,
        "title_fr": sent["title_fr"],
        "title_nl": "Koffie" if what == "title" else "",
        "kind": sent["kind"],
        "volet": Volet.objects.get(pk=sent["volet"]),
    }
    period = world.before if what == "earlier round" else world.period
    return builders.make_update(initiative=builders.make_initiative(**facts), period=period)


@pytest.mark.parametrize("what", ["neighbour", "earlier round", "title"])
def test_what_only_looks_the_same_does_not_stand_in_the_way_of_a_new_initiative(client, world, what):
    sent = new(world)
    other = elsewhere(world, sent, what)
    response = client.post(address("add", world.partner.key, world.period.key), sent)
    added = Update.objects.exclude(pk=other.pk).get(initiative__title_fr=sent["title_fr"])
    assert response.url == address("edit", added.pk)
