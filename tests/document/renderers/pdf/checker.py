"""Our own check of PDF/UA-1: the rules of the Matterhorn protocol that a program can decide, read with pikepdf.

It does not replace veraPDF; it tells at once when a change of the template or a new typst loses something.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

# fmt: off
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
    "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form",
}
SHOWN = {
    "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE",
    "f", "F", "f*", "B", "B*", "b", "b*", "S", "s",
}
# fmt: on
CHILDREN = {
    "L": {"Caption", "LI", "L"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "TR", "THead", "TBody", "TFoot"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
}
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def findings(data: bytes) -> list[str]:
    """What is wrong with the PDF, in words; empty when nothing is."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = _Tree(pdf)
        checks = (
            _document(pdf),
            _structure(tree),
            _headings(tree),
            _tables(tree),
            _links(pdf, tree),
            _marks(pdf, tree),
        )
        return [finding for check in checks for finding in check]


@dataclass
class _Element:
    """A structure element with its standard type, its children and the marked content that it holds."""

    source: pikepdf.Object
    kind: str
    children: list["_Element"] = field(default_factory=list)
    marks: list[tuple[tuple[int, int], int]] = field(default_factory=list)
    objects: list[tuple[int, int]] = field(default_factory=list)

    def walk(self) -> Iterator["_Element"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def attribute(self, name: str) -> pikepdf.Object | None:
        """An attribute of the layout or of a table cell."""
        for attributes in _listed(self.source.get("/A", pikepdf.Array())):
            if name in attributes:
                return attributes[name]
        return None


class _Tree:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        self.roles = {str(role)[1:]: str(standard)[1:] for role, standard in root.get("/RoleMap", {}).items()}
        self.identifiers = set(_names(root.get("/IDTree", pikepdf.Dictionary())))
        self.roots = [self._element(kid, None) for kid in _listed(root.get("/K", pikepdf.Array()))]
        self.elements = [element for top in self.roots for element in top.walk()]

    def _element(self, source: pikepdf.Object, page: pikepdf.Object | None) -> _Element:
        kind = str(source.S)[1:]
        element = _Element(source, self.roles.get(kind, kind))
        page = source.get("/Pg", page)
        for kid in _listed(source.get("/K", pikepdf.Array())):
            if isinstance(kid, int):
                element.marks.append((page.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                element.marks.append((kid.get("/Pg", page).objgen, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                element.objects.append(kid.Obj.objgen)
            else:
                element.children.append(self._element(kid, page))
        return element


def _listed(entry: pikepdf.Object) -> list:
    return list(entry) if isinstance(entry, pikepdf.Array) else [entry]


def _names(tree: pikepdf.Object) -> Iterator[bytes]:
    yield from map(bytes, list(tree.get("/Names", ()))[::2])
    for branch in tree.get("/Kids", ()):
        yield from _names(branch)


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Title and its display, language, mark, bookmarks and the PDF/UA identifier."""
    root = pdf.Root
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "the XMP metadata does not say PDF/UA-1"
        if not metadata.get("dc:title"):
            yield "the XMP metadata has no title"
    if not str(root.get("/Lang", "")):
        yield "the document has no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown in the window"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "the document is not marked as tagged"
    if "/Outlines" not in root:
        yield "there are no bookmarks"
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: the tab order does not follow the structure"
        for font in page.resources.get("/Font", {}).values():
            if "/ToUnicode" not in font:
                yield f"page {number}: the font {font.BaseFont} has no Unicode map"


def _structure(tree: _Tree) -> Iterator[str]:
    """Known types, children where they belong, alternatives of figures, identifiers of notes."""
    if [top.kind for top in tree.roots] != ["Document"]:
        yield "the structure does not begin with one Document"
    for element in tree.elements:
        if element.kind not in STANDARD:
            yield f"{element.kind} is not a standard type"
        allowed = CHILDREN.get(element.kind)
        for child in element.children:
            if allowed and child.kind not in allowed:
                yield f"{child.kind} stands directly in {element.kind}"
        if element.kind in ("Figure", "Formula") and not str(element.source.get("/Alt", "")).strip():
            yield f"a {element.kind} has no alternative text"
        if element.kind == "Figure" and element.attribute("/BBox") is None:
            yield "a Figure has no bounding box"
        if element.kind == "Note" and "/ID" not in element.source:
            yield "a Note has no identifier"
    notes = [
        bytes(element.source.ID) for element in tree.elements if element.kind == "Note" and "/ID" in element.source
    ]
    if len(notes) != len(set(notes)):
        yield "two Notes share an identifier"


def _headings(tree: _Tree) -> Iterator[str]:
    before = 0
    for element in tree.elements:
        if element.kind in HEADINGS:
            level = int(element.kind[1])
            if level > before + 1:
                yield f"{element.kind} follows H{before}"
            before = level


def _tables(tree: _Tree) -> Iterator[str]:
    """Headings have a scope and an identifier, cells name only headings of their own table, rows have one width."""
    for table in (element for element in tree.elements if element.kind == "Table"):
        cells = [element for element in table.walk() if element.kind in ("TH", "TD")]
        headings = [cell for cell in cells if cell.kind == "TH"]
        identifiers = {bytes(heading.source.ID) for heading in headings if "/ID" in heading.source}
        if not headings:
            yield "a Table has no headings"
        for heading in headings:
            if heading.attribute("/Scope") not in ("/Column", "/Row", "/Both"):
                yield "a TH has no scope"
            if "/ID" not in heading.source or bytes(heading.source.ID) not in tree.identifiers:
                yield "a TH has no registered identifier"
        for cell in cells:
            named = {bytes(name) for name in cell.attribute("/Headers") or ()}
            if not named <= identifiers:
                yield "a cell names a heading of no or another table"
            if cell.kind == "TD" and not named:
                yield "a TD names no heading"
        widths = {len(row.children) for row in table.walk() if row.kind == "TR"}
        if len(widths) > 1:
            yield "the rows of a Table differ in width"


def _links(pdf: pikepdf.Pdf, tree: _Tree) -> Iterator[str]:
    """Each link annotation has words and stands in a Link element."""
    held = {name for element in tree.elements if element.kind == "Link" for name in element.objects}
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", ()):
            if not str(annotation.get("/Contents", "")).strip():
                yield f"page {number}: a link has no words"
            if annotation.objgen not in held:
                yield f"page {number}: a link is in no Link element"
            if "/StructParent" not in annotation:
                yield f"page {number}: a link does not know its element"


def _marks(pdf: pikepdf.Pdf, tree: _Tree) -> Iterator[str]:
    """Everything that is shown is an artifact or in the structure, and all of the structure is shown."""
    held = {mark for element in tree.elements for mark in element.marks}
    shown: set[tuple[tuple[int, int], int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        open_marks: list[int | str | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                mark = _mark(list(operands))
                open_marks.append(mark)
                if isinstance(mark, int):
                    shown.add((page.objgen, mark))
            elif name == "EMC":
                open_marks.pop()
            elif name in SHOWN and all(mark is None for mark in open_marks):
                yield f"page {number}: {name} is neither tagged nor an artifact"
    if shown - held:
        yield f"{len(shown - held)} runs of content are in no element"
    if held - shown:
        yield f"{len(held - shown)} runs of the structure are on no page"


def _mark(operands: list) -> int | str | None:
    """The identifier of marked content, "Artifact", or None for marks of another kind."""
    if str(operands[0]) == "/Artifact":
        return "Artifact"
    properties = operands[1] if len(operands) > 1 else None
    return int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None
