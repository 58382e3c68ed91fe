"""The kind of an update, and how an initiative follows its latest one."""

import pytest
from django.urls import reverse
from django.utils import translation

from initiatives.merging import merge_initiatives
from initiatives.models import Initiative
from initiatives.services import advance_update
from rounds import services
from tests.builders import make_initiative, make_period, make_superuser, make_update, make_volet
from tests.records.pages import form_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def periods():
    """Two of them, the earlier one first."""
    return [
        make_period(starts_on="2021-01-01", ends_on="2022-08-31"),
        make_period(starts_on="2022-09-01", ends_on="2023-08-31"),
    ]


def kind_of(initiative):
    return Initiative.objects.get(pk=initiative.pk).kind


def test_an_update_is_of_the_kind_of_its_initiative_where_nobody_says():
    update = make_update(initiative=make_initiative(kind="daily"))

    assert update.kind == "daily"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_latest_period_decides_whichever_is_published_last(periods, order):
    initiative, coordinator = make_initiative(kind="specific"), make_superuser()
    updates = [
        make_update(state="validated", initiative=initiative, period=period, kind=kind)
        for period, kind in zip(periods, ("specific", "daily"), strict=True)
    ]

    for place in order:
        advance_update(updates[place], "publish", by=coordinator)

    assert kind_of(initiative) == "daily"


def test_the_titles_of_an_earlier_period_that_is_published_late_do_not_replace_later_ones(periods):
    initiative, coordinator = make_initiative(), make_superuser()
    titles = [{"title_fr": "Avant", "title_nl": "Ervoor"}, {"title_fr": "Après", "title_nl": "Erna"}]
    early, late = (
        make_update(state="validated", initiative=initiative, period=period, **title)
        for period, title in zip(periods, titles, strict=True)
    )

    advance_update(late, "publish", by=coordinator)
    advance_update(early, "publish", by=coordinator)

    initiative.refresh_from_db()
    assert (initiative.title_fr, initiative.title_nl) == ("Après", "Erna")


def test_what_is_withdrawn_gives_the_word_back_to_the_period_before(periods):
    initiative, coordinator = make_initiative(kind="daily"), make_superuser()
    make_update(state="published", initiative=initiative, period=periods[0], kind="specific")
    late = make_update(state="published", initiative=initiative, period=periods[1], kind="daily")

    advance_update(late, "withdraw", by=coordinator, remark="Une erreur.")

    assert kind_of(initiative) == "specific"


def test_a_draft_does_not_decide(periods):
    initiative, coordinator = make_initiative(kind="daily"), make_superuser()
    early = make_update(state="validated", initiative=initiative, period=periods[0], kind="daily")
    make_update(initiative=initiative, period=periods[1], kind="specific")

    advance_update(early, "publish", by=coordinator)

    assert kind_of(initiative) == "daily"


def test_an_original_follows_the_later_update_that_a_duplicate_brings(periods):
    volet, coordinator = make_volet(), make_superuser()
    original, duplicate = (make_initiative(kind=kind, volet=volet) for kind in ("daily", "specific"))
    make_update(state="published", initiative=original, period=periods[0])
    make_update(state="published", initiative=duplicate, period=periods[1])

    merge_initiatives(duplicate, original, by=coordinator)

    assert kind_of(original) == "specific"


def test_an_answer_proposes_the_kind_of_the_period_before_its_own(periods):
    initiative, coordinator = make_initiative(kind="daily"), make_superuser()
    for period, kind in zip(periods, ("daily", "specific"), strict=True):
        make_update(initiative=initiative, period=period, kind=kind)
    answered = make_period(starts_on="2025-01-01", ends_on="2025-12-31", opens_on="2025-09-01")

    update = services.continue_unchanged(initiative, answered, by=coordinator)

    assert update.kind == "specific"


def test_a_step_back_in_the_history_of_the_latest_text_takes_the_initiative_with_it(periods, client):
    initiative = make_initiative(kind="specific")
    text = make_update(state="published", initiative=initiative, period=periods[1], kind="specific")
    before = text.history.get()
    client.force_login(make_superuser())
    with translation.override("fr"):
        client.post(page_of(text), form_of(client.get(page_of(text))) | {"kind": "daily"})
        corrected = kind_of(initiative)
        back = reverse("admin:initiatives_update_simple_history", args=[text.pk, before.history_id])
        client.post(back, form_of(client.get(back)))

    assert (corrected, kind_of(initiative)) == ("daily", "specific")
