"""Numbers and evolutions, as a reader of each language writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.numbers import (
    AmbiguousNumberError,
    Evolution,
    compute_evolution,
    format_euro,
    format_evolution,
    format_number,
    format_percent,
    read_number,
    write_number,
)


@pytest.mark.parametrize(
    ("value", "french", "dutch", "english"),
    [
        (0, "0", "0", "0"),
        (446, "446", "446", "446"),
        (1635662, "1\u202f635\u202f662", "1.635.662", "1,635,662"),
        (Decimal("20242.50"), "20\u202f242,5", "20.242,5", "20,242.5"),
        (Decimal("3.00"), "3", "3", "3"),
        (Decimal("1E+3"), "1\u202f000", "1.000", "1,000"),
        (Decimal("-0.5"), "−0,5", "−0,5", "−0.5"),
        (Decimal("-0"), "0", "0", "0"),
    ],
)
def test_a_number(value, french, dutch, english):
    assert [format_number(value, language) for language in ("fr", "nl", "en")] == [french, dutch, english]


@pytest.mark.parametrize(("value", "words"), [(5, "+5"), (-5, "−5"), (0, "0")])
def test_a_signed_number(value, words):
    assert format_number(value, "fr", signed=True) == words


@pytest.mark.parametrize(("language", "words"), [("fr", "62,5\u202f%"), ("nl", "62,5%"), ("en", "62.5%")])
def test_a_percentage(language, words):
    assert format_percent(Decimal("62.5"), language) == words


@pytest.mark.parametrize(("language", "words"), [("fr", "1\u202f250\u00a0€"), ("nl", "€\u00a01.250"), ("en", "€1,250")])
def test_an_amount(language, words):
    assert format_euro(1250, language) == words


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(687, 446, "-35.1"), (446, 971, "117.7"), (5, 5, "0.0"), (5, 0, "-100.0"), (-10, -5, "50.0"), (2000, 2001, "0.1")],
)
def test_an_evolution_is_a_percentage_with_one_decimal_half_away_from_zero(before, after, change):
    assert compute_evolution(before, after) == Evolution(Decimal(change), in_points=False)


@pytest.mark.parametrize(("before", "after"), [(None, 5), (5, None), (0, 5), (0, 0), (None, None)])
def test_there_is_no_evolution_from_zero_or_a_missing_value(before, after):
    assert compute_evolution(before, after) is None


def test_percentages_move_in_points_from_zero_too():
    assert compute_evolution(60, 62, percentages=True) == Evolution(Decimal(2), in_points=True)
    assert compute_evolution(0, 62, percentages=True) == Evolution(Decimal(62), in_points=True)
    assert compute_evolution(None, 62, percentages=True) is None


@pytest.mark.parametrize(
    ("change", "in_points", "french", "dutch", "english"),
    [
        ("-35.1", False, "−35,1\u202f%", "−35,1%", "−35.1%"),
        ("117.7", False, "+117,7\u202f%", "+117,7%", "+117.7%"),
        ("0.0", False, "0,0\u202f%", "0,0%", "0.0%"),
        ("2", True, "+2,0\u00a0points", "+2,0\u00a0procentpunten", "+2.0\u00a0points"),
        ("-1", True, "−1,0\u00a0point", "−1,0\u00a0procentpunt", "−1.0\u00a0point"),
        ("1.5", True, "+1,5\u00a0point", "+1,5\u00a0procentpunten", "+1.5\u00a0points"),
    ],
)
def test_an_evolution_in_words(change, in_points, french, dutch, english):
    change = Evolution(Decimal(change), in_points)
    assert [format_evolution(change, language) for language in ("fr", "nl", "en")] == [french, dutch, english]


# --- As people type them ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("11553", "11553"),
        ("11 553", "11553"),
        ("11\u00a0553", "11553"),
        ("11\u202f553", "11553"),
        ("11 553,5", "11553.5"),
        ("62,5", "62.5"),
        ("62.5", "62.5"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,567", "1234.567"),
        ("18'195", "18195"),
        ("0,125", "0.125"),
        ("18,1950", "18.195"),
        (" 12 ", "12"),
        ("\u22123", "-3"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, value):
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["18.195", "18,195", "1.000", "1,000", "-1.500", "999,999"])
def test_one_mark_before_three_digits_is_not_guessed(typed):
    with pytest.raises(AmbiguousNumberError) as refused:
        read_number(typed)

    assert refused.value.whole == refused.value.decimal * 1000


@pytest.mark.parametrize("typed", ["", "many", "1 46", "12,", "1e5", "٣", "1.234.56", "1 234.567,8", "62,5 %", "1,2,3"])
def test_what_is_no_number_is_none(typed):
    with pytest.raises(ValueError, match="is not a number"):
        read_number(typed)


@given(st.decimals(min_value=0, max_value=10**11, places=4), st.sampled_from(["fr", "nl", "en"]))
def test_what_stands_in_a_field_is_read_as_what_it_was(value, language):
    assert read_number(write_number(value, language)) == value


@pytest.mark.parametrize(("language", "written"), [("fr", "18,1950"), ("nl", "18,1950"), ("en", "18.1950")])
def test_three_decimals_stand_in_a_field_as_four(language, written):
    assert write_number(Decimal("18.195"), language) == written
