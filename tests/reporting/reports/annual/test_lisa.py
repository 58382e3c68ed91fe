"""The part on the antennas: years of opening, facts, figures with their evolution, charts."""

import datetime
from decimal import Decimal

import pytest
import time_machine

from document.blocks import Chart, Section, Table, extract_text
from document.dates import PartialDate
from initiatives.models import ReviewState
from reporting.reports import annual
from tests import builders
from tests.reporting.reports.annual.documents import outline, section, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    """An edition up to the end of 2023, with a theme "lisa" whose initiative answers a recommendation of volet 4."""
    framework = builders.make_framework()
    builders.make_volet(framework=framework, number=1, title_fr="Enquête")
    volet = builders.make_volet(framework=framework, number=4, title_fr="Quartier")
    period = builders.make_period(key="2023", starts_on=datetime.date(2023, 1, 1), ends_on=datetime.date(2023, 12, 31))
    builders.make_update(
        initiative=builders.make_initiative(
            volet=volet,
            theme=builders.make_theme(key="lisa", title_fr="Antennes LISA", body_fr="Un guichet de quartier."),
            recommendations=[builders.make_recommendation(volet=volet, code="R12")],
        ),
        period=period,
        state=ReviewState.VALIDATED,
    )
    return builders.make_edition(
        framework=framework, periods=[period], covers_from=period.starts_on, covers_to=period.ends_on
    )


def antenna(name, opened, **fields):
    since = PartialDate.parse(opened) if opened else None
    return builders.make_antenna(name_fr=name, name_nl=name, key=name.lower(), operational_since=since, **fields)


def figures(one, indicator, **by_year):
    for year, value in by_year.items():
        builders.make_antenna_figure(antenna=one, indicator=indicator, year=int(year[1:]), value=value)


def rows(table):
    return [[extract_text(cell) for cell in row] for row in table.rows]


def test_the_part_stands_in_the_volet_of_the_recommendation_after_the_lettered_parts(edition):
    antenna("Nord", "2022-03")
    antenna("Broeck", "2021")
    antenna("Heyvaert", None)

    lines = outline(annual.build_document(edition, "fr"))

    start = lines.index("  A. Antennes LISA")
    assert lines[start - 2 : start + 7] == [
        "Volet 4 Quartier",
        "  Recommandations",
        "  A. Antennes LISA",
        "    Antennes ouvertes en 2021",
        "      Broeck",
        "    Antennes ouvertes en 2022",
        "      Nord",
        "    Année d’ouverture inconnue",
        "      Heyvaert",
    ]


def test_the_number_operational_is_counted_at_the_end_of_the_edition_beside_the_count_of_all(edition):
    antenna("Broeck", "2021")
    antenna("Fermée", "2021", closed=PartialDate.parse("2022"))
    antenna("Prévue", None, mark="planned", marked_since=PartialDate.parse("2022"))
    antenna("Suspendue", "2021", mark="suspended", marked_since=PartialDate.parse("2023/2024"))
    antenna("Future", "2024-06")
    builders.make_antenna_count(
        counted_on=PartialDate.parse("2023-12"), number=14, source_fr="le rapport 2023", source_nl="het verslag 2023"
    )
    builders.make_antenna_count(counted_on=PartialDate.parse("2024"), number=99)

    french, dutch = (words(annual.build_document(edition, language), "volet-4-lisa") for language in ("fr", "nl"))

    assert french[:2] == [
        "Un guichet de quartier.",
        (
            "4 antennes sont nommées ici, dont 1 opérationnelle au 31 décembre 2023\u202f; "
            "pour 1 autre, on ne le sait pas. "
            "En tout, nommées ou non, le rapport 2023 en compte 14 (décembre 2023)."
        ),
    ]
    assert dutch[2].endswith("In totaal, genoemd of niet, telt het verslag 2023 er 14 (december 2023).")
    assert not [line for line in french if "Future" in line]


def test_an_edition_that_is_not_over_counts_on_the_day_it_is_made(edition):
    antenna("Broeck", "2021")
    antenna("Prochaine", "2030")
    edition.covers_to = datetime.date(2031, 12, 31)

    with time_machine.travel("2024-05-06", tick=False):
        french = words(annual.build_document(edition, "fr"), "volet-4-lisa")

    assert french[1].startswith("2 antennes sont nommées ici, dont 1 opérationnelle au 6 mai 2024.")


