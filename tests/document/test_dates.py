"""Partial dates: as precise as their source."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.dates import PartialDate, format_date, format_span, read_date, write_date


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2024", datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),
        ("2024-02", datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)),
        ("2023-02", datetime.date(2023, 2, 1), datetime.date(2023, 2, 28)),
        ("2024-06-17", datetime.date(2024, 6, 17), datetime.date(2024, 6, 17)),
    ],
)
def test_a_written_date_has_an_earliest_and_a_latest_day(written, earliest, latest):
    date = PartialDate.parse(written)
    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "24",
        "2024-6",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "0000",
        "17/06/2024",
        "2024-06-17 ",
        "2024\n",
        "٢٠٢٤",
        "2023-2024",
        "2023/2022",
        "2022/",
        "/2022",
        "2021/2022/2023",
    ],
)
def test_anything_else_is_refused(written):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is that of whoever refuses
        PartialDate.parse(written)


def test_days_that_are_not_in_order_are_refused():
    with pytest.raises(ValueError, match="does not come before"):
        PartialDate(datetime.date(2024, 1, 2), datetime.date(2024, 1, 1))


# what was written; how it is written back, in French, in Dutch
@pytest.mark.parametrize(
    ("written", "kept", "french", "dutch"),
    [
        (
            "2022-10/2023-12", "2022-10/2023-12",
            "entre octobre 2022 et décembre 2023", "tussen oktober 2022 en december 2023",
        ),
        ("2022/2023", "2022/2023", "entre 2022 et 2023", "tussen 2022 en 2023"),
        ("2022-01/2023-12", "2022/2023", "entre 2022 et 2023", "tussen 2022 en 2023"),
        (
            "2022-10-01/2023-03-15", "2022-10/2023-03-15",
            "entre octobre 2022 et le 15 mars 2023", "tussen oktober 2022 en 15 maart 2023",
        ),
        (
            "2022-10-02/2022-10-09", "2022-10-02/2022-10-09",
            "entre le 2 octobre 2022 et le 9 octobre 2022", "tussen 2 oktober 2022 en 9 oktober 2022",
        ),
        ("2024-01/2024-12", "2024", "2024", "2024"),
        ("2024-06-01/2024-06-30", "2024-06", "juin 2024", "juni 2024"),
        ("2024-06-17/2024-06-17", "2024-06-17", "17 juin 2024", "17 juni 2024"),
    ],
)  # fmt: skip
def test_a_date_may_lie_between_two_others(written, kept, french, dutch):
    date = PartialDate.parse(written)

    assert str(date) == kept
    assert PartialDate.parse(kept) == date
    assert [format_date(date, language) for language in ("fr", "nl")] == [french, dutch]


@given(st.dates(), st.dates())
def test_any_two_days_in_order_are_read_as_they_are_written(one, other):
    date = PartialDate(min(one, other), max(one, other))

    assert PartialDate.parse(str(date)) == date


@given(st.dates())
def test_a_date_reads_what_it_writes(day):
    for length in (4, 7, 10):
        written = day.isoformat()[:length]
        assert str(PartialDate.parse(written)) == written


@pytest.mark.parametrize(
    ("written", "is_year", "is_day"), [("2024", True, False), ("2024-06", False, False), ("2024-06-17", False, True)]
)
def test_a_date_knows_how_precise_it_is(written, is_year, is_day):
    date = PartialDate.parse(written)
    assert (date.years, date.is_year, date.is_day) == ((2024, 2024), is_year, is_day)


def test_dates_stand_in_the_order_of_their_earliest_day():
    written = ["2023-12-31", "2024-01-01", "2024-01", "2024", "2024-01-02", "2024-02"]
    assert [str(date) for date in sorted(map(PartialDate.parse, reversed(written)))] == written


@pytest.mark.parametrize(
    ("written", "language", "words"),
    [
        ("2024", "fr", "2024"),
        ("2024-08", "fr", "août 2024"),
        ("2024-06-01", "fr", "1er juin 2024"),
        ("2024-06-17", "fr", "17 juin 2024"),
        ("2024-03", "nl", "maart 2024"),
        ("2024-06-01", "nl", "1 juni 2024"),
        ("2024-06-01", "en", "1 June 2024"),
    ],
)
def test_a_date_in_words(written, language, words):
    assert format_date(PartialDate.parse(written), language) == words


def test_a_full_date_in_words():
    assert format_date(datetime.date(2025, 3, 1), "fr") == format_date(PartialDate.parse("2025-03-01"), "fr")


@pytest.mark.parametrize(
    ("first", "last", "language", "words"),
    [
        ("2023-09-01", "2024-12-31", "fr", "septembre 2023 – décembre 2024"),
        ("2023-09-01", "2024-12-31", "nl", "september 2023 – december 2024"),
        ("2025-01-01", "2025-12-31", "fr", "2025"),
        ("2024-01-01", "2025-12-31", "en", "January 2024 – December 2025"),
        ("2024-02-01", "2024-02-29", "fr", "février 2024"),
        ("2024-02-01", "2024-02-28", "fr", "1er février 2024 – 28 février 2024"),
        ("2024-06-17", "2024-06-17", "nl", "17 juni 2024"),
    ],
)
def test_days_from_the_first_to_the_last_in_words(first, last, language, words):
    assert format_span(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last), language) == words


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2024", "2024"),
        ("06/2024", "2024-06"),
        ("6-2024", "2024-06"),
        ("17/06/2024", "2024-06-17"),
        ("17-06-2024", "2024-06-17"),
        ("17.6.2024", "2024-06-17"),
        ("2024-06-17", "2024-06-17"),
        ("2024/06", "2024-06"),
        ("juin 2024", "2024-06"),
        ("juni 2024", "2024-06"),
        ("Juni  2024", "2024-06"),
        ("1er août 2024", "2024-08-01"),
        ("17 juni 2024", "2024-06-17"),
        ("sept. 2024", "2024-09"),
        ("mrt 2024", "2024-03"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, date):
    assert str(read_date(typed)) == date


@pytest.mark.parametrize(
    "typed",
    ["", "24", "17/06/24", "31/02/2024", "2024-13", "00/2024", "jui 2024", "17 juin", "été 2024", "0000", "٢٠٢٤"],
)
def test_what_is_no_date_or_none_of_the_calendar_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is that of whoever refuses
        read_date(typed)


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from(["fr", "nl", "en"]))
def test_a_date_in_words_is_read_as_what_it_was(day, language):
    assert read_date(format_date(day, language)) == PartialDate.from_day(day)


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("entre octobre 2022 et décembre 2023", "2022-10/2023-12"),
        ("Tussen oktober 2022 en 15 maart 2023", "2022-10/2023-03-15"),
        ("2022-10/2023-12", "2022-10/2023-12"),
        ("entre 06/2022 et 2023", "2022-06/2023-12"),
    ],
)
def test_a_date_between_two_others_is_read_as_people_type_it(typed, date):
    assert str(read_date(typed)) == date


@given(
    st.dates(min_value=datetime.date(1000, 1, 1)), st.dates(min_value=datetime.date(1000, 1, 1)),
    st.sampled_from(["fr", "nl", "en"]),
)  # fmt: skip
def test_any_two_days_in_words_are_read_as_what_they_were(one, other, language):
    date = PartialDate(min(one, other), max(one, other))

    assert read_date(format_date(date, language)) == date
    assert read_date(str(date)) == date


@given(
    st.dates(min_value=datetime.date(1000, 1, 1)), st.dates(min_value=datetime.date(1000, 1, 1)),
    st.sampled_from(["year", "month", "day", "between"]), st.sampled_from(["fr", "nl", "en"]),
)  # fmt: skip
def test_what_a_field_shows_of_a_date_is_read_back_as_that_date(one, other, how, language):
    date = {
        "year": PartialDate.parse(f"{one:%Y}"), "month": PartialDate.parse(f"{one:%Y-%m}"),
        "day": PartialDate.from_day(one),
        "between": PartialDate(min(one, other), max(one, other)),
    }[how]  # fmt: skip

    assert read_date(write_date(date, language)) == date


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2024", ["2024"] * 3), ("2024-06", ["juin 2024", "juni 2024", "June 2024"]),
        ("2024-06-17", ["17/06/2024"] * 3),
        ("2022-10/2023-01-02",
         ["entre octobre 2022 et 02/01/2023", "tussen oktober 2022 en 02/01/2023",
          "between October 2022 and 02/01/2023"]),
    ],
)  # fmt: skip
def test_a_field_shows_a_date_as_the_language_writes_it(date, written):
    assert [write_date(PartialDate.parse(date), language) for language in ("fr", "nl", "en")] == written
