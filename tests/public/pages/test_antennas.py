"""The antennas on a day that the reader chooses, and the page of each."""

import datetime

import pytest
from django.utils import timezone

from document.dates import PartialDate
from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from public.pages.antennas.detail import render_antenna
from tests.builders import (
    make_antenna,
    make_antenna_count,
    make_antenna_figure,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_indicator,
    make_partner,
    make_period,
    make_theme,
    make_zone,
)
from tests.reading import text, tree, under

pytestmark = pytest.mark.django_db


@pytest.fixture
def four():
    """An antenna of each status on 1 January 2024."""
    here, there = make_commune(name_fr="Anderlecht"), make_commune(name_fr="Forest")
    make_antenna(key="broeck", name_fr="Broeck", commune=here, operational_since=PartialDate.parse("2021-09"))
    make_antenna(key="marconi", name_fr="Marconi", commune=there, operational_since=PartialDate.parse("2024-05"))
    make_antenna(
        key="old", name_fr="Ancienne", commune=here,
        operational_since=PartialDate.parse("2019"), closed=PartialDate.parse("2022"),
    )  # fmt: skip
    make_antenna(key="midi", name_fr="Midi", commune=there, mark="suspended")
    refresh_pending()


def said(element):
    """What an element says, with a space between its parts."""
    return " ".join(" ".join(element.itertext()).split())


def page_of(client, address="/fr/antennas/", **parameters):
    response = client.get(address, parameters)
    assert response.status_code == 200
    return tree(response)


def lead(page):
    return text(page.find_class("lead")[0])


def table(page):
    """(heading, names of the antennas) of each group."""
    bodies = page.find_class("antenna-table")[0].iter("tbody")
    return [
        (text(next(body.iter("th"))), [text(link) for link in body.xpath(".//th[@scope='row']/a")]) for body in bodies
    ]


# --- On a day -------------------------------------------------------------------------------------


def test_the_antennas_stand_by_their_status_on_the_day(client, four):
    page = page_of(client, date="2024-01-01")
    assert lead(page) == (
        "4 antennes sont nommées ici, dont 1 opérationnelle au 1er janvier 2024 ; pour 1 autre, on ne le sait pas. "
        "On ne sait pas combien il y en avait en tout à cette date."
    )
    assert table(page) == [
        ("Opérationnelle 1", ["Broeck"]),
        ("Pas encore ouverte 1", ["Marconi"]),
        ("Fermée 1", ["Ancienne"]),
        ("Statut inconnu 1", ["Midi"]),
    ]


def test_another_day_gives_other_statuses(client, four):
    make_antenna_count(counted_on=PartialDate.parse("2023-12"), number=14, source_nl="het verslag")
    page = page_of(client, "/nl/antennas/", date="2024-05-31")
    assert lead(page) == (
        "4 antennes worden hier genoemd, waarvan 2 operationeel op 31 mei 2024; van 1 andere is dat niet bekend. "
        "In totaal, genoemd of niet, telt het verslag er 14 (december 2023)."
    )
    assert [heading for heading, _names in table(page)] == ["Operationeel 2", "Gesloten 1", "Status niet bekend 1"]


def test_on_a_day_long_ago_no_antenna_was_open_or_planned(client, four):
    make_antenna(key="heyvaert", name_fr="Heyvaert", operational_since=PartialDate.parse("2022-10/2023-12"))
    make_antenna(name_fr="En projet", mark="planned")
    headings = [heading for heading, _names in table(page_of(client, date="1990-01-01"))]
    assert headings == ["Pas encore ouverte 5", "Statut inconnu 1"]
    assert lead(page_of(client, date="1990-01-01")).startswith("6 antennes sont nommées ici, dont 0 opérationnelle")


@pytest.mark.parametrize(
    ("date", "heading"),
    [
        ("2022-09-20", "Pas encore ouverte 1"),
        ("2022-10-01", "Statut inconnu 1"),
        ("2023-12-30", "Statut inconnu 1"),
        ("2023-12-31", "Opérationnelle 1"),
    ],
)
def test_an_opening_between_two_dates_is_not_known_between_them(client, date, heading):
    make_antenna(name_fr="Heyvaert", operational_since=PartialDate.parse("2022-10/2023-12"))
    refresh_pending()
    page = page_of(client, date=date)
    assert [group for group, _names in table(page)] == [heading]
    assert "entre octobre 2022 et décembre 2023" in text(page.find_class("antenna-table")[0])


