"""Which pages are measured, at which addresses, and how much each may cost."""

from dataclasses import dataclass
from itertools import islice, product
from urllib.parse import quote

from public.index.facet_values import get_values
from public.index.lists import PAGE
from public.models import Facet, InitiativeFacet, InitiativeIndex, SearchWord

ADDRESSES = 24
FEW = 20  # as many as there are copies of a text
PAIRS, STRIDE = 240, 19
LANGUAGES = ("fr", "nl")
PARTS = ["wijk", "school", "politie", "agent", "buurt", "jongeren", "veiligheid", "straat", "plein", "water"]


@dataclass(frozen=True)
class Page:
    name: str
    limit: float  # how many times the cost of hello
    addresses: list[str]
    is_kept: bool = False  # asked for where pages are kept, and kept before it is measured
    is_unchanged: bool = False  # asked for by a reader who has it
    is_new: bool = False  # asked for once at each address: nobody made or counted what stands there


def pages() -> list[Page]:
    """The kinds of page with addresses that this database has."""
    lists = [f"/{code}/initiatives/" for code in LANGUAGES]
    details = _details()
    kept = [*lists, "/fr/", "/nl/", *details[:8], "/fr/search/?q=police", "/nl/volets/"]
    return [
        Page("kept", 1.3, kept, is_kept=True),
        Page("unchanged (304)", 1.3, kept, is_kept=True, is_unchanged=True),
        Page("home", 16, ["/fr/", "/nl/"]),
        Page("list", 14, [*lists, *(f"{address}?sort={sort}" for address in lists for sort in ("started", "title"))]),
        Page("filtered list, one choice", 14, _narrowed_by_one()),
        Page("filtered list, two choices", 14, _narrowed_by_two(), is_new=True),
        Page("detail", 15, details),
        Page("detail, first reader", 45, _details(PAIRS), is_new=True),
        Page("deep page", 14, _deep()),
        Page("search, a common word", 15, _searches(_frequent(0))),
        Page("search, a rare word", 15, _searches(_rare())),
        Page("search, two words", 15, _searches(map(" ".join, zip(_frequent(0), _frequent(40), strict=True)))),
        Page("search, a Dutch compound", 15, _searches(_in_compounds())),
        Page("search, a typing error", 60, _searches(map(_with_error, _frequent(10)))),
    ]


def _details(number=ADDRESSES):
    count = InitiativeIndex.objects.count()
    keys = InitiativeIndex.objects.order_by("pk").values_list("key", flat=True)
    return [f"/{LANGUAGES[place % 2]}/initiatives/{keys[count * place // number]}/" for place in range(number)]


def _deep():
    """Pages from the middle of the list to its end."""
    ranks = InitiativeIndex.objects.order_by("-latest_rank").values_list("latest_rank", flat=True)
    count = ranks.count()
    places = [count // 2 + (count // 2 - 30) * number // ADDRESSES for number in range(ADDRESSES)]
    return [f"/{LANGUAGES[place % 2]}/initiatives/?after={ranks[place]}" for place in places]


FIRST = (Facet.ZONE, Facet.COMMUNE, Facet.VOLET, Facet.RECOMMENDATION, Facet.PARTNER, Facet.PERIOD)
SECOND = (Facet.STATUS, Facet.KIND, Facet.THEME, Facet.YEAR)


def _narrowed_by_one():
    """Lists under many choices, of each facet in turn."""
    values = {facet: _values(facet) for facet in FIRST}
    facets = [FIRST[number % len(FIRST)] for number in range(ADDRESSES)]
    return _lists(_parameter(facet, values[facet][number % len(values[facet])]) for number, facet in enumerate(facets))


def _narrowed_by_two():
    """Lists under two choices of different facets that fill a page, in a small database as in a large one."""
    pairs = list(
        product(*([(facet, value) for facet in facets for value in _values(facet)] for facets in (FIRST, SECOND)))
    )
    spread = (pair for start in range(STRIDE) for pair in pairs[start::STRIDE])
    return _lists("&".join(_parameter(*one) for one in pair) for pair in islice(filter(_fill_a_page, spread), PAIRS))


def _fill_a_page(pair):
    first, second = (InitiativeFacet.objects.filter(facet=facet, value=value) for facet, value in pair)
    return first.filter(listing__in=second.values("listing"))[: PAGE + 1].count() > PAGE


def _values(facet):
    return list(get_values(facet))


def _parameter(facet, value):
    return f"{facet}={quote(value, safe='/')}"


def _lists(parameters):
    return [f"/{LANGUAGES[number % 2]}/initiatives/?{asked}" for number, asked in enumerate(parameters)]


def _searches(words):
    return [f"/{LANGUAGES[number % 2]}/search/?q={quote(word)}" for number, word in enumerate(words)]


def _frequent(start):
    """Words that many texts hold, from a place in their order on."""
    words = SearchWord.objects.filter(language__in=LANGUAGES, word__regex=r"^[a-z]{6,}$")
    return list(words.order_by("-entries", "word").values_list("word", flat=True)[start : start + ADDRESSES])


def _rare():
    """Words that some twenty texts hold, in a small database as in a large one, where each text has its copies."""
    words = SearchWord.objects.filter(language__in=LANGUAGES, word__regex=r"^[a-z]{8,}$", entries__gte=FEW)
    return list(words.order_by("entries", "word").values_list("word", flat=True)[:ADDRESSES])


def _in_compounds():
    """Dutch words that begin or end longer ones."""
    words = SearchWord.objects.filter(language="nl")
    return [
        word for word in PARTS if words.filter(word=word).exists() and words.filter(word__contains=word).count() > 3
    ]


def _with_error(word):
    """With a letter in its midst that stands in no such word."""
    middle = len(word) // 2
    return f"{word[:middle]}{'xqz'[len(word) % 3]}{word[middle + 1 :]}"
