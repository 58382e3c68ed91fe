"""The listings: one row for each published initiative, with the choices under which it is found, and their counts."""

import datetime

import pytest

from initiatives.models import ReviewState
from public.index import listing
from public.index.changes import read_public, refresh_pending
from public.index.facet_values import get_values
from public.index.rebuilding import rebuild
from public.models import Facet, InitiativeFacet, InitiativeIndex, Kind, PendingRefresh
from public.models.index import compute_rank
from tests.builders import (
    make_commune,
    make_initiative,
    make_partner,
    make_period,
    make_recommendation,
    make_theme,
    make_update,
    make_volet,
    make_zone,
    unpublish,
    unpublish_unseen,
)

pytestmark = pytest.mark.django_db

PERIODS = {
    "2021-2022": {"starts_on": datetime.date(2021, 7, 1), "ends_on": datetime.date(2022, 6, 30)},
    "2023-2024": {"starts_on": datetime.date(2023, 7, 1), "ends_on": datetime.date(2024, 6, 30)},
}


def published(initiative=None, period="2023-2024", **fields):
    """An initiative of which something is published, as the site lists it."""
    period = make_period(key=period, **PERIODS[period]) if isinstance(period, str) else period
    fields = {"state": ReviewState.PUBLISHED, "period": period} | fields
    update = make_update(initiative=initiative or make_initiative(), **fields)
    refresh_pending()
    return update


def choices(initiative):
    """Facet → the values under which the initiative is found."""
    rows = (
        InitiativeFacet.objects.filter(listing=initiative.pk).order_by("facet", "value").values_list("facet", "value")
    )
    found = {}
    for facet, value in rows:
        found.setdefault(facet, []).append(value)
    return found


def counts(facet):
    return {value.value: value.initiatives for value in get_values(facet).values()}


def test_an_initiative_is_found_under_everything_that_it_is():
    zone = make_zone(number="5341")
    commune = make_commune(nis_code="21001", zones=[zone])
    lead = make_partner(key="commune-anderlecht", commune=commune)
    other = make_partner(key="asbl-bravvo")
    recommendation = make_recommendation(code="R16")
    volet = recommendation.volet
    initiative = make_initiative(
        lead=lead, co_partners=[other], volet=volet, recommendations=[recommendation],
        theme=make_theme(key="coffee"), kind="daily",
    )  # fmt: skip
    published(initiative, "2021-2022", status="new")
    published(initiative, "2023-2024", status="continued")
    assert choices(initiative) == {
        "volet": [f"{volet.framework.key}/{volet.number}"],
        "recommendation": [f"{volet.framework.key}/{volet.number}/R16"],
        "zone": ["5341"],
        "commune": ["21001"],
        "partner": ["asbl-bravvo", "commune-anderlecht"],
        "period": ["2021-2022", "2023-2024"],
        "status": ["continued"],
        "kind": ["daily"],
        "theme": ["coffee"],
        "volet_period": [f"{volet.framework.key}/{volet.number}/{period}" for period in ("2021-2022", "2023-2024")],
        "year": ["2021", "2022", "2023", "2024"],
    }


def test_a_zone_that_names_no_commune_works_in_all_of_its_own():
    communes = [make_commune(nis_code="21016"), make_commune(nis_code="21017")]
    zone = make_zone(number="5342", communes=communes)
    initiative = published(make_initiative(lead=make_partner(zone=zone))).initiative
    assert (choices(initiative)["commune"], choices(initiative)["zone"]) == (["21016", "21017"], ["5342"])


def test_the_communes_that_an_initiative_names_go_before_those_of_its_zone():
    named, beside = make_commune(nis_code="21016"), make_commune(nis_code="21017")
    zone = make_zone(communes=[named, beside])
    initiative = published(make_initiative(lead=make_partner(zone=zone), communes=[named])).initiative
    assert choices(initiative)["commune"] == ["21016"]


def test_a_listing_knows_the_last_period_and_begins_with_the_last_text_in_each_language():
    initiative = make_initiative(title_fr="École ouverte", title_nl="Open school")
    published(initiative, "2021-2022", body_fr="Vieux.", body_nl="Oud.")
    published(initiative, "2023-2024", body_fr="**Neuf** et [lié](https://a.be).", body_nl="")
    row = InitiativeIndex.objects.get(pk=initiative.pk)
    assert (row.latest_rank, row.started_rank, row.period) == (
        compute_rank(datetime.date(2024, 6, 30), row.pk, weight=1),
        compute_rank(datetime.date(2021, 7, 1), row.pk), "2023-2024",
    )  # fmt: skip
    assert (row.summary_fr, row.summary_nl, row.summary_en) == ("Neuf et lié.", "Oud.", "")
    assert (row.sort_fr, row.sort_nl, row.sort_en) == (
        f"ecole-ouverte {initiative.key}", f"open-school {initiative.key}", f"ecole-ouverte {initiative.key}",
    )  # fmt: skip


