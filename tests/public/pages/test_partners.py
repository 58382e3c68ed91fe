"""The page of a partner: its initiatives period by period as in the annex of the report, and only what is published."""

import datetime

import pytest

from initiatives.models import Figure, ReviewState
from public.index.changes import refresh_pending
from public.models import PendingRefresh
from public.pages.partners import detail as partners
from tests.builders import (
    make_antenna,
    make_commune,
    make_figure,
    make_indicator,
    make_initiative,
    make_partner,
    make_period,
    make_response,
    make_update,
    make_update_review,
    make_zone,
    unpublish,
)
from tests.reading import text, tree, under

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier():
    return make_period(
        key="2021-2022", starts_on=datetime.date(2021, 7, 1), ends_on=datetime.date(2022, 6, 30), closed=True
    )  # fmt: skip


@pytest.fixture
def later():
    return make_period(
        key="2023-2024", starts_on=datetime.date(2023, 7, 1), ends_on=datetime.date(2024, 6, 30), closed=True
    )  # fmt: skip


@pytest.fixture
def partner():
    return make_partner(key="zp-5341", zone=make_zone(number="5341"))


def published(partner, *periods, initiative=None, status="continued", **fields):
    """An initiative of the partner, with a published update in each of the periods."""
    initiative = initiative or make_initiative(lead=partner)
    for period in periods:
        make_update(
            initiative=initiative, partner=partner, period=period, state=ReviewState.PUBLISHED, status=status, **fields
        )
    return initiative


def page(client, partner, language="fr"):
    refresh_pending()
    response = client.get(f"/{language}/partners/{partner.key}/")
    assert response.status_code == 200
    return tree(response)


def chapters(page):
    """(period, what is told of it in sentences, the titles that are listed, those that are folded away)."""
    return [
        (
            text(chapter.find("h3")),
            " ".join(text(p) for p in chapter.find_class("in-sentences")),
            [text(link) for link in chapter.xpath("./ul/li/a")],
            [text(link) for link in chapter.xpath("./details//li/a")],
        )
        for chapter in page.xpath("//section[@aria-labelledby='by-period']/ol/li")
    ]


def said(page):
    """The paragraphs that stand in place of lists."""
    return [text(p) for p in page.xpath("//section[@aria-labelledby='by-period']/ol/li/p")]


# --- What it is -----------------------------------------------------------------------------------


def test_the_page_names_the_partner_and_what_it_is(client):
    commune = make_commune(nis_code="21001", name_fr="Anderlecht")
    partner = make_partner(
        key="commune-anderlecht", commune=commune, name_fr="Commune d'Anderlecht", short_name="Anderlecht",
        former_names="Ancien nom\nEncore un", website="https://www.anderlecht.be",
    )  # fmt: skip
    antenna = make_antenna(commune=commune, name_fr="Antenne")
    make_antenna(commune=commune, partners=[make_partner()], name_fr="D'autres")
    found = page(client, partner)
    assert (text(found.find(".//h1")), text(found.find_class("over")[0])) == ("Commune d’Anderlecht", "Commune")
    facts = [(text(div.find("dt")), text(div.find("dd"))) for div in found.xpath("//dl[@class='known']/div")]
    assert [value for _term, value in facts] == [
        "Anderlecht", "Anderlecht", "Ancien nom Encore un", "Antenne Anderlecht opérationnelle", "www.anderlecht.be",
    ]  # fmt: skip
    assert [link.get("href") for link in under(found, "known", "a")] == [
        "/fr/communes/21001/", f"/fr/antennas/{antenna.key}/", "https://www.anderlecht.be",
    ]  # fmt: skip


def test_a_name_that_is_missing_in_a_language_is_shown_in_the_other_one_and_marked(client):
    partner = make_partner(name_fr="Nom", name_nl="")
    assert page(client, partner, "nl").find(".//h1/span").get("lang") == "fr"


def test_a_police_zone_is_named_with_its_number(client):
    partner = make_partner(zone=make_zone(number="5399"), name_fr="Zone de police Nord")
    assert text(page(client, partner).find_class("over")[0]) == "Zone de police 5399"


def test_an_unknown_partner_is_not_found(client):
    assert client.get("/fr/partners/nobody/").status_code == 404


