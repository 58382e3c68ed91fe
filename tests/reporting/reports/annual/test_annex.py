"""The annex: what each partner did in each period, told by presence in the previous one."""

import datetime

import pytest

from initiatives.models import ReviewState
from reporting.reports import annual
from tests import builders
from tests.reporting.reports.annual.documents import outline, words

pytestmark = pytest.mark.django_db

YEARS = ("2021-2022", "2022-2023", "2023-2024")


@pytest.fixture
def report():
    """Builds the annex of one zone from rows such as ("Coffee", "new", None, "continued"): a status a period."""
    zone = builders.make_partner(zone=builders.make_zone(), key="zp", name_fr="Zone Nord", name_nl="Zone Noord")
    volet = builders.make_volet(number=4, title_fr="Quartier", title_nl="Wijk")
    periods = [
        builders.make_period(key=key, starts_on=datetime.date(2021 + i, 1, 1), ends_on=datetime.date(2021 + i, 12, 31))
        for i, key in enumerate(YEARS)
    ]
    edition = builders.make_edition(
        framework=volet.framework, periods=periods[1:], covers_to=datetime.date(2023, 12, 31)
    )

    def build(*rows, language="fr", kind="specific", **fields):
        for position, (title, *statuses) in enumerate(rows):
            initiative = builders.make_initiative(
                lead=zone, volet=volet, title_fr=title, title_nl=title, kind=kind, position=position, **fields
            )
            for period, status in zip(periods, statuses, strict=True):
                if status:
                    builders.make_update(
                        initiative=initiative, period=period, status=status, state=ReviewState.VALIDATED
                    )
        return annual.build(edition, language)

    return build


def period(document, key):
    return words(document, f"annex-zp-{key}")


def test_the_first_period_is_a_list_by_kind(report):
    document = report(("Coffee", "new", None, None), ("Melkriek", "new", None, None))

    assert period(document, "2021-2022") == [
        "Pour la période 2021-2022, la zone a mené les initiatives suivantes.",
        "Initiatives spécifiques",
        "Coffee",
        "Melkriek",
    ]


def test_what_goes_on_is_one_sentence_and_what_is_new_a_line_as_well(report):
    document = report(
        ("Coffee", "new", "continued", "continued"),
        ("Melkriek", "new", "continued", "continued"),
        ("Alice", "new", "continued", "continued"),
        ("Second Wave", "new", None, None),
        ("Herscham", None, "new", "continued"),
    )

    sentences = (
        "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
        "à l'exception de « Second Wave ». Elle y a ajouté une initiative : « Herscham »."
    )
    assert period(document, "2022-2023") == [
        sentences,
        "Initiatives spécifiques",
        "Herscham",
    ]
    assert period(document, "2023-2024") == [
        "Pour la période 2023-2024, la zone a poursuivi l'ensemble des initiatives de la période 2022-2023."
    ]


def test_presence_decides_and_not_the_word_in_the_status(report):
    document = report(
        ("Coffee", "new", "new", None), ("Melkriek", "new", "continued", None), ("Alice", None, "continued", None)
    )

    assert period(document, "2022-2023")[0] == (
        "Pour la période 2022-2023, la zone a poursuivi les deux initiatives de la période 2021-2022. "
        "Elle y a ajouté une initiative : « Alice »."
    )


def test_what_was_reported_as_ended_is_gone_from_the_next_period(report):
    rows = [(f"Initiative {n}", "new", "continued", "continued") for n in range(4)]
    document = report(*rows, ("Second Wave", "new", "ended", None))

    assert period(document, "2022-2023")[0].endswith("à l'exception de « Second Wave », qui a pris fin.")
    assert period(document, "2023-2024")[0].endswith("l'ensemble des initiatives de la période 2022-2023.")


def test_what_comes_back_after_an_absence_is_taken_up_again(report):
    document = report(
        ("Coffee", "new", "continued", "continued"), ("Alice", "new", "continued", "continued"),
        ("Melkriek", "new", None, "continued"),
    )  # fmt: skip

    assert "repris une initiative plus ancienne : « Melkriek »." in period(document, "2023-2024")[0]