def test_of_a_day_to_come_is_said_what_is_known_today(client, four):
    today = timezone.localdate()
    page = page_of(client, "/en/antennas/", date="2999-01-01")
    assert text(page.find_class("notice")[0]) == (
        "1 January 2999 is still to come: how the antennas will stand then is not yet known. "
        "They are shown as they are known today."
    )
    assert page.get_element_by_id("date").value == today.isoformat()
    assert table(page) == table(page_of(client, "/en/antennas/"))
    assert "2999" not in lead(page)


@pytest.mark.parametrize("parameters", [{}, {"date": ""}, {"date": " "}])
def test_without_a_day_it_is_today(client, four, parameters):
    page = page_of(client, "/en/antennas/", **parameters)
    assert page.get_element_by_id("date").value == timezone.localdate().isoformat()
    assert page.find_class("notice") == []


@pytest.mark.parametrize("written", ["2024-02-30", "yesterday", "\x00", "99999-01-01", "<b>", "2024-01-01T00:00", "٣"])
def test_what_is_no_day_is_said_and_passed_over(client, four, written):
    page = page_of(client, "/en/antennas/", date=written)
    assert page.get_element_by_id("date").value == timezone.localdate().isoformat()
    assert [text(said).endswith("is no day: the antennas are shown as they stand today.")
            for said in page.find_class("notice")] == [True]  # fmt: skip


def test_a_day_may_be_written_as_people_write_it(client, four):
    assert page_of(client, date="01/05/2024").get_element_by_id("date").value == "2024-05-01"


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days(client, four, date):
    shown = min(date, timezone.localdate().isoformat())
    assert page_of(client, date=date).get_element_by_id("date").value == shown


def test_the_table_is_put_together_as_the_reader_asks(client, four):
    assert table(page_of(client, date="2024-01-01", sort="commune")) == [
        ("Anderlecht 2", ["Broeck", "Ancienne"]),
        ("Forest 2", ["Marconi", "Midi"]),
    ]
    assert table(page_of(client, date="2024-01-01", sort="opening")) == [
        ("2019 1", ["Ancienne"]),
        ("2021 1", ["Broeck"]),
        ("2024 1", ["Marconi"]),
        ("Année d’ouverture inconnue 1", ["Midi"]),
    ]
    assert table(page_of(client, sort="nonsense"))[0][0] == "Opérationnelle 2"


def test_the_order_keeps_the_day_and_the_day_keeps_the_order(client, four):
    page = page_of(client, date="2024-01-01", sort="commune")
    assert [link.get("href") for link in under(page, "sorting", "a")] == [
        "?date=2024-01-01&sort=status",
        "?date=2024-01-01&sort=commune",
        "?date=2024-01-01&sort=opening",
    ]
    assert [field.get("value") for field in page.xpath("//form[@class='day']//input[@type='hidden']")] == ["commune"]


def test_the_map_counts_what_is_operational_on_the_day(client, four):
    def counted(date):
        rows = page_of(client, date=date).find_class("figures")[0].xpath(".//tbody/tr")
        return [[text(cell) for cell in row] for row in rows]

    unknown = "aucune nommée : nombre inconnu"
    assert counted("2024-01-01") == [["Anderlecht", "1"], ["Forest", unknown]]
    assert counted("2020-06-01") == [["Anderlecht", "1"], ["Forest", unknown]]
    assert counted("2018-06-01") == [["Anderlecht", unknown], ["Forest", unknown]]
    assert counted("2024-06-01") == [["Anderlecht", "1"], ["Forest", "1"]]


def test_an_opening_that_is_not_known_counts_as_open_today_alone_and_is_pointed_out(client):
    make_antenna(name_fr="Heyvaert")
    refresh_pending()
    earlier, today = page_of(client, date="2015-01-01"), page_of(client)
    sentence = "Le jour d’ouverture d’une antenne n’est pas connu ; elle compte comme ouverte : Heyvaert."
    assert table(earlier) == [("Statut inconnu 1", ["Heyvaert"])]
    assert table(today) == [("Opérationnelle 1", ["Heyvaert"])]
    assert [sentence in text(page).replace("\u202f", " ").replace("\xa0", " ") for page in (earlier, today)] == [
        False,
        True,
    ]


