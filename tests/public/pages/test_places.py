"""Zones and communes: all of them, the page of each, the zone of a commune at each date; and only what is published."""

import datetime
from itertools import product

import pytest
import time_machine

from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import (
    make_antenna,
    make_commune,
    make_initiative,
    make_partner,
    make_period,
    make_update,
    make_zone,
)
from tests.reading import text, tree, under

pytestmark = pytest.mark.django_db

MERGER = datetime.date(2026, 1, 1)


@pytest.fixture
def period():
    return make_period(key="2023-2024", starts_on=datetime.date(2023, 7, 1), ends_on=datetime.date(2024, 6, 30))


def published(period, partner=None, **fields):
    """An initiative of which something is published."""
    initiative = make_initiative(lead=partner or make_partner(), **fields)
    make_update(initiative=initiative, period=period, state=ReviewState.PUBLISHED, body_fr="Texte.", body_nl="Tekst.")
    return initiative


def page(client, address):
    refresh_pending()
    response = client.get(address)
    assert response.status_code == 200
    return tree(response)


def links(page, path):
    return [(text(link), link.get("href")) for link in page.xpath(f"{path}//a")]


def facts(page):
    """Term → what is said of it, of what stands beside."""
    return {text(div.find("dt")): text(div.find("dd")) for div in page.xpath("//dl[@class='known']/div")}


# --- All of them ----------------------------------------------------------------------------------


def test_the_overview_names_the_zones_with_their_communes_and_the_partners_by_kind(client, period):
    commune = make_commune(nis_code="21001", name_fr="Anderlecht")
    zone = make_zone(number="5341", name_fr="Midi", communes=[commune])
    published(period, make_partner(key="zp-5341", zone=zone, name_fr="Zone Midi"))
    make_partner(key="commune-anderlecht", commune=commune, name_fr="Commune d'Anderlecht")
    make_partner(key="asbl-jes", name_fr="JES")
    found = page(client, "/fr/places/")
    assert links(found, "//section[@aria-labelledby='zones']") == [
        ("5341 · Midi", "/fr/zones/5341/"), ("Anderlecht", "/fr/communes/21001/"),
    ]  # fmt: skip
    assert links(found, "//section[@aria-labelledby='partners']/ul") == [
        ("ZP 5341 Midi (Anderlecht)", "/fr/partners/zp-5341/")
    ]
    assert [
        [text(link) for link in paragraph.iter("a")] for paragraph in found.find_class("nothing-of")
    ] == [["Commune d’Anderlecht"], ["JES"]]  # fmt: skip


def test_the_map_leads_to_every_commune_with_its_number(client, period):
    home = make_commune(nis_code="21001", name_fr="Anderlecht", tile_row=1, tile_column=1)
    make_commune(nis_code="21004", name_fr="Bruxelles", tile_row=1, tile_column=2)
    published(period, make_partner(commune=home))
    found = page(client, "/fr/places/")
    places = found.xpath("//svg//a")
    assert [(place.get("href"), place.get("aria-label").replace("\xa0", " ")) for place in places] == [
        ("/fr/communes/21001/", "Anderlecht : 1"), ("/fr/communes/21004/", "Bruxelles : 0"),
    ]  # fmt: skip
    assert [text(row) for row in found.xpath("//details//tbody/tr")] == ["Anderlecht 1", "Bruxelles 0"]


def test_what_is_not_published_is_not_counted(client, period):
    commune = make_commune(nis_code="21001", tile_row=1, tile_column=1)
    partner = make_partner(commune=commune)
    for state in (state for state in ReviewState if state != ReviewState.PUBLISHED):
        make_update(initiative=make_initiative(lead=partner, title_fr="Secret"), period=period, state=state)
    found = page(client, "/fr/places/")
    assert [[text(link) for link in names.iter("a")] for names in found.find_class("nothing-of")] == [[partner.name_fr]]
    assert found.xpath("//svg//a")[0].get("aria-label").endswith("0")
    for address in ("/fr/communes/21001/", f"/fr/partners/{partner.key}/"):
        assert "Secret" not in page(client, address).text_content()


# --- A zone ---------------------------------------------------------------------------------------


def test_a_zone_names_its_communes_its_antennas_and_what_it_does(client, period):
    communes = [make_commune(nis_code=f"2100{n}", name_fr=f"Commune {n}", tile_row=1, tile_column=n) for n in (1, 2)]
    make_commune(nis_code="21009", tile_row=1, tile_column=3)
    zone = make_zone(number="5341", name_fr="Midi", communes=communes, website="https://police.be", short_name="ZM")
    initiative = published(period, make_partner(zone=zone))
    make_antenna(commune=communes[0], key="cureghem", name_fr="Cureghem", mark="suspended")
    make_antenna(name_fr="Ailleurs")
    found = page(client, "/fr/zones/5341/")
    assert (text(found.find(".//h1")), text(found.find_class("under")[0])) == ("Midi", "1 initiative")
    assert links(found, "//p[@class='under']") == [("1 initiative", "/fr/initiatives/?zone=5341")]
    assert [link.get("href") for link in under(found, "known", "a")] == [
        "/fr/communes/21001/", "/fr/communes/21002/", "/fr/antennas/cureghem/", "https://police.be",
    ]  # fmt: skip
    assert facts(found)["Antennes LISA"] == "Cureghem Commune 1 suspendue"
    assert [link.get("href") for link in under(found, "told", "a")] == [f"/fr/initiatives/{initiative.key}/"]
    assert len(found.xpath("//svg//a")) == 3
    assert len(found.find_class("rim")[0].get("d").split("M")) == 3  # the two of its own


