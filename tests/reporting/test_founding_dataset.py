"""The founding dataset, as it is in the repository: it loads whole and once, and all of it stands in the annual update.

In every format and language, and once.
"""

import csv
import datetime
import io
import re
from collections import Counter
from copy import copy

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from demo.content import DATASET, EDITION
from document.dates import PartialDate, format_date
from document.numbers import format_number, format_percent
from document.rendering import Format, render_formats
from exchange import dataset
from exchange.dataset.oddities import OddityKind
from exchange.dataset.schema import TABLES
from exchange.models import LoadedRow
from initiatives.models import Event, Figure, Initiative, ReviewState, Update
from lisa.models import Antenna, AntennaCount, AntennaUpdate
from reporting.models import Edition
from reporting.reports import annual
from tests.document.renderers.pdf.checker import findings
from tests.lasting import lasting
from tests.reporting.reports.annual.copying import addresses, copied, words_of
from tests.reporting.reports.annual.reading import holds, pages, squeeze

pytestmark = pytest.mark.django_db

LANGUAGES = ("fr", "nl")
EVERY_FILE = [(language, file_format) for language in LANGUAGES for file_format in Format]

QUALIFIERS = {
    "fr": {
        "exact": "{}",
        "about": "environ {}",
        "at_least": "au moins {}",
        "more_than": "plus de {}",
        "average": "{} en moyenne",
    },
    "nl": {
        "exact": "{}",
        "about": "ongeveer {}",
        "at_least": "minstens {}",
        "more_than": "meer dan {}",
        "average": "gemiddeld {}",
    },
}
DATE = datetime.date(2025, 3, 31)


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """What the command says that loads it, into an empty database; no other step is needed."""
    out = io.StringIO()
    with lasting(django_db_blocker):
        with translation.override("en"):
            call_command("load_data", str(DATASET), "--apply", stdout=out)
        yield out.getvalue()


@pytest.fixture(scope="module")
def founding_edition(said):
    return Edition.objects.get(key=EDITION)


@pytest.fixture(scope="module")
def founding_files(founding_edition):
    """(language, format) → the rendered file."""
    return {
        (language, file_format): content
        for language in LANGUAGES
        for file_format, content in render_formats(annual.build_document(founding_edition, language, date=DATE))
    }


# --- In the database ----------------------------------------------------------------------------------

ROWS = {
    "frameworks": 1,
    "volets": 7,
    "recommendations": 16,
    "zones": 6,
    "communes": 19,
    "partners": 35,
    "periods": 3,
    "indicators": 34,
    "themes": 6,
    "initiatives": 162,
    "updates": 349,
    "figures": 73,
    "events": 61,
    "antennas": 11,
    "antenna_services": 44,
    "antenna_updates": 22,
    "antenna_figures": 18,
    "antenna_counts": 1,
    "editions": 2,
    "partner_notes": 1,
    "edition_texts": 11,
}


@pytest.fixture(scope="module")
def again(said):
    """What would be done if it was loaded once more."""
    return dataset.plan(DATASET)


def test_it_loads_whole(said):
    assert {name: table.model.objects.count() for name, table in TABLES.items()} == ROWS
    assert LoadedRow.objects.count() == sum(ROWS.values())


def test_its_texts_are_published_and_nothing_is_said_against_them(said):
    assert set(Update.objects.values_list("review_state", flat=True)) == {ReviewState.PUBLISHED}
    assert set(AntennaUpdate.objects.values_list("review_state", flat=True)) == {ReviewState.PUBLISHED}
    assert said.partition("\nDone.\n")[2] == f"{349 + 22} texts published, 0 validated.\n"


# a day: how the eleven antennas stand, and how many a source counts
STANDING = {
    "1990-01-01": ({"not_open": 11}, None),
    "2022-09-20": ({"operational": 3, "not_open": 7, "not_known": 1}, None),
    "2023-06-15": ({"operational": 6, "not_open": 2, "not_known": 3}, None),
    "2024-12-31": ({"operational": 10, "starting": 1}, 14),
    "2999-01-01": ({"not_yet_known": 11}, 14),
}


@pytest.mark.parametrize(("day", "statuses", "counted"), [(day, *right) for day, right in STANDING.items()])
def test_the_antennas_stand_on_a_day_as_the_source_knows_them(said, day, statuses, counted):
    day, antennas = datetime.date.fromisoformat(day), Antenna.objects.all()

    count = AntennaCount.objects.latest_on(day)

    assert Counter(str(antenna.get_status_on(day)) for antenna in antennas) == statuses
    assert (count and count.number) == counted


