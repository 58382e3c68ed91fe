"""The checker sees what is missing: each test takes one thing out of a good file."""

import io

import pikepdf
import pytest

from document.renderers.pdf import render
from tests.document.documents import every_block
from tests.document.renderers.pdf.checker import findings


@pytest.fixture(scope="module")
def good() -> bytes:
    return render(every_block())


def spoilt(good: bytes, spoil) -> list[str]:
    """What the checker says of the file once `spoil` was at it."""
    with pikepdf.open(io.BytesIO(good)) as pdf:
        spoil(pdf)
        target = io.BytesIO()
        pdf.save(target)
    return findings(target.getvalue())


def of_kind(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == f"/{kind}")


def test_a_missing_language(good):
    def spoil(pdf):
        del pdf.Root.Lang

    assert spoilt(good, spoil) == ["the document has no language"]


def test_a_title_that_is_not_shown(good):
    def spoil(pdf):
        pdf.Root.ViewerPreferences.DisplayDocTitle = False

    assert spoilt(good, spoil) == ["the title is not shown in the window"]


def test_missing_metadata(good):
    def spoil(pdf):
        del pdf.Root.Metadata

    assert spoilt(good, spoil) == [
        "the XMP metadata does not say PDF/UA-1",
        "the XMP metadata has no title",
    ]


def test_a_figure_without_alternative(good):
    def spoil(pdf):
        of_kind(pdf, "Figure").Alt = ""

    assert spoilt(good, spoil) == ["a Figure has no alternative text"]


def test_a_row_heading_that_lost_its_identifier(good):
    def spoil(pdf):
        row = next(
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH" and bytes(o.ID).startswith(b"R")
        )
        del row.ID

    assert spoilt(good, spoil) == [
        "a TH has no registered identifier",
        *["a cell names a heading of no or another table"] * 3,
    ]


def test_a_skipped_heading(good):
    def spoil(pdf):
        of_kind(pdf, "H2").S = pikepdf.Name.H4

    assert spoilt(good, spoil) == ["H4 follows H1"]


def test_a_link_without_words(good):
    def spoil(pdf):
        del pdf.pages[1].Annots[0].Contents

    assert spoilt(good, spoil) == ["page 2: a link has no words"]


def test_content_that_is_in_no_element(good):
    def spoil(pdf):
        page = pdf.pages[0]
        page.contents_add(pikepdf.Stream(pdf, b"0 0 10 10 re f"))

    assert spoilt(good, spoil) == ["page 1: f is neither tagged nor an artifact"]
