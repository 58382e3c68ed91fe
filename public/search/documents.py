"""What is found of each kind of thing: from what is published, and from nothing else.

A kind has two functions: one selects the objects that are public, with what is told of them in a constant number of
queries; the other makes their documents.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from document.blocks import extract_text
from document.lines import join_lines
from document.markdown import parse_markdown, strip_control
from document.typography import typeset
from initiatives.models import Initiative, PublishedUpdate, Recommendation, Volet
from lisa.models import Antenna, PublishedAntennaUpdate
from public.models import Kind
from public.search.analysis import compose
from records.language_codes import LANGUAGES
from reporting.models import Edition
from zones.models import Commune, Partner, PoliceZone
from zones.wording import format_zone_name, format_zone_number_and_name

# What a thing is, as people write it beside its name or number.
NOUNS = {
    Kind.ANTENNA: {"fr": "antenne LISA", "nl": "LISA-antenne", "en": "LISA antenna"},
    Kind.VOLET: {"fr": "volet", "nl": "luik", "en": "volet"},
    Kind.RECOMMENDATION: {"fr": "recommandation", "nl": "aanbeveling", "en": "recommendation"},
    Kind.ZONE: {"fr": "zone de police", "nl": "politie politiezone", "en": "police zone"},
    Kind.COMMUNE: {"fr": "commune", "nl": "gemeente", "en": "commune"},
    Kind.EDITION: {"fr": "rapport", "nl": "verslag", "en": "report"},
}

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
    nouns: list[str] = field(default_factory=list)  # what it is: typed beside a name, shown nowhere
    spellings: list[str] = field(default_factory=list)  # of its code, shown nowhere


@dataclass
class Document:
    kind: str
    object_id: int
    key: str
    weight: int
    texts: dict[str, Text]


def select_public(kind):
    """The objects of a kind that can be found, each with all that is told of it."""
    select, _make = KINDS[kind]
    return select()


def make_documents(kind, rows):
    """The documents of these objects, which `select_public` gave."""
    _select, make = KINDS[kind]
    for document in make(rows):
        for code, text in document.texts.items():
            text.nouns += filter(None, [NOUNS.get(kind, {}).get(code)])
        yield document


# --- The kinds ------------------------------------------------------------------------------------


def _select_initiatives():
    """With what the lists tell of them too (`public.index.listing`)."""
    updates = PublishedUpdate.objects.shown().select_related("period").prefetch_related("events")
    carriers = Partner.objects.select_related("zone", "commune").prefetch_related("commune__zones")
    recommendations = Recommendation.objects.select_related("volet__framework")
    return (
        Initiative.objects.published()
        .select_related("volet__framework", "theme", "lead__zone", "lead__commune")
        .prefetch_related(
            Prefetch("published_updates", updates.order_by("period__starts_on"), to_attr="told"),
            "lead__zone__communes",
            "lead__commune__zones",
            Prefetch("co_partners", carriers),
            "communes__zones",
            Prefetch("recommendations", recommendations),
        )
    )


def _initiatives(rows):
    for row in rows:
        weight = max(update.period.ends_on.toordinal() for update in row.told)
        yield Document(Kind.INITIATIVE, row.pk, row.key, weight, {code: _initiative(row, code) for code in LANGUAGES})


def _initiative(row, code):
    text = Text(_line(row, "title", code), _partner_name(row.lead, code))
    for update in reversed(row.told):
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
    text.passages.append(_volet_name(row.volet, code))
    return text


def _select_antennas():
    told = PublishedAntennaUpdate.objects.shown().select_related("period").order_by("-period__starts_on")
    told = Prefetch("published_updates", told, to_attr="told")
    return Antenna.objects.select_related("commune").prefetch_related(told, "services")


def _antennas(rows):
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


def _volets(rows):
    for row in rows:
        key = f"{row.framework.key}/{row.number}"
        yield Document(Kind.VOLET, row.pk, key, AHEAD, {code: _volet(row, code) for code in LANGUAGES})


def _volet(row, code):
    text = Text(_volet_name(row, code), _line(row.framework, "title", code))
    return text if text.title else Text()


def _volet_name(row, code):
    """ "Volet 4 – Formation", where it has a title in the language."""
    title = _line(row, "title", code)
    with override(code):
        return f"{_('Volet %(number)s') % {'number': row.number}} – {title}" if title else ""


def _recommendations(rows):
    for row in rows:
        key = f"{row.volet.framework.key}/{row.volet.number}/{row.code}"
        texts = {
            code: Text(
                row.code, _volet_name(row.volet, code), _paragraphs(row, "text", code), spellings=_spellings(row.code)
            )
            for code in LANGUAGES
            if getattr(row, f"text_{code}")
        }
        yield Document(Kind.RECOMMENDATION, row.pk, key, AHEAD, texts)


def _spellings(code):
    """How else a code is typed: "R9" and "recommendation 9" for R09."""
    parts = re.fullmatch(r"([^\W\d]+)[\W_]*0*(\d+)", code)
    return [f"{parts[1]}{parts[2]}", parts[2]] if parts else []


def _zones(rows):
    for row in rows:
        yield Document(Kind.ZONE, row.pk, row.number, AHEAD, {code: _zone(row, code) for code in LANGUAGES})


def _zone(row, code):
    communes = [_line(commune, "name", code) for commune in row.communes_in_order]
    text = Text(_zone_name(row, code, format_zone_number_and_name), " / ".join(filter(None, communes)))
    text.names += [row.short_name, *_names_of_partner(row, code)]
    text.spellings += [f"ZP{row.number}", f"PZ{row.number}"]
    return text


def _communes(rows):
    """Before the zone that is named after it."""
    for row in rows:
        yield Document(Kind.COMMUNE, row.pk, row.nis_code, AHEAD + 1, {code: _commune(row, code) for code in LANGUAGES})


def _commune(row, code):
    text = Text(_line(row, "name", code), names=[*row.postal_codes.split(";"), *_names_of_partner(row, code)])
    text.passages += [_zone_name(zone, code, format_zone_number_and_name) for zone in row.zones.all()]
    return text


def _names_of_partner(place, code):
    """How a zone or a commune is called as a partner, today and before."""
    partner = getattr(place, "partner", None)
    return _all_names(partner, code) if partner else []


def _all_names(partner, code):
    return [_line(partner, "name", code), partner.short_name, *partner.former_names.splitlines()]


def _select_partners():
    """Those that are no zone and no commune: these are found by their own pages, which tell the same and more."""
    published = Initiative.objects.published()
    told = PublishedUpdate.objects.shown()
    return Partner.objects.filter(
        Q(Exists(published.filter(lead=OuterRef("pk"))))
        | Q(Exists(published.filter(co_partners=OuterRef("pk"))))
        | Q(Exists(told.filter(partner=OuterRef("pk")))),
        zone=None,
        commune=None,
    )


def _partners(rows):
    for row in rows:
        texts = {code: Text(_line(row, "name", code), names=_all_names(row, code)) for code in LANGUAGES}
        yield Document(Kind.PARTNER, row.pk, row.key, AHEAD, texts)


def _select_editions():
    issued = Edition.objects.filter(issues__isnull=False).distinct()
    return issued.select_related("framework").prefetch_related("periods")


def _editions(rows):
    """By title only: what its texts say today is not what was issued."""
    for row in rows:
        texts = {
            code: Text(
                _line(row, "title", code),
                names=[_line(row.framework, "title", code), *(period.key for period in row.periods.all())],
            )
            for code in LANGUAGES
        }
        yield Document(Kind.EDITION, row.pk, row.key, AHEAD + row.covers_to.toordinal(), texts)


KINDS = {
    Kind.INITIATIVE: (_select_initiatives, _initiatives),
    Kind.ANTENNA: (_select_antennas, _antennas),
    Kind.VOLET: (lambda: Volet.objects.select_related("framework"), _volets),
    Kind.RECOMMENDATION: (lambda: Recommendation.objects.select_related("volet__framework"), _recommendations),
    Kind.ZONE: (lambda: PoliceZone.objects.select_related("partner").prefetch_related("communes"), _zones),
    Kind.COMMUNE: (lambda: Commune.objects.select_related("partner").prefetch_related("zones"), _communes),
    Kind.PARTNER: (_select_partners, _partners),
    Kind.EDITION: (_select_editions, _editions),
}
"""Kind → what selects its objects that are public, and what makes their documents."""


# --- Names ----------------------------------------------------------------------------------------


def _partner_name(partner, code):
    """A police zone with its number and its communes."""
    return (_zone_name(partner.zone, code) if partner.zone else "") or _line(partner, "name", code)


def _zone_name(zone, code, name=format_zone_name):
    """With its number, where it has a name in the language."""
    if not getattr(zone, f"name_{code}"):
        return ""
    with override(code):
        return _typeset(extract_text(name(zone, code)), code)


# --- Texts ----------------------------------------------------------------------------------------


def _line(record, name, code):
    """A field of one line in a language, typeset; "" where there is nothing."""
    return _typeset(getattr(record, f"{name}_{code}") or "", code)


def _paragraphs(record, name, code):
    """A field of Markdown in a language as typeset lines."""
    source = getattr(record, f"{name}_{code}")
    return (
        [_typeset(line, code) for line in join_lines(parse_markdown(source, sections=False)).splitlines()]
        if source
        else []
    )


@lru_cache(maxsize=REPEATED_LINES)
def _typeset(text, code):
    return typeset(" ".join(compose(strip_control(text)).split()), code)
