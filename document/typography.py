"""The typography of French, Dutch and English, applied on the way out: once, for every format.

Stored text stays as it was typed. French follows the Imprimerie nationale (narrow no-break spaces inside
guillemets and before ; ! ?, a full one before the colon), Dutch the Taalunie (double quotation marks 66-99).
Inline content is typeset as one run, whatever stands in bold or in a link: a quotation may open outside a bold
word and close inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from document.blocks import (
    Bar,
    Block,
    Blocks,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Image,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Prose,
    Section,
    Sheet,
    Strong,
    Table,
    Text,
    extract_text,
)
from document.dates import MONTHS

NARROW = "\u202f"
FULL = "\u00a0"

# An address in running text is left as it is: web and e-mail addresses, and host names with a path. It ends before
# the punctuation of the sentence around it.
ADDRESS = re.compile(
    r"(?:https?://|mailto:|www\.|(?<![\w.+-])[\w.+-]+@(?=[\w-]+\.\w)|(?<![\w.-])[\w-]+(?:\.[\w-]+)+/)"
    r"[^\s<>\"“”«»]*(?<![.,;:!?'’)\]])"
)

_ADDRESS_MARK = re.compile(r"[/@]|www\.|mailto:")

# --- Rules ---------------------------------------------------------------------------------------
# A rule replaces what it matches; where it has a group, only the group: what stands around is its context.

# What it cannot do without stands before it: most texts lack most of these characters, and the rule is not tried.

_Rule = tuple[frozenset[str], re.Pattern[str], str]

_SPACE = "[ \u00a0\u202f]"
_GAP = rf"(?<!{_SPACE})({_SPACE}+)"
_WORD_END = r"(?<=[\w.)\]»”’%€])"
_ELISION = "(?:s|t|n|k|m|r|ns|em|tis|twas)"  # 's avonds, 't Kint, rock 'n' roll
_MONTH = "|".join(dict.fromkeys(month for months in MONTHS.values() for month in months))
# The digits before a group of three: at most three of them, so that a year before a number stays apart from it.
_THOUSANDS = r"(?:(?<=(?<!\d)[1-9])|(?<=(?<!\d)[1-9]\d)|(?<=(?<!\d)[1-9]\d\d)|(?<=[ \u00a0\u202f]\d{3}))"
_DIGITS = "0123456789"
_UNIT = "km|kg|m²|km²|min"


def _compile_rules(*rules: tuple[str, str, str]) -> tuple[_Rule, ...]:
    return tuple((frozenset(needed), re.compile(pattern), replacement) for needed, pattern, replacement in rules)


_EVERYWHERE = _compile_rules(
    (".", r"(?<!\.)\.{3}(?!\.)", "…"),
    ("'´`", r"(?<=\w)['´`](?=\w)", "’"),
    ("'‘", rf"(?i)(?<!\w)['‘](?={_ELISION}(?!\w))", "’"),
    # Single quotation marks around words stay single; what is left after them is an apostrophe.
    ("'", r"(?<!\w)(')[^\W\d][^'\n]*(?<!\s)'(?!\w)", "‘"),
    ("‘", r"‘[^'‘\n]*(?<!\s)(')(?!\w)", "’"),
    ("'", r"(?<=[^\W\d])'|(?<!\w)'(?=\w)", "’"),
    # A range of numbers takes an en dash; 2024-06, 2024-06-17, 0475-12 and A-12-3 are no ranges.
    ("-", r"(?<![\w–-])(?!\d{4}-(?:0\d|1[0-2])(?!\d))[1-9]\d*(-)\d+(?![\w–-])", "–"),
    ("-", r"(?<=[^\s-]) (--?) (?=[^\s-])", "–"),
    ("“", rf"“({_SPACE}+)", ""),
    ("”", rf"{_GAP}”", ""),
    (_DIGITS, rf"{_THOUSANDS}[ \u00a0](?=\d{{3}}(?!\d))", NARROW),
    (_DIGITS, rf"(?<=\d) (?=(?:{_MONTH}|{_UNIT}|uur)\b)", FULL),
    (_DIGITS, r"\b(?:n°|[Nn]r\.|[Aa]rt\.|[Pp]\.)( )(?=\d)", FULL),
    (_DIGITS, r"\b\d+(?:er|re|e)( )(?=[^\W\d])", FULL),
)

_FRENCH = _compile_rules(
    ("«", rf"«({_SPACE}+)", NARROW),
    ("«", rf"«(?!{_SPACE})", f"«{NARROW}"),
    ("»", rf"{_GAP}»", NARROW),
    ("»", rf"(?<!{_SPACE})»", f"{NARROW}»"),
    (";!?", rf"{_GAP}[;!?]", NARROW),
    (";!?", rf"{_WORD_END}([;!?])(?!\w)", rf"{NARROW}\1"),
    (":", rf"{_WORD_END}({_SPACE}+):(?!\S)", FULL),
    (":", rf"{_WORD_END}:(?!\S)", f"{FULL}:"),
    ("%", rf"(?<=\d)({_SPACE}+)%", NARROW),
    ("%", r"(?<=\d)%(?!\w)", f"{NARROW}%"),
    ("€", rf"(?<=\d)({_SPACE}+)€", FULL),
    (_DIGITS, r"(?<=\d)[ \u00a0](?=h\b)", NARROW),
    ("\u202f", r"(?<=\d\u202fh)[ \u00a0](?=\d)", NARROW),
    (".MD", r"\b(?:MM?\.|Mmes?|Dr)( )(?=[A-ZÀ-Ý])", FULL),
)

# Dutch and English set no space before a punctuation mark, as a hand used to French would.
_DUTCH_AND_ENGLISH = _compile_rules(
    (";:!?", rf"(?<=[^\W\d_])({_SPACE}+)[;:!?](?!\S)|(?<=[)\]”’])({_SPACE}+)[;:!?](?!\S)", ""),
    ("%", rf"(?<=\d)({_SPACE}+)%", ""),
    ("€", rf"€({_SPACE}+)(?=\d)", FULL),
)

_RULES: dict[str, tuple[_Rule, ...]] = {
    "fr": (*_EVERYWHERE, *_FRENCH),
    "nl": (*_EVERYWHERE, *_DUTCH_AND_ENGLISH),
    "en": (*_EVERYWHERE, *_DUTCH_AND_ENGLISH),
}

# The marks of a quotation, and of a quotation inside another.
_QUOTATION_MARKS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "fr": (("«", "»"), ("“", "”")),
    "nl": (("“", "”"), ("‘", "’")),
    "en": (("“", "”"), ("‘", "’")),
}
_MARKS = '"«»“”„'
_QUOTATION_MARK = re.compile(f"[{_MARKS}]")
_CLOSES = {"»": "«", "”": "“„"}
_TURNS = 8
_LONGEST_LINE = 400


# --- Runs ----------------------------------------------------------------------------------------


class _Run:
    """The characters of pieces of text in reading order, each knowing its piece. Fixed ones are context only."""

    def __init__(self, pieces: Iterable[tuple[str, bool]]) -> None:
        self.characters: list[str] = []
        self.piece_of: list[int] = []
        self.fixed: list[bool] = []
        self.pieces = 0
        for text, fixed in pieces:
            self.characters += text
            self.piece_of += [self.pieces] * len(text)
            self.fixed += [fixed] * len(text)
            self.pieces += 1
        self.text = "".join(self.characters)  # the characters as one string, kept beside them
        addresses = ADDRESS.finditer(self.text) if _ADDRESS_MARK.search(self.text) else ()
        for address in addresses:
            self.fixed[address.start() : address.end()] = [True] * len(address.group())

    def typeset(self, language: str) -> None:
        # Once is enough for any sentence. Marks heaped up without sense may take another turn, and no more than this.
        for _ in range(_TURNS):
            before = self.text
            self._typeset_once(language)
            if self.text == before:
                break

    def _typeset_once(self, language: str) -> None:
        if _QUOTATION_MARK.search(self.text):
            for position, mark in _choose_quotation_marks(self.text, self.fixed, language):
                self.characters[position] = mark
            self.text = "".join(self.characters)
        for needed, pattern, replacement in _RULES[language]:
            if not needed.isdisjoint(self.text):
                self._apply_rule(pattern, replacement)

    def _apply_rule(self, pattern: re.Pattern[str], replacement: str) -> None:
        # From the last to the first: what is still to be replaced keeps its place.
        matches = list(pattern.finditer(self.text))
        for match in reversed(matches):
            start, end = match.span(match.lastindex or 0)
            if any(self.fixed[start:end]):
                continue
            new = match.expand(replacement)
            self.characters[start:end] = new
            self.piece_of[start:end] = [self.piece_of[start]] * len(new)
            self.fixed[start:end] = [False] * len(new)
        if matches:
            self.text = "".join(self.characters)

    def get_texts(self) -> list[str]:
        """The pieces again, in their order."""
        texts: list[list[str]] = [[] for _ in range(self.pieces)]
        for character, piece in zip(self.characters, self.piece_of, strict=True):
            texts[piece].append(character)
        return ["".join(characters) for characters in texts]


def _choose_quotation_marks(text: str, fixed: list[bool], language: str) -> Iterator[tuple[int, str]]:
    """The quotation marks to write, each with its place: those of the language, and its inner ones inside another."""
    depth = 0
    for position, opens in sorted(_pair_quotation_marks(text, fixed)):
        depth -= not opens
        outer, inner = _QUOTATION_MARKS[language]
        opening, closing = inner if depth else outer
        yield position, opening if opens else closing
        depth += opens


def _pair_quotation_marks(text: str, fixed: list[bool]) -> Iterator[tuple[int, bool]]:
    """The places where a quotation opens (True) or closes (False), in pairs; a mark without its pair is left out."""
    waiting: list[int] = []
    for position, mark in enumerate(text):
        if fixed[position] or mark not in _MARKS:
            continue
        opened_by = '"' if mark == '"' else _CLOSES.get(mark, "")
        matching = next((place for place in reversed(waiting) if text[place] in opened_by), None)
        if mark in "«“„" or (mark == '"' and _can_open(text, position, matching is not None)):
            waiting.append(position)
        elif matching is not None:
            del waiting[waiting.index(matching) :]
            yield matching, True
            yield position, False


def _can_open(text: str, position: int, one_is_open: bool) -> bool:
    """Whether a straight quotation mark opens: at the start of a word, or alone between spaces where none is open."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    at_start = not before or before.isspace() or before in "([{'’«“‘–—-/"
    before_word = bool(after) and not after.isspace()
    return at_start and (before_word or not one_is_open)


# --- Documents -----------------------------------------------------------------------------------


def typeset(text: str, language: str) -> str:
    """The text with the typography of the language; typesetting twice changes nothing more."""
    return _typeset_line(text, language) if len(text) <= _LONGEST_LINE else _typeset_uncached(text, language)


def _typeset_uncached(text: str, language: str) -> str:
    run = _Run([(text, False)])
    run.typeset(language)
    return run.text


# The same names, titles and sentences stand on every page.
_typeset_line = lru_cache(maxsize=8_192)(_typeset_uncached)


def typeset_inlines(inlines: Inlines, language: Language) -> Inlines:
    """Inline content typeset as one run; words in another language and footnotes are runs of their own."""
    run = _Run(_split_pieces(inlines))
    run.typeset(language)
    return _refill_inlines(inlines, iter(run.get_texts()), language)


def typeset_blocks(blocks: Blocks, language: Language) -> Blocks:
    """Blocks with every word typeset, each in its own language, `language` where it has none."""
    return tuple(_typeset_block(block, language) for block in blocks)


def typeset_document(document: Document) -> Document:
    """The document with every word typeset, each in its own language; the keys in its data sheets stay as they are."""
    language = document.language
    return replace(
        document,
        title=typeset(document.title, language),
        subtitle=typeset(document.subtitle, language),
        subject=typeset(document.subject, language),
        publisher=typeset(document.publisher, language),
        contents_title=typeset(document.contents_title, language),
        sections=tuple(_typeset_section(section, language) for section in document.sections),
        sheets=tuple(_typeset_sheet(sheet, language) for sheet in document.sheets),
    )


def _typeset_sheet(sheet: Sheet, language: Language) -> Sheet:
    return replace(
        sheet,
        title=typeset(sheet.title, language),
        columns=tuple(typeset(column, language) for column in sheet.columns),
        rows=tuple(
            tuple(typeset(value, language) if isinstance(value, Prose) else value for value in row)
            for row in sheet.rows
        ),
    )


def _typeset_block(block: Block, around: Language) -> Block:
    language = block.language or around
    match block:
        case Section():
            return _typeset_section(block, around)
        case Paragraph():
            return replace(block, content=typeset_inlines(block.content, language))
        case List():
            return replace(block, items=tuple(ListItem(typeset_blocks(item.blocks, language)) for item in block.items))
        case Definition():
            items = tuple(
                DefinitionItem(typeset_inlines(item.term, language), typeset_blocks(item.blocks, language))
                for item in block.items
            )
            return replace(block, items=items)
        case Table():
            return replace(
                block,
                caption=typeset_inlines(block.caption, language),
                columns=tuple(_typeset_column(column, language) for column in block.columns),
                rows=tuple(tuple(typeset_inlines(cell, language) for cell in row) for row in block.rows),
            )
        case Callout():
            return replace(
                block, title=typeset_inlines(block.title, language), blocks=typeset_blocks(block.blocks, language)
            )
        case Chart():
            return replace(
                block,
                title=typeset(block.title, language),
                description=typeset(block.description, language),
                bars=tuple(Bar(typeset(bar.label, language), bar.value, bar.text) for bar in block.bars),
            )
        case Image():
            return replace(
                block,
                alternative=typeset(block.alternative, language),
                caption=typeset_inlines(block.caption, language),
            )
        case _:
            assert_never(block)


def _typeset_section(section: Section, around: Language) -> Section:
    language = section.language or around
    return replace(
        section,
        heading=_typeset_heading(section.heading, language),
        blocks=typeset_blocks(section.blocks, language),
    )


def _typeset_heading(heading: Heading, language: Language) -> Heading:
    return replace(heading, content=typeset_inlines(heading.content, language), label=typeset(heading.label, language))


def _typeset_column(column: Column, language: Language) -> Column:
    return replace(column, heading=typeset_inlines(column.heading, language))


def _split_pieces(inlines: Inlines) -> Iterator[tuple[str, bool]]:
    """The text of each leaf with whether it is fixed, in the order in which `_refill` takes them back."""
    for inline in inlines:
        match inline:
            case Text(content):
                yield content, False
            case Strong(children) | Emphasis(children) | Link(children, _):
                yield from _split_pieces(children)
            case Foreign(children, _):
                yield extract_text(children), True
            case LineBreak():
                yield "\n", True
            case Footnote():
                pass
            case _:
                assert_never(inline)


def _refill_inlines(inlines: Inlines, texts: Iterator[str], language: Language) -> Inlines:
    return tuple(_refill_inline(inline, texts, language) for inline in inlines)


def _refill_inline(inline: Inline, texts: Iterator[str], language: Language) -> Inline:
    match inline:
        case Text():
            return Text(next(texts))
        case Strong(children):
            return Strong(_refill_inlines(children, texts, language))
        case Emphasis(children):
            return Emphasis(_refill_inlines(children, texts, language))
        case Link(children, target):
            return Link(_refill_inlines(children, texts, language), target)
        case Foreign(children, own):
            next(texts)
            return Foreign(typeset_inlines(children, own), own)
        case LineBreak():
            next(texts)
            return inline
        case Footnote(children):
            return Footnote(typeset_inlines(children, language))
        case _:
            assert_never(inline)
