"""What is found of each kind of thing: from what is published, and from nothing else.

A kind has two functions: which objects are public, and the documents of some of them, in a constant number of queries.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import override

from document.blocks import plain
from document.lines import plain_text
from document.markdown import parse, strip_control
from document.typography import typeset
from initiatives.models import Initiative, PublishedUpdate, Recommendation
from lisa.models import Antenna, PublishedAntennaUpdate
from public.models import Kind
from public.search.analysis import LANGUAGES, composed
from reporting.models import Edition
from zones.models import Partner
from zones.wording import zone_name, zone_number_and_name

# Among equal hits the few things that initiatives belong to come first, then what was told last.
AHEAD = 10_000_000
REPEATED_LINES = 10_000


@dataclass
class Text:
    """The words of something in one language."""

    title: str = ""
    context: str = ""
    passages: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of what it belongs to: partners, places, codes


@dataclass
class Document:
    kind: str
    object_id: int
    key: str
    weight: int
    texts: dict[str, Text]


def public_objects(kind):
    """The objects of a kind that can be found."""
    match kind:
        case Kind.INITIATIVE:
            return Initiative.objects.published()
        case Kind.ANTENNA:
            return Antenna.objects.all()
        case Kind.RECOMMENDATION:
            return Recommendation.objects.all()
        case Kind.PARTNER:
            return _partners_with_something_published()
        case Kind.EDITION:
            return Edition.objects.filter(issues__isnull=False).distinct()


def documents(kind, ids):
    """The documents of those among the objects that are public."""
    make = {
        Kind.INITIATIVE: _initiatives,
        Kind.ANTENNA: _antennas,
        Kind.RECOMMENDATION: _recommendations,
        Kind.PARTNER: _partners,
        Kind.EDITION: _editions,
    }[kind]
    return make(public_objects(kind).filter(pk__in=ids).order_by("pk"))


def _partners_with_something_published():
    published = Initiative.objects.published()
    told = PublishedUpdate.objects.shown()
    return Partner.objects.filter(
        Q(Exists(published.filter(lead=OuterRef("pk"))))
        | Q(Exists(published.filter(co_partners=OuterRef("pk"))))
        | Q(Exists(told.filter(partner=OuterRef("pk"))))
    )


# --- The kinds ------------------------------------------------------------------------------------


def _initiatives(rows):
    told = PublishedUpdate.objects.shown().select_related("period").prefetch_related("events")
    told = told.order_by("-period__starts_on")
    rows = rows.select_related("lead__zone", "theme", "volet").prefetch_related(
        Prefetch("published_updates", told, to_attr="told"),
        "lead__zone__communes",
        "co_partners",
        "communes",
        "recommendations",
    )
    for row in rows:
        weight = max(update.period.ends_on.toordinal() for update in row.told)
        yield Document(Kind.INITIATIVE, row.pk, row.key, weight, {code: _initiative(row, code) for code in LANGUAGES})


def _initiative(row, code):
    text = Text(_line(row, "title", code), _partner_name(row.lead, code))
    for update in row.told:
        text.passages += _paragraphs(update, "body", code)
        if (former := _line(update, "title", code)) != text.title:
            text.passages.append(former)
        # A place has no language: it stands in the texts of those in which something is said of the event.
        titled = [(title, event.place) for event in update.events.all() if (title := _line(event, "title", code))]
        text.passages += [" ".join(filter(None, words)) for words in titled]
    text.passages += [_line(row, "audience", code), _line(row, "partnerships", code)]
    text.names += [_line(partner, "name", code) for partner in row.co_partners.all()]
    text.names += [partner.short_name for partner in (row.lead, *row.co_partners.all())]
    text.names += [_line(commune, "name", code) for commune in row.communes.all()]
    text.names += [recommendation.code for recommendation in row.recommendations.all()]
    text.names += [_line(row.theme, "title", code)] if row.theme else []
    text.passages.append(_line(row.volet, "title", code))
    return text


def _antennas(rows):
    told = PublishedAntennaUpdate.objects.shown().select_related("period").order_by("-period__starts_on")
    told = Prefetch("published_updates", told, to_attr="told")
    rows = rows.select_related("commune").prefetch_related(told, "services")
    for row in rows:
        yield Document(Kind.ANTENNA, row.pk, row.key, AHEAD, {code: _antenna(row, code) for code in LANGUAGES})


def _antenna(row, code):
    text = Text(_line(row, "name", code), _line(row.commune, "name", code))
    for update in row.told:
        text.passages += _paragraphs(update, "body", code)
    text.passages += [_line(row, "address", code), _line(row, "hours", code)]
    text.passages += [_line(service, "name", code) for service in row.services.all()]
    text.names += row.former_names.splitlines()
    return text


def _recommendations(rows):
    for row in rows.select_related("volet__framework"):
        key = f"{row.volet.framework.key}/{row.volet.number}/{row.code}"
        texts = {
            code: Text(row.code, _line(row.volet, "title", code), _paragraphs(row, "text", code))
            for code in LANGUAGES
            if getattr(row, f"text_{code}")
        }
        yield Document(Kind.RECOMMENDATION, row.pk, key, AHEAD, texts)


def _partners(rows):
    for row in rows.select_related("zone", "commune").prefetch_related("zone__communes", "commune__zones"):
        yield Document(Kind.PARTNER, row.pk, row.key, AHEAD, {code: _partner(row, code) for code in LANGUAGES})


def _partner(row, code):
    text = Text(_line(row, "name", code))
    text.names += [row.short_name, *row.former_names.splitlines()]
    if row.zone:
        text.names += [f"{row.zone.number} {_line(row.zone, 'name', code)}"]
        # Beside its title: who looks for a commune finds the commune before its zone.
        text.title = _partner_name(row, code, zone_number_and_name)
        communes = (_line(commune, "name", code) for commune in row.zone.communes_in_order)
        text.context = " / ".join(filter(None, communes))
    if row.commune:
        text.names += [_line(row.commune, "name", code)]
        text.passages += [f"{zone.number} {_line(zone, 'name', code)}" for zone in row.commune.zones.all()]
    return text


def _editions(rows):
    """By title only: what its texts say today is not what was issued."""
    for row in rows.select_related("framework").prefetch_related("periods"):
        texts = {
            code: Text(
                _line(row, "title", code),
                names=[_line(row.framework, "title", code), *(period.key for period in row.periods.all())],
            )
            for code in LANGUAGES
        }
        yield Document(Kind.EDITION, row.pk, row.key, AHEAD + row.covers_to.toordinal(), texts)


def _partner_name(partner, code, name_zone=zone_name):
    """A police zone with its number and, unless told otherwise, its communes, where it has a name in the language."""
    zone = partner.zone
    if zone is None or not getattr(zone, f"name_{code}"):
        return _line(partner, "name", code)
    with override(code):
        return _typeset(plain(name_zone(zone, code)), code)


# --- Texts ----------------------------------------------------------------------------------------


def _line(record, name, code):
    """A field of one line in a language, typeset; "" where there is nothing."""
    return _typeset(getattr(record, f"{name}_{code}") or "", code)


def _paragraphs(record, name, code):
    """A field of Markdown in a language as typeset lines."""
    source = getattr(record, f"{name}_{code}")
    return [_typeset(line, code) for line in plain_text(parse(source, sections=False)).splitlines()] if source else []


@lru_cache(maxsize=REPEATED_LINES)
def _typeset(text, code):
    return typeset(" ".join(composed(strip_control(text)).split()), code)
