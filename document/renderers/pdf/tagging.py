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
        tables = [element for element in _walk_elements(pdf.Root.StructTreeRoot.K) if element.S == "/Table"]
        row_names: dict[str, pikepdf.Object] = {}
        for number, (table, named) in enumerate(zip(tables, row_headings, strict=True)):
            if named:
                row_names |= _name_rows(table, f"R{number}")
        _register_identifiers(pdf, row_names)
        _open_bookmarks(pdf)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _walk_elements(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The structure elements under `kids`, in the order of reading."""
    for kid in _as_list(kids):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _walk_elements(kid.K)


def _as_list(entry: pikepdf.Object) -> list[pikepdf.Object]:
    return list(entry) if isinstance(entry, pikepdf.Array) else [entry]


def _name_rows(table: pikepdf.Object, prefix: str) -> dict[str, pikepdf.Object]:
    """Turn the first cell of each body row into the heading of its row; the new headings by their identifier."""
    named = {}
    bodies = [body for body in table.K if body.S == "/TBody"]
    for number, row in enumerate(row for body in bodies for row in body.K):
        first, *others = row.K
        identifier = f"{prefix}y{number}"
        named[identifier] = first
        first.S = pikepdf.Name.TH
        first.ID = pikepdf.String(identifier)
        _get_table_attributes(first).Scope = pikepdf.Name.Row
        for cell in others:
            attributes = _get_table_attributes(cell)
            attributes.Headers = pikepdf.Array([*attributes.get("/Headers", ()), pikepdf.String(identifier)])
    return named


def _get_table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    """The table attributes of a cell."""
    return next(attributes for attributes in _as_list(cell.A) if attributes.O == "/Table")


def _register_identifiers(pdf: pikepdf.Pdf, elements: dict[str, pikepdf.Object]) -> None:
    """Put the identifiers of `elements` into the tree of identifiers, which is kept in their order."""
    if not elements:
        return
    tree = pdf.Root.StructTreeRoot.IDTree
    known = dict(_read_names(tree))
    pairs = sorted((known | {name.encode(): element for name, element in elements.items()}).items())
    leaf = pikepdf.Array([entry for name, element in pairs for entry in (pikepdf.String(name.decode()), element)])
    pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(pikepdf.Dictionary(Names=leaf))


def _read_names(tree: pikepdf.Object) -> Iterator[tuple[bytes, pikepdf.Object]]:
    """The pairs of a name tree, its branches included."""
    names = list(tree.get("/Names", ()))
    yield from zip(map(bytes, names[::2]), names[1::2], strict=True)
    for branch in tree.get("/Kids", ()):
        yield from _read_names(branch)


def _open_bookmarks(pdf: pikepdf.Pdf) -> None:
    """Show the bookmarks when the file opens, unfolded down to the parts of the volets."""
    if "/Outlines" in pdf.Root:
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.Root.Outlines.Count = _unfold_bookmarks(pdf.Root.Outlines, 0)


def _unfold_bookmarks(parent: pikepdf.Object, level: int) -> int:
    """Fold or unfold what is under `parent`; the number of bookmarks that it shows when it is open."""
    shown = 0
    bookmark = parent.get("/First")
    while bookmark is not None:
        shown += 1
        below = _unfold_bookmarks(bookmark, level + 1)
        if below:
            is_open = level < _OPEN_LEVELS
            bookmark.Count = below if is_open else -below
            shown += below if is_open else 0
        bookmark = bookmark.get("/Next")
    return shown
