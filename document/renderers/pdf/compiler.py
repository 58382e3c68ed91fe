"""Runs typst: the template is a constant, everything of the document is data."""

from __future__ import annotations

import datetime
import json
import re
import tempfile
from pathlib import Path

import typst

from document.renderers.pdf.characters import replace_missing
from document.renderers.pdf.content import Content

_TEMPLATE = Path(__file__).with_name("template.typ")
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# Each round takes at least one more character out; a second is seldom needed, since typst names all of them at once.
_ROUNDS = 8


def compile_pages(content: Content) -> bytes:
    """The pages as PDF/UA-1 with the embedded fonts only, the characters they lack replaced."""
    data = json.dumps(content.data, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in content.pictures.items():
            Path(folder, name).write_bytes(picture)
        for _ in range(_ROUNDS):
            try:
                return _run_typst(data, folder, content.date)
            except typst.TypstError as error:
                missing = _missing_characters(error.diagnostic)
                if not missing:
                    raise
                data = replace_missing(data, missing)
        return _run_typst(data, folder, content.date)


def _run_typst(data: str, root: str, date: datetime.date) -> bytes:
    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(), root=root, ignore_system_fonts=True, sys_inputs={"document": data}
    )
    timestamp = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    pages = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
    assert isinstance(pages, bytes)
    return pages


def _missing_characters(diagnostic: str) -> set[str]:
    """The characters outside ASCII that a diagnostic of typst says no font has."""
    words = "".join(_MISSING.findall(diagnostic))
    return {character for character in _ESCAPED.sub(_unescape_character, words) if not character.isascii()}


def _unescape_character(escaped: re.Match[str]) -> str:
    return chr(int(escaped.group(1), 16))
