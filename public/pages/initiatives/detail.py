"""The detail of an initiative: what is known of it, and what was said of it period by period, the latest first."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image

from document.differences import PieceKind as Change
from document.differences import compare_texts, is_different, select_side
from document.lines import join_lines
from document.markdown import parse_markdown, strip_control
from document.typography import typeset
from initiatives.models import Initiative, PublishedEvent, PublishedFigure, PublishedPhoto, PublishedUpdate, Qualifier
from public.index.listing import get_recommendation_value
from public.pages.charts import draw_yearly_chart
from records.models.base import get_displayed_name
from zones.models import Commune


@dataclass(frozen=True)
class Chapter:
    """What was said for one period, with what it changed in what was said for the one before."""

    update: PublishedUpdate
    changes: list  # of (name of the field, pieces before, pieces after)
    earlier: str  # the key of the period before; "" where there is none
    photos: list  # of Picture


@dataclass(frozen=True)
class Picture:
    photo: PublishedPhoto
    width: int
    height: int


@dataclass(frozen=True)
class Tile:
    """A commune of the small map: whether the initiative is at work there."""

    column: int
    row: int
    is_here: bool


def render_initiative(key):
    """The detail as safe markup, in the language in hand; "" where nothing of the initiative is published."""
    initiative = _read_published(key)
    # What is withdrawn between the two queries has no updates any more.
    if initiative is None or not initiative.told:
        return ""
    return render_to_string("public/initiatives/detail.html", _build_context(initiative, get_language()))


def _build_context(initiative, language):
    return {
        "initiative": initiative,
        "volet": initiative.volet,
        "latest": initiative.told[0],
        "carriers": [initiative.lead, *initiative.co_partners.all()],
        "communes": list(initiative.communes.all()),
        "recommendations": [(entry, get_recommendation_value(entry)) for entry in initiative.recommendations.all()],
        "tiles": _list_tiles(initiative),
        "chapters": _build_chapters(initiative.told, language),
        "charts": list(_draw_charts(initiative)),
    }


def _read_published(key):
    updates = (
        PublishedUpdate.objects.shown()
        .select_related("period", "partner")
        .prefetch_related(
            Prefetch("figures", PublishedFigure.objects.select_related("indicator")),
            Prefetch("events", PublishedEvent.objects.all()),
            Prefetch("photos", PublishedPhoto.objects.all()),
        )
        .order_by("-period__starts_on", "-pk")
    )
    return (
        Initiative.objects.published()
        .filter(pk=key)
        .select_related("lead__zone", "volet__framework", "theme")
        .prefetch_related(
            Prefetch("published_updates", updates, to_attr="told"),
            "lead__zone__communes",
            "co_partners__zone__communes",
            "communes",
            "recommendations__volet__framework",
        )
        .first()
    )


# --- Period by period -----------------------------------------------------------------------------


def _build_chapters(updates, language):
    earlier = [*updates[1:], None]
    return [
        Chapter(
            update,
            list(_list_changes(before, update, language)) if before else [],
            before.period.key if before else "",
            [picture for photo in update.photos.all() if (picture := _read_picture(photo))],
        )
        for update, before in zip(updates, earlier, strict=True)
    ]


def _list_changes(before, after, language):
    """What one period says otherwise than the one before, in the language of the page and word by word."""
    for field, name in (("title", _("Title")), ("body", _("Text")), ("audience", _("Audience")),
                        ("partnerships", _("Partnerships"))):  # fmt: skip
        old, new = (
            _strip_markdown(getattr(update, f"{field}_{language}") or "", language) for update in (before, after)
        )
        if old.strip() and new.strip() and is_different(old, new):
            pieces = compare_texts(old, new)
            yield name, select_side(pieces, Change.ADDED), select_side(pieces, Change.REMOVED)


def _strip_markdown(source, language):
    """The words of a Markdown text as they are read, with a paragraph for each of its lines."""
    lines = join_lines(parse_markdown(strip_control(source), sections=False)).splitlines()
    return "\n\n".join(typeset(line, language) for line in lines if line.strip())


def _read_picture(photo):
    """The picture with its size, so that the page does not jump when it comes; None where its file is not there."""
    if not photo.has_file:
        return None
    try:
        with photo.file.open("rb") as opened, Image.open(opened) as picture:
            return Picture(photo, picture.width, picture.height)
    except (FileNotFoundError, OSError):
        return None


# --- Drawings -------------------------------------------------------------------------------------


def _list_tiles(initiative):
    here = {commune.pk for commune in initiative.communes.all()}
    if not here:
        return []
    columns = Commune.objects.exclude(tile_row=None).values_list("pk", "tile_column", "tile_row")
    return [Tile(10 * (column - 1), 10 * (row - 1), pk in here) for pk, column, row in columns]


def _draw_charts(initiative):
    """A chart for each indicator that has exactly one figure a year, in two years at least."""
    by_indicator = {}
    for update in initiative.told:
        for figure in update.figures.all():
            if figure.part_of_id:
                continue  # its total has it
            by_indicator.setdefault(figure.indicator, []).append(figure)
    for number, (indicator, figures) in enumerate(by_indicator.items()):
        years = [figure.year for figure in figures]
        comparable = None not in years and len(set(years)) == len(years) > 1
        if comparable and all(figure.qualifier != Qualifier.AVERAGE for figure in figures):
            name = get_displayed_name(indicator, "name")
            yield draw_yearly_chart(figures, title=name, identifier=f"chart-{number}", volet=initiative.volet.number)
