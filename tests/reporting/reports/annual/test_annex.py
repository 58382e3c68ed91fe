"""The annex: what each partner did in each period, told only as far as somebody said it."""

import datetime

import pytest

from document.dates import PartialDate
from initiatives.models import ReviewState
from reporting.reports import annual
from tests import builders
from tests.reporting.reports.annual.documents import outline, words

pytestmark = pytest.mark.django_db

YEARS = ("2021-2022", "2022-2023", "2023-2024")


@pytest.fixture
def report():
    """Builds the annex of one zone from rows such as ("Coffee", "new", None, "continued"): a status a period."""
    place = builders.make_zone(number="5399", name_fr="Nord", name_nl="Noord")
    zone = builders.make_partner(zone=place, key="zp", name_fr="Zone Nord", name_nl="Zone Noord")
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
        return annual.build_document(edition, language)

    return build


def period(document, key):
    return words(document, f"annex-zp-{key}")


def test_the_first_period_is_a_list_by_kind(report):
    document = report(("Coffee", "new", None, None), ("Melkriek", "new", None, None))

    assert period(document, "2021-2022") == [
        "Pour la période 2021-2022, la zone a mené les initiatives suivantes.",
        "Initiatives spécifiques",
        "Coffee (nouvelle)",
        "Melkriek (nouvelle)",
    ]


def test_what_goes_on_is_one_sentence_and_what_is_new_a_line_as_well(report):
    document = report(
        ("Coffee", "new", "continued", "continued"),
        ("Melkriek", "new", "continued", "continued"),
        ("Alice", "new", "continued", "continued"),
        ("Second Wave", "new", "ended", None),
        ("Herscham", None, "new", "continued"),
    )

    sentences = (
        "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
        "à l'exception de « Second Wave », qui a pris fin. Elle y a ajouté une initiative : « Herscham »."
    )
    assert period(document, "2022-2023") == [
        sentences,
        "Initiatives spécifiques",
        "Herscham",
    ]
    assert period(document, "2023-2024") == [
        "Pour la période 2023-2024, la zone a poursuivi l'ensemble des initiatives de la période 2022-2023."
    ]


def test_only_what_is_said_to_be_new_was_added(report):
    document = report(
        ("Coffee", "new", "new", None), ("Melkriek", "new", "continued", None), ("Alice", None, "continued", None),
        ("Truck", None, "new", None),
    )  # fmt: skip

    assert period(document, "2022-2023")[0] == (
        "Pour la période 2022-2023, la zone a poursuivi les deux initiatives de la période 2021-2022. "
        "Elle y a ajouté une initiative : « Truck ». Elle a également mené une autre initiative : « Alice »."
    )


def test_what_was_reported_as_ended_is_gone_from_the_next_period(report):
    rows = [(f"Initiative {n}", "new", "continued", "continued") for n in range(4)]
    document = report(*rows, ("Second Wave", "new", "ended", None))

    assert period(document, "2022-2023")[0].endswith("à l'exception de « Second Wave », qui a pris fin.")
    assert period(document, "2023-2024")[0].endswith("l'ensemble des initiatives de la période 2022-2023.")


def test_what_comes_back_after_an_absence_is_carried_too_and_not_taken_up_again(report):
    document = report(
        ("Coffee", "new", "continued", "continued"), ("Alice", "new", "continued", "continued"),
        ("Melkriek", "new", None, "continued"),
    )  # fmt: skip

    assert period(document, "2023-2024")[0].endswith("Elle a également mené une autre initiative : « Melkriek ».")


def test_where_one_is_merely_absent_nothing_is_claimed_of_all_and_a_list_stands(report):
    document = report(
        ("Coffee", "new", "continued", None), ("Absente", "new", None, None), ("Neuve", None, "new", None)
    )

    assert period(document, "2022-2023") == [
        "Pour la période 2022-2023, la zone a mené les initiatives suivantes.",
        "Initiatives spécifiques",
        "Coffee",
        "Neuve (nouvelle)",
    ]


def test_more_than_three_that_ended_make_a_list_again(report):
    gone = [(f"Finie {n}", "new", "ended", None) for n in range(4)]
    document = report(("Coffee", "new", "continued", None), *gone)

    assert period(document, "2022-2023")[0] == "Pour la période 2022-2023, la zone a mené les initiatives suivantes."
    assert period(document, "2022-2023")[-1] == "Finie 3 (terminée)"


def test_three_that_ended_are_still_told_in_sentences(report):
    gone = [(f"Finie {n}", "new", "ended", None) for n in range(3)]
    going = [(f"Suivie {n}", "new", "continued", None) for n in range(4)]

    document = report(*going, *gone)

    assert period(document, "2022-2023")[0].endswith(
        "à l'exception de « Finie 0 », de « Finie 1 » et de « Finie 2 », qui ont pris fin."
    )


