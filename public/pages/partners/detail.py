"""The detail of a partner: what it does period by period, told as in the annex of the report, and its figures.

It has pages, of so many updates each: what a partner has said over the years has no bounds, what is made for one
reader has.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Prefetch
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.blocks import Foreign, Link
from initiatives.models import Initiative, Period, PublishedFigure, PublishedUpdate, Update, pair_with_totals
from initiatives.wording.continuity import write_paragraph
from initiatives.wording.evidence import format_value
from initiatives.wording.facts import get_title
from initiatives.wording.presence import Presence, list_presences, make_continuity
from public.index.listing import cut_beginning
from public.pages.texts import mark_language, render_note, render_sentences
from records.language_codes import REQUIRED_LANGUAGES
from records.wording import find_text
from rounds.models import Response
from zones.models import Partner

MOST_UPDATES = 100
"""On a page."""

"""The languages in which sentences can say what goes on; in another one, lists do."""


@dataclass(frozen=True)
class Line:
    """An initiative in a list. `title` and `text` are markup; `text` is how the update begins."""

    update: PublishedUpdate
    title: str
    text: str

    @property
    def says_something(self):
        return bool(self.text or self.update.figures.all())


@dataclass(frozen=True)
class Chapter:
    """What a partner does in one period."""

    period: Period
    note: Response | None  # what it said of the period as a whole
    answered: bool  # that it has nothing to report
    sentences: str  # markup; "" where lists alone say what goes on
    lists: list  # of (name, lines)
    going_on: list  # lines that the sentences stand for


@dataclass
class Material:
    """What the annex asks of its material, for one partner: see `initiatives.wording.presence.list_presences`."""

    updates_by_partner: dict
    responses: dict
    past_periods: list


@dataclass(frozen=True)
class Part:
    """A period, or as much of it as fills a page."""

    presence: Presence
    previous: str  # the key of the period before; "" where there is none
    response: Response | None  # once the period is over: the round stays among itself
    updates: list  # as `_read_outline` reads them
    is_known: bool  # of all that was written of both periods it is known what is published
    is_first: bool = True
    is_whole: bool = True

    @property
    def note(self):
        return self.response if self.response and any((self.response.note_fr, self.response.note_nl)) else None

    @property
    def answered(self):
        return bool(self.response and self.response.nothing_to_report)

    @property
    def says_something(self):
        """Silence is passed over."""
        return bool(self.updates or self.answered or (self.note and self.is_known))

    @property
    def is_composed(self):
        """Whether sentences can say what goes on. What is longer than a page is listed."""
        presence = self.presence
        return bool(
            self.is_whole and self.is_known and self.updates and presence.period.is_over and presence.told_in_sentences
        )


@dataclass
class Page:
    """The parts that stand on a page, the latest period first; `others`: initiatives of which others tell."""

    parts: list = field(default_factory=list)
    others: list = field(default_factory=list)

    @property
    def room(self):
        return MOST_UPDATES - sum(len(part.updates) for part in self.parts)


def render_partner(key, number=1):
    """The page of this number as safe markup, in the language in hand; "" where there is none."""
    partner = Partner.objects.get(pk=key)
    pages = _split_pages(partner)
    if not 1 <= number <= len(pages):
        return ""
    page, language = pages[number - 1], get_language()
    keys = _collect_keys(page)
    updates = _read_updates(keys)
    if keys - updates.keys():
        # What was withdrawn between the two questions stands in no outline any more.
        return render_partner(key, number)
    context = {
        "partner": partner,
        "chapters": [_build_chapter(part, updates, language) for part in page.parts],
        "others": _read_initiatives(page.others),
        "figures": _list_figures([updates[update.pk] for part in page.parts for update in part.updates], language),
        "previous": number - 1,
        "next": number + 1 if number < len(pages) else 0,
    }
    return render_to_string("public/partners/detail.html", context)


# --- Pages ----------------------------------------------------------------------------------------


def _split_pages(partner):
    """The periods on as few pages as hold them, none of which is broken unless it fills one alone; then the others."""
    pages = []
    for part in _list_parts(partner):
        if not pages or pages[-1].room < len(part.updates):
            pages.append(Page())
        pages[-1].parts.append(part)
    others = _read_others(partner)
    for start in range(0, len(others), MOST_UPDATES):
        if start or not pages:
            pages.append(Page())
        pages[-1].others = others[start : start + MOST_UPDATES]
    return pages


def _list_parts(partner):
    """The latest period first."""
    outline, responses, unpublished = _read_outline(partner), _read_responses(partner), _read_unpublished(partner)
    past = [period for period in _read_periods() if period.is_over or period.pk in outline]
    parts, previous = [], None
    for presence in list_presences(Material({partner: outline}, responses, past), partner):
        period = presence.period
        known = not {one.pk for one in (period, previous) if one} & unpublished
        response = responses.get((partner.pk, period.pk)) if period.is_over else None
        parts.append(Part(presence, previous.key if previous else "", response, presence.updates, known))
        previous = period
    return [piece for part in reversed(parts) if part.says_something for piece in _break_part(part)]


def _break_part(part):
    """The part as it is, or in pieces that fill a page each."""
    if len(part.updates) <= MOST_UPDATES:
        return [part]
    return [
        replace(part, updates=part.updates[start : start + MOST_UPDATES], is_first=not start, is_whole=False)
        for start in range(0, len(part.updates), MOST_UPDATES)
    ]


# --- What is read ---------------------------------------------------------------------------------


def _read_outline(partner):
    """Period → its published updates, in the order of the initiatives: what says which of them go on, and no more."""
    dates = [f"initiative__{name}_{bound}" for name in ("started", "ended") for bound in ("earliest", "latest")]
    rows = (
        PublishedUpdate.objects.shown()
        .filter(partner=partner)
        .select_related("initiative")
        .only("period", "partner", "status", "kind", "initiative__key", *dates)
        .order_by("initiative__position", "initiative__pk", "period__starts_on")
    )
    grouped = defaultdict(list)
    for update in rows:
        grouped[update.period_id].append(update)
    return grouped


def _read_periods():
    """The periods, the earliest first; `is_over` where nobody will answer any more.

    A period without a round was loaded with its texts: it is over as soon as one of them is published.
    """
    told = PublishedUpdate.objects.shown().filter(period=OuterRef("pk"))
    periods = list(Period.objects.annotate(is_told=Exists(told)).order_by("starts_on", "pk"))
    for period in periods:
        period.is_over = period.closed or (not period.is_collected and period.is_told)
    return periods


def _read_responses(partner):
    """(partner, period) → its answer as a whole."""
    return {(partner.pk, row.period_id): row for row in Response.objects.filter(partner=partner)}


def _read_unpublished(partner):
    """The periods of which something was written that is not published: nobody can say what goes on there."""
    recorded = PublishedUpdate.objects.filter(pk=OuterRef("pk"))
    kept_back = Update.objects.filter(~Exists(recorded), partner=partner, initiative__merged_into__isnull=True)
    return set(kept_back.order_by().values_list("period", flat=True).distinct())


def _read_others(partner):
    """The published initiatives that it leads or co-carries now, and of which it says nothing itself."""
    told = PublishedUpdate.objects.shown().filter(partner=partner, initiative=OuterRef("pk"))
    carried = Initiative.objects.published().carried_by([partner]).filter(~Exists(told))
    return list(carried.order_by("position", "pk").values_list("pk", flat=True))


def _read_initiatives(keys):
    rows = Initiative.objects.filter(pk__in=keys).select_related("lead__zone").order_by("position", "pk")
    return list(rows.prefetch_related("lead__zone__communes")) if keys else []


def _collect_keys(page):
    """The primary keys of the updates that stand on the page, and of what its sentences say has ended."""
    shown = {update.pk for part in page.parts for update in part.updates}
    return shown | {update.pk for part in page.parts if part.is_composed for update in part.presence.ended}


def _read_updates(keys):
    """Primary key → the update, with all that is told of it."""
    figures = Prefetch("figures", PublishedFigure.objects.select_related("indicator"))
    return PublishedUpdate.objects.select_related("initiative", "period").prefetch_related(figures).in_bulk(keys)


# --- Period by period -----------------------------------------------------------------------------


def _build_chapter(part: Part, updates, language):
    is_composed = part.is_composed and language in REQUIRED_LANGUAGES
    lines = [_build_line(updates[update.pk], language) for update in part.updates]
    new = {update.pk for update in part.presence.came}
    listed = [line for line in lines if not is_composed or line.says_something or line.update.pk in new]
    return Chapter(
        period=part.presence.period,
        note=part.note if part.is_first else None,
        answered=part.answered,
        sentences=_write_sentences(part, updates, language) if is_composed else "",
        lists=_group_by_kind(listed),
        going_on=[line for line in lines if line not in listed],
    )


def _write_sentences(part, updates, language):
    def linked(outlined):
        update = updates[outlined.pk]
        address = reverse("public:initiative", args=[update.initiative.key])
        addresses.add(address)
        match get_title(update.initiative, update, language):
            case (Foreign(words_, own),):
                return (Foreign((Link(words_, address),), own),)
            case words_:
                return (Link(words_, address),)

    addresses = set()
    told = make_continuity(part.presence, part.previous, linked)
    return render_sentences(write_paragraph(told, language), addresses)


def _build_line(update, language):
    name = find_text(update, "title", language) or find_text(update.initiative, "title", language)
    body = find_text(update, "body", language)
    return Line(
        update,
        mark_language(name.text, name.language) if name else update.initiative.key,
        mark_language(cut_beginning(body.text), body.language) if body else "",
    )


def _group_by_kind(lines):
    names = {
        Initiative.Kind.DAILY: _("Day-to-day operation"),
        Initiative.Kind.SPECIFIC: _("Specific initiatives"),
    }
    by_kind = [(name, [line for line in lines if line.update.kind == kind]) for kind, name in names.items()]
    return [(name, found) for name, found in by_kind if found]


# --- Figures --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FigureLine:
    """A figure with all that tells it from another one of its indicator."""

    figure: PublishedFigure
    value: str
    when: str  # its year, or else the period for which it was given
    note: str  # markup
    initiative: Initiative


def _list_figures(updates, language):
    """What counts the same together, the latest year first; a part stands under its total."""
    found = [
        (_sort_key(total, update), _build_figure_line(figure, update, language))
        for update in updates
        for total, figure in pair_with_totals(update.figures.all())
    ]
    found.sort(key=lambda row: row[0])
    return [line for _of_total, line in found]


def _sort_key(total, update):
    indicator = total.indicator
    year = total.year or update.period.ends_on.year
    return indicator.position, indicator.pk, -year, update.initiative.position


def _build_figure_line(figure, update, language):
    return FigureLine(
        figure=figure,
        value=format_value(figure, language),
        when=str(figure.year or update.period.key),
        note=render_note(figure, "note"),
        initiative=update.initiative,
    )
