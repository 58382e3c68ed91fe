"""The story of a partner: what it does period by period, told as in the annex of the report, and its figures."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from document.blocks import Foreign, Link
from initiatives.models import Initiative, Period, PublishedFigure, PublishedUpdate, Update, with_totals
from public.listing import beginning
from public.texts import composed, in_language, noted
from reporting.reports.annual.annex import Presence, continuity, presences
from reporting.reports.annual.evidence import value
from reporting.reports.annual.facts import title
from reporting.reports.annual.words import words
from reporting.reports.continuity import sentences
from rounds.models import Response
from zones.models import Partner

COMPOSED = ("fr", "nl")
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
    """What the annex asks of its material, for one partner: see `reporting.reports.annual.annex.presences`."""

    updates_by_partner: dict
    responses: dict
    past_periods: list


def tell(keys, languages):
    """(primary key, language) → the story."""
    updates, responses, unpublished = _updates(keys), _responses(keys), _unpublished(keys)
    carried, periods = _carried(keys), _periods()
    told = {}
    for partner in Partner.objects.filter(pk__in=keys):
        own = updates[partner.pk]
        past = [period for period in periods if period.is_over or period.pk in own]
        material = Material({partner: own}, responses, past)
        said = _initiatives_of(own)
        others = [initiative for initiative in carried[partner.pk] if initiative.pk not in said]
        for language in languages:
            with override(language):
                chapters = _chapters(material, partner, unpublished, language)
                figures = _figures(own, language)
                if chapters or others:
                    context = {"partner": partner, "chapters": chapters, "others": others, "figures": figures}
                    told[partner.pk, language] = render_to_string("public/partners/story.html", context)
    return told


def _initiatives_of(updates_by_period):
    return {update.initiative_id for updates in updates_by_period.values() for update in updates}


# --- What is read ---------------------------------------------------------------------------------


def _updates(keys):
    """Partner → period → its published updates, in the order of the initiatives."""
    rows = (
        PublishedUpdate.objects.shown()
        .filter(partner__in=keys)
        .select_related("initiative", "period")
        .prefetch_related(Prefetch("figures", PublishedFigure.objects.select_related("indicator")))
        .order_by("initiative__position", "initiative__pk", "period__starts_on")
    )
    grouped = defaultdict(lambda: defaultdict(list))
    for update in rows:
        grouped[update.partner_id][update.period_id].append(update)
    return grouped


def _periods():
    """The periods, the earliest first; `is_over` where nobody will answer any more.

    A period without a round was loaded with its texts: it is over as soon as one of them is published.
    """
    told = PublishedUpdate.objects.shown().filter(period=OuterRef("pk"))
    periods = list(Period.objects.annotate(is_told=Exists(told)).order_by("starts_on", "pk"))
    for period in periods:
        period.is_over = period.closed or (not period.is_collected and period.is_told)
    return periods


def _responses(keys):
    """(partner, period) → its answer as a whole: asked only of periods that are over, the round stays among itself."""
    return {(row.partner_id, row.period_id): row for row in Response.objects.filter(partner__in=keys)}


def _unpublished(keys):
    """(partner, period) of which something was written that is not published: nobody can say what goes on there."""
    kept_back = Update.objects.filter(partner__in=keys, initiative__merged_into__isnull=True, record__isnull=True)
    return set(kept_back.values_list("partner", "period").distinct())


def _carried(keys):
    """Partner → the published initiatives that it leads or co-carries now."""
    rows = (
        Initiative.objects.published()
        .carried_by(keys)
        .select_related("lead__zone")
        .prefetch_related("lead__zone__communes", "co_partners")
        .order_by("position", "pk")
    )
    grouped = defaultdict(list)
    for initiative in rows:
        for pk in {initiative.lead_id, *(partner.pk for partner in initiative.co_partners.all())}:
            grouped[pk].append(initiative)
    return grouped


# --- Period by period -----------------------------------------------------------------------------


def _chapters(material, partner, unpublished, language):
    """The latest period first."""
    chapters, previous = [], None
    for presence in presences(material, partner):
        is_known = not {(partner.pk, period.pk) for period in (presence.period, previous) if period} & unpublished
        chapter = _chapter(presence, previous, material, is_known, language)
        if chapter:
            chapters.append(chapter)
        previous = presence.period
    return chapters[::-1]


def _chapter(presence: Presence, previous, material, is_known, language):
    """None for a period of which nobody said anything that is published: silence is passed over."""
    response = material.responses.get((presence.partner.pk, presence.period.pk)) if presence.period.is_over else None
    answered = bool(response and response.nothing_to_report)
    note = response if response and any((response.note_fr, response.note_nl)) else None
    if not presence.updates and not answered and not (note and is_known):
        return None
    in_sentences = (
        language in COMPOSED
        and is_known
        and presence.period.is_over
        and presence.updates
        and presence.told_in_sentences
    )
    lines = [_line(update, language) for update in presence.updates]
    new = {update.pk for update in presence.came}
    listed = [line for line in lines if not in_sentences or line.says_something or line.update.pk in new]
    return Chapter(
        period=presence.period,
        note=note,
        answered=answered,
        sentences=_sentences(presence, previous, language) if in_sentences else "",
        lists=_by_kind(listed),
        going_on=[line for line in lines if line not in listed],
    )


def _sentences(presence, previous, language):
    def linked(update):
        address = reverse("public:initiative", args=[update.initiative.key])
        addresses.add(address)
        match title(update.initiative, update, language):
            case (Foreign(words_, own),):
                return (Foreign((Link(words_, address),), own),)
            case words_:
                return (Link(words_, address),)

    addresses = set()
    told = continuity(presence, previous.key if previous else "", linked)
    return composed(sentences(told, language), addresses)


def _line(update, language):
    name = words(update, "title", language) or words(update.initiative, "title", language)
    body = words(update, "body", language)
    return Line(
        update,
        in_language(name.text, name.language) if name else update.initiative.key,
        in_language(beginning(body.text), body.language) if body else "",
    )


def _by_kind(lines):
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


def _figures(updates_by_period, language):
    """What counts the same together, the latest year first; a part stands under its total."""
    found = [
        (_place(total, update), _figure_line(figure, update, language))
        for updates in updates_by_period.values()
        for update in updates
        for total, figure in with_totals(update.figures.all())
    ]
    found.sort(key=lambda row: row[0])
    return [line for _of_total, line in found]


def _place(total, update):
    indicator = total.indicator
    year = total.year or update.period.ends_on.year
    return indicator.position, indicator.pk, -year, update.initiative.position


def _figure_line(figure, update, language):
    return FigureLine(
        figure=figure,
        value=value(figure, language),
        when=str(figure.year or update.period.key),
        note=noted(figure, "note"),
        initiative=update.initiative,
    )
