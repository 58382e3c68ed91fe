"""The list of the editorial texts of an edition: at their places, in their order, for the Coordination alone."""

import pytest
from django.core.exceptions import PermissionDenied

from records.models import StaleRecordError
from reporting.models import EditionText
from reporting.texts import add_text, move_text, remove_text
from rounds.models import FormDraft
from tests.builders import COORDINATION, make_edition, make_edition_text, make_framework, make_user, make_volet
from tests.reading import text as said
from tests.reading import tree, under
from tests.records.access import ROLES, House
from tests.reporting.edition_texts import LIST, elsewhere, foreword, move, page_of, stored
from tests.rounds.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition(key="update-2024", title_fr="Rapport 2024", title_nl="Verslag 2024")


@pytest.fixture
def volet(edition):
    return make_volet(framework=edition.framework, number=2, title_fr="Formation", title_nl="Vorming")


@pytest.fixture
def text(edition):
    return foreword(edition, title_fr="Contexte", title_nl="Context", body_fr="Un *bel* été.", body_nl="Een zomer.")


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION, first_name="Ann", last_name="Peeters")
    client.force_login(user)
    return user


def names(response):
    """What each place of the list holds: {heading: [name of a text]}."""
    return {
        said(section.find("h2")): [said(name) for name in under(section, "name", "a")]
        for section in tree(response).iter("section")
    }


def sentences(response):
    return [said(message) for message in tree(response).find_class("message")]


# --- Who is let in --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_only_the_coordination_is_let_in(client, edition, text, role):
    house = House.built()
    user = ROLES[role](house)
    if user.is_authenticated:
        client.force_login(user)
    before = EditionText.objects.count()
    for address in (LIST, page_of(text), page_of(text, "remove/"), f"{LIST}add/foreword/"):
        answer = client.get(address)
        expected = {"coordination": 200, "superuser": 200, "visitor": 302, "inactive": 302}.get(role, 403)
        assert (address, answer.status_code, b"Contexte" in answer.content) == (
            address, expected, expected == 200 and "add" not in address,
        )  # fmt: skip
    if role in ("coordination", "superuser"):
        return
    sent = {"seen_version": 1, "to": "up", "text-style": "text", "text-body_fr": "Autre", "text-seen_version": 1}
    for part in ("", "move/", "remove/", "keep/", "preview/", "discard/"):
        assert client.post(page_of(text, part), sent).status_code in (302, 401, 403)
    assert client.post(f"{LIST}add/foreword/", sent).status_code in (302, 403)
    assert (EditionText.objects.count(), stored(text).version, FormDraft.objects.count()) == (before, 1, 0)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"coordination", "superuser"}))
def test_the_verbs_ask_who_does_it(edition, text, role):
    user = ROLES[role](House.built())
    for verb in (
        lambda: add_text(EditionText(edition=edition, place="closing", body_fr="x"), by=user),
        lambda: move_text(text, 1, by=user),
        lambda: remove_text(text, by=user),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert EditionText.objects.count() == 1


def test_a_text_of_another_edition_is_not_found_here(client, coordinator, edition):
    stranger = foreword(make_edition())
    assert [
        client.get(page_of(stranger)).status_code,
        client.get(page_of(stranger, "remove/")).status_code,
        client.post(page_of(stranger, "move/"), {"seen_version": 1, "to": "up"}).status_code,
        client.post(page_of(stranger, "keep/"), {"text-body_fr": "x"}).status_code,
        client.get("/en/reports/unknown/texts/").status_code,
        client.get(f"{LIST}add/volet-99/").status_code,
    ] == [404] * 6


# --- The list -------------------------------------------------------------------------------------


def test_the_texts_stand_at_the_places_of_the_report_in_its_order(client, coordinator, edition, volet, text):
    first = make_volet(framework=edition.framework, number=1, title_fr="Enquête", title_nl="Onderzoek")
    make_edition_text(edition=edition, place="closing", title_fr="Fin", title_nl="Slot")
    make_edition_text(edition=edition, volet=volet, title_fr="B", title_nl="B", position=2)
    make_edition_text(edition=edition, volet=volet, title_fr="A", title_nl="A", position=1)
    foreword(make_edition(), title_fr="D’une autre édition")
    assert names(client.get("/nl/reports/update-2024/texts/")) == {
        "Voorwoord": ["Context"],
        f"Luik {first.number} – Onderzoek": [],
        "Luik 2 – Vorming": ["A", "B"],
        "Tot slot": ["Slot"],
    }


def test_what_the_report_passes_by_is_shown_apart(client, coordinator, edition):
    make_edition_text(edition=edition, volet=make_volet(framework=make_framework()), title_fr="Ailleurs")
    silent = make_volet(framework=edition.framework, number=9, covered=False)
    make_edition_text(edition=edition, volet=silent, title_fr="Passé sous silence")
    assert names(client.get(LIST))["Not in the report"] == ["Ailleurs", "Passé sous silence"]
    assert client.get(f"{LIST}add/volet-9/").status_code == 404


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"title_fr": "T", "title_nl": "T"}, []),
        ({"body_nl": ""}, ["The text is missing in Dutch."]),
        ({"body_fr": "", "title_nl": "T"}, ["The title is missing in French.", "The text is missing in French."]),
        ({"title_fr": "T"}, ["The title is missing in Dutch."]),
    ],
)
def test_what_lacks_french_or_dutch_says_so(client, coordinator, edition, values, expected):
    foreword(edition, **{"body_fr": "Texte", "body_nl": "Tekst"} | values)
    assert [said(line) for line in tree(client.get(LIST)).find_class("lacking")] == expected


