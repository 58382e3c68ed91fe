"""Slugs: ASCII, and unlike each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.slugs import make_unique_slug, slugify


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Zone de police 5342", "zone-de-police-5342"),
        ("L’œuvre d'Évere : ça & là", "l-oeuvre-d-evere-ca-la"),
        ("BIN's à Ixelles/Elsene", "bin-s-a-ixelles-elsene"),
        ("  --Straße-- ", "strasse"),
        ("2023–2024", "2023-2024"),
        ("???", ""),
        ("", ""),
    ],
)
def test_a_slug_holds_what_ascii_can_say(words, slug):
    assert slugify(words) == slug


@given(st.text())
def test_a_slug_of_a_slug_is_itself(words):
    assert slugify(slugify(words)) == slugify(words)


def test_a_slug_that_is_taken_gets_the_first_free_number():
    taken = {"a-2"}
    assert [make_unique_slug("a", taken) for _ in range(3)] == ["a", "a-3", "a-4"]
    assert taken == {"a", "a-2", "a-3", "a-4"}
