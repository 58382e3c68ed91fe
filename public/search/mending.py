"""Putting the vocabulary right: how many texts hold each word, the stems of the words, and their pieces.

What is written a text at a time corrects the counts by the difference, so that a fault stays for ever. It stays the
same whatever is written meanwhile, too: it is looked for while the work goes on, and corrected by the difference.
"""

from collections import Counter, defaultdict
from contextlib import nullcontext
from dataclasses import dataclass
from types import SimpleNamespace

from django.db import connection, transaction

from public.models import SearchEntry, SearchText, SearchWord
from public.search.analysis import composed, stem, words
from public.search.stopwords import STOP_WORDS
from public.search.vocabulary import count, pieces_of, words_shown

ROWS = 1_000  # of a table at a time
WORDS = 1_000  # corrected together
PAGES = 500  # of an index at a time

QUESTION = (
    "SELECT 1 AS is_word, language, word, stem, grams, entries FROM public_searchword "
    "UNION ALL SELECT 0, language, title, context, text, 0 FROM public_searchtext"
)


@dataclass(frozen=True)
class Faults:
    """What is wrong in the vocabulary."""

    counts: Counter  # (language, word) → by how much more texts hold it than it says
    shown: dict  # (language, word) → with its accents, of words that are missing
    outdated: list  # (language, word) of which the stem or the pieces are others now

    def __bool__(self):
        return bool(self.counts or self.outdated)


def faults():
    """Read the texts and the vocabulary, in one look: nothing that is written meanwhile is in one of them alone.

    Holds nobody up. Memory grows with the vocabulary, not with the texts.
    """
    kept, held, shown, outdated = Counter(), defaultdict(Counter), {}, []
    known = defaultdict(set)
    for is_word, language, *row in _rows():
        if is_word:
            word, stemmed, grams, entries = row
            kept[language, word] = entries
            known[language].add(word)
            if (stemmed, grams) != (stem(word, language), pieces_of(word)):
                outdated.append((language, word))
        else:
            found = {word for part in row[:3] for word in words(composed(part))}
            held[language].update(found)
            if not found <= known[language]:
                known[language] |= found
                shown |= words_shown([SimpleNamespace(language=language, title=row[0], context=row[1], text=row[2])])
    missing = {place: how for place, how in shown.items() if place not in kept}
    return Faults(_differences(held, kept), missing, outdated)


def _rows():
    # A connection to PostgreSQL keeps the result together within a transaction alone; SQLite's would hold up others.
    together = transaction.atomic() if connection.vendor == "postgresql" else nullcontext()
    with together, connection.chunked_cursor() as cursor:
        cursor.execute(QUESTION)
        while rows := cursor.fetchmany(ROWS):
            yield from rows


def _differences(held, kept):
    differences = Counter(
        {
            (language, word): number
            for language, counted in held.items()
            for word, number in counted.items()
            if len(word) > 1 and word not in STOP_WORDS
        }
    )
    differences.subtract(kept)
    return Counter({place: number for place, number in differences.items() if number})


def mend(found, turn):
    """Correct these faults, a part of them in each turn: `turn` gives a transaction in which nobody else counts."""
    places = sorted(found.counts)
    for start in range(0, len(places), WORDS):
        with turn():
            count(Counter({place: found.counts[place] for place in places[start : start + WORDS]}), found.shown)
    for start in range(0, len(found.outdated), WORDS):
        with turn(), connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE public_searchword SET stem = %s, grams = %s WHERE language = %s AND word = %s",
                [
                    (stem(word, language), pieces_of(word), language, word)
                    for language, word in found.outdated[start : start + WORDS]
                ],
            )


def tidy():
    """What the databases do by themselves sooner or later: the searches after a rebuilding are quick at once."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (SearchEntry, SearchText, SearchWord):
                cursor.execute(f"ANALYZE {model._meta.db_table}")
            return
        for name in ("public_searchentry_words", "public_searchword_grams"):
            _merge(cursor, name)


def _merge(cursor, name):
    """In pieces: the whole at once would hold up whoever writes."""
    # The negative number makes one piece of all; what is said again with a positive one is its continuation.
    pages = -PAGES
    while True:
        before = _changes(cursor)
        cursor.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('merge', {pages})")  # noqa: S608
        if _changes(cursor) - before < 2:
            return
        pages = PAGES


def _changes(cursor):
    cursor.execute("SELECT total_changes()")
    return cursor.fetchone()[0]
