"""A police zone stands everywhere on the site by its number, its name and its communes."""

import lxml.etree
import pytest

from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import (
    make_antenna,
    make_commune,
    make_initiative,
    make_partner,
    make_recommendation,
    make_update,
    make_update_review,
    make_zone,
)
from tests.reading import text, tree

pytestmark = pytest.mark.django_db

NAMES = {
    "fr": "ZP 5341 Midi (Saint-Gilles / Forest)",
    "nl": "PZ 5341 Zuid (Sint-Gillis / Vorst)",
    "en": "ZP 5341 South (Saint-Gilles / Forest)",
}


@pytest.fixture
def zone():
    communes = [
        make_commune(nis_code="21007", name_fr="Forest", name_nl="Vorst"),
        make_commune(nis_code="21013", name_fr="Saint-Gilles", name_nl="Sint-Gillis"),
    ]
    zone = make_zone(
        number="5341", name_fr="Midi", name_nl="Zuid", name_en="South", communes_order="21013;21007", communes=communes
    )
    return make_partner(key="zp-5341", zone=zone)


@pytest.fixture
def initiative(zone):
    """Led by the zone, on an antenna of which the zone reports too, and carried by it beside another one."""
    recommendation = make_recommendation(code="R1")
    make_antenna(key="midi", partners=[zone])
    other = make_initiative(key="autre", lead=make_partner(), co_partners=[zone])
    led = make_initiative(
        key="cafe", lead=zone, recommendations=[recommendation], title_fr="Café", title_nl="Koffie", title_en="Coffee"
    )
    for one in (other, led):
        update = make_update(initiative=one, state=ReviewState.PUBLISHED, body_fr="Texte.", body_nl="Tekst.")
        make_update_review(subject=update, from_state="validated", to_state="published")
    refresh_pending()
    return led


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_wherever_a_zone_is_named_its_number_and_its_communes_stand(client, initiative, language):
    code = initiative.recommendations.get()
    framework = code.volet.framework.key
    words = {"fr": "Café", "nl": "Koffie", "en": "Coffee"}[language]
    places = {
        "/initiatives/": "//ul[@class='rows']//p[@class='meta']/a",
        "/initiatives/?partner=zp-5341": "//input[@name='partner']/../span[1]",
        "/initiatives/?zone=5341": "//input[@name='zone']/../span[1]",
        "/initiatives/cafe/": "//p[@class='under']/a",
        "/initiatives/autre/": "//dl[@class='known']//a[contains(@href, '/partners/zp-5341/')]",
        f"/volets/{framework}/{code.volet.number}/R1/": "//ul[@class='carriers']/li/h3/a",
        f"/search/?q={words}": "//ol[@class='rows']//p[@class='meta']/span",
        "/partners/zp-5341/": "//dl[@class='known']//a[contains(@href, '/zones/5341/')]",
        "/places/": "//section[@aria-labelledby='partners']//a",
        "/compare/": "//select[@name='left']//option",
        "/antennas/midi/": "//dl[@class='known across']//a",
    }

    named = {
        address: [text(element) for element in tree(client.get(f"/{language}{address}")).xpath(place)]
        for address, place in places.items()
    }
    feed = lxml.etree.fromstring(client.get(f"/{language}/feed.xml").content)

    assert NAMES[language] in feed.xpath("//*[local-name()='author']/*[local-name()='name']/text()")
    assert [address for address, names in named.items() if NAMES[language] not in names] == [], named


def test_the_page_of_a_zone_as_a_partner_leads_to_its_communes(client, initiative):
    page = tree(client.get("/fr/partners/zp-5341/"))

    communes = page.xpath("//dl[@class='known']//a[contains(@href, '/communes/')]")

    assert [(text(link), link.get("href")) for link in communes] == [
        ("Saint-Gilles", "/fr/communes/21013/"), ("Forest", "/fr/communes/21007/"),
    ]  # fmt: skip


def test_a_commune_that_is_called_otherwise_is_so_beside_its_zone_too(client, initiative):
    commune = initiative.lead.zone.communes.get(nis_code="21007")
    commune.name_fr = "Forest-Sud"
    commune.save()
    refresh_pending()

    rows = tree(client.get("/fr/initiatives/")).xpath("//ul[@class='rows']//p[@class='meta']/a")
    carried = tree(client.get("/fr/initiatives/autre/")).xpath("//dl[@class='known']//a[contains(@href, 'zp-5341')]")

    assert "ZP 5341 Midi (Saint-Gilles / Forest-Sud)" in map(text, rows)
    assert [text(link) for link in carried] == ["ZP 5341 Midi (Saint-Gilles / Forest-Sud)"]