def test_a_start_in_the_period_makes_an_initiative_new_and_an_end_in_it_ends_it(report):
    report(
        ("Suivie", "continued", "continued", None),
        ("Datée", "continued", None, None),
        ("Autre", None, "continued", None),
    )
    _going_on, ended, begun = builders.Initiative.objects.order_by("position")
    ended.ended = PartialDate.parse("2022-06")
    begun.started = PartialDate.parse("2022-03")
    for initiative in (ended, begun):
        initiative.save()

    document = annual.build_document(builders.Edition.objects.get(), "fr")

    assert period(document, "2022-2023")[0] == (
        "Pour la période 2022-2023, la zone a poursuivi l'une des deux initiatives de la période 2021-2022. "
        "L'autre a pris fin : « Datée ». Elle a lancé une nouvelle initiative : « Autre »."
    )


def test_what_ended_before_the_period_is_not_missed_in_it(report):
    report(("Suivie", "continued", "continued", "continued"), ("Finie", None, "new", None))
    ended = builders.Initiative.objects.get(title_fr="Finie")
    ended.ended = PartialDate.parse("2022-06")
    ended.save()

    document = annual.build_document(builders.Edition.objects.get(), "fr")

    assert period(document, "2023-2024") == [
        "Pour la période 2023-2024, la zone a poursuivi son initiative de la période 2022-2023."
    ]


def test_what_was_planned_and_is_silent_now_is_not_missed_either(report):
    document = report(("Suivie", "continued", "continued", None), ("Projet", "planned", None, None))

    assert period(document, "2022-2023") == [
        "Pour la période 2022-2023, la zone a poursuivi son initiative de la période 2021-2022."
    ]


def test_a_plan_that_became_true_was_added(report):
    document = report(("Suivie", "continued", "continued", None), ("Projet", "planned", "new", None))

    assert period(document, "2022-2023")[0].endswith("Elle y a ajouté une initiative : « Projet ».")


def test_what_is_only_planned_is_announced(report):
    document = report(("Projet", "planned", None, None))

    assert period(document, "2021-2022")[0] == "Pour la période 2021-2022, la zone a annoncé l'initiative suivante."


def test_a_silent_period_is_passed_over(report):
    document = report(("Coffee", "new", None, "continued"))

    assert not any("2022-2023" in line for line in outline(document))
    assert period(document, "2023-2024") == [
        "Pour la période 2023-2024, la zone a mené l'initiative suivante.",
        "Initiatives spécifiques",
        "Coffee",
    ]


def test_nothing_to_report_is_an_answer_of_its_own(report):
    report(("Coffee", "new", None, None))
    zone = builders.Partner.objects.get(key="zp")
    builders.make_response(partner=zone, period=builders.Period.objects.get(key="2022-2023"), nothing_to_report=True)

    document = annual.build_document(builders.Edition.objects.get(), "fr")

    assert period(document, "2022-2023") == ["Pour la période 2022-2023, la zone a indiqué n'avoir rien à signaler."]


def test_what_is_only_planned_was_not_added(report):
    document = report(("Coffee", "new", "continued", None), ("Joutes", None, "planned", None))

    assert period(document, "2022-2023") == [
        "Pour la période 2022-2023, la zone a poursuivi son initiative de la période 2021-2022.",
        "Initiatives spécifiques",
        "Joutes (en projet)",
    ]


def test_the_lists_follow_the_kind_of_the_period(report):
    report(("Coffee", "continued", "changed", None), ("Truck", "continued", "changed", None))
    first = builders.Update.objects.get(initiative__title_fr="Coffee", period__key="2021-2022")
    first.kind = "daily"
    first.save()

    document = annual.build_document(builders.Edition.objects.get(), "fr")

    assert period(document, "2021-2022")[1:] == [
        "Fonctionnement quotidien", "Coffee", "Initiatives spécifiques", "Truck",
    ]  # fmt: skip


def test_facts_stand_under_the_first_line_only(report):
    document = report(("Coffee", "new", "changed", None), audience_fr="Habitants", audience_nl="Bewoners")

    assert period(document, "2021-2022")[-2:] == ["Coffee (nouvelle)", "Public cible\u00a0: Habitants"]
    assert "Public cible\u00a0: Habitants" not in period(document, "2022-2023")


def test_what_stands_in_a_volet_is_a_line_that_leads_there(report):
    report(("Coffee", "new", None, None))
    update = builders.Update.objects.get()
    told = builders.make_update(
        initiative=update.initiative, period=builders.Period.objects.get(key="2022-2023"), status="changed",
        highlight=True, state=ReviewState.VALIDATED, body_fr="Le texte.", body_nl="De tekst.",
    )  # fmt: skip

    document = annual.build_document(builders.Edition.objects.get(), "fr")

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

    lines = outline(annual.build_document(builders.Edition.objects.get(), "fr"))

    annex = lines[lines.index("Annexe\u00a0: initiatives par partenaire et par période") :]
    assert [line for line in annex if not line.startswith("      ")] == [
        "Annexe\u00a0: initiatives par partenaire et par période",
        "  Zones de police",
        "    ZP 5399 Nord",
        "  Autres partenaires",
        "    AtMOsphère",
    ]


def test_the_dutch_annex_says_the_same(report):
    document = report(("Coffee", "new", "continued", None), ("Second Wave", "new", "ended", None), language="nl")

    assert period(document, "2022-2023")[0].startswith("In de periode 2022-2023 heeft de zone")
    assert "“Second Wave”" in period(document, "2022-2023")[0]
