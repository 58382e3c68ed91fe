"""The Markdown subset of the texts, read into blocks: paragraphs, lists, sub-headings, bold, italic, links, tables.

HTML is not Markdown here: it stays text. Anything outside the subset keeps its words and loses its mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from document.blocks import (
    Align,
    Block,
    Blocks,
    Column,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Section,
    Strong,
    Table,
    Text,
    plain,
)
from document.slugs import slugify, unique_slug

# What no output format takes: control characters other than tab and line ends, halves of surrogate pairs, and the
# two code points that XML refuses.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINK_SCHEMES = frozenset({"http", "https", "mailto"})

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


def parse(source: str, *, anchor: str = "", sections: bool = True) -> Blocks:
    """Read Markdown into blocks.

    Sub-headings open sections whose anchors start with `anchor`; where no section can stand (a list item, a
    callout), `sections=False` turns them into labels.
    """
    tree = SyntaxTreeNode(_parser.parse(_CONTROL.sub("", source)))
    blocks = _blocks(tree.children)
    return _sections(blocks, anchor) if sections else blocks


def parse_inline(source: str) -> Inlines:
    """Read one line of Markdown (a title, a note) into inline content."""
    tree = SyntaxTreeNode(_parser.parseInline(_CONTROL.sub("", source)))
    return tuple(inline for child in tree.children for inline in _inlines(child.children))


def strip_control(source: str) -> str:
    """The text without the characters that no output format takes."""
    return _CONTROL.sub("", source)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Blocks:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: SyntaxTreeNode) -> tuple[Block, ...]:
    match node.type:
        case "heading":
            content = _content(node)
            return (Paragraph(content, ParagraphStyle.LABEL),) if plain(content).strip() else ()
        case "paragraph":
            return (Paragraph(_content(node)),)
        case "bullet_list" | "ordered_list":
            items = tuple(ListItem(_blocks(item.children)) for item in node.children)
            return (List(items, ordered=node.type == "ordered_list"),)
        case "table":
            return (_table(node),)
        case "fence" | "code_block" | "html_block":
            return (Paragraph((Text(node.content.strip()),)),) if node.content.strip() else ()
        case _:
            return _blocks(node.children)


def _content(node: SyntaxTreeNode) -> Inlines:
    return tuple(inline for child in node.children for inline in _inlines(child.children))


def _table(node: SyntaxTreeNode) -> Table:
    head = node.children[0].children[0].children
    columns = tuple(
        Column(_content(cell), Align.END if "right" in str(cell.attrs.get("style", "")) else Align.START)
        for cell in head
    )
    rows = tuple(tuple(_content(cell) for cell in row.children) for body in node.children[1:] for row in body.children)
    return Table((), columns, rows)


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> Inlines:
    return tuple(inline for node in nodes for inline in _inline(node))


def _inline(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    match node.type:
        case "text" | "code_inline" | "html_inline":
            return (Text(node.content),) if node.content else ()
        case "strong":
            return (Strong(_inlines(node.children)),)
        case "em":
            return (Emphasis(_inlines(node.children)),)
        case "link":
            target = str(node.attrs.get("href", ""))
            content = _inlines(node.children)
            return (Link(content, target),) if _is_safe(target) and plain(content).strip() else content
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (LineBreak(),)
        case "image":
            return (Text(node.content),) if node.content else ()
        case _:
            return _inlines(node.children)


def _is_safe(target: str) -> bool:
    try:
        return urlsplit(target).scheme in _LINK_SCHEMES
    except ValueError:
        return False


def _sections(blocks: Blocks, anchor: str) -> Blocks:
    """Fold the labels among `blocks` into sections, numbered where two would have the same anchor."""
    before: list[Block] = []
    folded: list[tuple[Paragraph, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.style is ParagraphStyle.LABEL:
            folded.append((block, []))
        elif folded:
            folded[-1][1].append(block)
        else:
            before.append(block)
    taken = {anchor, ""}
    sections = []
    for label, under in folded:
        name = unique_slug(f"{anchor}-{slugify(plain(label.content)) or 'part'}".strip("-"), taken)
        sections.append(Section(Heading(label.content, name), tuple(under)))
    return (*before, *sections)
