"""The tokens of an entry, and the expressions that find them.

A stem stands there as it is, and again behind a sign: `t_` where it is in a title, `fr_`, `nl_`, `en_` where that is
the title in this language, `k_` where it is in a title, a name or a code, or often in the text. No word has the "_".
Beside them stand the kind of the entry, and `a_sample` in one entry of thirty-two: of a word that nearly all entries
hold, these are enough.
"""

from collections import Counter

from public.search.analysis import stem, words
from public.search.expressions import All, But, Some
from public.search.stopwords import STOP_WORDS

OFTEN = 3
SAMPLE, ONE_IN = "a_sample", 32
ENOUGH = 1_000 * ONE_IN  # entries with a word: the sample has a thousand of them


def tokens_of(document):
    """All tokens of a document, separated by spaces."""
    found = {f"a_{document.kind}"}
    if document.object_id % ONE_IN == 0:
        found.add(SAMPLE)
    for language, text in document.texts.items():
        title = _stems([text.title], language)
        named = _stems([text.context, *text.names], language)
        told = _stems(text.passages, language)
        found.update(title, named, told)
        often = {token for token, count in told.items() if count >= OFTEN}
        telling = title.keys() - STOP_WORDS
        found.update(f"{language}_{token}" for token in telling)
        found.update(f"t_{token}" for token in telling)
        found.update(f"k_{token}" for token in (telling | named.keys() | often) - STOP_WORDS)
    return " ".join(sorted(found))


def _stems(texts, language):
    counts = Counter(word for text in texts for word in words(text))
    stems = Counter()
    for word, count in counts.items():
        stems[word if word in STOP_WORDS else stem(word, language)] += count
    return stems


def tiers(terms, language, kinds):
    """[(tier, expression)]: the best hits first, each entry under one expression only. Kinds: None for all.

    Where each term stands in so many entries that the sample alone may do, the sample comes first, behind the titles.
    """
    own_title = f"{language}_" if language != "en" else "t_"
    of_kind = () if kinds is None else (Some(tuple(f"a_{kind}" for kind in kinds)),)
    if all(term.entries > ENOUGH for term in terms):
        ladder = list(_ladder(terms, own_title, akin=False))
        for tier, wanted, unwanted in ladder[:1]:
            yield tier, _but((*of_kind, wanted), unwanted)
        for tier, wanted, unwanted in ladder[1:]:
            yield tier, _but((*of_kind, SAMPLE, wanted), unwanted)
        for tier, wanted, unwanted in ladder[1:]:
            yield tier, _but((*of_kind, wanted), (*unwanted, SAMPLE))
        return
    for tier, wanted, unwanted in _ladder(terms, own_title, akin=any(term.kin for term in terms)):
        yield tier, _but((*of_kind, wanted), unwanted)


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
        one_in_title = Some(tuple(_behind("t_", term.stems) for term in terms))
        yield 4, All((exact, one_in_title)), better
        better += (one_in_title,)
    yield 5, exact, better
    if akin:
        yield 6, All(tuple(_behind("", term.stems + term.kin) for term in terms)), (titles, exact)


def _but(wanted, unwanted):
    wanted = All(wanted)
    return But(wanted, Some(unwanted)) if unwanted else wanted


def _behind(sign, stems):
    return Some(tuple(sign + token for token in stems))
