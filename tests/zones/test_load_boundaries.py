"""`manage.py load_boundaries`: what it says and what it leaves in the database."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.builders import make_commune
from tests.zones.shapes import collection, feature, square, written
from zones.models import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def path(tmp_path):
    make_commune(nis_code="21001", name_fr="Anderlecht")
    return written(tmp_path, collection(feature("21001"), feature("11002")))


def run(*options):
    out = io.StringIO()
    call_command("load_boundaries", *map(str, options), stdout=out)
    return out.getvalue().splitlines()


def loaded():
    return Commune.objects.get().boundary is not None


def test_without_apply_it_says_what_it_would_do_and_does_not(path):
    assert run(path) == [
        "Coordinates: Belgian Lambert 72 (EPSG:31370)",
        "Points: 5 read, 5 kept",
        "1 feature of a commune outside the Region is left aside",
        "Boundaries: 1 to add, 0 to change, 0 to remove, 0 the same",
        "Nothing was written. Run the command again with --apply to do this.",
    ]
    assert not loaded()


def test_with_apply_it_does_it_and_a_second_time_nothing(path):
    assert run(path, "--apply")[-1] == "Done."
    assert loaded()
    assert run(path, "--apply")[-1] == "Nothing to change."


def test_remove_brings_the_tiles_back(path):
    run(path, "--apply")
    assert run("--remove") == [
        "Boundaries: 0 to add, 0 to change, 1 to remove, 0 the same",
        "Nothing was written. Run the command again with --apply to do this.",
    ]
    assert loaded()
    assert run("--remove", "--apply")[-1] == "Done."
    assert not loaded()


def test_a_refusal_ends_with_code_1_and_every_problem(tmp_path):
    make_commune(nis_code="21001", name_fr="Anderlecht")
    path = written(tmp_path, collection(feature("21001", square()[:3])))
    with pytest.raises(CommandError) as refusal:
        run(path, "--apply")
    assert refusal.value.returncode == 1
    assert str(refusal.value).splitlines() == [
        "1 problem; nothing was written.",
        (
            "feature 1 (21001), ring 1: found 3 positions that enclose nothing; "
            "expected at least four that enclose an area."
        ),
    ]


@pytest.mark.parametrize("options", [[], ["file", "--remove"], ["file", "--crs", "mercator"]])
def test_it_wants_a_file_or_remove_and_a_system_that_it_knows(options):
    with pytest.raises(CommandError):
        run(*options)