def test_an_antenna_that_starts_up_is_not_open_and_one_is_open_once_it_surely_is(said):
    days = [datetime.date(2022, 9, 20), datetime.date(2023, 12, 30), datetime.date(2023, 12, 31)]
    heyvaert, midi = Antenna.objects.get(key="heyvaert"), Antenna.objects.get(key="midi")

    assert [heyvaert.get_status_on(day) for day in days] == ["not_open", "not_known", "operational"]
    assert [midi.get_status_on(day) for day in days] == ["not_known", "starting", "starting"]


def test_a_second_time_there_is_nothing_to_load(again):
    assert (again.writes_something, [left for table in again.tables for left in table.left]) == (False, [])


def test_its_oddities_are_the_known_ones(again):
    kinds = [oddity.kind for oddity in again.oddities]
    assert {kind: kinds.count(kind) for kind in OddityKind} == {
        OddityKind.FIGURE_WITHOUT_YEAR: 38,
        OddityKind.EVENT_WITHOUT_DATE: 2,
        OddityKind.EVENT_OUTSIDE_PERIOD: 4,
        OddityKind.ENDED_WITHOUT_DATE: 2,
        OddityKind.SEVERAL_FIGURES: 6,
        OddityKind.ANTENNA_WITHOUT_DATE: 2,
        OddityKind.ONE_LANGUAGE: 0,
    }


# --- In the report ------------------------------------------------------------------------------------


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
    fields = {
        "initiatives": ("started", "ended"),
        "antennas": ("operational", "closed", "inaugurated_on", "status_since"),
    }
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
            if row.get("part_of"):
                name = {"fr": "– dont : ", "nl": "– waarvan: "}[language] + name
            yield {f"{name}{row['year']}{value}{note}", f"{name}{value}{row['year']}{note}", f"{row['year']}{value}"}


def event_lines(language):
    came = {"fr": "participants", "nl": "deelnemers"}[language]
    for row in rows("events"):
        date = format_date(PartialDate.parse(row["date"]), language) if row["date"] else ""
        attendance = ""
        if row["attendance"]:
            qualified = QUALIFIERS[language][row["attendance_qualifier"] or "exact"]
            attendance = f"{qualified.format(format_number(int(row['attendance']), language))} {came}"
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
def test_every_address_is_whole_in_what_is_copied_from_the_pdf_and_from_word(founding_files, language):
    printed = addresses(founding_files[language, Format.HTML])
    word = "".join(words_of(founding_files[language, Format.DOCX]))
    copies = list(copied(founding_files[language, Format.PDF]))

    assert len(printed) >= 20
    assert [address for address in printed if address not in word] == []
    assert [address for address in printed for copy in copies if address not in copy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_checker_of_accessible_pdf_finds_nothing(founding_files, language):
    assert findings(founding_files[language, Format.PDF]) == []


# --- What it asks the database -----------------------------------------------------------------------

MOST_QUERIES = 60


def queries(edition):
    """The number of queries of a report whose edition was just read."""
    edition = Edition.objects.get(pk=edition.pk)
    with CaptureQueriesContext(connection) as captured:
        annual.build_document(edition, "fr")
    return len(captured)


def multiply(times):
    """Copy every initiative with its updates, figures and events until there are `times` as many; antennas twice."""
    initiatives, antennas = list(Initiative.objects.all()), list(Antenna.objects.all())
    under = [(Update, "initiative", Initiative), (Figure, "update", Update), (Event, "update", Update)]
    first = {model: list(model.objects.all()) for model, _link, _parent in under}
    for number in range(1, times):
        twins = {Initiative: twins_of(initiatives, key=f"-{number}")}
        for model, link, parent in under:
            twins[model] = twins_of(first[model], **{link: twins[parent]})
    twins_of(antennas, key="-copy")


def twins_of(rows, **changed):
    """Key of a row → its copy, with something at the end of its key, or under the copy of what it stands under."""
    pairs = {}
    for row in rows:
        twin = pairs[row.pk] = copy(row)
        twin.pk, twin._state.adding = None, True
        for name, value in changed.items():
            above = isinstance(value, dict)
            setattr(twin, name, value[getattr(row, f"{name}_id")] if above else f"{row.key}{value}")
    rows[0]._meta.model._base_manager.bulk_create(pairs.values())
    return pairs


def test_as_many_queries_for_three_times_as_many_initiatives(founding_edition):
    before = queries(founding_edition)

    multiply(3)

    assert Initiative.objects.count() == 3 * 162
    assert queries(founding_edition) == before
    assert before <= MOST_QUERIES
