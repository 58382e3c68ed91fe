"""What may be meant by a word that no text holds: it was not typed to its end, or with an error."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from public.search.analysis import EDGE, grams
from public.search.expressions import All, Some, match_tokens
from public.search.vocabulary import MOST_ALTERNATIVES, TABLE, fetch_rows

MOST_CANDIDATES = 800  # words with a piece of the typed one
MOST_COMPARED = 40  # of them, letter by letter


@dataclass(frozen=True)
class Word:
    word: str
    stem: str
    shown: str
    entries: int


@dataclass(frozen=True)
class Suggestions:
    """The first of these that there is may be meant. Nothing is meant by a number."""

    completions: list[Word]  # words that begin so, the frequent ones first: it was not typed to its end
    closest: Word | None  # the word most like it
    related: list[Word]  # words with the same beginning

    @property
    def shown(self):
        """What to suggest instead of the word; "" where it may only go on, or is like nothing."""
        if self.completions:
            return ""
        return self.closest.shown if self.closest else self.related[0].shown if self.related else ""


COMPLETION, CANDIDATE, RELATED = range(3)


def suggest(words, condition, parameters):
    """{word: Suggestions}, for words that no text holds, if the condition (SQL) holds. One query."""
    parts = [
        _part(sort, number, *asked)
        for number, word in enumerate(words)
        for sort, asked in ((COMPLETION, _beginning_with(word)), (CANDIDATE, _like(word)), (RELATED, _related(word)))
        if asked
    ]
    found = defaultdict(list)
    for sort, number, *row in fetch_rows(parts, condition, parameters) if parts else ():
        found[sort, number].append(Word(*row))
    for others in found.values():
        others.sort(key=lambda other: (-other.entries, other.word))
    return {
        word: Suggestions(
            found[COMPLETION, number], _find_closest(word, found[CANDIDATE, number]), found[RELATED, number]
        )
        for number, word in enumerate(words)
    }


def _part(sort, number, expression, condition, parameters, limit):
    rows, tokens = match_tokens(TABLE, "grams", expression)
    sql = (
        f"SELECT {sort}, {number}, it.word, it.stem, it.shown, it.entries {rows} AND {condition} "
        f"ORDER BY it.entries DESC, it.word LIMIT {limit}"
    )
    return sql, [tokens, *parameters]


def _beginning_with(start):
    if len(start) < 2 or not _is_spelled(start):
        return None
    return All(tuple(grams(EDGE + start))), "it.word LIKE %s", [f"{start}%"], MOST_ALTERNATIVES


def _related(word):
    """By six letters at least, where that is the greater part of the word."""
    return _beginning_with(word[: max(6, len(word) * 3 // 5)]) if len(word) > 6 and _is_spelled(word) else None


def _like(word):
    if _errors(word) == 0:
        return None
    lengths = [len(word) - _errors(word), len(word) + _errors(word)]
    return _pieces(word), "length(it.word) BETWEEN %s AND %s", lengths, MOST_CANDIDATES


def _errors(word):
    """How many there may be: one, in long words two. None in a short word, a number or a code: another one is
    something else, not a misspelling."""
    if len(word) < 4 or not _is_spelled(word):
        return 0
    return 1 if len(word) < 8 else 2


def _is_spelled(word):
    return word.isascii() and word.isalpha()


def _begins_alike(word, other):
    """Whether both begin with the same letter, or with the same two the other way round: few err there."""
    return word[0] == other[0] or word[:2] == other[1::-1]


def _find_closest(word, others):
    """The one that is meant with the fewest errors, among equals the one that most entries hold; or None."""
    others = [other for other in others if _begins_alike(word, other.word)]
    asked = set(grams(EDGE + word + EDGE))
    others.sort(key=lambda other: -_overlap(asked, other.word))
    near = [(distance(word, other.word), -other.entries, other.word, other) for other in others[:MOST_COMPARED]]
    best = min(near, key=lambda one: one[:3], default=None)
    return best[-1] if best and best[0] <= _errors(word) else None


def _pieces(word):
    """A word with few errors holds one of two or three pieces as it is."""
    count = 2 if len(word) < 9 else 3
    cuts = [round(len(word) * number / count) for number in range(count + 1)]
    pieces = [word[start:end] for start, end in pairwise(cuts)]
    pieces[0], pieces[-1] = EDGE + pieces[0], pieces[-1] + EDGE
    return Some(tuple(All(tuple(grams(piece))) for piece in pieces if len(piece) >= 3))


def _overlap(asked, word):
    own = set(grams(EDGE + word + EDGE))
    return len(asked & own) / len(asked | own)


def distance(one, other):
    """How many letters are put in, left out, replaced or swapped with their neighbour to get from one to the other."""
    before, current = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        earlier, before, current = before, current, [row]
        for column, against in enumerate(other, 1):
            cost = min(before[column] + 1, current[-1] + 1, before[column - 1] + (letter != against))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, earlier[column - 2] + 1)
            current.append(cost)
    return current[-1]
