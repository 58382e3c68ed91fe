"""The listings: one row for each published initiative, its choices, and how many stand under each choice."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from itertools import filterfalse
from typing import NamedTuple

from django.db.models import Count, F, Prefetch
from django.utils.translation import override

from document.blocks import Paragraph, ParagraphStyle, plain
from document.lines import plain_text
from document.markdown import parse, strip_control
from document.slugs import slugify
from document.typography import typeset
from initiatives.models import Initiative, Period, PublishedUpdate, Recommendation, Theme, Update, Volet
from public.models import Choice, Facet, Kind, Listing, ListingFacet
from public.models.listings import rank_of
from reporting.reports.annual.names import zone_name
from zones.models import Commune, Partner, PoliceZone

LANGUAGES = ("fr", "nl", "en")
BATCH = 500
SUMMARY = 220
SORT, LONGEST_SORT = 90, 200
LONGEST_NAME = 300


@dataclass
class Entry:
    """A listing with its choices."""

    listing: Listing
    choices: set = field(default_factory=set)  # of (facet, value)
    ranks: set = field(default_factory=set)  # what stands beside the choices: the one that the listing has

    def __eq__(self, other):
        """Whether both stand in the lists alike."""
        return other is not None and self._stands() == other._stands()

    def _stands(self):
        columns = [getattr(self.listing, column.attname) for column in Listing._meta.concrete_fields]
        return columns, self.choices, self.ranks


def make(kind, keys):
    """What is to stand in the lists of these things, as their published state says: a list of Entry."""
    return [entry_of(initiative) for initiative in _published(keys)] if kind == Kind.INITIATIVE else []


def put(kind, keys, made):
    """Put these entries in the place of the listings of the things, and correct the counts by the difference.

    A thing without an entry has no listing afterwards; what stands there already is not written. A constant number of
    queries, in the transaction of the caller.
    """
    if kind != Kind.INITIATIVE:
        return
    standing, wanted = _standing(keys), {entry.listing.pk: entry for entry in made}
    new = [entry for pk, entry in wanted.items() if standing.get(pk) != entry]
    old = [entry for pk, entry in standing.items() if wanted.get(pk) != entry]
    Listing.objects.filter(pk__in=[entry.listing.pk for entry in old]).delete()
    _write(new)
    differences = Counter(choice for entry in new for choice in entry.choices)
    differences.subtract(choice for entry in old for choice in entry.choices)
    _correct(differences)


def forget(keys):
    """Take these initiatives out of the lists and the counts, whatever stands of them: they are about to go."""
    put(Kind.INITIATIVE, keys, [])


def mend_counts():
    """Count anew how many stand under each choice, and correct what differs. In the turn of the caller."""
    standing = ListingFacet.objects.order_by().values_list("facet", "value").annotate(number=Count("pk"))
    kept = Choice.objects.order_by().values_list("facet", "value", -F("initiatives"))
    differences = Counter()
    # In one question: what is written meanwhile is in both of them or in none.
    for facet, value, number in standing.union(kept, all=True):
        differences[facet, value] += number
    _correct(differences)


def _published(keys):
    updates = PublishedUpdate.objects.shown().select_related("period").order_by("period__starts_on")
    zones = PoliceZone.objects.prefetch_related("communes")
    carriers = Partner.objects.select_related("commune").prefetch_related(
        Prefetch("commune__zones", zones), Prefetch("zone", zones)
    )
    return (
        Initiative.objects.published()
        .filter(pk__in=keys)
        .select_related("volet__framework", "theme")
        .prefetch_related(
            Prefetch("published_updates", updates, to_attr="told"),
            Prefetch("lead", carriers),
            Prefetch("co_partners", carriers),
            Prefetch("communes", Commune.objects.prefetch_related("zones")),
            "recommendations__volet__framework",
        )
    )


def _standing(keys):
    """Key → the entry that stands in the lists, which nobody else takes out before the caller is done."""
    listings = Listing.objects.filter(pk__in=keys).order_by("pk").select_for_update()
    found = {listing.pk: Entry(listing) for listing in listings}
    facets = ListingFacet.objects.filter(listing__in=list(found))
    for key, facet, value, rank in facets.values_list("listing", "facet", "value", "latest_rank"):
        found[key].choices.add((facet, value))
        found[key].ranks.add(rank)
    return found


def _write(entries):
    Listing.objects.bulk_create([entry.listing for entry in entries], batch_size=BATCH)
    ListingFacet.objects.bulk_create(
        (
            ListingFacet(listing=entry.listing, facet=facet, value=value, latest_rank=entry.listing.latest_rank)
            for entry in entries
            for facet, value in sorted(entry.choices)
        ),
        batch_size=BATCH,
    )


def _correct(differences):
    """Add the differences to the counts. Always in the same order: two that settle at once do not block each other."""
    for (facet, value), difference in sorted(differences.items()):
        if not difference:
            continue
        counts = Choice.objects.filter(facet=facet, value=value)
        if not counts.update(initiatives=F("initiatives") + difference):
            Choice.objects.create(facet=facet, value=value, initiatives=difference)
    Choice.objects.filter(initiatives=0).delete()


# --- The names of the choices ---------------------------------------------------------------------


def name_choices():
    """Bring the names and the order of the choices up to date; what did not change is not written."""
    choices = list(Choice.objects.all())
    used = {facet: {choice.value for choice in choices if choice.facet == facet} for facet in Facet.values}
    names = {facet: dict(_named(facet)) for facet in Facet.values if used[facet]}
    changed = []
    for choice in choices:
        named = names[choice.facet].get(choice.value, Named())
        if named != Named(*(getattr(choice, name) for name in Named._fields)):
            for name, value in named._asdict().items():
                setattr(choice, name, value)
            changed.append(choice)
    Choice.objects.bulk_update(changed, Named._fields, BATCH)


class Named(NamedTuple):
    """How a choice is called and where it stands: columns of `Choice`."""

    position: int = 0
    label_fr: str = ""
    label_nl: str = ""
    label_en: str = ""
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    is_collected: bool = False


def _named(facet):
    """(value, Named) of what can be chosen in a facet, in its order. A choice without names names itself."""
    match facet:
        case Facet.VOLET:
            rows = Volet.objects.select_related("framework").order_by("framework__position", "number")
            return _translated(rows, volet_value, "title")
        case Facet.RECOMMENDATION:
            rows = Recommendation.objects.select_related("volet__framework").order_by(
                "volet__framework__position", "volet__number", "position"
            )
            return _translated(rows, recommendation_value, "text")
        case Facet.ZONE:
            rows = PoliceZone.objects.prefetch_related("communes").order_by("number")
            return _placed((zone.number, _zone_names(zone)) for zone in rows)
        case Facet.COMMUNE:
            return _translated(Commune.objects.order_by("position"), lambda commune: commune.nis_code, "name")
        case Facet.PARTNER:
            rows = Partner.objects.select_related("zone").prefetch_related("zone__communes").order_by("position")
            return _placed((row.key, _zone_names(row.zone) if row.zone else _names(row, "name")) for row in rows)
        case Facet.THEME:
            return _translated(Theme.objects.order_by("position"), lambda theme: theme.key, "title")
        case Facet.PERIOD:
            return (
                (
                    period.key,
                    Named(
                        place,
                        first_day=period.starts_on,
                        last_day=period.ends_on,
                        is_collected=not period.counts,
                    ),
                )
                for place, period in enumerate(Period.objects.order_by("-starts_on"))
            )
        case Facet.STATUS | Facet.KIND:
            values = Update.Status.values if facet == Facet.STATUS else Initiative.Kind.values
            return ((value, Named(place)) for place, value in enumerate(values))
        case Facet.YEAR:
            return ((str(year), Named(3000 - year)) for year in range(1900, 2101))
        case Facet.VOLET_PERIOD:
            return ()


def _translated(rows, value_of, field):
    return _placed((value_of(row), _names(row, field)) for row in rows)


def _placed(named):
    for place, (value, names) in enumerate(named):
        yield value, Named(place, *(name[:LONGEST_NAME] for name in names))


def _names(row, field):
    """The name in each of the languages; "" where it has none."""
    return [typeset(getattr(row, f"{field}_{code}") or "", code) for code in LANGUAGES]


def _zone_names(zone):
    """With its number and its communes, in the languages in which it has a name."""
    names = []
    for code in LANGUAGES:
        with override(code):
            names.append(typeset(plain(zone_name(zone, code)), code) if getattr(zone, f"name_{code}") else "")
    return names


# --- One entry ------------------------------------------------------------------------------------


def entry_of(initiative):
    """The listing of an initiative that was read with its published updates (`told`), its carriers and places."""
    counted = [update for update in initiative.told if update.period.counts]
    latest = (counted or initiative.told)[-1]
    listing = Listing(
        initiative=initiative,
        key=initiative.key,
        volet=volet_value(initiative.volet),
        lead=initiative.lead.key,
        latest_rank=rank_of(latest.period.ends_on, initiative.pk),
        started_rank=rank_of(initiative.started_earliest or initiative.told[0].period.starts_on, initiative.pk),
        period=latest.period.key if counted else "",
        status=latest.status,
    )
    for language in LANGUAGES:
        title = " ".join((getattr(initiative, f"title_{language}") or "").split())
        setattr(listing, f"title_{language}", typeset(title, language))
        setattr(listing, f"summary_{language}", typeset(_summary(initiative.told, language), language))
        setattr(listing, f"sort_{language}", _sort_key(initiative, language))
    return Entry(listing, set(_choices(initiative, latest)), {listing.latest_rank})


def _summary(told, language):
    """The beginning of the latest text in the language, cut at a word."""
    for update in reversed(told):
        if text := (getattr(update, f"body_{language}") or "").strip():
            return beginning(text)
    return ""


def beginning(text, most=SUMMARY):
    """How a Markdown text begins, as words alone, without its headings, cut at a word."""
    blocks = parse(strip_control(text[: most * 4]), sections=False)
    words = " ".join(plain_text(tuple(filterfalse(_is_heading, blocks)) or blocks).split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _is_heading(block):
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.LABEL


def _sort_key(initiative, language):
    titles = (getattr(initiative, f"title_{code}") for code in (language, "fr", "nl", "en"))
    title = slugify(next(filter(None, titles), ""))[:SORT] or initiative.key[:SORT]
    return f"{title} {initiative.key}"[:LONGEST_SORT]


def _choices(initiative, latest):
    """(facet, value) of each choice under which the initiative is found."""
    day = latest.period.ends_on
    carriers = [initiative.lead, *initiative.co_partners.all()]
    communes = list(initiative.communes.all()) or _own_communes(initiative.lead)
    zones = {zone for carrier in carriers if (zone := _own_zone(carrier, day))}
    zones |= {zone for commune in communes if (zone := commune.zone_on(day))}
    yield Facet.VOLET, volet_value(initiative.volet)
    yield from ((Facet.RECOMMENDATION, recommendation_value(entry)) for entry in initiative.recommendations.all())
    yield from ((Facet.ZONE, zone.number) for zone in zones)
    yield from ((Facet.COMMUNE, commune.nis_code) for commune in communes)
    yield from ((Facet.PARTNER, carrier.key) for carrier in carriers)
    yield Facet.STATUS, latest.status
    yield Facet.KIND, initiative.kind
    if initiative.theme:
        yield Facet.THEME, initiative.theme.key
    for update in initiative.told:
        yield Facet.PERIOD, update.period.key
        yield Facet.VOLET_PERIOD, f"{volet_value(initiative.volet)}/{update.period.key}"
        if update.period.counts:
            for year in range(update.period.starts_on.year, update.period.ends_on.year + 1):
                yield Facet.YEAR, str(year)


def volet_value(volet):
    """How a volet is named in an address: its framework and its number."""
    return f"{volet.framework.key}/{volet.number}"


def recommendation_value(recommendation):
    """How a recommendation is named in an address: its volet and its code."""
    return f"{volet_value(recommendation.volet)}/{recommendation.code}"


def _own_zone(partner, day):
    return partner.zone or (partner.commune.zone_on(day) if partner.commune else None)


def _own_communes(partner):
    """Where somebody works who names no commune: a commune at home, a zone in all of its communes."""
    if partner.commune:
        return [partner.commune]
    return list(partner.zone.communes.all()) if partner.zone else []
