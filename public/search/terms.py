"""What is asked for, word by word."""

import sys
from dataclasses import dataclass, field

from public.search import analysis
from public.search.analysis import LANGUAGES, stem
from public.search.stopwords import STOP_WORDS
from public.search.synonyms import things_named


@dataclass
class Term:
    """A word that was typed, with all that counts as found for it."""

    word: str
    stems: tuple  # of the word itself, in each language
    kin: tuple = ()  # tokens that are as good: of Dutch compounds with it, of its synonyms, of words that begin with it
    names: set = field(default_factory=set)  # the stems of its synonyms
    words: set = field(default_factory=set)  # as they stand in texts, to be marked there
    known: bool = False  # whether a text may hold it
    entries: int = 0  # how many hold it, roughly and at most


def terms_of(text):
    """The terms of what was typed. Each word of what has several names is found by any of these."""
    terms = [term_of(word) for word in analysis.terms(text)]
    for language in LANGUAGES:
        stems = tuple(stem(term.word, language) for term in terms)
        for thing, name in things_named(stems, language):
            for term in terms:
                if stem(term.word, language) in name:
                    _add_synonyms(term, thing)
    return terms


def _add_synonyms(term, thing):
    if thing.token in term.kin:
        return
    term.kin += (thing.token,)
    term.words.update(thing.names)
    term.names.update(stem(name, language) for name in thing.names if " " not in name for language in LANGUAGES)


def term_of(word):
    if word in STOP_WORDS:  # not in the vocabulary: nearly every entry holds it
        return Term(word, (word,), words={word}, known=True, entries=sys.maxsize)
    return Term(word, tuple(sorted({stem(word, code) for code in LANGUAGES})), words={word})
