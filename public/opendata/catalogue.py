"""What data there is, as portals of open data read it: DCAT-AP in JSON-LD."""

from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from initiatives.models import Period, ReviewState, UpdateReview
from lisa.models import AntennaReview
from public.opendata.files import FORMATS
from public.opendata.publisher import (
    ATTRIBUTION,
    LICENCE_ADDRESS,
    PUBLISHER,
    PUBLISHER_ADDRESS,
    absolute,
    in_languages,
    page_address,
)
from public.opendata.structure import Table
from public.opendata.tables import TABLES
from records.language_codes import LANGUAGES
from reporting.models import Issue

TITLE = _("Open data: relations between citizens and police in the Brussels-Capital Region")
ABOUT = _("What police zones, communes and associations do for better relations between citizens and police.")
EU = "http://publications.europa.eu/resource/authority/"
LANGUAGE_CODES = {"fr": "FRA", "nl": "NLD", "en": "ENG"}
FILE_TYPES = {"csv": "CSV", "json": "JSON", "xlsx": "XLSX"}
IANA = "https://www.iana.org/assignments/media-types/"
KEYWORDS = {
    "fr": ["police", "commune", "prévention", "sécurité", "Bruxelles"],
    "nl": ["politie", "gemeente", "preventie", "veiligheid", "Brussel"],
    "en": ["police", "municipality", "prevention", "security", "Brussels"],
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue():
    """The catalogue, with a dataset for each table, its files, and the API that serves them all. Two queries."""
    common = _common()
    return {
        "@context": CONTEXT,
        "@id": absolute("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _texts(in_languages(TITLE)),
        "dct:description": _texts(in_languages(ABOUT)),
        "dct:publisher": _publisher(),
        "dct:license": _id(LICENCE_ADDRESS),
        "dct:language": _languages(),
        "foaf:homepage": _id(page_address("fr", "data")),
        "dcat:dataset": [_dataset(table, common) for table in TABLES.values()],
        "dcat:service": _service(),
    }


def _dataset(table: Table, common):
    address = page_address("fr", "data-table", table.name)
    return {
        "@id": f"{absolute('catalogue')}#{table.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": _texts(in_languages(table.title)),
        "dct:description": _texts(in_languages(table.about)),
        "dcat:landingPage": _id(address),
        "dcat:distribution": [_distribution(table, file_format) for file_format in FORMATS] + [_by_api(table)],
        **common,
    }


def _common():
    days = Period.objects.counted().aggregate(first=Min("starts_on"), last=Max("ends_on"))
    said = {
        "dct:publisher": _publisher(),
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": PUBLISHER,
            "vcard:hasURL": _id(page_address("fr", "contact")),
        },
        "dcat:theme": [_id(f"{EU}data-theme/JUST"), _id(f"{EU}data-theme/GOVE")],
        "dcat:keyword": [
            {"@value": word, "@language": language} for language, words in KEYWORDS.items() for word in words
        ],
        "dct:language": _languages(),
        "dct:spatial": _id("http://data.europa.eu/nuts/code/BE10"),
        "dct:accrualPeriodicity": _id(f"{EU}frequency/IRREG"),
        "dct:accessRights": _id(f"{EU}access-right/PUBLIC"),
    }
    if days["first"]:
        said["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(days["first"].isoformat(), "date"),
            "dcat:endDate": _typed(days["last"].isoformat(), "date"),
        }
    if modified := _last_publication():
        said["dct:modified"] = _typed(modified.isoformat(timespec="seconds"), "dateTime")
    return said


def _distribution(table, file_format):
    address = absolute("data-table", table.name, file_format)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _texts({code: f"{title} ({FILE_TYPES[file_format]})" for code, title in
                             in_languages(table.title).items()}),
        "dcat:accessURL": _id(address),
        "dcat:downloadURL": _id(address),
        "dct:format": _id(f"{EU}file-type/{FILE_TYPES[file_format]}"),
        "dcat:mediaType": _id(IANA + FORMATS[file_format].partition(";")[0]),
        "dct:license": _id(LICENCE_ADDRESS),
        "dct:rights": {"@type": "dct:RightsStatement", "foaf:page": _id(page_address("fr", "data"))},
        "dct:description": _texts(in_languages(table.about)),
    }  # fmt: skip


def _by_api(table):
    address = absolute("api-table", table.name)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _texts({code: f"{title} (API)" for code, title in in_languages(table.title).items()}),
        "dcat:accessURL": _id(address),
        "dcat:accessService": _id(absolute("api-index")),
        "dct:format": _id(f"{EU}file-type/JSON"),
        "dcat:mediaType": _id(f"{IANA}application/json"),
        "dct:license": _id(LICENCE_ADDRESS),
    }


def _service():
    return {
        "@id": absolute("api-index"),
        "@type": "dcat:DataService",
        "dct:title": _texts(dict.fromkeys(LANGUAGES, "CiPol – API")),
        "dcat:endpointURL": _id(absolute("api-index")),
        "dcat:endpointDescription": _id(absolute("openapi")),
        "dct:license": _id(LICENCE_ADDRESS),
        "dcat:servesDataset": [_id(f"{absolute('catalogue')}#{name}") for name in TABLES],
    }


def _last_publication():
    """When something was last published or issued: one query; None where nothing ever was."""
    moments = [
        model.objects.filter(to_state=ReviewState.PUBLISHED)
        .exclude(from_state=ReviewState.RETURNED)
        .order_by()
        .values_list("at")
        for model in (UpdateReview, AntennaReview)
    ]
    issued = Issue.objects.order_by().values_list("issued_at")
    latest = moments[0].union(moments[1], issued, all=True).order_by("-at")[:1]
    return next((moment for (moment,) in latest), None)


def _publisher():
    return {
        "@id": PUBLISHER_ADDRESS,
        "@type": "foaf:Agent",
        "foaf:name": _texts(dict.fromkeys(LANGUAGES, ATTRIBUTION)),
        "foaf:homepage": _id(PUBLISHER_ADDRESS),
        "dct:type": _id("http://purl.org/adms/publishertype/RegionalAuthority"),
    }


def _texts(by_language):
    return [{"@value": text, "@language": language} for language, text in by_language.items()]


def _languages():
    return [_id(f"{EU}language/{code}") for code in LANGUAGE_CODES.values()]


def _id(address):
    return {"@id": address}


def _typed(value, kind):
    return {"@value": value, "@type": f"xsd:{kind}"}