def test_of_one_period_what_has_something_to_tell_comes_first():
    period, next_period = make_period(), make_period(ends_on=datetime.date(2025, 6, 30))
    highlighted = published(period=period, body_fr="Texte.", body_nl="Tekst.", highlight=True).initiative
    told = published(period=period, body_fr="Texte.", body_nl="Tekst.").initiative
    silent = published(period=period, body_fr="", body_nl="").initiative
    later = published(period=next_period, body_fr="", body_nl="").initiative

    ordered = InitiativeIndex.objects.order_by("-latest_rank").values_list("initiative", flat=True)

    assert list(ordered) == [later.pk, highlighted.pk, told.pk, silent.pk]


def test_a_long_text_is_cut_at_a_word():
    initiative = published(body_fr="Rencontre " * 60, body_nl="Ontmoeting " * 60).initiative
    summary = InitiativeIndex.objects.get(pk=initiative.pk).summary_fr
    assert (summary.endswith("Rencontre …"), len(summary) < 225) == (True, True)


def test_a_summary_begins_behind_the_headings():
    update = make_update(
        state=ReviewState.PUBLISHED, body_fr="#### Cadre légal\n\nAvant 2022, rien.\n\n#### Depuis\n\nTout."
    )
    only_headings = make_update(state=ReviewState.PUBLISHED, body_fr="#### Cadre légal")
    refresh_pending()
    summaries = dict(InitiativeIndex.objects.values_list("pk", "summary_fr"))
    assert summaries == {update.initiative_id: "Avant 2022, rien. Tout.", only_headings.initiative_id: "Cadre légal"}


@pytest.mark.parametrize("state", [state for state in ReviewState if state != ReviewState.PUBLISHED])
def test_what_is_not_published_is_in_no_list(state):
    update = published(state=state)
    assert (InitiativeIndex.objects.filter(pk=update.initiative_id).exists(), counts(Facet.KIND)) == (False, {})


def test_what_is_not_published_adds_no_choice():
    initiative = published(period="2021-2022").initiative
    published(initiative, "2023-2024", state=ReviewState.VALIDATED)
    assert choices(initiative)["period"] == ["2021-2022"]


def test_the_counts_follow_what_comes_and_goes():
    first, second = published(), published(period=make_period(key="2025"))
    assert counts(Facet.PERIOD) == {"2023-2024": 1, "2025": 1}
    unpublish(first, ReviewState.VALIDATED)
    refresh_pending()
    assert counts(Facet.PERIOD) == {"2025": 1}
    second.initiative.kind = "daily"
    second.initiative.save()
    refresh_pending()
    assert counts(Facet.KIND) == {"daily": 1}


def test_what_is_deleted_does_not_stay_in_the_counts():
    update = published()
    unpublish_unseen(update)
    update.refresh_from_db()
    update.delete()
    update.initiative.delete()
    refresh_pending()
    assert (InitiativeIndex.objects.count(), counts(Facet.KIND)) == (0, {})


def test_a_value_carries_its_name_in_each_language():
    commune = make_commune(name_fr="Ixelles", name_nl="Elsene", nis_code="21009")
    published(make_initiative(lead=make_partner(commune=commune)))
    (value,) = get_values(Facet.COMMUNE).values()
    assert value.names == {"fr": "Ixelles", "nl": "Elsene", "en": ""}
    commune.name_fr = "Ixelles-lez-Bruxelles"
    commune.save()
    refresh_pending()
    assert get_values(Facet.COMMUNE)["21009"].name("fr") == ("Ixelles-lez-Bruxelles", "fr")


def test_making_all_listings_anew_gives_what_each_change_gave():
    volet = make_volet()
    for number in range(3):
        published(make_initiative(volet=volet), make_period(key=f"20{number:02}"))

    def everything():
        return (
            list(InitiativeIndex.objects.order_by("pk").values()),
            sorted(InitiativeFacet.objects.values_list("listing", "facet", "value")),
        )

    before = everything()
    rebuild(parts=["listings"])
    assert everything() == before
    assert PendingRefresh.objects.count() == 0


def test_the_number_of_queries_does_not_grow_with_the_initiatives(django_assert_max_num_queries):
    period = make_period()
    keys = [published(period=period).initiative_id for _ in range(12)]
    for some in (keys[:1], keys):
        with django_assert_max_num_queries(30):
            listing.put(Kind.INITIATIVE, some, listing.make(Kind.INITIATIVE, read_public(Kind.INITIATIVE, some)))
