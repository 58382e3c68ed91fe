"""The words that entries hold: forms of what was typed, Dutch compounds with it, and how many texts hold each."""

import re
from collections import Counter

from django.db import connection

from public.models import SearchText, SearchWord
from public.search.analysis import EDGE, compose, fold, grams, spelled, stem, strip_plural
from public.search.expressions import All, match_tokens
from public.search.stopwords import STOP_WORDS
from records.language_codes import LANGUAGES

TABLE = SearchWord._meta.db_table
MOST_ALTERNATIVES = 20  # for all terms together: each is looked up in every tier
MOST_FORMS = 200
BATCH = 1_000


# --- Looked up ------------------------------------------------------------------------------------


def look_up(terms, *, beside=0):
    """Complete the terms by their forms in the vocabulary, and by the Dutch compounds with them. One query.

    `beside` is how many more terms are looked for.
    """
    if not terms:
        return
    parts = [_forms({stem for term in terms for stem in (*term.stems, *term.synonyms)})]
    most = max(MOST_ALTERNATIVES // (len(terms) + beside), 3)
    for number, term in enumerate(terms):
        if term.word not in STOP_WORDS and (part := strip_plural(term.word)):
            parts.append(_compounds(number, part, most))
    for number, language, word, stemmed in fetch_rows(parts):
        if number < 0:
            _add_form(terms, language, word, stemmed)
        else:
            _add_compound(terms[number], word, stemmed)


def _forms(stems):
    places = ", ".join(["%s"] * len(stems))
    sql = f"SELECT -1, language, word, stem FROM {TABLE} WHERE stem IN ({places}) LIMIT {MOST_FORMS}"  # noqa: S608
    return sql, sorted(stems)


def _compounds(number, part, most):
    rows, tokens = match_tokens(TABLE, "grams", All(tuple(grams(part))))
    sql = (
        f"SELECT {number}, it.language, it.word, it.stem {rows} AND it.language = 'nl' AND it.word LIKE %s "
        f"ORDER BY it.entries DESC, it.word LIMIT {most}"
    )
    return sql, [tokens, f"%{part}%"]


def _add_form(terms, language, word, stemmed):
    for term in terms:
        if term.word == word or stem(term.word, language) == stemmed or stemmed in term.synonyms:
            term.words.add(word)
            term.is_known = True


def _add_compound(term, word, stemmed):
    term.is_known = True
    term.words.add(word)
    if stemmed not in term.tokens:
        term.alternatives += (stemmed,)


def fetch_rows(parts, condition="", parameters=()):
    """The rows of all parts, each (SQL, parameters); with a condition, only if it holds. One query."""
    named = (f"SELECT * FROM ({part}) part_{number}" for number, (part, _) in enumerate(parts))  # noqa: S608
    sql = " UNION ALL ".join(named)
    if condition:
        sql = f"SELECT * FROM ({sql}) parts WHERE {condition}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(value for _, values in parts for value in values), *parameters])
        return cursor.fetchall()


# --- Counted --------------------------------------------------------------------------------------

_WORD = re.compile(r"\S+")


def count_words(texts):
    """((language, word) → how many of the texts hold it, the same → the word with its accents)"""
    counted, shown = Counter(), {}
    for text in texts:
        found = {}
        for part in map(compose, (text.title, text.context, text.text)):
            for match in _WORD.finditer(fold(part)):
                word = spelled(match[0])
                if word not in STOP_WORDS and len(word) > 1:
                    found.setdefault((text.language, word), part[match.start() : match.end()].lower()[: len(word)])
        counted.update(found.keys())
        shown |= found
    return counted, shown


def add_counts(differences: Counter, shown):
    """Add to the numbers of texts that hold a word; `shown` has each word that is new, with its accents.

    Always in the same order, so that two processes do not block each other.
    """
    rows = [
        (language, word, stem(word, language), shown.get((language, word), word), difference, join_grams(word))
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


def recount():
    """Count all texts anew and replace the words that stand there otherwise. In the transaction of the caller."""
    counted, shown = count_words(SearchText.objects.iterator())
    wrong = []
    for row in SearchWord.objects.iterator():
        place = row.language, row.word
        if (row.entries, row.stem, row.grams) == (counted[place], stem(row.word, row.language), join_grams(row.word)):
            del counted[place]
        else:
            wrong.append(row.pk)
    for start in range(0, len(wrong), BATCH):
        SearchWord.objects.filter(pk__in=wrong[start : start + BATCH]).delete()
    add_counts(counted, shown)


def join_grams(word):
    """The trigrams of a word as they are kept."""
    return " ".join(dict.fromkeys(grams(EDGE + word + EDGE)))
