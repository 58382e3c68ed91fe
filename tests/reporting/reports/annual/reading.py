"""Reading the four formats back as a reader does: the words in their order, without page furniture."""

import io
import re
import unicodedata
from functools import cache
from itertools import pairwise
from zipfile import ZipFile

import openpyxl
from lxml import etree
from lxml import html as lxml_html
from pypdf import PdfReader

from document.rendering import Format

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def squeeze(text):
    """Letters and digits only, so that hyphenation, spaces and typography make no difference."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


@cache
def pages(content, file_format):
    """The squeezed words of each page; a format without pages has one."""
    return {Format.HTML: _html, Format.DOCX: _docx, Format.PDF: _pdf, Format.XLSX: _xlsx}[file_format](content)


def holds(squeezed_pages, words):
    """Whether the words stand on one page, or run over to the next one: in the text, or in a note at the foot."""
    wanted = squeeze(words)
    return any(wanted in page for page in squeezed_pages) or any(
        _runs_over(before, after, wanted) for before, after in pairwise(squeezed_pages)
    )


def _runs_over(before, after, wanted):
    """What is cut in the text goes on at the head of the next page; what is cut in a note is the last of its page,
    and goes on at the foot of the next one, where further notes may follow."""
    parts = ((wanted[:cut], wanted[cut:]) for cut in range(1, len(wanted)))
    return any(
        (after.startswith(rest) and first in before) or (before.endswith(first) and rest in after)
        for first, rest in parts
    )


def _html(content):
    tree = lxml_html.fromstring(content)
    for element in tree.xpath("//style | //head"):
        element.drop_tree()
    return [squeeze(tree.text_content())]


def _docx(content):
    with ZipFile(io.BytesIO(content)) as package:
        parts = [etree.fromstring(package.read(name)) for name in ("word/document.xml", "word/footnotes.xml")]
    return ["".join(squeeze(node.text or "") for part in parts for node in part.iter(f"{WORD}t"))]


def _xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return [
        "".join(
            squeeze(str(cell))
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if cell is not None
        )
    ]


def _pdf(content):
    return [_pdf_page(page) for page in PdfReader(io.BytesIO(content)).pages]


def _pdf_page(page):
    """The words of a page that are content: running heads, page numbers and repeated table headings are artifacts."""
    open_marks, words = [], []

    def follow(operator, operands, *_):
        if operator in (b"BDC", b"BMC"):
            open_marks.append(operands[0] == "/Artifact")
        elif operator == b"EMC" and open_marks:
            open_marks.pop()

    def collect(text, *_):
        if not any(open_marks):
            words.append(text)

    page.extract_text(visitor_operand_before=follow, visitor_text=collect)
    return squeeze(re.sub(r"-\n", "", "".join(words)))
