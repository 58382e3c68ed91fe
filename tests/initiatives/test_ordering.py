"""The order of the initiatives: what is moved changes its place, nothing else does, and little is written."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import permutations
from threading import Barrier

import pytest
from django.db import connection

from initiatives.bulk_changes import ArrangementRefused
from initiatives.models import Initiative
from initiatives.ordering import assign_positions, move_after, move_before, set_theme
from records.models import StaleRecordError
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def coordinator():
    return builders.make_user(role=builders.COORDINATION)


@pytest.fixture
def volet():
    return builders.make_volet()


def make(volet, **places):
    """Initiatives of the volet by name, each at its position."""
    partner = builders.make_partner()
    return {
        name: builders.make_initiative(volet=volet, lead=partner, key=name, position=position)
        for name, position in places.items()
    }


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def order(volet):
    return " ".join(volet.initiatives.order_by("position", "pk").values_list("key", flat=True))


def written(rows):
    """The names of those of which the history knows a change."""
    return {name for name, row in rows.items() if row.history.count() > 1}


# --- The numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "moved", "expected"),
    [
        ([], [], []),
        ([4], [0], [4]),
        ([1, 2, 3], [], [1, 2, 3]),
        ([1, 3, 2, 4], [1], [1, 2, 3, 4]),  # neighbours: both
        ([1, 3, 2, 4], [2], [1, 3, 4, 5]),  # the one that is moved, and one that makes room
        ([40, 5, 6, 7], [0], [4, 5, 6, 7]),  # to the beginning: one
        ([5, 6, 7, 1], [3], [5, 6, 7, 8]),  # to the end: one
        ([1, 40, 9, 10], [1], [1, 2, 9, 10]),  # into a gap: one
        ([0, 9, 1, 2, 3], [1], [0, 9, 10, 11, 12]),  # no gap: those that make room
        ([4, 5, 9, 6, 7, 8], [2], [3, 4, 5, 6, 7, 8]),  # room is made on the shorter side
        ([2, 0, 1], [0], [2, 3, 4]),  # no number before the first one
        ([0, 0, 0], [], [0, 1, 2]),
    ],
)
def test_as_few_numbers_change_as_possible(numbers, moved, expected):
    assert assign_positions(numbers, moved) == expected


def test_whatever_the_order_the_numbers_rise_and_none_is_negative():
    for numbers in permutations([0, 1, 2, 5, 6]):
        given = assign_positions(list(numbers))
        assert given == sorted(set(given)), numbers
        assert given[0] >= 0, numbers


# --- Moving -----------------------------------------------------------------------------------------


def test_one_is_put_before_another(coordinator, volet):
    rows = make(volet, a=11, b=12, c=13, d=14)
    assert move_before([rows["c"]], rows["b"], by=coordinator) == 2
    assert (order(volet), written(rows)) == ("a c b d", {"b", "c"})


def test_one_is_put_after_the_last_and_only_that_one_is_written(coordinator, volet):
    rows = make(volet, a=11, b=12, c=13, d=14)
    assert move_after([rows["a"]], rows["d"], by=coordinator) == 1
    assert (order(volet), written(rows)) == ("b c d a", {"a"})


def test_several_go_together_in_their_order(coordinator, volet):
    rows = make(volet, a=11, b=12, c=13, d=14)
    move_before([rows["c"], rows["d"]], rows["a"], by=coordinator)
    assert order(volet) == "c d a b"


def test_a_move_that_changes_nothing_writes_nothing(coordinator, volet):
    rows = make(volet, a=11, b=12)
    assert move_before([rows["a"]], rows["b"], by=coordinator) == 0
    assert written(rows) == set()


def test_what_stands_elsewhere_is_left_alone(coordinator, volet):
    rows = make(volet, a=11, b=12, c=14)
    other = builders.make_volet(framework=volet.framework)
    elsewhere = make(other, p=10, q=13)
    move_before([rows["c"]], rows["a"], by=coordinator)
    assert (order(volet), order(other), written(rows), written(elsewhere)) == ("c a b", "p q", {"c"}, set())


def test_a_list_may_span_volets(coordinator, volet):
    """The part on the antennas does: the order of all that stand in it is kept."""
    rows = make(volet, a=11, c=13)
    other = make(builders.make_volet(framework=volet.framework), b=12)
    move_after([rows["a"]], other["b"], by=coordinator, beside=[rows["c"]])
    assert list(Initiative.objects.order_by("position").values_list("key", flat=True)) == ["b", "a", "c"]


def test_the_history_tells_each_change_of_place(coordinator, volet):
    rows = make(volet, a=11, b=12)
    move_before([rows["b"]], rows["a"], by=coordinator)
    assert list(rows["b"].history.order_by("history_id").values_list("position", "version")) == [(12, 1), (10, 2)]


@pytest.mark.parametrize("name", ["a", "c"])
def test_what_was_changed_since_it_was_seen_is_not_moved(coordinator, volet, name):
    """The one that is moved, and the one beside which it was to stand."""
    rows = make(volet, a=11, b=12, c=13)
    fresh(rows[name]).save()
    with pytest.raises(StaleRecordError):
        move_before([rows["c"]], rows["a"], by=coordinator)
    assert order(volet) == "a b c"


def test_a_duplicate_that_was_merged_meanwhile_is_not_moved(coordinator, volet):
    rows = make(volet, a=11, b=12)
    Initiative.objects.filter(pk=rows["b"].pk).update(merged_into=rows["a"])
    with pytest.raises(StaleRecordError):
        move_before([rows["b"]], rows["a"], by=coordinator)


def test_nothing_stands_before_itself(coordinator, volet):
    rows = make(volet, a=11, b=12)
    with pytest.raises(ArrangementRefused) as refusal:
        move_before([rows["a"]], rows["a"], by=coordinator)
    assert refusal.value.messages == ["An initiative cannot stand before or after itself."]


@pytest.mark.parametrize("role", [builders.REFERENTS, builders.READERS])
def test_only_the_coordination_moves(volet, role):
    rows = make(volet, a=11, b=12)
    person = builders.make_user(role=role, partners=[rows["a"].lead])
    theme = builders.make_theme()
    for step in (
        lambda: move_before([rows["b"]], rows["a"], by=person),
        lambda: move_after([rows["a"]], rows["b"], by=person),
        lambda: set_theme(rows["a"], theme, by=person),
    ):
        with pytest.raises(ArrangementRefused, match="Only the Coordination"):
            step()
    assert written(rows) == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_who_move_at_once_wait_for_each_other(coordinator, volet):
    """From both ends of the volet, towards each other: one after the other, and never in a ring."""
    rows = make(volet, **{f"i{number:02}": number for number in range(1, 31)})
    ready = Barrier(2)

    def move(name, other):
        try:
            ready.wait(10)
            move_before([rows[name]], rows[other], by=coordinator)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        for done in [people.submit(move, "i30", "i15"), people.submit(move, "i02", "i20")]:
            # The other one may have made room with it: then it is said, and nothing is half done.
            with suppress(StaleRecordError):
                done.result()
    numbers = list(volet.initiatives.order_by("position").values_list("position", flat=True))
    assert (len(numbers), numbers) == (30, sorted(set(numbers)))


# --- Themes -----------------------------------------------------------------------------------------


def test_what_joins_a_theme_stands_after_the_last_of_it(coordinator, volet):
    rows = make(volet, a=11, b=12, c=13, d=14)
    theme = builders.make_theme()
    assert set_theme(rows["d"], theme, by=coordinator, after=rows["a"])
    assert (order(volet), fresh(rows["d"]).theme) == ("a d b c", theme)


def test_a_theme_and_its_place_are_one_change_where_there_is_room(coordinator, volet):
    rows = make(volet, a=11, b=13, c=14)
    theme = builders.make_theme()
    set_theme(rows["c"], theme, by=coordinator, after=rows["a"])
    assert written(rows) == {"c"}
    assert list(rows["c"].history.order_by("history_id").values_list("position", "theme")) == [
        (14, None), (12, theme.pk),
    ]  # fmt: skip


def test_a_theme_is_taken_away_and_the_place_stays(coordinator, volet):
    initiative = builders.make_initiative(volet=volet, theme=builders.make_theme(), position=7)
    assert set_theme(initiative, None, by=coordinator)
    assert not set_theme(fresh(initiative), None, by=coordinator)
    assert (fresh(initiative).theme, fresh(initiative).position, fresh(initiative).version) == (None, 7, 2)


def test_the_theme_of_what_was_changed_since_is_left(coordinator, volet):
    initiative = builders.make_initiative(volet=volet)
    fresh(initiative).save()
    with pytest.raises(StaleRecordError):
        set_theme(initiative, builders.make_theme(), by=coordinator)
    assert fresh(initiative).theme is None
