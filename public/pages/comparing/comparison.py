"""The comparison that a reader asks for: what stands on both sides, and the lines of its table."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from document.dates import format_span
from document.typography import typeset
from initiatives.models import Initiative, Update
from initiatives.wording.evidence import format_value
from public.index.facet_values import get_counted_periods, get_values
from public.models import Facet
from public.pages.comparing.queries import (
    MOST_NAMED,
    Side,
    count_for_periods,
    count_for_places,
    list_in_one_period_only,
    read_figures_of_periods,
    read_figures_of_places,
)
from public.pages.initiatives.filters import write_address
from public.pages.known_values import UnknownValue, clip_text, describe_unknown, find_known_value, read_parameter
from public.pages.rows import build_rows

PLACES = (Facet.ZONE, Facet.COMMUNE, Facet.PARTNER)
"""Where the name of a side is looked for, in this order."""


@dataclass(frozen=True)
class Asked:
    """What stands on each side, and whose periods they are where these are compared; None for what is not known."""

    left: Side | None = None
    right: Side | None = None
    of: Side | None = None

    @classmethod
    def from_address(cls, parameters):
        """Read the parameters of an address; without any, the last two periods stand side by side."""
        place, other = (_find_place(parameters.get(name, "")) for name in ("left", "right"))
        period, beside = (_find_period(parameters.get(name, "")) for name in ("period", "with"))
        if place and other:
            return cls(place, other)
        if period and beside:
            return cls(period, beside, place)
        latest = [Side(Facet.PERIOD, key) for key in list(get_counted_periods())[:2]]
        if len(latest) == 2 and not other and ("left" not in parameters or "period" in parameters):
            return cls(latest[1], period or latest[0], place)
        return cls(place or period, other or beside)

    @property
    def is_whole(self):
        return bool(self.left and self.right and self.left != self.right)

    @property
    def is_of_periods(self):
        return bool(self.left and self.left.facet == Facet.PERIOD)


def _find_place(text):
    if not text:
        return None
    facet = next((facet for facet in PLACES if text in get_values(facet)), None)
    if facet:
        return Side(facet, text)
    # By a name that it had before.
    meant = ((facet, find_known_value(facet, clip_text(text))) for facet in PLACES)
    return next((Side(facet, value) for facet, value in meant if value in get_values(facet)), None)


def _find_period(text):
    value = find_known_value(Facet.PERIOD, clip_text(text)) if text else ""
    return Side(Facet.PERIOD, value) if value in get_counted_periods() else None


def find_unknown(parameters):
    """What of the address nobody knows: a place or partner, a period."""
    found = []
    for name in ("left", "right"):
        text = read_parameter(parameters, name)
        if text and not any(find_known_value(facet, text) for facet in PLACES):
            known = tuple(value for facet in PLACES for value in get_values(facet))
            found.append(UnknownValue(name, text, _("a zone, a commune or a partner"), known))
    for name in ("period", "with"):
        text = read_parameter(parameters, name)
        if text and not find_known_value(Facet.PERIOD, text):
            found.append(describe_unknown(Facet.PERIOD, text, name))
    return found


def find_collected(parameters, language):
    """The periods that were asked for and are not complete yet: they stand beside nothing."""
    asked = {parameters.get(name, "") for name in ("period", "with")}
    return [
        typeset(key, language) for key, value in get_values(Facet.PERIOD).items() if key in asked and value.is_collected
    ]


# --- The table ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """A name, with its language where that is not the page's, the page that it leads to, and what is said beside it."""

    text: str
    language: str = ""
    address: str = ""
    remark: str = ""  # the days of a period

    @property
    def whole(self):
        return f"{self.text} ({self.remark})" if self.remark else self.text


@dataclass(frozen=True)
class Cell:
    number: int
    address: str  # of the list of these initiatives; "" where there are none, or no list says the same


@dataclass(frozen=True)
class Line:
    name: Named
    left: Cell
    right: Cell


@dataclass(frozen=True)
class Group:
    title: str
    lines: list


@dataclass(frozen=True)
class FigureLine:
    """What both sides count: (value, year or period, figure) on each."""

    indicator: object
    left: list
    right: list


@dataclass(frozen=True)
class Table:
    left: Named
    right: Named
    groups: list
    figures: list
    only_left: list  # rows of initiatives, of two periods alone
    only_right: list
    is_cut: bool  # whether there are more of these


def build_table(asked: Asked, language):
    """The comparison that is asked for, which `is_whole`. Three queries at most beside that for the choices."""
    if asked.is_of_periods:
        counts = count_for_periods(asked.left, asked.right, asked.of)
        figures = read_figures_of_periods(asked.left, asked.right, asked.of)
        alone = list_in_one_period_only(asked.left, asked.right, language, asked.of)
    else:
        counts = count_for_places(asked.left, asked.right)
        figures, alone = read_figures_of_places(asked.left, asked.right), []
    named = alone[:MOST_NAMED]
    return Table(
        left=name_side(asked.left, language),
        right=name_side(asked.right, language),
        groups=_build_groups(asked, counts, language),
        figures=_match_figures(asked, figures, language),
        only_left=build_rows([row for row in named if row["is_left"]], language),
        only_right=build_rows([row for row in named if not row["is_left"]], language),
        is_cut=len(alone) > MOST_NAMED,
    )


