"""What a page says of itself to search engines: its one address, and a sentence of its own."""

import lxml.html
import pytest

from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import make_initiative, make_partner, make_update, make_zone

pytestmark = pytest.mark.django_db


def head_of(client, address):
    return lxml.html.fromstring(client.get(address).content.decode()).head


def canonical(client, address):
    return head_of(client, address).xpath("string(link[@rel='canonical']/@href)")


def description(client, address):
    return head_of(client, address).xpath("string(meta[@name='description']/@content)")


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("", ""),
        ("?utm_source=newsletter", ""),
        ("?zone=5341&zone=5339&page=2", "?zone=5341&zone=5339"),
        ("?zone=5341&period=2023-2024", "?period=2023-2024&zone=5341"),
        ("?q=&zone=", ""),
        ('?q="><script>', "?q=%22%3E%3Cscript%3E"),
    ],
)
def test_the_one_address_of_a_page_has_the_parameters_that_the_page_knows(client, settings, asked, own):
    settings.SITE_URL = "https://cipol.example"
    assert canonical(client, f"/nl/initiatives/{asked}") == f"https://cipol.example/nl/initiatives/{own}"


def test_a_page_that_is_not_found_has_no_address(client):
    assert canonical(client, "/fr/nowhere/") == ""


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Des «\u202frencontres\u202f» & des débats."),
        ("nl", "“Ontmoetingen” & debatten."),
    ],
)
def test_an_initiative_is_described_by_the_beginning_of_its_last_text(client, language, sentence):
    initiative = make_initiative()
    make_update(
        initiative=initiative, state=ReviewState.PUBLISHED,
        body_fr='Des "rencontres" & des *débats*.', body_nl='"Ontmoetingen" & *debatten*.',
    )  # fmt: skip
    refresh_pending()
    assert description(client, f"/{language}/initiatives/{initiative.key}/") == sentence


def test_an_initiative_without_a_text_is_described_by_its_title_and_its_lead(client):
    initiative = make_initiative(title_fr="Café", lead=make_partner(name_fr="Zone Nord"))
    make_update(initiative=initiative, state=ReviewState.PUBLISHED, body_fr="", body_nl="")
    refresh_pending()
    assert description(client, f"/fr/initiatives/{initiative.key}/") == "Café, Zone Nord."


def test_a_description_stands_on_one_line(client):
    make_zone(number="5341", name_nl="Zuid")
    refresh_pending()
    assert description(client, "/nl/zones/5341/") == "Politiezone 5341, Zuid. 0 initiatieven."
