"""Sentences on antennas: how many there are, and how their figures change from year to year."""

from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from document.dates import format_date
from document.numbers import compute_evolution, format_number
from initiatives.models import Indicator
from records.wording import get_plain_text


def describe_census(census, language):
    """A census in two sentences, on the antennas named here and on the total; none where nobody names or counts any."""
    if census.named:
        return [_describe_named(census, language), _describe_total(census, language)]
    return [_describe_total(census, language)] if census.count else []


def _describe_named(census, language):
    named = ngettext("%(count)s antenna is named here", "%(count)s antennas are named here", census.named)
    parts = [named % {"count": format_number(census.named, language)}]
    operational = ngettext(
        "%(count)s of them operational on %(date)s", "%(count)s of them operational on %(date)s", census.operational
    )
    parts.append(
        operational % {"count": format_number(census.operational, language), "date": format_date(census.day, language)}
    )
    sentence = _(", ").join(parts)
    if census.not_known:
        unknown = ngettext(
            "of %(count)s other one that is not known", "of %(count)s others that is not known", census.not_known
        )
        unknown %= {"count": format_number(census.not_known, language)}
        sentence = _("%(sentence)s; %(unknown)s") % {"sentence": sentence, "unknown": unknown}
    return _("%(sentence)s.") % {"sentence": sentence}


def _describe_total(census, language):
    if census.count is None:
        return _("How many there were in all on that day is not known.")
    return _("In all, named or not, %(source)s counts %(count)s (%(date)s).") % {
        "source": get_plain_text(census.count, "source", language),
        "count": format_number(census.count.number, language),
        "date": format_date(census.count.counted_on, language),
    }


def group_figures(antenna):
    """Two parts: the figures by year of each indicator that has several, and the figures that are alone."""
    grouped = {}
    for figure in antenna.figures.all():
        grouped.setdefault(figure.indicator, []).append(figure)
    several = {
        indicator: sorted(figures, key=lambda figure: figure.year)
        for indicator, figures in grouped.items()
        if len(figures) > 1
    }
    return several, [figures[0] for figures in grouped.values() if len(figures) == 1]


def has_one_value_a_year(figures):
    """Whether the figures can be compared: none share a year."""
    return len({figure.year for figure in figures}) == len(figures)


def compute_evolutions(antenna, indicator, figures):
    """The evolution since the previous figure and a note on it, by year; the figures are ordered by year.

    Figures with different qualifiers are not compared; a year with several values rules out all comparisons.
    """
    found = {}
    if not has_one_value_a_year(figures):
        return found
    opened = antenna.opened
    for before, after in pairwise(figures):
        if before.qualifier != after.qualifier:
            continue
        change = compute_evolution(before.value, after.value, percentages=indicator.unit == Indicator.Unit.PERCENT)
        if change is None:
            continue
        notes = []
        if after.year != before.year + 1:
            notes.append(_("evolution since %(year)s") % {"year": before.year})
        if opened and opened.earliest.year <= before.year <= opened.latest.year:
            notes.append(_("evolution from a year of opening, which was not a full year"))
        found[after.year] = (change, "; ".join(notes))
    return found
