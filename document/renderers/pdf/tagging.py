"""The pass over the finished pages: the names of rows in tables, and the bookmarks as they open."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

# The bookmarks of the volets stand open, so that their parts are seen; what is below opens on demand.
_OPEN_LEVELS = 1


def complete_tags(pages: bytes, *, row_headings: list[bool]) -> bytes:
    """The PDF with `TH Scope=Row` where a first column names the rows, and its bookmarks shown.

    `row_headings` has one entry for each table of the PDF, in its order.
    """
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        tables = [element for element in _elements(pdf.Root.StructTreeRoot.K) if element.S == "/Table"]
        row_names: dict[str, pikepdf.Object] = {}
        for number, (table, named) in enumerate(zip(tables, row_headings, strict=True)):
            if named:
                row_names |= _name_rows(table, f"R{number}")
        _register(pdf, row_names)
        _open_bookmarks(pdf)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _elements(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The structure elements under `kids`, in the order of reading."""
    for kid in _listed(kids):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _elements(kid.K)


def _listed(entry: pikepdf.Object) -> list[pikepdf.Object]:
    return list(entry) if isinstance(entry, pikepdf.Array) else [entry]