def test_antennas_stand_by_the_years_in_which_they_can_have_opened_and_those_that_have_not_last(edition):
    antenna("Heyvaert", "2022-10/2023-12")
    antenna("Marconi", "2023-04/2023-06")
    antenna("Midi", None, mark="starting", marked_since=PartialDate.parse("2022-09/2023-08"))
    antenna("Inconnue", None)

    lines = outline(annual.build_document(edition, "fr"))

    start = lines.index("  A. Antennes LISA")
    assert lines[start + 1 : start + 9] == [
        "    Antennes ouvertes entre 2022 et 2023",
        "      Heyvaert",
        "    Antennes ouvertes en 2023",
        "      Marconi",
        "    Année d’ouverture inconnue",
        "      Inconnue",
        "    Antennes pas encore ouvertes",
        "      Midi",
    ]
    facts = words(annual.build_document(edition, "fr"), "antenna-midi")
    assert facts[facts.index("Statut") + 1] == "en phase de démarrage"


def test_an_evolution_is_computed_with_its_sign_and_a_note_from_the_opening_year(edition):
    indicator = builders.make_indicator(name_fr="Signalements", name_nl="Meldingen")
    figures(antenna("Centre", "2021-03-01"), indicator, y2021=687, y2022=446, y2023=971)

    blocks = section(annual.build_document(edition, "fr"), "antenna-centre").blocks
    (table,) = [block for block in blocks if isinstance(block, Table)]
    (chart,) = [block for block in blocks if isinstance(block, Chart)]

    note = "évolution par rapport à l’année d’ouverture, qui n’était pas une année complète"
    assert rows(table) == [
        ["2021", "687", "–", ""],
        ["2022", "446", "−35,1\u202f%", note],
        ["2023", "971", "+117,7\u202f%", ""],
    ]
    assert chart.description == "687 en 2021, 446 en 2022, 971 en 2023"
    assert [bar.value for bar in chart.bars] == [Decimal(687), Decimal(446), Decimal(971)]


def test_percentages_move_in_points(edition):
    indicator = builders.make_indicator(name_fr="Part", unit="percent")
    figures(antenna("Centre", "2020"), indicator, y2022=60, y2023=62)

    (table,) = [
        b for b in section(annual.build_document(edition, "fr"), "antenna-centre").blocks if isinstance(b, Table)
    ]

    assert [row[1:3] for row in rows(table)] == [["60\u202f%", "–"], ["62\u202f%", "+2,0\u00a0points"]]


def test_from_zero_there_is_no_evolution_and_over_a_gap_it_names_its_year(edition):
    indicator = builders.make_indicator()
    figures(antenna("Centre", "2018"), indicator, y2019=0, y2020=10, y2022=15)

    (table,) = [
        b for b in section(annual.build_document(edition, "fr"), "antenna-centre").blocks if isinstance(b, Table)
    ]

    assert [row[2:] for row in rows(table)] == [["–", ""], ["–", ""], ["+50,0\u202f%", "évolution depuis 2020"]]


def test_two_values_of_one_year_give_neither_evolution_nor_chart(edition):
    indicator = builders.make_indicator()
    one = antenna("Centre", "2020")
    figures(one, indicator, y2022=10)
    figures(one, indicator, y2022=12)

    blocks = section(annual.build_document(edition, "fr"), "antenna-centre").blocks

    assert not [block for block in blocks if isinstance(block, Chart)]
    assert [row[2] for block in blocks if isinstance(block, Table) for row in rows(block)] == ["–", "–"]


def test_dutch_numbers_and_notes(edition):
    indicator = builders.make_indicator(name_fr="Demandes", name_nl="Aanvragen")
    figures(antenna("Centre", "2020"), indicator, y2022=18195, y2023=20242)

    (table,) = [
        b for b in section(annual.build_document(edition, "nl"), "antenna-centre").blocks if isinstance(b, Table)
    ]

    assert [row[1:3] for row in rows(table)] == [["18.195", "–"], ["20.242", "+11,3%"]]


def test_unvalidated_texts_of_antennas_are_nowhere(edition):
    one = antenna("Centre", "2021")
    builders.make_antenna_update(
        antenna=one, period=edition.periods.get(), body_fr="Secret.", body_nl="Geheim.", state=ReviewState.SUBMITTED
    )

    document = annual.build_document(edition, "fr")

    assert isinstance(section(document, "antenna-centre"), Section)
    assert "Secret." not in str(document)
