"""What is asked for, word by word."""

import sys
from dataclasses import dataclass, field

from public.search import analysis
from public.search.analysis import LANGUAGES, stem
from public.search.stopwords import STOP_WORDS


@dataclass
class Term:
    """A word that was typed, with all that counts as found for it."""

    word: str
    stems: tuple  # of the word itself, in each language
    kin: tuple = ()  # stems of other words that are as good: Dutch compounds with it, words that begin with it
    words: set = field(default_factory=set)  # as they stand in texts, to be marked there
    known: bool = False  # whether a text may hold it
    entries: int = 0  # how many hold it, roughly and at most


def terms_of(text):
    """The terms of what was typed."""
    return [term_of(word) for word in analysis.terms(text)]


def term_of(word):
    if word in STOP_WORDS:  # not in the vocabulary: nearly every entry holds it
        return Term(word, (word,), words={word}, known=True, entries=sys.maxsize)
    return Term(word, tuple(sorted({stem(word, code) for code in LANGUAGES})), words={word})
