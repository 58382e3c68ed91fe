"""The tokens of an entry, and the expressions that find them.

A stem stands there as it is, and again behind a sign: `t_` where it is in a title, `fr_`, `nl_`, `en_` where that is
the title in this language, `k_` where it is in a title, a name or a code, or often in the text. No word has the "_".
What has several names has a token of its own beside their stems (`synonyms.py`). Beside them stands the kind of the
entry.
"""

from collections import Counter
from itertools import combinations

from public.search.analysis import words
from public.search.expressions import All, But, Some
from public.search.stopwords import STOP_WORDS
from public.search.synonyms import find_things, list_stems

OFTEN = 3
PARTIAL = 10  # above it are the tiers of what does not hold all terms
MOST_MISSING = 2


def list_tokens(document):
    """All tokens of a document, separated by spaces."""
    found = {f"a_{document.kind}"}
    for language, text in document.texts.items():
        title = _count_stems([text.title], language)
        named = _count_stems([text.context, *text.names, *text.nouns], language)
        told = _count_stems([*text.passages, *text.spellings], language)
        found.update(title, named, told)
        often = {token for token, count in told.items() if count >= OFTEN}
        in_title = title.keys() - STOP_WORDS
        found.update(f"{language}_{token}" for token in in_title)
        found.update(f"t_{token}" for token in in_title)
        found.update(f"k_{token}" for token in (in_title | named.keys() | often) - STOP_WORDS)
    return " ".join(sorted(found))


def _count_stems(texts, language):
    """Stem → how often it stands in the texts; with the tokens of the things that they name."""
    found = Counter()
    for text in texts:
        stems = list_stems(text, language)
        found.update(stems)
        found.update(thing.token for thing, _name in find_things(stems, language))
        found.update(STOP_WORDS.intersection(words(text)))
    return found


def tiers(terms, language, kinds):
    """[(tier, expression)]: the best hits first, each entry under one expression only. Kinds: None for all.

    Alternatives count in titles, and where the word itself is nowhere.
    """
    own_title, title, telling, exact = (
        All(tuple(_behind(sign, term.stems) for term in terms))
        for sign in (f"{language}_" if language != "en" else "t_", "t_", "k_", "")
    )
    has_alternatives = any(term.alternatives for term in terms)
    if has_alternatives:
        title = All(tuple(_behind("t_", term.tokens) for term in terms))
    ladder = [(1, own_title, ()), (2, title, (own_title,)), (3, telling, (title,))]
    better = (title, telling)
    if len(terms) > 1:
        ladder.append((4, Some(tuple(_with_one_in_title(terms, term) for term in terms)), better))
        better += (Some(tuple(_behind("t_", term.stems) for term in terms)),)
    ladder.append((5, exact, better))
    if has_alternatives:
        ladder.append((6, anywhere(terms), (title, exact)))
    for tier, wanted, unwanted in ladder:
        if wanted not in unwanted:
            yield tier, _but(All((*_of_kind(kinds), wanted)), unwanted)


def partial_tiers(terms, kinds):
    """[(tier, expression)] of the entries that hold most of the terms: all but one, then all but two; at least half."""
    if any(term.word in STOP_WORDS for term in terms):
        return
    fewer = ()
    for missing in range(1, min(MOST_MISSING, len(terms) // 2) + 1):
        held = combinations([_behind("", term.tokens) for term in terms], len(terms) - missing)
        wanted = All((*_of_kind(kinds), Some(tuple(map(All, held)))))
        yield PARTIAL + missing, _but(wanted, fewer)
        fewer = (wanted,)


def anywhere(terms, kinds=None):
    """The entries that stand in any tier of these that is not partial."""
    return All((*_of_kind(kinds), *(_behind("", term.tokens) for term in terms)))


def _of_kind(kinds):
    return () if kinds is None else (Some(tuple(f"a_{kind}" for kind in kinds)),)


def _with_one_in_title(terms, titled):
    """All of the terms, of which the one is in a title: such titles are few, and the databases begin with these."""
    return All(tuple(_behind("t_" if term is titled else "", term.stems) for term in terms))


def _but(wanted, unwanted):
    return But(wanted, Some(unwanted)) if unwanted else wanted


def _behind(sign, tokens):
    return Some(tuple(sign + token for token in tokens))