def test_a_zone_without_a_partner_has_a_page(client):
    make_zone(number="5399", name_fr="Unique")
    found = page(client, "/en/zones/5399/")
    assert (text(found.find(".//h1/span")), text(found.find_class("empty")[0])) == (
        "Unique", "Nothing has been published yet.",
    )  # fmt: skip


@time_machine.travel(datetime.datetime(2026, 6, 1, 12), tick=False)
def test_a_zone_that_ended_says_so_and_names_its_successor(client):
    successor = make_zone(number="5399", name_fr="Unique", valid_from=MERGER)
    last = MERGER - datetime.timedelta(days=1)
    make_zone(number="5341", name_fr="Midi", valid_to=last, successor=successor)
    ended, new = page(client, "/en/zones/5341/"), page(client, "/en/zones/5399/")
    assert [text(found.find_class("no-longer")[0]) for found in (ended,)] == ["This police zone no longer exists."]
    assert text(ended.find_class("under")[0]) == "0 initiatives · until 31 December 2025"
    assert (facts(ended)["Taken over by"], facts(new)["Takes over from"]) == ("5399 · Unique", "5341 · Midi")
    assert (new.find_class("no-longer"), links(new, "//dl")) == ([], [("5341 · Midi", "/en/zones/5341/")])


@time_machine.travel(datetime.datetime(2025, 6, 1, 12), tick=False)
def test_a_zone_to_come_says_so(client):
    make_zone(number="5399", valid_from=MERGER)
    assert text(page(client, "/en/zones/5399/").find_class("no-longer")[0]) == "This police zone does not exist yet."


# --- A commune ------------------------------------------------------------------------------------


def test_a_commune_names_its_codes_its_antennas_and_what_is_done_there(client, period):
    commune = make_commune(nis_code="21001", name_fr="Anderlecht", postal_codes="1070;1071")
    zone = make_zone(number="5341", name_fr="Midi", communes=[commune])
    own = published(period, make_partner(key="commune-anderlecht", commune=commune))
    theirs = published(period, make_partner(zone=zone))
    published(period)
    make_antenna(commune=commune, key="cureghem", name_fr="Cureghem")
    make_antenna(name_fr="Ailleurs")
    found = page(client, "/fr/communes/21001/")
    assert text(found.find(".//h1")) == "Anderlecht"
    assert [address for _name, address in links(found, "//p[@class='under']")] == ["/fr/zones/5341/"]
    said = facts(found)
    assert (said["Code INS"], "1070, 1071" in said.values(), said["Antennes LISA"]) == (
        "21001", True, "Cureghem opérationnelle",
    )  # fmt: skip
    assert {link.get("href") for link in found.xpath("//section[@aria-labelledby='at-work']//h3/a")} == {
        f"/fr/initiatives/{initiative.key}/" for initiative in (own, theirs)
    }
    assert found.xpath("//p[@class='to-all']/a")[0].get("href") == "/fr/initiatives/?commune=21001"
    assert [link.get("href") for link in under(found, "told", "a")] == [f"/fr/initiatives/{own.key}/"]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (MERGER - datetime.timedelta(days=1), "5341"),
        (MERGER, "5399"),
    ],
)
def test_a_commune_names_its_zone_at_each_date(client, day, number):
    commune = make_commune(nis_code="21001")
    make_zone(number="5341", name_en="South", communes=[commune], valid_to=MERGER - datetime.timedelta(days=1))
    make_zone(number="5399", name_en="Single", communes=[commune], valid_from=MERGER)
    make_zone(number="5342")
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(12)), tick=False):
        found = page(client, "/en/communes/21001/")
    assert [address for _name, address in links(found, "//p[@class='under']")] == [f"/en/zones/{number}/"]
    zones = found.xpath("//ol[@class='timeline zones']/li")
    assert [text(zone) for zone in zones] == [
        "5399 · Single since 1 January 2026",
        "5341 · South until 31 December 2025",
    ]
    assert [zone.get("aria-current") for zone in zones] == (
        [None, "true"] if number == "5341" else ["true", None]
    )  # fmt: skip


def test_a_commune_without_a_zone_has_a_page(client):
    make_commune(nis_code="21001")
    make_zone()
    found = page(client, "/en/communes/21001/")
    assert text(found.find_class("under")[0]) == "Without a police zone today"


@pytest.mark.parametrize("address", ["/fr/zones/1/", "/fr/communes/0/", "/nl/communes/xyz/", "/nl/zones/-/"])
def test_unknown_places_are_not_found(client, address):
    make_zone(number="5341")
    assert client.get(address).status_code == 404


def test_the_pages_lead_to_each_other_in_the_language_of_the_page(client, period):
    commune = make_commune(nis_code="21001")
    zone = make_zone(number="5341", communes=[commune])
    published(period, make_partner(key="zp-5341", zone=zone))
    addresses = ("/places/", "/zones/5341/", "/communes/21001/", "/partners/zp-5341/")
    for language, address in product(("fr", "nl", "en"), addresses):
        hrefs = page(client, f"/{language}{address}").xpath("//main//a/@href")
        assert {href[:4] for href in hrefs if href.startswith("/")} == {f"/{language}/"}
