"""The Excel renderer: every value with its own type, nothing cut, nothing run."""

import dataclasses
import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from document.blocks import Document, Prose, Sheet, Value
from document.dates import PartialDate
from document.renderers import xlsx
from document.rendering import Format
from document.rendering import render_document as render_as
from tests.document.documents import every_block


def document_with(*sheets: Sheet, language: str = "fr") -> Document:
    return dataclasses.replace(every_block(), sheets=sheets, language=language)


def one_column(*values: Value, heading: str = "Valeur") -> Sheet:
    return Sheet("values", "Valeurs", (heading,), tuple((value,) for value in values))


def read(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))


def first_sheet(document: Document) -> Worksheet:
    return read(document).worksheets[0]


def column(worksheet: Worksheet, letter: str) -> list[object]:
    return [cell.value for cell in worksheet[letter]][1:]


def test_every_value_keeps_its_type():
    rows = [[cell.value for cell in row] for row in first_sheet(every_block()).iter_rows(max_row=2)]
    june = datetime.datetime(2024, 6, 1)
    assert rows == [
        ["Initiative", "Année", "Valeur", "Date", "Date (premier jour)", "Date (dernier jour)", "Du", "Permanent"],
        ["=1+1", 2024, 35.5, "juin 2024", june, datetime.datetime(2024, 6, 30), june, "oui"],
    ]


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (2024, "0"),
        (Decimal(20242), "#,##0"),
        (Decimal("20242.0"), "#,##0"),
        (Decimal("35.50"), "#,##0.0"),
        (Decimal("-0.125"), "#,##0.000"),
        (datetime.date(2024, 6, 1), "dd/mm/yyyy"),
    ],
)
def test_a_number_shows_its_own_decimals_and_a_year_no_thousands(value, number_format):
    assert first_sheet(document_with(one_column(value)))["A2"].number_format == number_format


@pytest.mark.parametrize(
    ("language", "yes", "no", "first", "last"),
    [
        ("fr", "oui", "non", "Date (premier jour)", "Date (dernier jour)"),
        ("nl", "ja", "nee", "Date (eerste dag)", "Date (laatste dag)"),
        ("en", "yes", "no", "Date (first day)", "Date (last day)"),
    ],
)
def test_the_words_of_the_workbook_are_in_its_language(language, yes, no, first, last):
    sheet = Sheet("s", "S", ("Date", "Oui"), ((PartialDate.parse("2024"), True), (None, False)))
    worksheet = first_sheet(document_with(sheet, language=language))
    assert [cell.value for cell in worksheet[1]] == ["Date", first, last, "Oui"]
    assert column(worksheet, "D") == [yes, no]


def test_a_column_of_partial_dates_takes_other_values_as_they_are():
    sheet = one_column(PartialDate.parse("2024-06"), datetime.date(2024, 3, 1), "vers 2020", None)
    worksheet = first_sheet(document_with(sheet))
    march = datetime.datetime(2024, 3, 1)
    assert [[cell.value for cell in row] for row in worksheet.iter_rows(min_row=2)] == [
        ["juin 2024", datetime.datetime(2024, 6, 1), datetime.datetime(2024, 6, 30)],
        ["1er mars 2024", march, march],
        ["vers 2020", None, None],
    ]


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+32 2 507 99 11",
        "-5",
        "@SUM(A1)",
        "{=1}",
        "https://safe.brussels",
        "mailto:x@example.org",
        "internal:Feuille!A1",
        "<r><t>rich</t></r>",
        "<r>& not closed</r>",
        "_x0041_",
        " spaces around ",
        "two\nlines",
        "1000",
        "emoji 🚲",
    ],
)
def test_text_stays_the_text_that_was_typed(words):
    cell = first_sheet(document_with(one_column(words)))["A2"]
    assert (unescaped(cell.value), cell.data_type, cell.hyperlink) == (words, "s", None)


def unescaped(value: str) -> str:
    """Excel writes `_x0041_` as `_x005F_x0041_`, which openpyxl hands over as it stands."""
    return value.replace("_x005F_", "_")


def test_characters_that_no_workbook_takes_are_left_out():
    worksheet = first_sheet(document_with(one_column("a\x00b\x0bc\ud800d\ufffee", heading="f\x01g")))
    assert [cell.value for cell in worksheet["A"]] == ["fg", "ab\ncde"]


