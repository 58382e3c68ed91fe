"""Which pages are measured, at which addresses, and how much each may cost."""

from dataclasses import dataclass
from urllib.parse import quote

from public.models import Choice, Facet, Listing, SearchWord

ADDRESSES = 24
LANGUAGES = ("fr", "nl")
PARTS = ["wijk", "school", "politie", "agent", "buurt", "jongeren", "veiligheid", "straat", "plein", "water"]


@dataclass(frozen=True)
class Page:
    name: str
    limit: float  # how many times the cost of hello
    addresses: list[str]
    is_kept: bool = False  # asked for where pages are kept, and kept before it is measured
    is_unchanged: bool = False  # asked for by a reader who has it


def pages() -> list[Page]:
    """The kinds of page with addresses that this database has."""
    lists = [f"/{code}/initiatives/" for code in LANGUAGES]
    details = _details()
    kept = [*lists, "/fr/", "/nl/", *details[:8], "/fr/search/?q=police", "/nl/volets/"]
    return [
        Page("kept", 1.2, kept, is_kept=True),
        Page("unchanged (304)", 1.2, kept, is_kept=True, is_unchanged=True),
        Page("home", 16, ["/fr/", "/nl/"]),
        Page("list", 14, [*lists, *(f"{address}?sort={sort}" for address in lists for sort in ("started", "title"))]),
        Page("filtered list, one choice", 14, _narrowed(1)),
        Page("filtered list, two choices", 14, _narrowed(2)),
        Page("detail", 14, details),
        Page("deep page", 14, _deep()),
        Page("search, a common word", 15, _searches(_frequent(0))),
        Page("search, a rare word", 15, _searches(_rare())),
        Page("search, two words", 15, _searches(map(" ".join, zip(_frequent(0), _frequent(40), strict=True)))),
        Page("search, a Dutch compound", 15, _searches(_in_compounds())),
        Page("search, a typing error", 60, _searches(map(_with_error, _frequent(10)))),
    ]


def _details():
    count = Listing.objects.count()
    keys = Listing.objects.order_by("pk").values_list("key", flat=True)
    return [f"/{LANGUAGES[number % 2]}/initiatives/{keys[count * number // ADDRESSES]}/" for number in range(ADDRESSES)]


def _deep():
    """Pages from the middle of the list to its end."""
    ranks = Listing.objects.order_by("-latest_rank").values_list("latest_rank", flat=True)
    count = ranks.count()
    places = [count // 2 + (count // 2 - 30) * number // ADDRESSES for number in range(ADDRESSES)]
    return [f"/{LANGUAGES[place % 2]}/initiatives/?after={ranks[place]}" for place in places]


def _narrowed(facets):
    """Lists under each of many choices; with two, the second is of another facet."""
    first = _choices((Facet.ZONE, Facet.COMMUNE, Facet.VOLET, Facet.RECOMMENDATION, Facet.PARTNER, Facet.PERIOD))
    second = _choices((Facet.STATUS, Facet.KIND, Facet.THEME, Facet.YEAR))
    return [
        f"/{LANGUAGES[number % 2]}/initiatives/?{'&'.join(part for part in (one, other)[:facets])}"
        for number, (one, other) in enumerate(zip(first, second, strict=True))
    ]


def _choices(facets):
    found = {facet: list(Choice.objects.filter(facet=facet).values_list("value", flat=True)) for facet in facets}
    return [
        f"{facet}={quote(found[facet][number % len(found[facet])], safe='/')}"
        for number in range(ADDRESSES)
        for facet in [facets[number % len(facets)]]
    ]


def _searches(words):
    return [f"/{LANGUAGES[number % 2]}/search/?q={quote(word)}" for number, word in enumerate(words)]


def _frequent(start):
    """Words that many texts hold, from a place in their order on."""
    words = SearchWord.objects.filter(language__in=LANGUAGES, word__regex=r"^[a-z]{6,}$")
    return list(words.order_by("-entries", "word").values_list("word", flat=True)[start : start + ADDRESSES])


def _rare():
    words = SearchWord.objects.filter(language__in=LANGUAGES, word__regex=r"^[a-z]{8,}$")
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