def test_a_partner_of_which_nothing_is_published_has_a_page_that_says_so(client):
    found = page(client, make_partner(), "en")
    assert (text(found.find_class("under")[0]), chapters(found)) == ("Nothing has been published yet.", [])


# --- Period by period -----------------------------------------------------------------------------


def test_the_latest_period_comes_first_and_every_initiative_leads_to_its_page(client, partner, earlier, later):
    old = published(partner, earlier, body_fr="Texte.")
    new = published(partner, earlier, later, body_fr="Texte.")
    found = page(client, partner)
    assert [period for period, *_ in chapters(found)] == ["2023–2024", "2021–2022"]
    assert [link.get("href") for link in under(found, "told", "a")] == [
        f"/fr/initiatives/{new.key}/", f"/fr/initiatives/{old.key}/", f"/fr/initiatives/{new.key}/",
    ]  # fmt: skip


SENTENCES = {
    "fr": "Pour la période 2023–2024, la zone a poursuivi l’ensemble des initiatives de la période 2021–2022, à "
    "l’exception de « Patrouilles », qui a pris fin. Elle y a ajouté une initiative : « Neuve ».",
    "nl": "In de periode 2023–2024 heeft de zone alle initiatieven uit de periode 2021–2022 voortgezet, behalve "
    "één, dat beëindigd is: “Patrouilles”. Ze voegde er een initiatief aan toe: “Neuve”.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_where_little_ended_sentences_stand_for_what_goes_on(client, partner, earlier, later, language):
    kept = [published(partner, earlier, later) for _ in range(2)]
    dropped = make_initiative(lead=partner, title_fr="Patrouilles", title_nl="Patrouilles")
    published(partner, earlier, initiative=dropped)
    published(partner, later, initiative=dropped, status="ended")
    new = make_initiative(lead=partner, title_fr="Neuve", title_nl="Neuve")
    published(partner, later, initiative=new, status="new")
    found = page(client, partner, language)
    assert chapters(found)[0] == (
        "2023–2024", " ".join(SENTENCES[language].split()), ["Neuve"],
        [getattr(initiative, f"title_{language}") for initiative in (*kept, dropped)],
    )  # fmt: skip
    assert [link.get("href") for link in under(found, "in-sentences", "a")][:2] == [
        f"/{language}/initiatives/{dropped.key}/", f"/{language}/initiatives/{new.key}/",
    ]  # fmt: skip


def test_what_has_something_to_say_stays_listed_beside_the_sentences(client, partner, earlier, later):
    published(partner, earlier, later)
    telling = published(partner, earlier, later, body_fr="Du neuf.", body_nl="Nieuws.")
    counting = published(partner, earlier, later)
    make_figure(update=counting.updates.get(period=later))
    _period, _sentences, listed, _folded = chapters(page(client, partner))[0]
    assert listed == [telling.title_fr, counting.title_fr]


def test_where_one_is_merely_absent_lists_say_what_goes_on(client, partner, earlier, later):
    published(partner, earlier)
    kept = published(partner, earlier, later)
    assert chapters(page(client, partner))[0] == ("2023–2024", "", [kept.title_fr], [])


def test_in_english_lists_say_what_goes_on(client, partner, earlier, later):
    kept = published(partner, earlier, later)
    assert chapters(page(client, partner, "en"))[0] == ("2023–2024", "", [kept.title_fr], [])


def test_day_to_day_work_and_specific_initiatives_stand_apart(client, partner, later):
    for kind in ("specific", "daily"):
        published(partner, later, initiative=make_initiative(lead=partner, kind=kind))
    found = page(client, partner, "en")
    assert [text(name) for name in found.xpath("//ol/li/h4")] == ["Day-to-day operation", "Specific initiatives"]


def test_a_title_stays_that_of_its_time(client, partner, earlier, later):
    initiative = make_initiative(lead=partner, title_fr="Aujourd'hui")
    published(partner, earlier, initiative=initiative, title_fr="Autrefois")
    published(partner, later, initiative=initiative)
    listed = [titles for _period, _sentences, *both in chapters(page(client, partner)) for titles in both if titles]
    assert listed == [["Aujourd’hui"], ["Autrefois"]]


# --- Periods without texts ------------------------------------------------------------------------


def test_a_partner_that_had_nothing_to_report_says_so_once_the_period_is_closed(client, partner, earlier, later):
    published(partner, earlier)
    make_response(partner=partner, period=later, nothing_to_report=True)
    assert said(page(client, partner, "en")) == ["It answered that it has nothing to report for this period."]


def test_the_answers_of_an_open_round_are_not_public(client, partner, earlier, later):
    published(partner, earlier)
    later.closed, later.opens_on = False, datetime.date(2024, 9, 1)
    later.save()
    make_response(partner=partner, period=later, nothing_to_report=True, note_fr="Secret", note_nl="Geheim")
    found = page(client, partner)
    assert [period for period, *_ in chapters(found)] == ["2021–2022"]
    assert "Secret" not in found.text_content()


def test_a_closed_period_without_a_word_is_passed_over(client, partner, earlier, later):
    published(partner, earlier)
    assert [period for period, *_ in chapters(page(client, partner))] == ["2021–2022"]


def test_a_note_on_a_closed_period_is_told(client, partner, earlier, later):
    published(partner, earlier)
    make_response(partner=partner, period=later, note_fr="Une année **calme**.", note_nl="")
    found = page(client, partner)
    assert [text(note) for note in found.find_class("prose")] == ["Une année calme."]
    assert said(found) == []


def test_what_is_not_published_is_neither_told_nor_said_to_be_missing(client, earlier, later):
    for state in (state for state in ReviewState if state != ReviewState.PUBLISHED):
        partner = make_partner()
        hidden = make_update(
            initiative=published(partner, earlier), period=later, state=state,
            title_fr="Secret", title_nl="Geheim", body_fr="Secret", body_nl="X",
        )  # fmt: skip
        make_figure(update=hidden, value=4321)
        make_update_review(subject=hidden, remark="Secret")
        found = page(client, partner)
        assert [period for period, *_ in chapters(found)] == ["2021–2022"]
        assert ("Secret" in found.text_content(), "4 321" in found.text_content()) == (False, False)


def test_sentences_wait_until_everything_of_the_period_is_published(client, partner, earlier, later):
    kept, waiting = published(partner, earlier, later), published(partner, earlier)
    make_update(initiative=waiting, period=later, state=ReviewState.VALIDATED)
    assert chapters(page(client, partner))[0] == ("2023–2024", "", [kept.title_fr], [])


# --- What it carries with others, and its figures ---------------------------------------------------


def test_what_it_carries_with_others_is_named_with_who_leads_it(client, partner, later):
    lead = make_partner(key="asbl-jes", name_fr="JES")
    shared = published(lead, later, initiative=make_initiative(lead=lead, co_partners=[partner], title_fr="Partagée"))
    make_initiative(lead=lead, co_partners=[partner], title_fr="Secret")
    found = page(client, partner)
    assert [(text(link), link.get("href")) for link in found.xpath("//section[@aria-labelledby='carried-too']//a")] == [
        ("Partagée", f"/fr/initiatives/{shared.key}/"),
        ("JES", "/fr/partners/asbl-jes/"),
    ]


def test_a_new_name_of_who_leads_reaches_those_who_carry_it_too(client, partner, later):
    lead = make_partner(name_fr="Ancien")
    published(lead, later, initiative=make_initiative(lead=lead, co_partners=[partner]))
    refresh_pending()
    lead.name_fr = "Nouveau"
    lead.save()
    refresh_pending()
    assert "Nouveau" in page(client, partner).text_content()


def test_its_figures_stand_in_a_table(client, partner, earlier, later):
    initiative = published(partner, earlier, later)
    indicator = make_indicator(name_fr="Participants")
    for period, year, value in ((earlier, 2022, 1200), (later, 2024, 40)):
        make_figure(
            update=initiative.updates.get(period=period), indicator=indicator, year=year, value=value,
            qualifier="about" if value == 40 else "exact", note_fr="Par an" if value == 40 else "",
        )  # fmt: skip
    total = Figure.objects.get(year=2022)
    make_figure(update=total.update, indicator=indicator, year=None, value=7, part_of=total, note_fr="Jeunes")
    make_figure(update=total.update, indicator=make_indicator(name_fr="Zones"), year=None, value=3, position=9)
    rows = page(client, partner).xpath("//table//tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [
        ["Participants", "2024", "environ 40", "Par an", initiative.title_fr],
        ["Participants", "2022", "1 200", "", initiative.title_fr],
        ["– dont : Participants", "2021–2022", "7", "Jeunes", initiative.title_fr],
        ["Zones", "2021–2022", "3", "", initiative.title_fr],
    ]


# --- What is kept of it ---------------------------------------------------------------------------


def test_an_answer_that_is_written_reaches_the_page(client, partner, earlier, later):
    published(partner, earlier)
    refresh_pending()
    make_response(partner=partner, period=later, nothing_to_report=True)
    assert list(PendingRefresh.objects.values_list("kind", "object_id")) == [("partner", partner.pk)]


def test_what_was_withdrawn_is_gone_at_once(client, partner, earlier):
    update = published(partner, earlier, body_fr="Retiré.").updates.get()
    refresh_pending()
    unpublish(update, ReviewState.VALIDATED)
    found = tree(client.get(f"/fr/partners/{partner.key}/"))
    assert "Retiré" not in found.text_content()


def test_what_it_tells_takes_as_many_queries_however_much_there_is(partner, earlier, later, django_assert_num_queries):
    lead = make_partner(zone=make_zone())
    for _ in range(8):
        make_figure(update=published(partner, earlier, later).updates.get(period=later))
        published(lead, later, initiative=make_initiative(lead=lead, co_partners=[partner]))
        with django_assert_num_queries(10):
            assert partners.render_partner(partner.pk)


# --- Pages ----------------------------------------------------------------------------------------


@pytest.fixture
def _two_a_page(monkeypatch):
    monkeypatch.setattr(partners, "MOST_UPDATES", 2)


def titles(page):
    return [text(link) for link in under(page, "told", "a")]


@pytest.mark.usefixtures("_two_a_page")
def test_a_partner_that_said_much_has_pages(client, partner, earlier, later):
    old = published(partner, earlier, body_fr="Texte.")
    new = [published(partner, later, body_fr="Texte.") for _ in range(3)]
    refresh_pending()

    first, second = (tree(client.get(f"/fr/partners/{partner.key}/{asked}")) for asked in ("", "?page=2"))

    assert titles(first) == [initiative.title_fr for initiative in new[:2]]
    assert titles(second) == [new[2].title_fr, old.title_fr]
    assert [link.get("href") for link in under(first, "pager", "a")] == [f"/fr/partners/{partner.key}/?page=2"]
    assert [link.get("href") for link in under(second, "pager", "a")] == [f"/fr/partners/{partner.key}/"]


@pytest.mark.usefixtures("_two_a_page")
def test_a_period_is_broken_only_where_it_is_longer_than_a_page(client, partner, earlier, later):
    old = [published(partner, earlier, body_fr="Texte.") for _ in range(2)]
    new = published(partner, later, body_fr="Texte.")
    refresh_pending()

    first, second = (tree(client.get(f"/fr/partners/{partner.key}/{asked}")) for asked in ("", "?page=2"))

    assert titles(first) == [new.title_fr]
    assert titles(second) == [initiative.title_fr for initiative in old]


@pytest.mark.usefixtures("_two_a_page")
def test_what_it_carries_with_others_has_pages_too(client, partner, later):
    lead = make_partner()
    shared = [
        published(
            lead, later, initiative=make_initiative(lead=lead, co_partners=[partner], title_fr=f"À deux {number}")
        )
        for number in range(3)
    ]
    refresh_pending()

    pages = [tree(client.get(f"/fr/partners/{partner.key}/{asked}")) for asked in ("", "?page=2")]

    links = [page.xpath("//section[@aria-labelledby='carried-too']//li/a/@href") for page in pages]
    addresses = [f"/fr/initiatives/{initiative.key}/" for initiative in shared]
    assert links == [addresses[:2], addresses[2:]]


@pytest.mark.parametrize("asked", ["0", "2", "-1", "two", "", "²", "9" * 300])
def test_a_page_that_there_is_not_is_not_found(client, partner, later, asked):
    published(partner, later)
    refresh_pending()

    response = client.get(f"/fr/partners/{partner.key}/", {"page": asked})

    assert response.status_code == 404