def test_numbers_and_dates_that_excel_cannot_hold_stay_exact_as_text():
    values = (10**15, Decimal(10) ** 16, Decimal("NaN"), datetime.date(1850, 5, 17))
    expected = ["1000000000000000", "10000000000000000", "NaN", "1850-05-17"]
    assert column(first_sheet(document_with(one_column(*values))), "A") == expected


@pytest.mark.parametrize("words", ["mot " * 20_000, "🚲" * 40_000, "x" * 32_768, "x" * 32_767])
def test_a_text_longer_than_a_cell_goes_on_in_the_rows_below(words):
    sheet = Sheet("s", "S", ("Clé", "Texte"), (("a", words), ("b", "court")))
    worksheet = first_sheet(document_with(sheet))
    keys, texts = column(worksheet, "A"), column(worksheet, "B")
    assert "".join(texts[:-1]) == words
    assert texts[-1] == "court"
    assert [key for key in keys if key] == ["a", "b"]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= 32_767


def test_an_empty_row_keeps_its_place():
    sheet = Sheet("s", "S", ("A", "B"), (("a", "b"), (None, None), ("c", "d")))
    assert column(first_sheet(document_with(sheet)), "A") == ["a", None, "c"]


def test_the_heading_row_is_bold_frozen_filtered_and_repeated_on_paper():
    worksheet = first_sheet(document_with(one_column("a", "b")))
    assert worksheet["A1"].font.b
    assert worksheet.freeze_panes == "A2"
    assert worksheet.auto_filter.ref == "A1:A3"
    assert worksheet.print_title_rows == "$1:$1"
    assert worksheet.page_setup.orientation == "landscape"
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
    assert worksheet.page_setup.fitToHeight == 0


def test_a_sheet_without_rows_has_no_filter():
    worksheet = first_sheet(document_with(Sheet("s", "S", ("A", "B"), ())))
    assert worksheet.auto_filter.ref is None
    assert [cell.value for cell in worksheet[1]] == ["A", "B"]


def test_columns_are_as_wide_as_a_reader_can_take_in_and_long_text_wraps():
    worksheet = first_sheet(document_with(Sheet("s", "S", ("Court", "Long"), ((1, "mot " * 100),))))
    # Excel adds the room around the text to the width that was asked for.
    assert [round(worksheet.column_dimensions[letter].width) for letter in "AB"] == [10, 61]
    assert worksheet["B2"].alignment.wrap_text


def test_names_of_sheets_are_made_valid_and_unlike_each_other():
    titles = [
        "Figures [2023/2024]: a*b?",
        "Long " * 10,
        "LONG " * 10,
        "",
        "'",
        "History",
        "Chiffres",
        "chiffres",
        "🚲" * 31,
    ]
    names = read(document_with(*(Sheet(title, title, ("A",), ()) for title in titles))).sheetnames
    assert names == [
        "Figures 2023 2024 a b",
        "Long Long Long Long Long Long L",
        "LONG LONG LONG LONG LONG LO (2)",
        "-",
        "- (2)",
        "History (2)",
        "Chiffres",
        "chiffres (2)",
        "🚲" * 15,
    ]


def test_a_document_without_data_gives_an_empty_sheet():
    assert read(document_with()).sheetnames == ["Rapport Citoyens-Police mise à"]


def test_the_properties_are_those_of_the_document_and_never_of_today():
    properties = read(every_block()).properties
    assert (properties.title, properties.creator) == (every_block().title, "safe.brussels")
    assert properties.created == properties.modified == datetime.datetime(2025, 3, 1)
    language = read(every_block()).custom_doc_props["Language"]
    assert language.value == "fr"


def test_the_same_document_gives_the_same_bytes():
    assert xlsx.render(every_block()) == xlsx.render(every_block())


def test_prose_is_typeset_and_keys_are_not():
    sheet = one_column("l'ami", Prose("l'ami"))
    workbook = openpyxl.load_workbook(io.BytesIO(render_as(document_with(sheet), Format.XLSX)))
    assert column(workbook.worksheets[0], "A") == ["l'ami", "l’ami"]
