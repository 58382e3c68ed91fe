"""What stands in a line: bold, italic and links. Whatever is none of these is words.

The rules of markdown-it are narrowed so that no sign is eaten: no escapes, entities, code or HTML, a single star only
around whole words, stars only where all of a run find their match, links only where they lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.tree import SyntaxTreeNode

from document.blocks import Emphasis, Inline, Inlines, LineBreak, Link, Strong, Text

_LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = r"(?:https?://|mailto:)"
# The rest of a link after its words. An address may hold pairs of parentheses, not more than one inside another.
_TARGET = re.compile(rf"\]\(({_SCHEME}(?:[^\s()<>]|\([^\s()<>]*\))+)\)", re.IGNORECASE)
_BETWEEN_BRACKETS = re.compile(rf"<({_SCHEME}[^\s<>]+)>", re.IGNORECASE)


def read_inlines(source: str) -> Inlines:
    """The inline content of a paragraph; its line ends are line breaks."""
    tree = SyntaxTreeNode(_parser.parseInline(source))
    return tuple(inline for child in tree.children for inline in _convert_nodes(child.children))


def _convert_nodes(nodes: Sequence[SyntaxTreeNode]) -> Inlines:
    return tuple(inline for node in nodes for inline in _convert_node(node))


def _convert_node(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    match node.type:
        case "strong":
            return (Strong(_convert_nodes(node.children)),)
        case "em":
            return (Emphasis(_convert_nodes(node.children)),)
        case "link":
            return (Link(_convert_nodes(node.children), str(node.attrs["href"])),)
        case "hardbreak":
            return (LineBreak(),)
        case _:
            return (Text(node.content),) if node.content else ()


# --- Rules of markdown-it ------------------------------------------------------------------------


def _parse_line_end(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += 1
    return True


def _parse_stars(state: StateInline, silent: bool) -> bool:
    """A run of stars. One star marks whole words; two may stand in a word, and none beside a digit: 2*3*4, 2**3."""
    if silent or state.src[state.pos] != "*":
        return False
    run = state.scanDelims(state.pos, True)
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    after = state.src[state.pos + run.length : state.pos + run.length + 1]
    # Behind a backslash stands a star, as in a path or in what a Markdown editor wrote.
    can_open = run.can_open and before != "\\" and not _is_inside(before, run.length)
    can_close = run.can_close and before != "\\" and not _is_inside(after, run.length)
    for _ in range(run.length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(Delimiter(ord("*"), run.length, len(state.tokens) - 1, -1, can_open, can_close))
    state.pos += run.length
    return True


def _is_inside(neighbour: str, length: int) -> bool:
    return neighbour.isdigit() or (length == 1 and neighbour.isalnum())


def _undo_partial_matches(state: StateInline) -> None:
    """Take back the match of every run of stars of which some found none: it is shown as it was typed."""
    _undo_partial_runs(state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _undo_partial_runs(meta["delimiters"])


def _undo_partial_runs(delimiters: list[Delimiter]) -> None:
    runs: list[list[int]] = []
    for place, delimiter in enumerate(delimiters):
        if runs and delimiters[runs[-1][-1]].token == delimiter.token - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    run_of = {place: run for run in runs for place in run}
    partner = {}
    for place, delimiter in enumerate(delimiters):
        if delimiter.end != -1:
            partner[place], partner[delimiter.end] = delimiter.end, place
    undone = [run for run in runs if 0 < sum(place in partner for place in run) < len(run)]
    while undone:
        for place in undone.pop():
            if place in partner:
                other = partner.pop(place)
                del partner[other]
                delimiters[min(place, other)].end = -1
                undone.append(run_of[other])


def _parse_link(state: StateInline, silent: bool) -> bool:
    start = state.pos
    # A picture is none here: the text has its photos beside it.
    if state.src[start] != "[" or state.src[:start].endswith("!"):
        return False
    end = state.md.helpers.parseLinkLabel(state, start, True)
    target = _TARGET.match(state.src, end, state.posMax) if end > start else None
    if not target or not state.src[start + 1 : end].strip() or not _is_safe(target[1]):
        return False
    if not silent:
        stop, state.pos, state.posMax = state.posMax, start + 1, end
        _open_link(state, target[1])
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = stop
    state.pos = target.end()
    return True


def _parse_address(state: StateInline, silent: bool) -> bool:
    """An address between angle brackets: a link, and the brackets stay."""
    found = _BETWEEN_BRACKETS.match(state.src, state.pos, state.posMax)
    if not found or state.linkLevel or not _is_safe(found[1]):
        return False
    if not silent:
        state.push("text", "", 0).content = "<"
        _open_link(state, found[1])
        state.push("text", "", 0).content = found[1]
        state.push("link_close", "a", -1)
        state.push("text", "", 0).content = ">"
    state.pos = found.end()
    return True


def _open_link(state: StateInline, target: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": target}


def _is_safe(target: str) -> bool:
    try:
        return urlsplit(target).scheme in _LINK_SCHEMES
    except ValueError:
        return False


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["newline", "emphasis", "link", "autolink"])
    for name, rule in (
        ("newline", _parse_line_end),
        ("emphasis", _parse_stars),
        ("link", _parse_link),
        ("autolink", _parse_address),
    ):
        parser.inline.ruler.at(name, rule)
    parser.inline.ruler2.after("balance_pairs", "undo_partial_matches", _undo_partial_matches)
    # It puts its rules together when it first reads; a second thread would find only some of them.
    parser.parseInline("*")
    return parser


_parser = _make_parser()
