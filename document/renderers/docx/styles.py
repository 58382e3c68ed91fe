"""The named styles of the Word documents: the look of the house, as it can be reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from document.palette import ACCENT, INK, LINE, MUTED, STRONG_LINE
from document.renderers.docx.layout import (
    CALLOUT_INDENT,
    DEFINITION_INDENT,
    LIST_STEP,
    OUTER,
    STYLED_LIST_LEVELS,
    TEXT_WIDTH,
    get_list_indent,
)
from document.renderers.docx.xml import Element, node

SERIF = "Cambria"
SANS = "Calibri"

BULLETS, NUMBERS = 1, 2  # the numbering instances of the base document


@dataclass(frozen=True)
class Style:
    """A paragraph or character style; the built-in ones keep the name by which Word knows them in every language."""

    identifier: str
    name: str
    based_on: str = ""
    follows: str = ""
    paragraph: tuple[Element, ...] = ()
    run: tuple[Element, ...] = ()
    kind: str = "paragraph"
    default: bool = False
    custom: bool = False

    def to_element(self) -> Element:
        """The style as it stands in styles.xml."""
        parts = [node("w:name", val=self.name)]
        parts += [node("w:basedOn", val=self.based_on)] if self.based_on else []
        parts += [node("w:next", val=self.follows)] if self.follows else []
        hidden = self.default and self.kind != "paragraph"
        parts += [node("w:uiPriority", val=1), node("w:semiHidden" if hidden else "w:qFormat")]
        parts += [node("w:pPr", *self.paragraph)] if self.paragraph else []
        parts += [node("w:rPr", *self.run)] if self.run else []
        return node("w:style", *parts, type=self.kind, styleId=self.identifier, **self._get_flags())

    def _get_flags(self) -> dict[str, int]:
        marks = {"default": self.default, "customStyle": self.custom}
        return {name: 1 for name, marked in marks.items() if marked}


def _font(name: str) -> Element:
    return node("w:rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _size(points: float) -> tuple[Element, Element]:
    return node("w:sz", val=round(points * 2)), node("w:szCs", val=round(points * 2))


def _bold(on: bool = True) -> tuple[Element, Element]:
    return node("w:b", val=int(on)), node("w:bCs", val=int(on))


def _colour(rgb: str) -> Element:
    return node("w:color", val=rgb.removeprefix("#").upper())


def _spacing(before: float = 0, after: float = 0, line: float | None = None) -> Element:
    """Points before and after; `line` is a multiple of the single line."""
    sides = {"before": round(before * 20), "after": round(after * 20)}
    return (
        node("w:spacing", **sides)
        if line is None
        else node("w:spacing", **sides, line=round(line * 240), lineRule="auto")
    )


def _indent(left: int = 0, hanging: int = 0, right: int = OUTER) -> Element:
    if hanging:
        return node("w:ind", left=left, right=right, hanging=hanging)
    return node("w:ind", left=left, right=right)


def make_border(side: str, rgb: str, eighths: int, space: int = 0) -> Element:
    """One side of a border, its width in eighths of a point and its distance in points."""
    return node(f"w:{side}", val="single", sz=eighths, space=space, color=rgb.removeprefix("#").upper())


def make_callout_rule(rgb: str, space: int) -> Element:
    """The coloured rule of a callout, as a paragraph border."""
    return node("w:pBdr", make_border("left", rgb, 18, space))


def get_callout_rule_space(left: int) -> int:
    """The distance from the text of a callout to its rule; Word allows at most 31 points."""
    return min(31, left // 20)


def make_document_styles() -> Iterator[Style]:
    """Every paragraph and character style of the base document, in the order of the style sheet."""
    yield from _text_styles()
    yield from _cover_styles()
    yield from _heading_styles()
    yield from _contents_styles()
    yield from _list_styles()
    yield from _block_styles()
    yield from _table_styles()
    yield from _page_styles()
    yield from _character_styles()


def _text_styles() -> Iterator[Style]:
    yield Style("Normal", "Normal", default=True)
    yield Style("BodyText", "Body Text", "Normal", paragraph=(_spacing(0, 8, 1.22), _indent()))
    yield _make_custom_style(
        "Lead", "Lead", "BodyText", (_spacing(2, 14, 1.25), _indent()), _size(13.5), follows="BodyText"
    )
    yield _make_custom_style(
        "Label", "Label", "BodyText", (node("w:keepNext"), _spacing(6, 3, 1.2)), _bold(), follows="BodyText"
    )
    yield _make_custom_style(
        "Note", "Note", "BodyText", (_spacing(0, 8, 1.2),), (*_size(9.5), _colour(MUTED), node("w:i"), node("w:iCs"))
    )
    yield _make_custom_style(
        "Source", "Source", "BodyText", (_spacing(0, 14, 1.15),), (_font(SANS), *_size(9), _colour(MUTED))
    )


def _cover_styles() -> Iterator[Style]:
    title = (node("w:keepLines"), _spacing(56, 14, 1.02), _indent(right=600), node("w:suppressAutoHyphens"))
    yield Style("Title", "Title", "Normal", "Subtitle", title, (*_bold(), *_size(36), _colour(INK)))
    subtitle = (_spacing(0, 0, 1.2), _indent(right=600))
    yield Style("Subtitle", "Subtitle", "Normal", "BodyText", subtitle, (*_size(17), _colour(MUTED)))
    yield _make_custom_style("CoverMark", "Cover Mark", "Normal", (_spacing(34, 0),))
    yield _make_custom_style(
        "CoverPublisher",
        "Cover Publisher",
        "Normal",
        (make_cover_frame(), _spacing(0, 2)),
        (_font(SANS), *_bold(), *_size(12)),
    )
    yield _make_custom_style(
        "CoverDate", "Cover Date", "Normal", (make_cover_frame(), _spacing()), (_font(SANS), *_size(12), _colour(MUTED))
    )


def make_cover_frame() -> Element:
    """The frame at the foot of the cover. LibreOffice takes it from the paragraphs, not from their styles."""
    return node(
        "w:framePr", w=TEXT_WIDTH, wrap="around", vAnchor="margin", hAnchor="margin", xAlign="left", yAlign="bottom"
    )


# Size, space before, space after.
_HEADINGS = ((25, 0, 20), (18, 30, 10), (14, 24, 6), (12, 16, 4), (11, 12, 3), (10.5, 10, 3))


def _heading_styles() -> Iterator[Style]:
    for level, (size, before, after) in enumerate(_HEADINGS, 1):
        paragraph = [
            node("w:keepNext"),
            node("w:keepLines"),
            node("w:suppressAutoHyphens"),
            _spacing(before, after, 1.08),
            _indent(right=0 if level == 1 else 600),
            node("w:outlineLvl", val=level - 1),
        ]
        if level == 1:
            paragraph += [node("w:pageBreakBefore"), make_heading_rule(ACCENT)]
        slant = (node("w:i"), node("w:iCs")) if level == 6 else ()
        run = (*_bold(), *slant, *_size(size), _colour(ACCENT))
        yield Style(f"Heading{level}", f"heading {level}", "Normal", "BodyText", tuple(paragraph), run)


def make_heading_rule(rgb: str) -> Element:
    """The thin rule under a heading of level 1, in the colour of its volet."""
    return node("w:pBdr", make_border("bottom", rgb, 8, 8))


def _contents_styles() -> Iterator[Style]:
    heading = (node("w:keepNext"), node("w:pageBreakBefore"), _spacing(0, 20, 1.08), make_heading_rule(ACCENT))
    yield Style("TOCHeading", "TOC Heading", "Normal", "BodyText", heading, (*_bold(), *_size(25), _colour(ACCENT)))
    leader = node("w:tabs", node("w:tab", val="right", leader="dot", pos=TEXT_WIDTH))
    levels = (
        (_indent(0, right=0), _spacing(10, 2, 1.1), (*_bold(), *_size(11.5)), node("w:keepNext")),
        (_indent(284, right=0), _spacing(4, 1, 1.1), _size(10.5), node("w:keepLines")),
        (_indent(568, right=0), _spacing(1, 1, 1.1), (*_size(10), _colour(MUTED)), node("w:keepLines")),
    )
    for level, (indent, spacing, run, keep) in enumerate(levels, 1):
        yield Style(f"TOC{level}", f"toc {level}", "Normal", "Normal", (keep, leader, spacing, indent), run)


def _list_styles() -> Iterator[Style]:
    for level in range(STYLED_LIST_LEVELS):
        suffix, label = (str(level + 1), f" {level + 1}") if level else ("", "")
        left = get_list_indent(level)
        spacing = _spacing(0, 3.5, 1.22)
        for identifier, name, instance in (
            ("ListBullet", "List Bullet", BULLETS),
            ("ListNumber", "List Number", NUMBERS),
        ):
            numbering = node("w:numPr", node("w:ilvl", val=level), node("w:numId", val=instance))
            paragraph = (numbering, spacing, _indent(left, LIST_STEP))
            yield Style(identifier + suffix, name + label, "BodyText", paragraph=paragraph)
        yield Style(f"ListContinue{suffix}", f"List Continue{label}", "BodyText", paragraph=(spacing, _indent(left)))


def _block_styles() -> Iterator[Style]:
    callout = (_indent(CALLOUT_INDENT), make_callout_rule(ACCENT, get_callout_rule_space(CALLOUT_INDENT)))
    title = (node("w:keepNext"), _spacing(10, 0, 1.3), *callout)
    yield _make_custom_style(
        "CalloutTitle", "Callout Title", "BodyText", title, (_font(SANS), *_bold(), _colour(ACCENT)), "CalloutText"
    )
    yield _make_custom_style("CalloutText", "Callout Text", "BodyText", (_spacing(0, 6, 1.22), *callout))
    # The tab after a term stops where the text is indented.
    definition = (_spacing(0, 3, 1.2), _indent(DEFINITION_INDENT, DEFINITION_INDENT))
    yield _make_custom_style("Definition", "Definition", "BodyText", definition, _size(10.5))
    yield _make_custom_style(
        "DefinitionContinue", "Definition Continue", "BodyText", (_spacing(0, 3, 1.2), _indent(DEFINITION_INDENT)),
        _size(10.5),
    )  # fmt: skip
    caption = (node("w:keepNext"), node("w:keepLines"), _spacing(14, 6, 1.15), _indent())
    yield Style("Caption", "caption", "Normal", "BodyText", caption, (_font(SANS), *_bold(), *_size(10), _colour(INK)))
    yield _make_custom_style("Picture", "Picture", "Normal", (node("w:keepLines"), _spacing(4, 8, 1), _indent()))
    yield _make_custom_style(
        "PictureCaption", "Picture Caption", "Caption", (node("w:keepNext", val=0), _spacing(0, 14, 1.15)),
        (*_bold(False), _colour(MUTED)),
    )  # fmt: skip


def _table_styles() -> Iterator[Style]:
    # The cell margins of the table style are the indents here.
    spacing = _spacing(3.5, 3.5, 1.1)
    yield _make_custom_style("TableText", "Table Text", "Normal", (spacing,), _size(10))
    yield _make_custom_style("TableNumber", "Table Number", "TableText", (node("w:jc", val="right"),))
    heading = (_font(SANS), *_bold(), *_size(9.5))
    yield _make_custom_style("TableHeading", "Table Heading", "TableText", (node("w:keepNext"),), heading)
    yield _make_custom_style("TableNumberHeading", "Table Number Heading", "TableHeading", (node("w:jc", val="right"),))
    # A table needs a paragraph after it; this one keeps it apart from what follows.
    gap = node("w:spacing", before=0, after=0, line=200, lineRule="exact")
    yield _make_custom_style("TableEnd", "Table End", "Normal", (gap,), _size(2))


def _page_styles() -> Iterator[Style]:
    small = (_font(SANS), *_size(8.5), _colour(MUTED))
    right = node("w:tab", val="right", pos=TEXT_WIDTH)
    yield Style("Header", "header", "Normal", paragraph=(_spacing(),), run=small)
    footer = (node("w:tabs", right), _spacing(), node("w:pBdr", make_border("top", LINE, 4, 6)))
    yield Style("Footer", "footer", "Normal", paragraph=footer, run=small)
    note = (_spacing(0, 2, 1.1), _indent(227, 227))
    yield Style("FootnoteText", "footnote text", "Normal", paragraph=note, run=_size(9))
    yield _make_custom_style(
        "SectionEnd",
        "Section End",
        "Normal",
        (node("w:spacing", before=0, after=0, line=20, lineRule="exact"),),
        _size(1),
    )


def _character_styles() -> Iterator[Style]:
    yield Style("DefaultParagraphFont", "Default Paragraph Font", kind="character", default=True)
    yield _make_character_style("Strong", "Strong", _bold())
    yield _make_character_style("Emphasis", "Emphasis", (node("w:i"), node("w:iCs")))
    underline = node("w:u", val="single", color=STRONG_LINE.removeprefix("#").upper())
    yield _make_character_style("Hyperlink", "Hyperlink", (_colour(ACCENT), underline))
    yield _make_character_style("FootnoteReference", "footnote reference", (node("w:vertAlign", val="superscript"),))
    yield _make_character_style("HeadingLabel", "Heading Label", _bold(False), custom=True)
    yield _make_character_style(
        "DefinitionTerm", "Definition Term", (_font(SANS), *_size(10), *_bold(), _colour(MUTED)), custom=True
    )


def _make_custom_style(
    identifier: str,
    name: str,
    based_on: str,
    paragraph: tuple[Element, ...],
    run: tuple[Element, ...] = (),
    follows: str = "",
) -> Style:
    return Style(identifier, name, based_on, follows, paragraph, run, custom=True)


def _make_character_style(identifier: str, name: str, run: tuple[Element, ...], *, custom: bool = False) -> Style:
    return Style(identifier, name, "DefaultParagraphFont", run=run, kind="character", custom=custom)


def make_defaults() -> Element:
    """What every style starts from. The language is that of the document and is set when one is rendered."""
    run = node(
        "w:rPr", _font(SERIF), *_size(11), _colour(INK), node("w:lang", val="fr-BE", eastAsia="fr-BE", bidi="ar-SA")
    )
    paragraph = node("w:pPr", _spacing(0, 0, 1.15))
    return node("w:docDefaults", node("w:rPrDefault", run), node("w:pPrDefault", paragraph))


def make_table_styles() -> Iterator[Element]:
    """The table style of Word that others start from, and ours: horizontal rules, no grid."""
    yield _make_table_style("TableNormal", "Normal Table", _make_cell_margins(108), default=1)
    yield _make_report_table_style()


def _make_report_table_style() -> Element:
    rules = node(
        "w:tblBorders", make_border("top", INK, 8), make_border("bottom", INK, 8), make_border("insideH", LINE, 4)
    )
    style = _make_table_style("ReportTable", "Report Table", _make_cell_margins(110), rules, customStyle=1)
    style.insert(1, node("w:basedOn", val="TableNormal"))
    head = node("w:tcPr", node("w:tcBorders", make_border("bottom", INK, 6)), node("w:vAlign", val="bottom"))
    style.append(node("w:tblStylePr", node("w:trPr", node("w:tblHeader")), head, type="firstRow"))
    style.append(node("w:tblStylePr", node("w:rPr", *_bold()), type="firstCol"))
    return style


def _make_table_style(identifier: str, name: str, *properties: Element, **attributes: int) -> Element:
    table = node("w:tblPr", node("w:tblInd", w=0, type="dxa"), *properties)
    visible = "w:semiHidden" if "default" in attributes else "w:qFormat"
    return node(
        "w:style", node("w:name", val=name), node("w:uiPriority", val=99), node(visible), table,
        type="table", styleId=identifier, **attributes,
    )  # fmt: skip


def _make_cell_margins(sides: int) -> Element:
    return node(
        "w:tblCellMar",
        node("w:top", w=0, type="dxa"),
        node("w:left", w=sides, type="dxa"),
        node("w:bottom", w=0, type="dxa"),
        node("w:right", w=sides, type="dxa"),
    )
