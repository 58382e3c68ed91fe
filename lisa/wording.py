"""What is told of antennas: how many there are, and what their figures say from year to year."""

from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from document.dates import format_date
from document.numbers import compute_evolution, format_number
from initiatives.models import Indicator
from records.wording import plain_words


def census_sentences(census, language):
    """What is known of a census in two sentences: of the antennas that are named, and of all of them; nothing is said
    where nobody names or counts any."""
    if census.named:
        return [_named(census, language), _in_all(census, language)]
    return [_in_all(census, language)] if census.count else []


def _named(census, language):
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


def _in_all(census, language):
    if census.count is None:
        return _("How many there were in all on that day is not known.")
    return _("In all, named or not, %(source)s counts %(count)s (%(date)s).") % {
        "source": plain_words(census.count, "source", language),
        "count": format_number(census.count.number, language),
        "date": format_date(census.count.counted_on, language),
    }


def counted(antenna):
    """(indicator → its figures by year, where there are several; the figures that stand alone)."""
    grouped = {}
    for figure in antenna.figures.all():
        grouped.setdefault(figure.indicator, []).append(figure)
    several = {
        indicator: sorted(figures, key=lambda figure: figure.year)
        for indicator, figures in grouped.items()
        if len(figures) > 1
    }
    return several, [figures[0] for figures in grouped.values() if len(figures) == 1]


def one_a_year(figures):
    """Whether the figures can be compared: at most one value a year."""
    return len({figure.year for figure in figures}) == len(figures)


def evolutions(antenna, indicator, figures):
    """Year → (evolution from the year before that has a value, note), for figures in the order of their years.

    None from or to an estimate of another kind; none at all where a year has several values.
    """
    found = {}
    if not one_a_year(figures):
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
