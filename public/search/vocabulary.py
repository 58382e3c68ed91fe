"""The words that entries hold: which of them are akin to what was typed, and which are alike."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection

from public.models import SearchWord
from public.search.analysis import EDGE, LANGUAGES, composed, fold, grams, in_compounds, spelled, stem
from public.search.expressions import All, Some, holding
from public.search.stopwords import STOP_WORDS

TABLE = SearchWord._meta.db_table
MOST_KIN = 20  # for all terms together: each is looked up in every tier
MOST_FORMS = 200
MOST_ALIKE = 800  # words with a piece of the typed one
MOST_COMPARED = 40  # of them, letter by letter
BATCH = 1_000


@dataclass(frozen=True)
class Word:
    word: str
    stem: str
    shown: str
    entries: int


# --- Akin -----------------------------------------------------------------------------------------


def look_up(terms, *, beside=0):
    """Complete the terms by their forms in the vocabulary, and by the Dutch compounds with them. One query.

    `beside` is how many more terms are looked for.
    """
    if not terms:
        return
    parts = [_forms({stem for term in terms for stem in (*term.stems, *term.names)})]
    most = max(MOST_KIN // (len(terms) + beside), 3)
    for number, term in enumerate(terms):
        if term.word not in STOP_WORDS and (part := in_compounds(term.word)):
            parts.append(_compounds(number, part, most))
    for number, language, word, stemmed, entries in _rows(parts):
        if number < 0:
            _note_form(terms, language, word, stemmed, entries)
        else:
            _note_kin(terms[number], word, stemmed)


def _forms(stems):
    places = ", ".join(["%s"] * len(stems))
    sql = f"SELECT -1, language, word, stem, entries FROM {TABLE} WHERE stem IN ({places}) LIMIT {MOST_FORMS}"  # noqa: S608
    return sql, sorted(stems)


def _compounds(number, part, most):
    rows, tokens = holding(TABLE, "grams", All(tuple(grams(part))))
    sql = (
        f"SELECT {number}, it.language, it.word, it.stem, 0 {rows} AND it.language = 'nl' AND it.word LIKE %s "
        f"ORDER BY it.entries DESC, it.word LIMIT {most}"
    )
    return sql, [tokens, f"%{part}%"]


def _note_form(terms, language, word, stemmed, entries):
    for term in terms:
        if term.word == word or stem(term.word, language) == stemmed or stemmed in term.names:
            term.words.add(word)
            term.known = True
            term.entries += entries


def _note_kin(term, word, stemmed):
    term.known = True
    term.words.add(word)
    if stemmed not in term.stems and stemmed not in term.kin:
        term.kin += (stemmed,)


def _rows(parts, condition="", parameters=()):
    """The rows of all parts; with a condition, only if it holds. One query."""
    named = (f"SELECT * FROM ({part}) part_{number}" for number, (part, _) in enumerate(parts))  # noqa: S608
    sql = " UNION ALL ".join(named)
    if condition:
        sql = f"SELECT * FROM ({sql}) parts WHERE {condition}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(value for _, values in parts for value in values), *parameters])
        return cursor.fetchall()


# --- Meant ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Meant:
    """What may be meant by a word that no text holds: the first of these that there is. Nothing by a number."""

    ends: list  # words that begin so, the frequent ones first: it was not typed to its end
    alike: Word | None  # the word most like it
    related: list  # words with the same beginning


def meant_by(words, condition, parameters):
    """{word: what may be meant by it}, for words that no text holds, if the condition (SQL) holds. One query."""
    parts = [
        _part(kind, number, *asked)
        for number, word in enumerate(words)
        for kind, asked in ((ENDS, _beginning_with(word)), (ALIKE, _alike(word)), (RELATED, _related(word)))
        if asked
    ]
    found = defaultdict(list)
    for kind, number, *row in _rows(parts, condition, parameters) if parts else ():
        found[kind, number].append(Word(*row))
    for others in found.values():
        others.sort(key=lambda other: (-other.entries, other.word))
    return {
        word: Meant(found[ENDS, number], _most_alike(word, found[ALIKE, number]), found[RELATED, number])
        for number, word in enumerate(words)
    }


ENDS, ALIKE, RELATED = range(3)


def _part(kind, number, expression, condition, parameters, limit):
    rows, tokens = holding(TABLE, "grams", expression)
    sql = (
        f"SELECT {kind}, {number}, it.word, it.stem, it.shown, it.entries {rows} AND {condition} "
        f"ORDER BY it.entries DESC, it.word LIMIT {limit}"
    )
    return sql, [tokens, *parameters]


def _beginning_with(start):
    if len(start) < 2 or not _is_spelled(start):
        return None
    return All(tuple(grams(EDGE + start))), "it.word LIKE %s", [f"{start}%"], MOST_KIN


def _related(word):
    """By six letters at least, where that is the greater part of the word."""
    return _beginning_with(word[: max(6, len(word) * 3 // 5)]) if len(word) > 6 and _is_spelled(word) else None


def _alike(word):
    if _errors(word) == 0:
        return None
    lengths = [len(word) - _errors(word), len(word) + _errors(word)]
    return _pieces(word), "length(it.word) BETWEEN %s AND %s", lengths, MOST_ALIKE


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


def _most_alike(word, others):
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


# --- Keeping count --------------------------------------------------------------------------------

_WORD = re.compile(r"\S+")


def words_shown(texts):
    """{(language, word): the word with its accents} of the texts of one entry."""
    found = {}
    for text in texts:
        for part in (text.title, text.context, text.text):
            part = composed(part)
            for match in _WORD.finditer(fold(part)):
                word = spelled(match[0])
                if word not in STOP_WORDS and len(word) > 1:
                    found.setdefault((text.language, word), part[match.start() : match.end()].lower()[: len(word)])
    return found


def pieces_of(word):
    """The trigrams of a word as they are kept."""
    return " ".join(dict.fromkeys(grams(EDGE + word + EDGE)))


def count(differences: Counter, shown):
    """Add to the numbers of entries that hold a word; `shown` has each word that is new, with its accents.

    Always in the same order, so that two processes do not block each other.
    """
    rows = [
        (language, word, stem(word, language), shown.get((language, word), word), difference, pieces_of(word))
        for (language, word), difference in sorted(differences.items())
        if difference
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            cursor.execute(
                f"INSERT INTO {TABLE} (language, word, stem, shown, entries, grams) "  # noqa: S608
                f"VALUES {', '.join(['(%s, %s, %s, %s, %s, %s)'] * len(batch))} "
                f"ON CONFLICT (language, word) DO UPDATE SET entries = {TABLE}.entries + excluded.entries",
                [value for row in batch for value in row],
            )
    gone = [word for (_, word), difference in differences.items() if difference < 0]
    for start in range(0, len(gone), BATCH):
        SearchWord.objects.filter(word__in=gone[start : start + BATCH], language__in=LANGUAGES, entries__lte=0).delete()
