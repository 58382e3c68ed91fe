"""The addresses of all public pages in their languages, for search engines: an index, and files of limited length."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import CharField, F, Func, IntegerField, QuerySet, Value
from django.urls import reverse

from initiatives.models import Initiative, Recommendation, Volet
from lisa.models import Antenna
from public.opendata.structure import plain
from public.opendata.tables import TABLES
from public.opendata.tables.editions import EDITIONS
from zones.models import Commune, Partner, PoliceZone

LANGUAGES = ("fr", "nl", "en")
MOST_ADDRESSES = 10_000
MOST_PAGES = MOST_ADDRESSES // len(LANGUAGES)
SINGLE = (
    "", "initiatives/", "volets/", "places/", "compare/", "antennas/", "editions/", "working-group/", "data/",
    "accessibility/", "privacy/", "contact/",
)  # fmt: skip
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True)
class Section:
    """The pages of one kind: `/<language>/<folder>/<fields>/`."""

    folder: str
    rows: Callable[[], QuerySet]
    fields: tuple[str, ...]
    order: tuple[str, ...] = ("pk",)


SECTIONS = {
    "volets": Section("volets", Volet.objects.all, ("framework__key", "number")),
    "recommendations": Section(
        "volets", Recommendation.objects.all, ("volet__framework__key", "volet__number", "code")
    ),
    "zones": Section("zones", PoliceZone.objects.all, ("number",)),
    "communes": Section("communes", Commune.objects.all, ("nis_code",)),
    "partners": Section("partners", Partner.objects.all, ("key",)),
    "antennas": Section("antennas", Antenna.objects.all, ("key",)),
    "editions": Section("editions", EDITIONS.rows, ("key",)),
    "initiatives": Section("initiatives", Initiative.objects.published, ("key",)),
}


def index_pieces():
    """The index: where the files are. One query."""
    yield f"{HEAD}<sitemapindex {NAMES}>\n{_file('pages', 1)}"
    numbers = [_number(name, section) for name, section in SECTIONS.items()]
    lengths = dict(numbers[0].union(*numbers[1:], all=True))
    for name in SECTIONS:
        for part in range(1, -(-lengths[name] // MOST_PAGES) + 1):
            yield _file(name, part)
    yield "</sitemapindex>\n"


def pieces(name, part):
    """One file. One query; none for what there is once."""
    yield f'{HEAD}<urlset {NAMES} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for path in _single() if name == "pages" else _paths(SECTIONS[name], part):
        yield _page(path)
    yield "</urlset>\n"


def exists(name, part):
    """Whether a file can have this name; one behind the last holds no address."""
    return (name == "pages" and part == 1) or (name in SECTIONS and 1 <= part < 100_000)


def _single():
    return [*SINGLE, *(f"data/{name}/" for name in TABLES)]


def _paths(section, part) -> Iterator[str]:
    start = (part - 1) * MOST_PAGES
    rows = plain(section.rows()).order_by(*section.order).values_list(*section.fields)[start : start + MOST_PAGES]
    for fields in rows.iterator(chunk_size=1_000):
        yield f"{section.folder}/{quote('/'.join(str(field) for field in fields))}/"


def _page(path):
    """The page in each language, each time with all of its languages beside it."""
    addresses = {language: escape(f"{settings.SITE_URL}/{language}/{path}") for language in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in addresses.items()
    )
    return "".join(f"<url><loc>{address}</loc>{others}</url>\n" for address in addresses.values())


def _file(name, part):
    return f"<sitemap><loc>{settings.SITE_URL}{reverse('sitemap-part', args=[name, part])}</loc></sitemap>\n"


def _number(name, section):
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return plain(section.rows()).order_by().annotate(counted=counted).values_list(Value(name, CharField()), "counted")