def test_the_introduction_of_the_theme_stands_there_in_its_language(client):
    make_theme(key="lisa", body_fr="Un guichet de *quartier*.", body_nl="Een wijkloket.")
    refresh_pending()
    assert text(page_of(client, "/nl/antennas/").find_class("introduction")[0]) == "Een wijkloket."
    make_theme(key="other", body_fr="Autre chose.")
    assert said(page_of(client, "/en/antennas/").find_class("introduction")[0]) == (
        "This text exists in French and in Dutch. Here it stands in French. Un guichet de quartier ."
    )


# --- One antenna ----------------------------------------------------------------------------------


def facts(page):
    """What is known, term by term."""
    return {said(fact.find("dt")): said(fact.find("dd")) for fact in page.xpath("//dl[contains(@class, 'known')]/div")}


def test_an_antenna_tells_what_is_known_of_it(client):
    commune = make_commune(nis_code="21001", name_fr="Anderlecht", zones=[make_zone(number="5341")])
    partner = make_partner(name_fr="La zone", name_nl="De zone", key="zp-5341")
    antenna = make_antenna(
        key="broeck", name_fr="Broeck", name_nl="Broeck", commune=commune, partners=[partner],
        former_names="Peterbos\nBroek – Peterbos", address_fr="Parc 15", address_nl="Park 15", provisional=True,
        hours_fr="Tous les jours", hours_nl="Alle dagen", police_presence="integrated", website="https://antenne.example/x",
        operational_since=PartialDate.parse("2021-09"), inaugurated_on=PartialDate.parse("2024-06-17"),
    )  # fmt: skip
    make_antenna_service(antenna=antenna, name_fr="Police", name_nl="Politie", permanent=True)
    make_antenna_service(antenna=antenna, name_fr="CPAS", name_nl="OCMW", permanent=False)
    make_antenna_service(antenna=antenna, name_fr="Guichet", name_nl="Loket")
    refresh_pending()
    page = page_of(client, "/fr/antennas/broeck/")
    assert facts(page) == {
        "Adresse": "Parc 15 (provisoire)",
        "Heures d’ouverture": "Tous les jours",
        "Présence policière": "intégrée",
        "Opérationnelle depuis": "septembre 2021",
        "Inauguration": "17 juin 2024",
        "Services": "Police (présence permanente) CPAS (présence non permanente) Guichet",
        "Qui fait rapport": "La zone",
        "Anciens noms": "Peterbos Broek – Peterbos",
        "Site web": "antenne.example",
    }
    assert [(link.get("href"), text(link)) for link in under(page, "under", "a")] == [
        ("/fr/communes/21001/", "Anderlecht"),
        ("/fr/zones/5341/", "Zone de police 5341"),
    ]
    assert text(page.find_class("stand")[0]).startswith("opérationnelle au ")
    assert [link.get("href") for link in under(page, "crumbs", "a")] == ["/fr/", "/fr/antennas/"]
    assert text(under(page, "citation", "a")[0]) == "http://127.0.0.1:8000/fr/antennas/broeck/"
    assert facts(page_of(client, "/nl/antennas/broeck/"))["Adres"] == "Park 15 (voorlopig)"


def test_what_is_not_known_is_said_to_be_unknown(client):
    make_antenna(key="midi", commune=make_commune())
    refresh_pending()
    assert facts(page_of(client, "/en/antennas/midi/")) == {
        "Not known": "address, opening hours, police presence, day of opening"
    }


def test_without_partners_its_commune_reports(client):
    commune = make_commune()
    antenna = make_antenna(key="midi", commune=commune)
    refresh_pending()
    make_partner(commune=commune, key="saint-gilles", name_fr="Commune de Saint-Gilles")
    refresh_pending()
    assert facts(page_of(client, "/fr/antennas/midi/"))["Qui fait rapport"] == "Commune de Saint-Gilles"
    antenna.partners.set([make_partner(name_fr="La zone")])
    refresh_pending()
    assert facts(page_of(client, "/fr/antennas/midi/"))["Qui fait rapport"] == "La zone"


