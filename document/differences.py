"""What changed between two texts, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

# What holds a letter or a picture together: combining marks, the selectors and joiners of emoji.
_JOINED = "\u0300-\u036f\u200c\u200d\u20e3\ufe0f"
# A word, a sign, or a run of signs that belong together (the parts of an emoji); with the space that follows it.
_TOKEN = re.compile(rf"(\s*(?:\w[\w{_JOINED}]*|[!-/:-@\[-`{{-~«»“”‘’…–—]|[^\w\s!-/:-@\[-`{{-~«»“”‘’…–—]+))(\s*)")


# A word, and the space that follows it.
_Token = tuple[str, str]
_Step = tuple[str, int, int, int, int]

_CLOSING = (".", ",", ")", "…")

LONGEST_SAME = 240
"""Characters of a passage without a change that are shown whole where texts are shortened."""


class PieceKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words that both texts have, or only the earlier, or only the later one."""

    kind: PieceKind
    text: str


def compare_texts(before: str | None, after: str | None) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other: without the added ones they read as the text before, without
    the removed ones as the text after, except that only paragraphs count among spaces."""
    old, new = _split_tokens(before), _split_tokens(after)
    head = _count_common_head(old, new)
    tail = _count_common_head(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    runs = [
        (PieceKind.SAME, _merge_spaces(old[:head], new[:head])),
        *_iterate_steps(old[head:old_end], new[head:new_end]),
        (PieceKind.SAME, _merge_spaces(old[old_end:], new[new_end:])),
    ]
    return _join_runs(runs)


def is_different(before: str | None, after: str | None) -> bool:
    """Whether the texts differ in more than spaces within a paragraph."""
    return _get_keys(_split_tokens(before)) != _get_keys(_split_tokens(after))


def select_side(pieces: Iterable[Piece], left_out: PieceKind) -> list[Piece]:
    """One of the two texts, with what changed in it marked: without the added pieces it is the text before. What
    stayed the same at length is shortened to its beginning and its end."""
    kept = [_shorten_piece(piece) for piece in pieces if piece.kind is not left_out]
    return [_close_gap(piece, after) for piece, after in zip(kept, [*kept[1:], None], strict=True)]


def _close_gap(piece: Piece, after: Piece | None) -> Piece:
    """Without the space before what was left out, where a sign follows now that has none before it."""
    return replace(piece, text=piece.text.rstrip(" ")) if after and after.text.startswith(_CLOSING) else piece


def _shorten_piece(piece: Piece) -> Piece:
    if piece.kind is not PieceKind.SAME or len(piece.text) <= LONGEST_SAME:
        return piece
    head = piece.text[: LONGEST_SAME // 2].rsplit(maxsplit=1)[0]
    tail = piece.text[-LONGEST_SAME // 2 :].split(maxsplit=1)[-1]
    return replace(piece, text=f"{head} […] {tail}")


def _split_tokens(text: str | None) -> list[_Token]:
    """(word, the space that follows it); a line ends with the last word, so that words never run together.

    The end of a paragraph is a word of its own, without letters.
    """
    found = _TOKEN.findall((text or "").replace("\r\n", "\n").strip() + "\n")
    return [token for word, space in found for token in _split_paragraph_end(word, space)]


def _split_paragraph_end(word: str, space: str) -> list[_Token]:
    return [(word, ""), ("", space)] if space.count("\n") > 1 else [(word, space)]


def _get_keys(tokens: Iterable[_Token]) -> list[str]:
    """What two words must share to be the same one."""
    return [word.strip() for word, _space in tokens]


def _count_common_head(old: Sequence[_Token], new: Sequence[_Token]) -> int:
    count = 0
    for one, other in zip(_get_keys(old), _get_keys(new), strict=False):
        if one != other:
            break
        count += 1
    return count


def _iterate_steps(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[PieceKind, Sequence[_Token]]]:
    steps = SequenceMatcher(None, _get_keys(old), _get_keys(new)).get_opcodes()
    for position, (step, old_start, old_end, new_start, new_end) in enumerate(steps):
        if step == "equal" and not _is_island(steps, position):
            yield PieceKind.SAME, _merge_spaces(old[old_start:old_end], new[new_start:new_end])
        else:
            yield PieceKind.REMOVED, old[old_start:old_end]
            yield PieceKind.ADDED, new[new_start:new_end]


def _is_island(steps: Sequence[_Step], position: int) -> bool:
    """Whether a word or two that both texts have stand alone between two passages that were written anew."""
    _step, start, end, *_new = steps[position]
    around = [*steps[max(position - 1, 0) : position], *steps[position + 1 : position + 2]]
    return end - start < 3 and len(around) == 2 and all(_get_size(step) > 4 for step in around)


def _get_size(step: _Step) -> int:
    _name, old_start, old_end, new_start, new_end = step
    return max(old_end - old_start, new_end - new_start)


def _merge_spaces(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Token]:
    """The words that both have, with the larger of the two spaces: neither text loses one."""
    return [(word, max(before, after, key=len)) for (_word, before), (word, after) in zip(old, new, strict=True)]


def _join_runs(runs: Iterable[tuple[PieceKind, Sequence[_Token]]]) -> tuple[Piece, ...]:
    """Pieces that alternate: what is the same, then all that was removed there, then all that was added."""
    pieces: list[Piece] = []
    texts = dict.fromkeys(PieceKind, "")
    for kind, tokens in runs:
        if kind is PieceKind.SAME and tokens and (texts[PieceKind.REMOVED] or texts[PieceKind.ADDED]):
            pieces += _flush_texts(texts)
        texts[kind] += "".join(word + space for word, space in tokens)
    return (*pieces, *_flush_texts(texts))


def _flush_texts(texts: dict[PieceKind, str]) -> list[Piece]:
    """The pieces of what was gathered, which is then empty."""
    pieces = [Piece(kind, text) for kind, text in texts.items() if text]
    texts.update(dict.fromkeys(PieceKind, ""))
    return pieces
