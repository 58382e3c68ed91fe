"""Everything of the founding dataset stands in the annual update, in every format and language, and once."""

import csv
import re

import pytest

from document.dates import PartialDate, format_date
from document.numbers import format_number, format_percent
from document.rendering import Format
from reporting.demo import DATASET, EDITION
from tests.document.renderers.pdf.checker import findings
from tests.reporting.reports.annual.reading import holds, pages, squeeze

# The documents come from the database, though no test of this file asks it anything.
pytestmark = pytest.mark.django_db

LANGUAGES = ("fr", "nl")
EVERY_FILE = [(language, file_format) for language in LANGUAGES for file_format in Format]

QUALIFIERS = {
    "fr": {"exact": "{}", "about": "environ {}", "at_least": "au moins {}", "average": "{} en moyenne"},
    "nl": {"exact": "{}", "about": "ongeveer {}", "at_least": "minstens {}", "average": "gemiddeld {}"},
}


def rows(table):
    with (DATASET / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def paragraphs(markdown):
    """The paragraphs, list items, sub-headings and table cells of a text, without their marks."""
    for line in markdown.splitlines():
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).replace("**", "").replace("*", "")
        words = re.sub(r"^\s*(-|\d+\.|####)\s+", "", words)
        for cell in words.strip("| ").split("|"):
            if cell.strip(" -"):
                yield cell.strip()


def titles(language):
    """Every short text of the dataset that a reader of the report looks for."""
    fields = {
        "initiatives": ("title", "audience", "partnerships"),
        "themes": ("title",),
        "volets": ("title",),
        "recommendations": ("text",),
        "antennas": ("name", "address", "hours"),
        "antenna_services": ("service",),
    }
    yield from (
        (f"{table} {field}", row[f"{field}_{language}"])
        for table, names in fields.items()
        for row in rows(table)
        for field in names
        if row[f"{field}_{language}"]
    )
    yield from (("edition title", row[f"title_{language}"]) for row in rows("editions") if row["key"] == EDITION)
    yield from (("editorial title", row[f"title_{language}"]) for row in rows("edition_texts"))


def bodies(language):
    """Every paragraph of the longer texts."""
    fields = {
        "updates": "body",
        "themes": "body",
        "antenna_updates": "body",
        "edition_texts": "body",
        "partner_notes": "note",
    }
    for table, field in fields.items():
        for row in rows(table):
            yield from ((table, words) for words in paragraphs(row[f"{field}_{language}"]))


def dates(language):
    fields = {"initiatives": ("started", "ended"), "antennas": ("operational", "closed", "inaugurated_on")}
    for table, names in fields.items():
        yield from (
            (f"{table} {field}", format_date(PartialDate.parse(row[field]), language))
            for row in rows(table)
            for field in names
            if row[field]
        )


def missing(squeezed_pages, wanted):
    return [(place, words) for place, words in wanted if not holds(squeezed_pages, words)]


@pytest.mark.parametrize(("language", "file_format"), EVERY_FILE)
def test_every_title_stands_in_every_file(founding_files, language, file_format):
    text = pages(founding_files[language, file_format], file_format)

    assert missing(text, titles(language)) == []


@pytest.mark.parametrize(("language", "file_format"), EVERY_FILE)
def test_every_paragraph_stands_in_every_file(founding_files, language, file_format):
    text = pages(founding_files[language, file_format], file_format)

    assert missing(text, bodies(language)) == []


@pytest.mark.parametrize(("language", "file_format"), EVERY_FILE)
def test_every_date_stands_in_every_file(founding_files, language, file_format):
    text = pages(founding_files[language, file_format], file_format)

    assert missing(text, dates(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_long_paragraph_stands_as_often_as_in_the_dataset(founding_files, language):
    """What the dataset says once, the report says once: no text is told in a volet and again in the annex."""
    (text,) = pages(founding_files[language, Format.HTML], Format.HTML)
    long_texts = [squeeze(words) for _table, words in bodies(language)]
    dataset = "¶".join([*long_texts, *(squeeze(words) for _field, words in titles(language))])

    told = {words: text.count(words) for words in long_texts if len(words) > 60}

    assert {words: count for words, count in told.items() if count != dataset.count(words)} == {}


# --- Figures and events: the row as a whole ---------------------------------------------------------


def figure_lines(language):
    """For each figure, the ways in which its row may be read: with the year before the value or after it."""
    indicators = {row["key"]: row for row in rows("indicators")}
    for table in ("figures", "antenna_figures"):
        for row in rows(table):
            indicator = indicators[row["indicator"]]
            written = format_percent if indicator["unit"] == "percent" else format_number
            value = QUALIFIERS[language][row["qualifier"]].format(written(int(row["value"]), language))
            name, note = indicator[f"name_{language}"], row[f"note_{language}"]
            yield {f"{name}{row['year']}{value}{note}", f"{name}{value}{row['year']}{note}", f"{row['year']}{value}"}


def event_lines(language):
    came = {"fr": "participants", "nl": "deelnemers"}[language]
    for row in rows("events"):
        date = format_date(PartialDate.parse(row["date"]), language) if row["date"] else ""
        attendance = f"{format_number(int(row['attendance']), language)} {came}" if row["attendance"] else ""
        yield f"{date}{row[f'title_{language}']}{row['place']}{attendance}"


PAGES = [(language, file_format) for language, file_format in EVERY_FILE if file_format is not Format.XLSX]


@pytest.mark.parametrize(("language", "file_format"), PAGES)
def test_every_figure_stands_with_its_value_year_and_note(founding_files, language, file_format):
    text = pages(founding_files[language, file_format], file_format)

    assert [ways for ways in figure_lines(language) if not any(holds(text, line) for line in ways)] == []


@pytest.mark.parametrize(("language", "file_format"), PAGES)
def test_every_event_stands_with_its_date_place_and_attendance(founding_files, language, file_format):
    text = pages(founding_files[language, file_format], file_format)

    assert [line for line in event_lines(language) if not holds(text, line)] == []


# --- The PDF as a checker sees it -------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_checker_of_accessible_pdf_finds_nothing(founding_files, language):
    assert findings(founding_files[language, Format.PDF]) == []