def test_only_what_is_published_is_told(client):
    antenna = make_antenna(key="midi")
    for number, state in enumerate(ReviewState.values):
        period = make_period(key=f"{2010 + number}", starts_on=datetime.date(2010 + number, 1, 1))
        make_antenna_update(
            antenna=antenna, period=period, state=state, body_fr=f"Texte {state}.", body_nl=f"Tekst {state}."
        )
    refresh_pending()
    page = page_of(client, "/fr/antennas/midi/")
    assert [text(entry) for entry in under(page, "timeline", "p")] == ["Texte published."]
    assert [state for state in ReviewState.values if f"Texte {state}." in text(page)] == ["published"]


def test_texts_stand_the_latest_first_and_in_another_language_under_a_notice(client):
    antenna = make_antenna(key="midi")
    for year, fields in ((2021, {"body_fr": "Avant.", "body_nl": "Vroeger."}), (2023, {"body_fr": "Après."})):
        period = make_period(key=f"{year}-{year + 1}", starts_on=datetime.date(year, 7, 1))
        make_antenna_update(antenna=antenna, period=period, state=ReviewState.PUBLISHED, **fields)
    refresh_pending()
    page = page_of(client, "/nl/antennas/midi/")
    assert [said(entry) for entry in under(page, "timeline", "li")] == [
        "2023–2024 Deze tekst bestaat alleen in het Frans. Après.",
        "2021–2022 Vroeger.",
    ]
    assert [entry.get("lang") for entry in under(page, "timeline", "p")] == [None, "fr", None]


def test_without_a_text_the_page_says_so(client):
    antenna = make_antenna(key="midi")
    make_antenna_update(antenna=antenna, state=ReviewState.DRAFT, body_fr="Brouillon.")
    refresh_pending()
    page = page_of(client, "/en/antennas/midi/")
    assert text(page.find_class("empty")[0]) == "No text on this antenna has been published yet."


def rows(page):
    return [[text(cell) for cell in row] for row in under(page, "yearly", "tr")]


def test_yearly_figures_stand_with_their_evolution_and_a_chart(client):
    antenna = make_antenna(key="centre", operational_since=PartialDate.parse("2021-03"))
    reports = make_indicator(name_fr="Signalements", name_nl="Meldingen", name_en="")
    for year, value in ((2021, 687), (2022, 446), (2023, 971)):
        make_antenna_figure(antenna=antenna, indicator=reports, year=year, value=value)
    make_antenna_figure(antenna=antenna, indicator=make_indicator(name_fr="Visites"), year=2023, value=726)
    refresh_pending()
    page = page_of(client, "/fr/antennas/centre/")
    assert [[cell.replace("\u202f", " ") for cell in row] for row in rows(page)] == [
        ["Année", "Valeur", "Évolution", "Commentaire"],
        ["2021", "687", "–", ""],
        ["2022", "446", "−35,1 % ↓", "évolution par rapport à l’année d’ouverture, qui n’était pas une année complète"],
        ["2023", "971", "+117,7 % ↑", ""],
    ]
    assert [text(title) for title in page.xpath("//svg/title")] == ["Signalements"]
    assert "Visites" in text(page.find_class("evidence")[0])
    english = page_of(client, "/en/antennas/centre/")
    assert [caption.get("lang") for caption in english.xpath("//caption/span")] == ["fr"]


def test_two_values_of_one_year_have_neither_evolution_nor_chart(client):
    antenna, indicator = make_antenna(key="centre"), make_indicator()
    for value in (1, 2):
        make_antenna_figure(antenna=antenna, indicator=indicator, year=2023, value=value)
    refresh_pending()
    page = page_of(client, "/en/antennas/centre/")
    assert rows(page) == [["Year", "Value", "Evolution"], ["2023", "1", "–"], ["2023", "2", "–"]]
    assert page.xpath("//svg[contains(@class, 'chart')]") == []


@pytest.mark.parametrize("key", ["unknown", "MIDI", "x" * 200])
def test_an_antenna_that_is_not_known_is_not_found(client, key):
    make_antenna(key="midi")
    refresh_pending()
    assert client.get(f"/fr/antennas/{key}/").status_code == 404


def test_the_detail_says_nothing_of_the_day():
    antenna = make_antenna(operational_since=PartialDate.parse("2021"))

    detail = render_antenna(antenna.pk)

    assert "opérationnelle" not in detail.replace("Opérationnelle depuis", "")
