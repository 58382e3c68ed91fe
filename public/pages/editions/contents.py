"""The contents of an issued report, taken from its frozen web page: links into it, level by level, as markup."""

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from django.utils.html import format_html, format_html_join

from records.files.checksums import DamagedFileError, read_verified

KEPT = 64
OPENING, CLOSING = '<nav class="contents"', "</nav>"


@dataclass(frozen=True)
class Piece:
    """Words of a line that are in one language ("" in that of the line), or its number."""

    words: str
    language: str
    is_number: bool


@dataclass
class Heading:
    """A line of the contents: its words, where it leads, and what stands under it."""

    pieces: list = field(default_factory=list)
    anchor: str = ""
    language: str = ""
    entries: list = field(default_factory=list)


def extract_toc(report, address):
    """The contents of the issued web page at that address; "" where its file is not the one that was issued.

    It never changes: a process reads it once.
    """
    try:
        return _extract_once(report.file.storage, report.file.name, report.size, report.sha256, address)
    except DamagedFileError:
        return ""


@lru_cache(maxsize=KEPT)
def _extract_once(storage, name, size, sha256, address):
    page = read_verified(storage, name, size, sha256).decode(errors="replace")
    start = page.find(OPENING)
    if start < 0:
        return ""
    reader = _Reader()
    reader.feed(page[start : page.find(CLOSING, start)])
    return _render_list(reader.top.entries, address)


def _render_list(entries, address):
    items = (
        (_render_attributes(entry), _render_link(entry, address), _render_list(entry.entries, address))
        for entry in entries
    )
    return format_html("<ol>{}</ol>", format_html_join("", "<li{}>{}{}</li>", items)) if entries else ""


def _render_link(entry, address):
    words = format_html_join("", "{}", ((_render_words(piece),) for piece in entry.pieces))
    return format_html('<a href="{}#{}">{}</a>', address, entry.anchor, words)


def _render_words(piece):
    if piece.is_number:
        return format_html('<span class="number">{}</span>', piece.words)
    return format_html('<span lang="{}">{}</span>', piece.language, piece.words) if piece.language else piece.words


def _render_attributes(entry):
    return format_html(' lang="{}"', entry.language) if entry.language else ""


class _Reader(HTMLParser):
    """Nested lists of links, as the renderer of the reports writes them."""

    def __init__(self):
        super().__init__()
        self.top = Heading()
        self._open = [self.top]
        self._in_link = False
        self._around = [("", False)]  # (language, whether it is the number), from the link inwards

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "li":
            entry = Heading(language=given.get("lang") or "")
            self._open[-1].entries.append(entry)
            self._open.append(entry)
        elif tag == "a":
            self._in_link = True
            self._open[-1].anchor = (given.get("href") or "").removeprefix("#")
        elif self._in_link:
            language, is_number = self._around[-1]
            self._around.append((given.get("lang") or language, is_number or given.get("class") == "number"))

    def handle_endtag(self, tag):
        if tag == "li" and len(self._open) > 1:
            self._open.pop()
        elif tag == "a":
            self._in_link, self._around = False, [("", False)]
        elif self._in_link and len(self._around) > 1:
            self._around.pop()

    def handle_data(self, data):
        if self._in_link:
            self._open[-1].pieces.append(Piece(data, *self._around[-1]))
