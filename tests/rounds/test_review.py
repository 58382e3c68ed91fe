"""The Coordination's review: the queue, one text, several at a time, duplicates."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import translation

from initiatives.models import Update, UpdateReview
from initiatives.services import advance_update
from tests import builders

pytestmark = pytest.mark.django_db

LANGUAGES = ["fr", "nl"]


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"rounds:{name}", args=args)


def page_of(text, **options):
    kind = "initiative" if isinstance(text, Update) else "antenna"
    return address("review", kind, text.pk, **options)


@pytest.fixture
def coordinator():
    return builders.make_user(role=builders.COORDINATION)


@pytest.fixture
def reviewer(client, coordinator):
    """The browser of a coordinator."""
    client.force_login(coordinator)
    return client


def submitted(**fields):
    return builders.make_update(state="submitted", **fields)


def titles(response):
    return [str(row.owner) for row in response.context["rows"]]


def told(response):
    return [str(message) for message in response.context["messages"]]


def fresh(record):
    return type(record).objects.get(pk=record.pk)


# --- Who comes in ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [builders.REFERENTS, builders.READERS, None])
def test_only_the_coordination_comes_in(client, role):
    update = submitted()
    client.force_login(builders.make_user(role=role, partners=[update.partner]))
    for method in (client.get, client.post):
        for place in (address("review-queue"), page_of(update), address("merge", update.initiative.pk)):
            assert method(place, {"verb": "validate", "seen_version": 1}).status_code == 403
    assert fresh(update).review_state == "submitted"


def test_a_visitor_is_asked_to_sign_in(client):
    for place in (address("review-queue"), page_of(submitted()), address("merge", 1)):
        assert client.get(place).status_code == 302


@pytest.mark.parametrize("place", ["review/unknown/1/", "review/initiative/9/", f"review/initiative/{'9' * 40}/"])
def test_what_is_not_there_is_not_found(reviewer, place):
    assert reviewer.get(f"/en/round/{place}").status_code == 404


# --- The queue ------------------------------------------------------------------------------------


def test_the_queue_holds_what_was_handed_in_the_longest_waiting_first(reviewer, coordinator):
    late, early = (builders.make_update(initiative=builders.make_initiative(title_en=name)) for name in ("L", "E"))
    antenna = builders.make_antenna_update(state="submitted", antenna=builders.make_antenna(name_en="A"))
    builders.make_antenna_review(subject=antenna)
    for update in (early, late):
        advance_update(update, "submit", by=coordinator)
    builders.make_update()
    submitted(initiative=builders.make_initiative(merged_into=late.initiative))
    response = reviewer.get(address("review-queue"))
    assert titles(response) == ["A", "E", "L"]
    assert [number for _state, number, _current, _query in response.context["states"]] == [3, 0, 0, 0, 0]


def test_the_filters_leave_what_they_name(reviewer):
    update, other = submitted(), submitted(period=builders.make_period())
    antenna = builders.make_antenna_update(
        state="submitted", antenna=builders.make_antenna(partners=[update.partner]), period=update.period
    )
    returned = builders.make_update(state="returned")
    found = {
        name: titles(reviewer.get(address("review-queue"), query))
        for name, query in {
            "partner": {"partner": update.partner.pk},
            "volet": {"volet": other.initiative.volet.pk},
            "antennas": {"volet": "antennas"},
            "period": {"period": update.period.pk},
            "state": {"state": "returned"},
            "nonsense": {"state": "?", "volet": "x", "partner": "0", "period": "\0", "page": "x"},
        }.items()
    }
    one, two, three = str(update.initiative), str(other.initiative), str(antenna.antenna)
    assert found == {
        "partner": [three, one],
        "volet": [two],
        "antennas": [three],
        "period": [three, one],
        "state": [str(returned.initiative)],
        "nonsense": [three, one, two],
    }


def test_a_row_says_what_changed_in_a_word(reviewer):
    before = builders.make_period(starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2020, 12, 31))
    now = builders.make_period()
    for status, body in [("continued", ""), ("continued", "Avant."), ("changed", "Après."), ("ended", "Fini.")]:
        initiative = builders.make_initiative()
        builders.make_update(initiative=initiative, period=before, body_fr="Avant.", state="published")
        submitted(initiative=initiative, period=now, status=status, body_fr=body)
    submitted(period=now)
    response = reviewer.get(address("review-queue"))
    assert [row.change.value for row in response.context["rows"]] == [
        "unchanged", "unchanged", "text changed", "ended", "new",
    ]  # fmt: skip


def test_what_was_changed_since_it_was_validated_is_marked_on_the_list_and_on_its_page(reviewer, coordinator):
    update = advance_update(submitted(body_fr="Avant."), "validate", by=coordinator)
    queue = address("review-queue") + "?state=validated"
    mark = "changed since it was validated"
    assert [mark in reviewer.get(place).content.decode() for place in (queue, page_of(update))] == [False, False]
    update.body_fr = "Après."
    update.save()
    assert [mark in reviewer.get(place).content.decode() for place in (queue, page_of(update))] == [True, True]


def questions_of(reviewer, place, counted):
    with counted as captured:
        assert reviewer.get(place).status_code == 200
    return len(captured)


def test_the_list_takes_as_many_questions_for_thirty_texts_as_for_one(
    reviewer, coordinator, django_assert_max_num_queries
):
    def fill(count):
        for _ in range(count):
            advance_update(submitted(), "validate", by=coordinator)
            antenna = builders.make_antenna(commune=builders.make_commune())
            builders.make_partner(commune=antenna.commune)
            builders.make_antenna_update(state="validated", antenna=antenna)

    place = address("review-queue") + "?state=validated"
    fill(1)
    first = questions_of(reviewer, place, django_assert_max_num_queries(60))
    fill(14)
    assert questions_of(reviewer, place, django_assert_max_num_queries(60)) == first


def test_a_page_takes_as_many_questions_whatever_stands_under_the_text(reviewer, django_assert_max_num_queries):
    update = submitted(body_fr="Texte.")

    def fill(count):
        for _ in range(count):
            for make in (builders.make_figure, builders.make_event, builders.make_question):
                make(
                    **({"update": update} if make is not builders.make_question else {"initiative": update.initiative})
                )
            builders.make_update_review(subject=update)

    fill(2)
    first = questions_of(reviewer, page_of(update), django_assert_max_num_queries(60))
    fill(28)
    assert questions_of(reviewer, page_of(update), django_assert_max_num_queries(60)) == first


def test_a_long_list_has_pages(reviewer):
    for _ in range(31):
        submitted()
    assert (
        len(titles(reviewer.get(address("review-queue")))),
        len(titles(reviewer.get(address("review-queue") + "?page=2"))),
    ) == (30, 1)


# --- One text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_text_in_both_languages_as_the_report_will(reviewer, language):
    update = submitted(body_fr="Un **texte**.", body_nl="Een *tekst*.", highlight=True)
    builders.make_figure(update=update, value=20242)
    content = reviewer.get(page_of(update, language=language)).content.decode()
    assert "Un <strong>texte</strong>." in content
    assert "Een <em>tekst</em>." in content
    identifiers = re.findall(r' id="([^"]+)"', content)
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_markup_is_harmless(reviewer, language):
    before = builders.make_period(starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2020, 12, 31))
    initiative = builders.make_initiative(title_fr="<script>alert(1)</script>")
    builders.make_update(initiative=initiative, period=before, body_fr="<b>avant</b>", state="published")
    update = submitted(initiative=initiative, body_fr="<script>alert(2)</script>\x08 \u202e👩‍👩‍👧")
    for place in (page_of(update, language=language), address("review-queue", language=language)):
        assert "<script>" not in reviewer.get(place).content.decode().replace("<script src", "")


def test_the_differences_are_those_with_the_text_that_was_chosen(reviewer, coordinator):
    before = builders.make_period(starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2020, 12, 31))
    initiative = builders.make_initiative()
    builders.make_update(initiative=initiative, period=before, body_fr="Dix agents.", state="published")
    update = advance_update(submitted(initiative=initiative, body_fr="Onze agents."), "validate", by=coordinator)
    update.body_fr = "Douze agents."
    update.save()
    removed = {}
    for base in ("validated", "period", "nonsense"):
        response = reviewer.get(page_of(update), {"against": base})
        removed[base] = re.findall(r"removed: </span>(\w+)", response.content.decode())
    assert removed == {"validated": ["Onze"], "period": ["Dix"], "nonsense": ["Onze"]}


def test_a_text_that_goes_on_unchanged_shows_nothing_as_taken_away(reviewer):
    before = builders.make_period(starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2020, 12, 31))
    initiative = builders.make_initiative()
    builders.make_update(initiative=initiative, period=before, body_fr="Dix agents.", state="published")
    assert reviewer.get(page_of(submitted(initiative=initiative))).context["differences"] == []


def test_the_page_says_what_is_missing_what_was_asked_and_what_was_decided(reviewer, coordinator):
    update = submitted(body_fr="Seulement en français.")
    question = builders.make_question(initiative=update.initiative, period=update.period, partner=update.partner)
    builders.make_question()
    builders.make_update_review(subject=update, by=coordinator, field_remarks={"body_nl": "Traduisez."}, remark="Bien.")
    context = reviewer.get(page_of(update)).context
    assert context["missing"] == ["Missing in Dutch: text."]
    assert context["questions"] == [question]
    assert [(line.remark, remarks) for line, remarks in context["log"]] == [("Bien.", [("text (Dutch)", "Traduisez.")])]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("draft", ["submit"]),
        ("submitted", ["return", "validate"]),
        ("returned", ["submit"]),
        ("validated", ["publish", "reopen"]),
        ("published", ["reopen", "withdraw"]),
    ],
)
def test_what_can_be_done_is_what_the_table_allows(reviewer, state, verbs):
    for make in (builders.make_update, builders.make_antenna_update):
        response = reviewer.get(page_of(make(state=state)))
        assert [verb for verb, _row in response.context["verbs"]] == verbs


@pytest.mark.parametrize("make", [builders.make_update, builders.make_antenna_update])
def test_a_text_goes_back_with_a_remark_on_a_field(reviewer, coordinator, make):
    text = make(state="submitted")
    sent = {"verb": "return", "seen_version": text.version, "on_body_nl": " Traduisez. ", "on_body_fr": ""}
    response = reviewer.post(page_of(text), sent, follow=True)
    assert told(response) == ["The text is now in the state “returned”."]
    (line,) = text.review_log.all()
    assert (fresh(text).review_state, line.by, line.remark, line.field_remarks) == (
        "returned", coordinator, "", {"body_nl": "Traduisez."},
    )  # fmt: skip


@pytest.mark.parametrize(("remark", "said"), [("a" * 5001, "5000"), ("a\0b", "Null")])
def test_a_remark_that_cannot_be_kept_is_told(reviewer, remark, said):
    text = submitted()
    sent = {"verb": "return", "seen_version": text.version, "remark": remark}
    (sentence,) = told(reviewer.post(page_of(text), sent))
    assert said in sentence
    assert fresh(text).review_state == "submitted"


@pytest.mark.parametrize(
    ("state", "verb", "sentence"),
    [
        ("submitted", "return", "Write a remark: the partner must know what is expected."),
        ("draft", "validate", "This text is in the state “draft”: this step is not possible from there."),
        ("submitted", "shout", "This decision is not complete. Choose again what to do with the text."),
        ("submitted", "", "This decision is not complete. Choose again what to do with the text."),
    ],
)
def test_a_refusal_is_told_in_a_sentence_and_what_was_typed_stays(reviewer, state, verb, sentence):
    text = builders.make_update(state=state)
    response = reviewer.post(page_of(text), {"verb": verb, "seen_version": text.version, "on_title_fr": " "})
    assert told(response) == [sentence]
    assert (fresh(text).review_state, UpdateReview.objects.count()) == (state, 0)


def test_a_text_that_changed_while_it_was_read_is_not_decided_and_the_change_is_shown(reviewer):
    text = submitted(body_fr="Dix agents.")
    seen = text.version
    text.body_fr = "Onze agents."
    text.save()
    response = reviewer.post(page_of(text), {"verb": "return", "seen_version": seen, "remark": "Combien ?"})
    content = response.content.decode()
    assert told(response) == [
        "Somebody changed this text while you were reading it; nothing was decided. See what changed."
    ]
    assert re.findall(r"(?:removed|added): </span>(\w+)", content) == ["Dix", "Onze"]
    (version,) = re.findall(r'name="seen_version"\s+value="(\d+)"', content)
    assert (int(version), "Combien ?" in content) == (text.version, True)
    assert fresh(text).review_state == "submitted"


# --- Several at a time ----------------------------------------------------------------------------


def value(text):
    return f"{'initiative' if isinstance(text, Update) else 'antenna'}-{text.pk}-{text.version}"


def test_several_texts_are_moved_each_with_its_line_and_a_refusal_stops_none(reviewer, coordinator):
    good, antenna = submitted(), builders.make_antenna_update(state="submitted")
    stale, draft = submitted(), builders.make_update()
    seen = value(stale)
    stale.save()
    response = reviewer.post(
        address("review-queue"),
        {"verb": "validate", "text": [value(good), seen, value(draft), value(antenna)]},
        follow=True,
    )
    assert [fresh(text).review_state for text in (good, antenna, stale, draft)] == [
        "validated", "validated", "submitted", "draft",
    ]  # fmt: skip
    assert told(response) == [
        "2 texts were moved on.",
        "2 texts were not moved:",
        f"{stale}: It was changed since you opened the list. Read it again.",
        f"{draft}: This text is in the state “draft”: this step is not possible from there.",
    ]
    assert [(line.by, line.to_state) for line in (*good.review_log.all(), *antenna.review_log.all())] == [
        (coordinator, "validated"),
        (coordinator, "validated"),
    ]


def test_what_misses_a_language_is_not_published_with_the_others(reviewer):
    whole, half = (builders.make_update(state="validated", body_fr="Texte.", body_nl=body) for body in ("Tekst.", ""))
    response = reviewer.post(
        address("review-queue"), {"verb": "publish", "text": [value(whole), value(half)]}, follow=True
    )
    assert told(response)[-1] == f"{half}: Missing in Dutch: text."
    assert [fresh(text).review_state for text in (whole, half)] == ["published", "validated"]


def test_sending_several_back_needs_a_remark_and_keeps_the_choice(reviewer):
    text = submitted()
    response = reviewer.post(address("review-queue"), {"verb": "return", "text": [value(text)]})
    assert told(response) == ["Write a remark: the partner must know what is expected."]
    assert "checked" in response.content.decode()
    reviewer.post(address("review-queue"), {"verb": "return", "text": [value(text)], "remark": "Et les chiffres ?"})
    assert [(line.to_state, line.remark) for line in text.review_log.all()] == [("returned", "Et les chiffres ?")]


@pytest.mark.parametrize("values", [[], ["nonsense", "initiative-1", f"initiative-{'9' * 30}-1", "user-1-1"]])
def test_a_choice_of_nothing_is_told(reviewer, values):
    response = reviewer.post(address("review-queue"), {"verb": "validate", "text": values})
    assert told(response) == ["Choose at least one text."]


# --- Duplicates -----------------------------------------------------------------------------------


@pytest.fixture
def pair():
    volet = builders.make_volet()
    return [builders.make_initiative(volet=volet, title_en=name) for name in ("Duplicate", "Original")]


def test_the_original_is_searched_by_title_and_partner(reviewer, pair):
    duplicate, original = pair
    builders.make_initiative(title_en="Original too", merged_into=original)
    found = {
        search: list(reviewer.get(address("merge", duplicate.pk), {"q": search}).context["found"])
        for search in (original.title_fr, original.lead.name_fr, "nowhere", "\0")
    }
    assert found == {original.title_fr: [original], original.lead.name_fr: [original], "nowhere": [], "\0": []}


def test_a_merge_is_shown_before_it_is_done(reviewer, pair):
    duplicate, original = pair
    update = builders.make_update(initiative=duplicate)
    preview = reviewer.get(address("merge", duplicate.pk), {"original": original.pk})
    assert preview.context["plan"].moved == [update]
    versions = {"duplicate_version": duplicate.version, "original_version": original.version}
    response = reviewer.post(address("merge", duplicate.pk), {"original": original.pk, **versions}, follow=True)
    assert told(response) == ["“Duplicate” is now part of “Original”."]
    assert (fresh(duplicate).merged_into, fresh(update).initiative) == (original, original)


def test_a_merge_of_what_was_changed_meanwhile_is_refused(reviewer, pair):
    duplicate, original = pair
    for sent in ({}, {"duplicate_version": 1, "original_version": "9" * 30}):
        response = reviewer.post(address("merge", duplicate.pk), {"original": original.pk, **sent})
        assert told(response) == ["One of the two was changed meanwhile; nothing was merged. Read the preview again."]
    assert fresh(duplicate).merged_into is None


def test_a_merge_into_another_framework_is_refused_with_the_sentence(reviewer, pair):
    duplicate, elsewhere = pair[0], builders.make_initiative()
    response = reviewer.get(address("merge", duplicate.pk), {"original": elsewhere.pk})
    assert "The two initiatives follow up different frameworks." in response.content.decode()
