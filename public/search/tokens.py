"""The tokens of an entry, and the expressions that find them.

A stem stands there as it is, and again behind a sign: `t_` where it is in a title, `fr_`, `nl_`, `en_` where that is
the title in this language, `k_` where it is in a title, a name or a code, or often in the text. No word has the "_".
What has several names has a token of its own beside their stems (`synonyms.py`). Beside them stands the kind of the
entry.

All tokens stand once more in some entries: behind `q_` in one of four, behind `s_` in one of thirty-two. Of a word
that many entries hold, these are enough, and found in a fraction of the time. `a_q` and `a_s` stand in these entries.
"""

from collections import Counter
from itertools import combinations

from public.search.analysis import words
from public.search.expressions import All, But, Some, behind
from public.search.stopwords import STOP_WORDS
from public.search.synonyms import stems_of, things_named

OFTEN = 3
MOST_RANKED = 300

# Sign and share: of what so many times MOST_RANKED entries hold, the sample has enough.
SAMPLES = (("s_", 32), ("q_", 4))
PARTIAL = 10  # above it are the tiers of what does not hold all terms
MOST_MISSING = 2
TITLES = (1, 2)  # the tiers of what has the terms in its title: not so many have one, and few have several


def tokens_of(document):
    """All tokens of a document, separated by spaces."""
    found = {f"a_{document.kind}"}
    for language, text in document.texts.items():
        title = _stems([text.title], language)
        named = _stems([text.context, *text.names, *text.nouns], language)
        told = _stems([*text.passages, *text.spellings], language)
        found.update(title, named, told)
        often = {token for token, count in told.items() if count >= OFTEN}
        telling = title.keys() - STOP_WORDS
        found.update(f"{language}_{token}" for token in telling)
        found.update(f"t_{token}" for token in telling)
        found.update(f"k_{token}" for token in (telling | named.keys() | often) - STOP_WORDS)
    in_each = frozenset(found)
    for sign, one_in in SAMPLES:
        if document.object_id % one_in == 0:
            found.update({_member(sign), *(sign + token for token in in_each)})
    return " ".join(sorted(found))


def _member(sign):
    """The token of the entries of a sample."""
    return f"a_{sign[0]}"


def _stems(texts, language):
    """Stem → how often it stands in the texts; with the tokens of the things that they name."""
    found = Counter()
    for text in texts:
        stems = stems_of(text, language)
        found.update(stems)
        found.update(thing.token for thing, _name in things_named(stems, language))
        found.update(STOP_WORDS.intersection(words(text)))
    return found


def tiers(terms, language, kinds):
    """[(tier, expression)]: the best hits first, each entry under one expression only. Kinds: None for all.

    Where each term stands in so many entries that a sample may do, a tier is looked for in the sample first: what there
    is beyond the most that are ranked is never looked for.
    """
    own_title = f"{language}_" if language != "en" else "t_"
    of_kind = _of_kind(kinds)
    fewest = min(term.entries for term in terms)
    samples = [sign for sign, one_in in SAMPLES if fewest > MOST_RANKED * one_in]
    for tier, wanted, unwanted in _ladder(terms, own_title, akin=any(term.kin for term in terms)):
        wanted, smaller = All((*of_kind, wanted)), ()
        for sign in samples if tier not in TITLES else samples[-1:] if len(terms) == 1 else ():
            yield tier, _but(behind(sign, wanted), (*(behind(sign, better) for better in unwanted), *smaller))
            smaller = (_member(sign),)
        yield tier, _but(wanted, (*unwanted, *smaller))


def anywhere(terms, kinds):
    """The entries that stand in any tier."""
    return All((*_of_kind(kinds), *(_behind("", term.stems + term.kin) for term in terms)))


def partial_tiers(terms, kinds):
    """[(tier, expression)] of the entries that hold most of the terms: all but one, then all but two; at least half."""
    if any(term.word in STOP_WORDS for term in terms):
        return
    fewer = ()
    for missing in range(1, min(MOST_MISSING, len(terms) // 2) + 1):
        held = combinations([_behind("", term.stems + term.kin) for term in terms], len(terms) - missing)
        wanted = All((*_of_kind(kinds), Some(tuple(map(All, held)))))
        yield PARTIAL + missing, _but(wanted, fewer)
        fewer = (wanted,)


def _of_kind(kinds):
    return () if kinds is None else (Some(tuple(f"a_{kind}" for kind in kinds)),)


def _ladder(terms, own_title, *, akin):
    """(tier, what is wanted, what better tiers have). Kin counts in titles, and where the word itself is nowhere."""
    own, named, telling, exact = (
        All(tuple(_behind(sign, term.stems) for term in terms)) for sign in (own_title, "t_", "k_", "")
    )
    titles = All(tuple(_behind("t_", term.stems + term.kin) for term in terms)) if akin else named
    yield 1, own, ()
    if titles != own:
        yield 2, titles, (own,)
    yield 3, telling, (titles,)
    better = (titles, telling)
    if len(terms) > 1:
        yield 4, Some(tuple(_with_one_in_title(terms, term) for term in terms)), better
        better += (Some(tuple(_behind("t_", term.stems) for term in terms)),)
    yield 5, exact, better
    if akin:
        yield 6, All(tuple(_behind("", term.stems + term.kin) for term in terms)), (titles, exact)


def _with_one_in_title(terms, titled):
    """All of the terms, of which the one is in a title: such titles are few, and the databases begin with these."""
    return All(tuple(_behind("t_" if term is titled else "", term.stems) for term in terms))


def _but(wanted, unwanted):
    return But(wanted, Some(unwanted)) if unwanted else wanted


def _behind(sign, stems):
    return Some(tuple(sign + token for token in stems))
