"""What a reader copies from a file, character by character, for what has to stay whole: an address."""

import io
import re
import subprocess
from zipfile import ZipFile

from lxml import etree
from lxml import html as lxml_html
from pypdf import PdfReader

from document.typography import ADDRESS
from tests.reporting.reports.annual.reading import WORD


def addresses(page):
    """The addresses that the HTML page shows, e-mail addresses and those without a scheme among them."""
    shown = " ".join(lxml_html.fromstring(page).find("body").itertext())
    return sorted(set(ADDRESS.findall(shown)))


def words_of(word):
    """The runs of the body and of the notes of a Word file."""
    with ZipFile(io.BytesIO(word)) as package:
        parts = [etree.fromstring(package.read(name)) for name in ("word/document.xml", "word/footnotes.xml")]
    return [node.text or "" for part in parts for node in part.iter(f"{WORD}t")]


def copied(pdf):
    """The text of a PDF as two programs extract it, its lines joined."""
    poppler = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S607
    for text in (poppler, "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)):
        yield re.sub(r"\n", "", text)
