"""The listings: one row for each published initiative, and the choices under which it is found."""

from dataclasses import dataclass, field
from itertools import filterfalse

from document.blocks import Paragraph, ParagraphStyle
from document.lines import join_lines
from document.markdown import parse_markdown, strip_control
from document.slugs import slugify
from document.typography import typeset
from public.models import Facet, InitiativeFacet, InitiativeIndex, Kind
from public.models.index import compute_rank
from records.language_codes import LANGUAGES

BATCH = 500
SUMMARY = 220
SORT, LONGEST_SORT = 90, 200


@dataclass
class Entry:
    """A listing with its choices."""

    listing: InitiativeIndex
    choices: set = field(default_factory=set)  # of (facet, value)
    ranks: set = field(default_factory=set)  # what stands beside the choices: the one that the listing has

    def __eq__(self, other):
        """Whether both stand in the lists alike."""
        return other is not None and self._stands() == other._stands()

    def _stands(self):
        columns = [getattr(self.listing, column.attname) for column in InitiativeIndex._meta.concrete_fields]
        return columns, self.choices, self.ranks


def make(kind, rows):
    """What is to stand in the lists of these things, as they were read: a list of Entry."""
    return list(map(make_entry, rows)) if kind == Kind.INITIATIVE else []


def put(kind, keys, made):
    """Put these entries in the place of the listings of the things.

    A thing without an entry has no listing afterwards; what stands there already is not written. A constant number of
    queries, in the transaction of the caller.
    """
    if kind != Kind.INITIATIVE:
        return
    standing, wanted = _read_standing(keys), {entry.listing.pk: entry for entry in made}
    if gone := standing.keys() - wanted.keys():
        InitiativeIndex.objects.filter(pk__in=gone).delete()
    if new := [entry for pk, entry in wanted.items() if standing.get(pk) != entry]:
        InitiativeFacet.objects.filter(listing__in=[entry.listing for entry in new]).delete()
        _write(new)


def forget(keys):
    """Take these initiatives out of the lists, whatever stands of them: they are about to go."""
    put(Kind.INITIATIVE, keys, [])


def _read_standing(keys):
    """Key → the entry that stands in the lists, which nobody else takes out before the caller is done."""
    listings = InitiativeIndex.objects.filter(pk__in=keys).order_by("pk").select_for_update()
    found = {listing.pk: Entry(listing) for listing in listings}
    facets = InitiativeFacet.objects.filter(listing__in=list(found))
    for key, facet, value, rank in facets.values_list("listing", "facet", "value", "latest_rank"):
        found[key].choices.add((facet, value))
        found[key].ranks.add(rank)
    return found


def _write(entries):
    InitiativeIndex.objects.bulk_create(
        [entry.listing for entry in entries],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["initiative"],
        update_fields=[field.name for field in InitiativeIndex._meta.concrete_fields if not field.primary_key],
    )
    InitiativeFacet.objects.bulk_create(
        (
            InitiativeFacet(listing=entry.listing, facet=facet, value=value, latest_rank=entry.listing.latest_rank)
            for entry in entries
            for facet, value in sorted(entry.choices)
        ),
        batch_size=BATCH,
    )


# --- One entry ------------------------------------------------------------------------------------


def make_entry(initiative):
    """The listing of an initiative that was read with its published updates (`told`), its carriers and places.

    See `public.search.documents`, which tells of the same.
    """
    counted = [update for update in initiative.told if update.period.counts]
    latest = (counted or initiative.told)[-1]
    listing = InitiativeIndex(
        initiative=initiative,
        key=initiative.key,
        volet=get_volet_value(initiative.volet),
        lead=initiative.lead.key,
        latest_rank=compute_rank(latest.period.ends_on, initiative.pk, weight=_weigh(latest)),
        started_rank=compute_rank(initiative.started_earliest or initiative.told[0].period.starts_on, initiative.pk),
        period=latest.period.key if counted else "",
        status=latest.status,
    )
    for language in LANGUAGES:
        title = " ".join((getattr(initiative, f"title_{language}") or "").split())
        setattr(listing, f"title_{language}", typeset(title, language))
        setattr(listing, f"summary_{language}", typeset(_summarise(initiative.told, language), language))
        setattr(listing, f"sort_{language}", _make_sort_key(initiative, language))
    return Entry(listing, set(_list_choices(initiative, latest)), {listing.latest_rank})


def _weigh(update):
    """How much it has to tell: 2 where it is highlighted and has a text, 1 where it has a text."""
    has_text = any((getattr(update, f"body_{language}") or "").strip() for language in LANGUAGES)
    return has_text + (has_text and update.highlight)


def _summarise(told, language):
    """The beginning of the latest text in the language, cut at a word."""
    for update in reversed(told):
        if text := (getattr(update, f"body_{language}") or "").strip():
            return cut_beginning(text)
    return ""


def cut_beginning(text, most=SUMMARY):
    """How a Markdown text begins, as words alone, without its headings, cut at a word."""
    blocks = parse_markdown(strip_control(text[: most * 4]), sections=False)
    words = " ".join(join_lines(tuple(filterfalse(_is_heading, blocks)) or blocks).split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _is_heading(block):
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.LABEL


def _make_sort_key(initiative, language):
    titles = (getattr(initiative, f"title_{code}") for code in (language, "fr", "nl", "en"))
    title = slugify(next(filter(None, titles), ""))[:SORT] or initiative.key[:SORT]
    return f"{title} {initiative.key}"[:LONGEST_SORT]


def _list_choices(initiative, latest):
    """(facet, value) of each choice under which the initiative is found."""
    day = latest.period.ends_on
    carriers = [initiative.lead, *initiative.co_partners.all()]
    communes = list(initiative.communes.all()) or _find_own_communes(initiative.lead)
    zones = {zone for carrier in carriers if (zone := _find_own_zone(carrier, day))}
    zones |= {zone for commune in communes if (zone := commune.get_zone_on(day))}
    yield Facet.VOLET, get_volet_value(initiative.volet)
    yield from ((Facet.RECOMMENDATION, get_recommendation_value(entry)) for entry in initiative.recommendations.all())
    yield from ((Facet.ZONE, zone.number) for zone in zones)
    yield from ((Facet.COMMUNE, commune.nis_code) for commune in communes)
    yield from ((Facet.PARTNER, carrier.key) for carrier in carriers)
    yield Facet.STATUS, latest.status
    yield Facet.KIND, initiative.kind
    if initiative.theme:
        yield Facet.THEME, initiative.theme.key
    for update in initiative.told:
        yield Facet.PERIOD, update.period.key
        yield Facet.VOLET_PERIOD, f"{get_volet_value(initiative.volet)}/{update.period.key}"
        if update.period.counts:
            for year in range(update.period.starts_on.year, update.period.ends_on.year + 1):
                yield Facet.YEAR, str(year)


def get_volet_value(volet):
    """How a volet is named in an address: its framework and its number."""
    return f"{volet.framework.key}/{volet.number}"


def get_recommendation_value(recommendation):
    """How a recommendation is named in an address: its volet and its code."""
    return f"{get_volet_value(recommendation.volet)}/{recommendation.code}"


def _find_own_zone(partner, day):
    return partner.zone or (partner.commune.get_zone_on(day) if partner.commune else None)


def _find_own_communes(partner):
    """Where somebody works who names no commune: a commune at home, a zone in all of its communes."""
    if partner.commune:
        return [partner.commune]
    return list(partner.zone.communes.all()) if partner.zone else []