def test_more_than_three_that_stop_make_a_list_again(report):
    gone = [(f"Finie {n}", "new", None, None) for n in range(4)]
    document = report(("Coffee", "new", "continued", None), *gone)

    assert period(document, "2022-2023") == [
        "Pour la période 2022-2023, la zone a mené l'initiative suivante.",
        "Initiatives spécifiques",
        "Coffee",
    ]


def test_three_that_stop_are_still_told_in_sentences(report):
    gone = [(f"Finie {n}", "new", None, None) for n in range(3)]
    going = [(f"Suivie {n}", "new", "continued", None) for n in range(4)]

    document = report(*going, *gone)

    assert period(document, "2022-2023")[0].endswith("à l'exception de « Finie 0 », de « Finie 1 » et de « Finie 2 ».")


def test_a_period_without_anything_says_so(report):
    document = report(("Coffee", "new", None, "continued"))

    assert period(document, "2022-2023") == ["Pour la période 2022-2023, la zone n'a communiqué aucune information."]


def test_nothing_to_report_is_an_answer_of_its_own(report):
    report(("Coffee", "new", None, None))
    zone = builders.Partner.objects.get(key="zp")
    builders.make_response(partner=zone, period=builders.Period.objects.get(key="2022-2023"), nothing_to_report=True)

    document = annual.build(builders.Edition.objects.get(), "fr")

    assert period(document, "2022-2023") == ["Pour la période 2022-2023, la zone a indiqué n'avoir rien à signaler."]


def test_what_is_only_planned_was_not_added(report):
    document = report(("Coffee", "new", "continued", None), ("Joutes", None, "planned", None))

    assert period(document, "2022-2023") == [
        "Pour la période 2022-2023, la zone a poursuivi son initiative de la période 2021-2022.",
        "Initiatives spécifiques",
        "Joutes (en projet)",
    ]


def test_facts_stand_under_the_first_line_only(report):
    document = report(("Coffee", "new", "changed", None), audience_fr="Habitants", audience_nl="Bewoners")

    assert period(document, "2021-2022")[-2:] == ["Coffee", "Public cible : Habitants"]
    assert "Public cible : Habitants" not in period(document, "2022-2023")


def test_what_stands_in_a_volet_is_a_line_that_leads_there(report):
    report(("Coffee", "new", None, None))
    update = builders.Update.objects.get()
    told = builders.make_update(
        initiative=update.initiative, period=builders.Period.objects.get(key="2022-2023"), status="changed",
        highlight=True, state=ReviewState.VALIDATED, body_fr="Le texte.", body_nl="De tekst.",
    )  # fmt: skip

    document = annual.build(builders.Edition.objects.get(), "fr")

    assert "Le texte." not in period(document, "2022-2023")
    assert words(document, f"initiative-{told.initiative.key}")[-1] == "Le texte."


def test_police_zones_come_first_then_the_others(report):
    builders.make_update(
        initiative=builders.make_initiative(
            volet=report(("Coffee", "new", None, None)) and builders.Volet.objects.get(),
            lead=builders.make_partner(name_fr="AtMOsphère", position=0),
        ),
        period=builders.Period.objects.get(key="2022-2023"),
        state=ReviewState.VALIDATED,
    )

    lines = outline(annual.build(builders.Edition.objects.get(), "fr"))

    annex = lines[lines.index("Annexe : initiatives par partenaire et par période") :]
    assert [line for line in annex if not line.startswith("      ")] == [
        "Annexe : initiatives par partenaire et par période",
        "  Zones de police",
        "    Zone Nord",
        "  Autres partenaires",
        "    AtMOsphère",
    ]


def test_the_dutch_annex_says_the_same(report):
    document = report(("Coffee", "new", "continued", None), ("Second Wave", "new", None, None), language="nl")

    assert period(document, "2022-2023")[0].startswith("In de periode 2022-2023 heeft de zone")
    assert "“Second Wave”" in period(document, "2022-2023")[0]
