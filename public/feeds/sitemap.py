"""The addresses of all public pages in their languages, for search engines: an index, and files of limited length."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.db.models import CharField, F, Func, IntegerField, QuerySet, Value
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from initiatives.models import Initiative, Recommendation, Volet
from lisa.models import Antenna
from public.opendata.structure import plain
from public.opendata.tables import TABLES
from public.opendata.tables.editions import EDITIONS
from zones.models import Commune, Partner, PoliceZone

MOST_PAGES = 1_000  # a file takes 0.3 s of a processor
SINGLE = (
    "", "initiatives/", "volets/", "places/", "compare/", "antennas/", "editions/", "working-group/", "data/",
    "accessibility/", "privacy/", "contact/",
)  # fmt: skip


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


def render_index():
    """The index: where the files are. One query, when the text is asked for."""
    numbers = [_number(name, section) for name, section in SECTIONS.items()]
    lengths = dict(numbers[0].union(*numbers[1:], all=True))
    parts = [(name, part) for name in SECTIONS for part in range(1, -(-lengths[name] // MOST_PAGES) + 1)]
    addresses = [f"{settings.SITE_URL}{reverse('sitemap-part', args=part)}" for part in [("pages", 1), *parts]]
    yield render_to_string("sitemap_index.xml", {"sitemaps": map(SitemapIndexItem, addresses)})


def render_part(name, part):
    """One file. One query; none for what there is once."""
    pages = _single() if name == "pages" else _paths(SECTIONS[name], part)
    yield render_to_string("sitemap.xml", {"urlset": PageSitemap(pages).get_urls()})


def exists(name, part):
    """Whether a file can have this name; one behind the last holds no address."""
    return (name == "pages" and part == 1) or (name in SECTIONS and 1 <= part < 100_000)


class PageSitemap(Sitemap):
    """Pages, given by what follows the language in their addresses: each in all languages."""

    i18n = alternates = True
    limit = 50_000

    def __init__(self, paths):
        self.paths = paths

    def items(self):
        return self.paths

    def location(self, path):
        return f"/{get_language()}/{path}"

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


def _single():
    return [*SINGLE, *(f"data/{name}/" for name in TABLES)]


def _paths(section, part):
    start = (part - 1) * MOST_PAGES
    rows = plain(section.rows()).order_by(*section.order).values_list(*section.fields)[start : start + MOST_PAGES]
    return [f"{section.folder}/{quote('/'.join(map(str, fields)))}/" for fields in rows]


def _number(name, section):
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return plain(section.rows()).order_by().annotate(counted=counted).values_list(Value(name, CharField()), "counted")
