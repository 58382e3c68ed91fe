"""How a partner is named in the report: a police zone by its number, its name and its communes."""

import pytest
from django.utils.translation import override

from document.blocks import Foreign, Text, extract_text, make_inlines
from tests.builders import make_commune, make_partner, make_zone
from zones.wording import format_partner_name, format_partner_words

pytestmark = pytest.mark.django_db


def midi(**fields):
    communes = [
        make_commune(nis_code="21001", name_fr="Anderlecht", name_nl="Anderlecht"),
        make_commune(nis_code="21007", name_fr="Forest", name_nl="Vorst"),
        make_commune(nis_code="21013", name_fr="Saint-Gilles", name_nl="Sint-Gillis"),
    ]
    facts = {"number": "5341", "name_fr": "Midi", "name_nl": "Zuid", "communes_order": "21001;21013;21007"} | fields
    return make_partner(zone=make_zone(communes=communes, **facts), name_fr="Zone de police Midi")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fr", "ZP 5341 Midi (Anderlecht / Saint-Gilles / Forest)"),
        ("nl", "PZ 5341 Zuid (Anderlecht / Sint-Gillis / Vorst)"),
    ],
)
def test_a_zone_has_its_number_its_name_and_its_communes_in_their_order(language, name):
    partner = midi()

    with override(language):
        assert extract_text(format_partner_name(partner, language)) == name
        assert format_partner_words(partner, language).text == name


def test_communes_that_the_order_leaves_out_come_last():
    with override("fr"):
        assert (
            extract_text(format_partner_name(midi(communes_order="21013"), "fr"))
            == "ZP 5341 Midi (Saint-Gilles / Anderlecht / Forest)"
        )


def test_a_zone_that_is_named_after_its_communes_does_not_name_them_twice():
    with override("fr"):
        assert extract_text(format_partner_name(midi(name_fr="Anderlecht/Saint-Gilles/Forest"), "fr")) == (
            "ZP 5341 Anderlecht/Saint-Gilles/Forest"
        )


def test_a_name_that_is_missing_in_the_language_keeps_that_of_the_other_one():
    with override("fr"):
        named = format_partner_name(midi(name_fr=""), "fr")

    assert named[:3] == (Text("ZP 5341 "), Foreign(make_inlines("Zuid"), "nl"), Text(" ("))


def test_any_other_partner_has_its_own_name():
    assert extract_text(format_partner_name(make_partner(name_fr="JES"), "fr")) == "JES"
