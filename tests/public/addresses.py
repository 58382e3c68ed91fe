"""Every public address, made from the patterns: a page that is added tomorrow is asked for, or missed."""

from django.urls import reverse
from django.utils import translation

from initiatives.models import Initiative, Photo, Recommendation, Volet
from lisa.models import Antenna
from public import root_urls, urls
from public.feeds.sitemap import SECTIONS
from public.opendata.files import FORMATS
from public.opendata.reading import every
from public.opendata.tables import TABLES
from reporting.models import Edition, IssuedReport
from tests.public.whole_site import ALIKE, LANGUAGES
from zones.models import Commune, Partner, PoliceZone


def _keys(rows, *names):
    """The arguments of an address for each of the rows: `argument=path`, or a name that is both."""
    paths = dict(name.split("=") if "=" in name else (name, name) for name in names)
    return [dict(zip(paths, values, strict=True)) for values in rows.values_list(*paths.values())]


def _reports():
    return _keys(IssuedReport.objects, "edition=issue__edition__key", "language", "file_format=format")


EXAMPLES = {
    "public:volet": lambda: _keys(Volet.objects, "framework=framework__key", "number"),
    "public:recommendation": lambda: _keys(
        Recommendation.objects, "framework=volet__framework__key", "number=volet__number", "code"
    ),
    "public:initiative": lambda: _keys(Initiative.objects.published(), "key"),
    "public:zone": lambda: _keys(PoliceZone.objects, "number"),
    "public:commune": lambda: _keys(Commune.objects, "nis_code"),
    "public:partner": lambda: _keys(Partner.objects, "key"),
    "public:antenna": lambda: _keys(Antenna.objects, "key"),
    "public:edition": lambda: _keys(Edition.objects.filter(issues__isnull=False).distinct(), "key"),
    "public:data-table": lambda: [{"name": name} for name in TABLES],
    "photo": lambda: _keys(Photo.objects.published(), "sha256"),
    "issued-report": _reports,
    "numbered-issue": lambda: _keys(
        IssuedReport.objects, "edition=issue__edition__key", "number=issue__number", "language", "file_format=format"
    ),
    "data-table": lambda: [{"name": name, "file_format": extension} for name in TABLES for extension in FORMATS],
    "api-table": lambda: [{"name": name} for name in TABLES],
    "api-row": lambda: [{"name": name, "key": table.key_of(row)} for name, table in TABLES.items()
                        for row in every(table)],
    "sitemap-part": lambda: [{"name": name, "part": 1} for name in ("pages", *SECTIONS)],
}  # fmt: skip
"""Name of an address → the arguments of all that exist, for those that take any."""


def patterns():
    """(name, pattern) of every public address."""
    yield from ((f"{urls.app_name}:{pattern.name}", pattern) for pattern in urls.urlpatterns)
    yield from ((pattern.name, pattern) for pattern in root_urls.urlpatterns)


def without_example():
    """The names of the addresses that take arguments of which nobody has said what they could be."""
    return [name for name, pattern in patterns() if pattern.pattern.converters and name not in EXAMPLES]


def every_address(most=None):
    """Each public address that exists, in each of its languages; at most so many of each name and language.

    The pages of initiatives that are all alike are passed by.
    """
    found = []
    for name, _pattern in patterns():
        for arguments in EXAMPLES.get(name, lambda: [{}])()[:most]:
            for language in LANGUAGES if name.startswith("public:") else ("fr",):
                with translation.override(language):
                    found.append(reverse(name, kwargs=arguments))
    return [address for address in found if not ALIKE.search(address)]