@pytest.mark.parametrize(("body", "expected"), [("## Un **bel** été\n\nEnsuite.", "Un bel été"), ("![](x)", "![](x)")])
def test_a_text_without_a_title_is_named_by_how_it_begins(client, coordinator, edition, body, expected):
    foreword(edition, body_fr=body, body_nl="")
    (name,) = under(tree(client.get("/nl/reports/update-2024/texts/")), "name", "a")
    assert (said(name), name.get("lang")) == (expected, "fr")


def test_the_number_of_queries_does_not_grow_with_the_texts(
    client, coordinator, edition, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(20) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    foreword(edition, title_fr="T")
    client.get(LIST)
    one = queries()
    for number in range(11):
        volet = make_volet(framework=edition.framework, number=number + 1)
        make_edition_text(edition=edition, volet=volet, title_fr="T")
    assert queries() == one


def test_the_editions_lead_to_their_texts(client, coordinator, edition):
    assert LIST in [link.get("href") for link in tree(client.get("/en/reports/")).iter("a")]


# --- Their order ----------------------------------------------------------------------------------


def order(edition, **place):
    return list(edition.texts.filter(**place).order_by("position", "pk").values_list("title_fr", flat=True))


@pytest.mark.parametrize("positions", [(0, 0, 0), (3, 5, 9), (5, 5, 7)])
def test_a_text_moves_within_its_place_only(client, coordinator, edition, positions):
    a, b, _c = (foreword(edition, title_fr=name, position=place) for name, place in zip("ABC", positions, strict=True))
    make_edition_text(edition=edition, place="closing", title_fr="Fin", position=4)
    response = move(client, b, "up")
    assert (response.redirect_chain[-1][0], order(edition, place="foreword")) == (
        f"{LIST}#text-{b.pk}",
        ["B", "A", "C"],
    )
    move(client, a, "down")
    assert order(edition, place="foreword") == ["B", "C", "A"]
    assert edition.texts.get(place="closing").position == 4
    assert stored(a).history.first().history_user == coordinator


def test_the_first_and_the_last_stay_where_they_are(client, coordinator, edition):
    a, b = foreword(edition, title_fr="A", position=1), foreword(edition, title_fr="B", position=2)
    move(client, a, "up")
    move(client, b, "down")
    move(client, a, "sideways")
    assert (order(edition), stored(a).version, stored(b).version) == (["A", "B"], 1, 1)
    buttons = [said(button) for button in under(tree(client.get(LIST)), "edition-texts", "button")]
    assert buttons == ["Move down – A", "Move up – B"]


@pytest.mark.parametrize("seen", ["1", "", "x", "9" * 30])
def test_a_text_that_was_changed_meanwhile_does_not_move(client, coordinator, edition, seen):
    foreword(edition, title_fr="A", position=1)
    text = foreword(edition, title_fr="B", position=2)
    elsewhere(text, body_fr="Neuf")
    response = client.post(page_of(text, "move/"), {"seen_version": seen, "to": "up"}, follow=True)
    assert (len(sentences(response)), order(edition)) == (1, ["A", "B"])


def test_a_text_does_not_move_by_following_a_link(client, coordinator, text):
    assert client.get(page_of(text, "move/")).status_code == 405


# --- Removing -------------------------------------------------------------------------------------


def test_a_text_goes_when_it_was_asked_and_the_history_keeps_it(client, coordinator, text):
    question = client.get(page_of(text, "remove/"))
    assert ("Remove this text?" in words(question), b"<em>bel</em>" in question.content) == (True, True)
    assert EditionText.objects.count() == 1
    client.post(page_of(text, "remove/"), {"seen_version": text.version})
    assert EditionText.objects.count() == 0
    last = EditionText.history.filter(id=text.pk).first()
    assert (last.history_type, last.history_user, last.body_fr) == ("-", coordinator, "Un *bel* été.")


def test_a_text_that_was_changed_meanwhile_does_not_go(client, coordinator, text):
    elsewhere(text, body_fr="Neuf")
    response = client.post(page_of(text, "remove/"), {"seen_version": 1}, follow=True)
    assert (len(sentences(response)), "Neuf" in words(response), stored(text).body_fr) == (1, True, "Neuf")


def test_a_text_that_is_gone_is_said_to_be(client, coordinator, text):
    stored(text).delete()
    for answer in (
        client.post(page_of(text, "remove/"), {"seen_version": 1}, follow=True),
        client.post(page_of(text, "move/"), {"seen_version": 1}, follow=True),
        client.get(page_of(text), follow=True),
    ):
        assert (answer.redirect_chain[-1][0], sentences(answer)) == (LIST, ["This text was removed meanwhile."])


@pytest.mark.parametrize(
    "verb", [lambda text, by: remove_text(text, by=by), lambda text, by: move_text(text, 1, by=by)]
)
def test_what_is_no_longer_as_it_was_read_is_left_alone(text, verb):
    elsewhere(text, body_fr="Neuf")
    with pytest.raises(StaleRecordError):
        verb(text, make_user(role=COORDINATION))
    assert stored(text).body_fr == "Neuf"
