"""The detail of an antenna: what is known of it, what was said of it period by period, and its yearly figures.

What depends on the day, such as its status, stands on the page itself.
"""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.numbers import format_evolution
from initiatives.wording.evidence import format_value
from lisa.models import Antenna, AntennaFigure, PublishedAntennaUpdate
from lisa.wording import compute_evolutions, group_figures, has_one_value_a_year
from public.pages.charts import BarChart, draw_yearly_chart
from public.pages.texts import get_plain_line, render_figures, render_note
from records.language_codes import LANGUAGES

ARROWS = {1: "↑", 0: "→", -1: "↓"}


@dataclass(frozen=True)
class Year:
    """One row of yearly figures."""

    year: int
    value: str
    arrow: str  # "" where there is no evolution
    evolution: str
    remark: str  # what is to know of the evolution
    note: str  # markup


@dataclass(frozen=True)
class Series:
    """What was counted in several years."""

    identifier: str
    indicator: object
    years: list
    chart: BarChart | None

    @property
    def has_details(self):
        return any(row.note or row.remark for row in self.years)


def render_antenna(key):
    """The detail as safe markup, in the language in hand; "" where there is no such antenna."""
    antenna = _read_antenna(key)
    if antenna is None:
        return ""
    return render_to_string("public/antennas/detail.html", _build_context(antenna, get_language()))


def _build_context(antenna, language):
    several, single = group_figures(antenna)
    return {
        "antenna": antenna,
        "services": list(antenna.services.all()),
        "partners": list_reporters(antenna),
        "former_names": list(filter(None, antenna.former_names.splitlines())),
        "unknown": _(", ").join(map(str, _list_unknown(antenna))),
        "updates": [update for update in antenna.told if _has_text(update)],
        "series": [
            _build_series(antenna, number, indicator, figures, language)
            for number, (indicator, figures) in enumerate(several.items())
        ],
        "single": render_figures(single),
    }


def _read_antenna(key):
    told = PublishedAntennaUpdate.objects.shown().select_related("period").order_by("-period__starts_on", "-pk")
    figures = AntennaFigure.objects.select_related("indicator")
    return (
        Antenna.objects.filter(pk=key)
        .select_related("commune__partner")
        .prefetch_related(
            Prefetch("published_updates", told, to_attr="told"),
            Prefetch("figures", figures),
            "services",
            "partners__zone__communes",
        )
        .first()
    )


def list_reporters(antenna):
    """The partners that report on an antenna: those that it names, or else its commune."""
    named = list(antenna.partners.all())
    return named or [partner for partner in [getattr(antenna.commune, "partner", None)] if partner]


def _has_text(update):
    return any((getattr(update, f"body_{code}") or "").strip() for code in LANGUAGES)


def _list_unknown(antenna):
    """The names of what a reader would look for and nobody has told."""
    known = {
        _("address"): get_plain_line(antenna, "address"),
        _("opening hours"): get_plain_line(antenna, "hours"),
        _("police presence"): antenna.police_presence,
        _("day of opening"): antenna.opened,
    }
    return [name for name, what in known.items() if not what]


# --- Yearly figures -------------------------------------------------------------------------------


def _build_series(antenna, number, indicator, figures, language):
    changes = compute_evolutions(antenna, indicator, figures)
    chart = None
    if has_one_value_a_year(figures):
        chart = draw_yearly_chart(figures, title=get_plain_line(indicator, "name"), identifier=f"chart-{number}")
    years = [_build_year(figure, *changes.get(figure.year, (None, "")), language) for figure in figures]
    return Series(f"series-{number}", indicator, years, chart)


def _build_year(figure, change, remark, language):
    """An evolution is neither good nor bad: its direction and its size."""
    direction = change and (change.change > 0) - (change.change < 0)
    return Year(
        year=figure.year,
        value=format_value(figure, language),
        arrow="" if change is None else ARROWS[direction],
        evolution="–" if change is None else format_evolution(change, language),
        remark=remark,
        note=render_note(figure, "note"),
    )
