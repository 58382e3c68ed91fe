"""What is asked for, word by word."""

from dataclasses import dataclass, field

from public.search import analysis
from public.search.analysis import stem
from public.search.stopwords import STOP_WORDS
from public.search.synonyms import find_things
from records.language_codes import LANGUAGES


@dataclass
class Term:
    """A word that was typed, with all that counts as found for it."""

    word: str
    stems: tuple  # of the word itself, in each language
    alternatives: tuple = ()  # tokens that are as good: of compounds with it, synonyms, words that begin with it
    synonyms: set = field(default_factory=set)  # the stems of those that are one word
    words: set = field(default_factory=set)  # as they stand in texts, to be marked there
    is_known: bool = False  # whether a text may hold it

    @property
    def tokens(self):
        return self.stems + self.alternatives


def read_terms(text):
    """The terms of what was typed. Each word of what has several names is found by any of these."""
    terms = [make_term(word) for word in analysis.terms(text)]
    for language in LANGUAGES:
        stems = tuple(stem(term.word, language) for term in terms)
        for thing, name in find_things(stems, language):
            for term in terms:
                if stem(term.word, language) in name:
                    _add_synonyms(term, thing)
    return terms


def make_term(word):
    """A term of one word. A word that says nothing, or of one letter or digit, is not in the vocabulary."""
    if word in STOP_WORDS:
        return Term(word, (word,), words={word}, is_known=True)
    stems = tuple(sorted({stem(word, code) for code in LANGUAGES}))
    return Term(word, stems, words={word}, is_known=len(word) == 1)


def _add_synonyms(term, thing):
    if thing.token not in term.alternatives:
        term.alternatives += (thing.token,)
        term.words.update(thing.names)
        term.synonyms.update(stem(name, code) for name in thing.names if " " not in name for code in LANGUAGES)