def name_side(side, language):
    """What a side is called, with its own page."""
    pages = {Facet.ZONE: "public:zone", Facet.COMMUNE: "public:commune", Facet.PARTNER: "public:partner"}
    address = reverse(pages[side.facet], args=[side.value]) if side.facet in pages else ""
    return _name_choice(side.facet, side.value, language, address)


def _build_groups(asked, counts, language):
    total = {
        side: sum(number for (facet, _v), number in counts[side].items() if facet == Facet.KIND) for side in counts
    }
    whole = Line(
        Named(typeset(_("Initiatives"), language)),
        *(Cell(total[side], _write_list_address(asked, side)) for side in (asked.left, asked.right)),
    )
    titles = {
        Facet.VOLET: _("By volet"),
        Facet.STATUS: _("By status") if asked.is_of_periods else _("By last known status"),
        Facet.KIND: _("By kind"),
        Facet.THEME: _("Common themes"),
    }
    groups = [Group(typeset(_("In all"), language), [whole])]
    for facet, title in titles.items():
        lines = list(_build_lines(asked, counts, facet, language))
        if lines:
            groups.append(Group(typeset(title, language), lines))
    return groups


def _build_lines(asked, counts, facet, language):
    """A line for each choice under which something stands; of themes, those that both sides have."""
    needed = all if facet == Facet.THEME else any
    for choice in get_values(facet):
        numbers = [counts[side].get((facet, choice), 0) for side in (asked.left, asked.right)]
        if needed(numbers):
            cells = [
                Cell(number, _write_list_address(asked, side, facet, choice) if number else "")
                for number, side in zip(numbers, (asked.left, asked.right), strict=True)
            ]
            yield Line(_name_choice(facet, choice, language), *cells)


def _write_list_address(asked, side, facet=None, choice=None):
    """The list that holds what a cell counts.

    None for the status and the kind in a period, since a list knows the last ones only.
    """
    if facet in (Facet.STATUS, Facet.KIND) and asked.is_of_periods:
        return ""
    choices = {side.facet: [side.value]} | ({facet: [choice]} if facet else {})
    if asked.of:
        choices[asked.of.facet] = [asked.of.value]
    return reverse("public:initiatives") + write_address(choices)


def _name_choice(facet, choice, language, address=""):
    labels = {Facet.STATUS: dict(Update.Status.choices), Facet.KIND: dict(Initiative.Kind.choices)}
    if facet in labels:
        return Named(typeset(str(labels[facet][choice]), language))
    found = get_values(facet).get(choice)
    text, own = found.name(language) if found else (choice, language)
    if facet == Facet.VOLET:
        text = f"{choice.rpartition('/')[2]}. {text}"
    elif facet == Facet.PERIOD:
        return Named(
            typeset(text, language), remark=write_days(found.period, language) if found and found.period else ""
        )
    return Named(text, "" if own == language else own, address)


def write_days(period, language):
    """The days of a period in words."""
    return typeset(format_span(period.starts_on, period.ends_on, language), language)


def _match_figures(asked, figures, language):
    """A line for each thing that both sides count, in the order of the indicators."""
    lines = []
    for indicator, found in groupby(figures, key=lambda figure: figure.indicator):
        by_side = {asked.left: [], asked.right: []}
        for figure in found:
            by_side[figure.side].append(figure)
        if all(by_side.values()):
            said = (
                [(format_value(f, language), str(f.year or f.period), f) for f in by_side[side]] for side in by_side
            )
            lines.append(FigureLine(indicator, *said))
    return lines


# --- What can be chosen ---------------------------------------------------------------------------


def choose_defaults(asked):
    """Name of a select → its value: what was asked for, or else two that differ, so that the form gives a page."""
    facet = next((facet for facet in PLACES if len(get_values(facet)) > 1), None)
    first, second = list(get_values(facet))[:2] if facet else ("", "")
    later, earlier = [*get_counted_periods(), "", ""][:2]
    left, right = (asked.left, asked.right) if not asked.is_of_periods else (asked.of, None)
    values = {"left": left.value if left else first, "of": asked.of.value if asked.of else ""}
    values["right"] = right.value if right else second if values["left"] != second else first
    periods = (asked.left, asked.right) if asked.is_of_periods else (None, None)
    values["period"], values["with"] = (
        side.value if side else usual for side, usual in zip(periods, (earlier, later), strict=True)
    )
    return values


def list_choices(language):
    """(title, of (value, name)) of the places and partners among which a reader chooses."""
    titles = {Facet.ZONE: _("Police zones"), Facet.COMMUNE: _("Communes"), Facet.PARTNER: _("Partners")}
    return [
        (typeset(title, language), [(choice, _name_choice(facet, choice, language)) for choice in get_values(facet)])
        for facet, title in titles.items()
        if get_values(facet)
    ]


def list_period_choices(language):
    """(value, name) of the periods that count, the latest first."""
    return [(choice, _name_choice(Facet.PERIOD, choice, language)) for choice in get_counted_periods()]
