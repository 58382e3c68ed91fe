"""Two records of one initiative become one, and nothing is lost."""

import datetime

import pytest

from initiatives import merging
from initiatives.merging import MergeRefused
from initiatives.models import Initiative, Update
from records.models import StaleRecordError
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def coordinator():
    return builders.make_user(role=builders.COORDINATION)


@pytest.fixture
def volet():
    return builders.make_volet()


@pytest.fixture
def original(volet):
    return builders.make_initiative(volet=volet, title_fr="Original")


@pytest.fixture
def duplicate(volet):
    return builders.make_initiative(volet=volet, title_fr="Doublon")


def year(number):
    return builders.make_period(
        key=str(number), starts_on=datetime.date(number, 1, 1), ends_on=datetime.date(number, 12, 31)
    )


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def merge(duplicate, original, by):
    return merging.merge_initiatives(fresh(duplicate), fresh(original), by=by)


def test_a_text_of_a_period_that_the_original_lacks_moves_over_and_keeps_its_partner(duplicate, original, coordinator):
    update = builders.make_update(initiative=duplicate, state="published")
    issue = builders.make_issue()
    issue.updates.add(update)
    merge(duplicate, original, coordinator)
    moved = fresh(update)
    assert (moved.initiative, moved.partner, moved.review_state) == (original, duplicate.lead, "published")
    assert list(issue.updates.all()) == [update]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_for_a_text_that_was_not_validated_yet_the_lead_of_the_original_answers(
    duplicate, original, coordinator, state
):
    update = builders.make_update(initiative=duplicate, state=state)
    merge(duplicate, original, coordinator)
    assert (fresh(update).partner, fresh(update).initiative) == (original.lead, original)


def test_where_both_have_a_text_that_of_the_duplicate_stands_below_with_what_is_under_it(
    duplicate, original, coordinator
):
    period = year(2024)
    kept = builders.make_update(initiative=original, period=period, body_fr="Un.", body_nl="Een.", state="published")
    added = builders.make_update(
        initiative=duplicate, period=period, body_fr="Deux.", body_nl="Twee.", state="published", highlight=True
    )
    rows = [make(update=added) for make in (builders.make_figure, builders.make_event, builders.make_photo)]
    issue = builders.make_issue()
    issue.updates.add(added)
    merge(duplicate, original, coordinator)
    text = fresh(kept)
    assert (text.body_fr, text.body_nl, text.highlight) == ("Un.\n\nDeux.", "Een.\n\nTwee.", True)
    assert [fresh(row).update for row in rows] == [kept] * 3
    assert (fresh(added).body_fr, fresh(added).initiative) == ("Deux.", duplicate)
    assert list(issue.updates.all()) == [added]
    assert [past.body_fr for past in text.history.order_by("history_id")] == ["Un.", "Un.\n\nDeux."]


def test_what_moves_keeps_its_key_unless_the_original_has_it(duplicate, original, coordinator):
    period, people, staff = year(2024), builders.make_indicator(key="people"), builders.make_indicator(key="staff")
    kept, added = (builders.make_update(initiative=one, period=period) for one in (original, duplicate))
    own = builders.make_figure(update=kept, indicator=people, year=2024, value=1)
    same, other = (builders.make_figure(update=added, indicator=one, year=2024, value=2) for one in (people, staff))
    other.year = 2023
    other.save()

    merge(duplicate, original, coordinator)

    assert [fresh(row).update for row in (own, same, other)] == [kept] * 3
    assert [fresh(row).key for row in (own, same, other)] == ["people-2024", "people-2024-2", "staff-2024"]


def test_what_both_say_stands_once(duplicate, original, coordinator):
    period, indicator = year(2024), builders.make_indicator()
    one, other = (
        builders.make_update(initiative=initiative, period=period, body_fr="Pareil.", body_nl="Gelijk.")
        for initiative in (original, duplicate)
    )
    for update in (one, other):
        builders.make_figure(update=update, indicator=indicator, value=12)
        builders.make_photo(update=update, sha256="1" * 64)
    merge(duplicate, original, coordinator)
    assert (fresh(one).body_fr, one.figures.count(), one.photos.count()) == ("Pareil.", 1, 1)
    assert (other.figures.count(), other.photos.count()) == (1, 1)


