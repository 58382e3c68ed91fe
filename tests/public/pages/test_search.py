"""The search page: what is found, where it leads, in both languages; the engine itself is tested beside it."""

import pytest

from initiatives.models import ReviewState
from public.index.caching import clear_pages
from public.index.changes import refresh_pending
from tests.builders import (
    make_commune,
    make_initiative,
    make_partner,
    make_recommendation,
    make_update,
    make_volet,
    make_zone,
)
from tests.reading import text, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative():
    recommendation = make_recommendation(code="R16", text_fr="Former à la radicalisation", text_nl="Opleiden")
    initiative = make_initiative(
        key="cafe", title_fr="Prévenir la radicalisation", title_nl="Verkeersveiligheid in de wijk",
        lead=make_partner(name_fr="Zone Nord", name_nl="Zone Noord"), recommendations=[recommendation],
        volet=recommendation.volet,
    )  # fmt: skip
    make_update(initiative=initiative, state=ReviewState.PUBLISHED, body_fr="Un texte.", body_nl="Een tekst.")
    make_update(initiative=initiative, state=ReviewState.DRAFT, body_fr="Un brouillon secret.", body_nl="Geheim.")
    refresh_pending()
    return initiative


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return tree(response)


def found(page):
    return [(text(link), link.get("href")) for link in page.xpath("//ol[@class='rows']/li/h3/a")]


def test_what_is_found_leads_to_its_page_with_the_word_marked(client, initiative):
    read = page(client, "/fr/search/?q=radicalisation&kind=initiative")
    assert found(read) == [("Prévenir la radicalisation", "/fr/initiatives/cafe/")]
    assert text(next(read.iter("mark"))) == "radicalisation"


def test_a_part_of_a_dutch_word_finds_it(client, initiative):
    assert found(page(client, "/nl/search/?q=veiligheid")) == [
        ("Verkeersveiligheid in de wijk", "/nl/initiatives/cafe/")
    ]


def test_a_typing_error_is_named_before_anything_is_shown(client, initiative):
    read = page(client, "/fr/search/?q=radicalisasion&kind=initiative")

    notice = read.find_class("notice")[0]
    assert text(notice) == "Rien ne contient « radicalisasion ». Vouliez-vous dire : radicalisation"
    assert notice.find("a").get("href") == "?q=radicalisation&kind=initiative"
    assert text(read.get_element_by_id("found")) == "1 résultat pour « radicalisation »"
    assert notice.getnext().find_class("section-head")
    assert [address for _title, address in found(read)] == ["/fr/initiatives/cafe/"]


def test_the_list_of_initiatives_suggests_what_it_does_not_correct(client, initiative):
    read = page(client, "/fr/initiatives/?q=radicalisasion")

    assert not read.xpath("//ul[@class='rows']/li")
    (suggested,) = read.xpath("//div[@class='empty']//a[contains(@href, 'q=')]")
    assert (text(suggested), suggested.get("href")) == ("radicalisation", "?q=radicalisation")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/fr/search/?q=prévenir+radicalisation+budget", "Aucun résultat ne contient tous ces mots."),
        ("/nl/search/?q=verkeersveiligheid+wijk+begroting", "Geen enkel resultaat bevat al deze woorden."),
    ],
)
def test_what_holds_most_of_the_words_is_shown_where_nothing_holds_all(client, initiative, address, said):
    read = page(client, address)

    assert text(read.find_class("notice")[0]).startswith(said)
    assert [address for _title, address in found(read)] == [f"{address[:3]}/initiatives/cafe/"]


def test_one_kind_can_be_looked_at_alone(client, initiative):
    volet = initiative.volet
    assert found(page(client, "/fr/search/?q=radicalisation&kind=recommendation")) == [
        ("R16", f"/fr/volets/{volet.framework.key}/{volet.number}/R16/")
    ]


@pytest.mark.parametrize("asked", ["ZP 5341", "Forest", "volet 4"])
def test_zones_communes_and_volets_lead_to_their_pages(client, asked):
    commune = make_commune(name_fr="Forest", nis_code="21007")
    make_zone(number="5341", name_fr="Midi", communes=[commune])
    make_volet(number=4, title_fr="Quartiers")
    refresh_pending()

    _title, address = found(page(client, f"/fr/search/?q={asked}"))[0]

    assert client.get(address).status_code == 200


def test_a_draft_is_not_found(client, initiative):
    assert found(page(client, "/fr/search/?q=secret")) == []


def test_the_list_of_initiatives_takes_words_too(client, initiative):
    make_update(initiative=make_initiative(title_fr="Autre"), state=ReviewState.PUBLISHED)
    refresh_pending()
    read = page(client, "/fr/initiatives/?q=radicalisation")
    assert [text(link) for link in read.xpath("//ul[@class='rows']/li/h2/a")] == ["Prévenir la radicalisation"]


@pytest.mark.parametrize("asked", ["", "?q=", "?q=%00", "?q=%22%2A%3A", "?q=x&kind=spam&after=-1", "?q=" + "x" * 5000])
def test_an_odd_question_gives_a_page(client, initiative, asked):
    assert text(page(client, f"/fr/search/{asked}").find(".//h1"))


@pytest.mark.parametrize(
    "asked", ["radicalisation", "radical", "prevenr radicalisasion", "xyzzy", "xyzzy radicalisasion"]
)
def test_at_most_five_queries(client, initiative, asked, django_assert_max_num_queries):
    clear_pages()
    with django_assert_max_num_queries(5):
        client.get(f"/fr/search/?q={asked}")
