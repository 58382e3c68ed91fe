"""Wherever an initiative is put, the page on which an edition is arranged shows the order of the report."""

import pytest
from django.utils import translation

from tests import builders
from tests.lasting import lasting
from tests.reporting.ordered_edition import ArrangedEdition, in_parts, move, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Of a theme, initiatives of other lines stand between: b, d and f are told together, where b stands."""
    with lasting(django_db_blocker), translation.override("fr"):
        world, theme = ArrangedEdition(), builders.make_theme(key="cafe")
        world.add("a").add("b", theme=theme).add("c").add("d", theme=theme).add("e").add("f", theme=theme).add("g")
        world.coordinator = builders.make_user(role=builders.COORDINATION)
        yield world


@pytest.fixture
def desk(world, client):
    client.force_login(world.coordinator)
    return client


MOVES = [
    ("a", "after", "b"),  # past a theme
    ("a", "before", "e"),
    ("e", "before", "a"),
    ("b", "before", "a"),  # a theme with all that is in it
    ("b", "after", "e"),
    ("d", "before", "b"),  # within a theme
    ("b", "after", "d"),
    ("b", "after", "f"),
    ("f", "before", "b"),
    ("f", "before", "d"),
]


@pytest.mark.parametrize(("key", "side", "other"), MOVES)
def test_after_every_move_the_page_and_the_report_agree(desk, world, key, side, other):
    response = move(desk, world, key, side, other)
    assert [kind for kind, _sentence in sentences(response)] == ["success"]
    assert in_parts(response) == expected(key, side, other) == world.report("fr") == world.report("nl")


def expected(key, side, other):
    """The order after a move, worked out on names alone."""
    blocks = [["a"], ["b", "d", "f"], ["c"], ["e"], ["g"]]
    own, its = (next(block for block in blocks if name in block) for name in (key, other))
    things, one, target = (own, key, other) if own is its else (blocks, own, its)
    things.remove(one)
    things.insert(things.index(target) + (side == "after"), one)
    return [
        anchor
        for block in blocks
        for anchor in (["theme-cafe"] if len(block) > 1 else []) + [f"initiative-{name}" for name in block]
    ]