def test_partners_communes_and_recommendations_are_united(duplicate, original, coordinator, volet):
    shared, third = builders.make_partner(), builders.make_partner()
    commune, recommendation = builders.make_commune(), builders.make_recommendation(volet=volet)
    original.co_partners.set([shared])
    duplicate.co_partners.set([shared, third, original.lead])
    duplicate.communes.set([commune])
    duplicate.recommendations.set([recommendation])
    merge(duplicate, original, coordinator)
    assert set(original.co_partners.all()) == {shared, third, duplicate.lead}
    assert (list(original.communes.all()), list(original.recommendations.all())) == ([commune], [recommendation])


def test_facts_that_the_original_lacks_are_taken_over_and_others_are_not(duplicate, original, coordinator):
    for initiative, website in ((duplicate, "https://doublon.example"), (original, "https://original.example")):
        initiative.website = website
        initiative.save()
    duplicate.audience_fr, duplicate.audience_nl = "Jeunes", "Jongeren"
    duplicate.save()
    merged = merge(duplicate, original, coordinator)
    assert (merged.audience_fr, merged.audience_nl, merged.website) == (
        "Jeunes",
        "Jongeren",
        "https://original.example",
    )


def test_the_duplicate_leads_to_the_original_and_so_does_what_led_to_it(duplicate, original, coordinator):
    older = builders.make_initiative(merged_into=duplicate)
    merge(duplicate, original, coordinator)
    assert (fresh(duplicate).merged_into, fresh(older).merged_into) == (original, original)
    assert fresh(duplicate).title_fr == "Doublon"


def test_what_stays_under_a_duplicate_is_in_no_report_and_on_no_page(duplicate, original, coordinator):
    period = year(2024)
    kept, _left = (
        builders.make_update(initiative=initiative, period=period, state="published")
        for initiative in (original, duplicate)
    )
    merge(duplicate, original, coordinator)
    assert (list(Update.objects.validated()), list(Update.objects.published())) == ([kept], [kept])
    assert list(Initiative.objects.published()) == [original]


def test_the_preview_says_what_will_happen(duplicate, original):
    period = year(2024)
    target = builders.make_update(initiative=original, period=period)
    appended = builders.make_update(initiative=duplicate, period=period)
    moved = builders.make_update(initiative=duplicate, period=year(2025))
    plan = merging.plan_merge(duplicate, original)
    assert (plan.moved, plan.appended, plan.gained, plan.obstacles) == (
        [moved], [(appended, target)], [duplicate.lead], [],
    )  # fmt: skip


def test_nothing_is_published_that_was_not_reviewed(duplicate, original, coordinator):
    period = year(2024)
    builders.make_update(initiative=original, period=period, state="published")
    draft = builders.make_update(initiative=duplicate, period=period)
    with pytest.raises(MergeRefused) as refusal:
        merge(duplicate, original, coordinator)
    (sentence,) = refusal.value.messages
    assert sentence == (
        "For 2024 the two texts are in different states of the review (“draft”, “published”): "
        "bring both to the same state first."
    )
    assert (fresh(draft).initiative, fresh(duplicate).merged_into) == (duplicate, None)


def test_an_initiative_is_not_merged_into_itself_into_a_merged_one_or_into_another_framework(
    duplicate, original, coordinator
):
    elsewhere = builders.make_initiative()
    merged = builders.make_initiative(volet=original.volet, title_en="Merged", merged_into=original)
    sentences = {
        "itself": merging.plan_merge(original, original).obstacles,
        "elsewhere": merging.plan_merge(original, elsewhere).obstacles,
        "into merged": merging.plan_merge(duplicate, merged).obstacles,
        "twice": merging.plan_merge(merged, duplicate).obstacles,
    }
    assert sentences == {
        "itself": ["An initiative is no duplicate of itself."],
        "elsewhere": ["The two initiatives follow up different frameworks."],
        "into merged": ["“Merged” was already merged into “Original”."],
        "twice": ["“Merged” was already merged into “Original”."],
    }
    with pytest.raises(MergeRefused):
        merge(original, original, coordinator)


def test_only_the_coordination_merges(duplicate, original):
    for person in (builders.make_user(partners=[original.lead, duplicate.lead]), builders.make_user(role="Readers")):
        with pytest.raises(MergeRefused):
            merge(duplicate, original, person)
    assert fresh(duplicate).merged_into is None


def test_what_was_changed_since_it_was_read_is_not_merged(duplicate, original, coordinator):
    seen = fresh(duplicate)
    duplicate.save()
    with pytest.raises(StaleRecordError):
        merging.merge_initiatives(seen, fresh(original), by=coordinator)
