"""The state of things in figures, from the counts by facet: no query of its own."""

from dataclasses import dataclass

from public.index.facet_values import get_counted_periods, get_values
from public.models import Facet

PERIODS = 4


@dataclass(frozen=True)
class VoletFigures:
    """A volet with the number of its initiatives, in all and by period, the earliest first."""

    value: str
    number: int
    title: str
    title_language: str  # "" in the language of the page
    initiatives: int
    by_period: list  # of (period, number)
    share: int  # of the volet with the most initiatives, in hundredths


def list_latest_periods():
    """The values of the last periods that count, the earliest first."""
    return list(get_counted_periods().values())[:PERIODS][::-1]


def list_volet_figures(language):
    """The figures of each volet of which something is published, in their order."""
    volets, pairs = get_values(Facet.VOLET), get_values(Facet.VOLET_PERIOD)
    most = max((found.initiatives for found in volets.values()), default=0)
    figures = []
    for value, found in volets.items():
        title, title_language = found.name(language)
        counted = [(period, pairs.get(f"{value}/{period.value}")) for period in list_latest_periods()]
        figures.append(
            VoletFigures(
                value=value,
                number=int(value.rpartition("/")[2]),
                title=title,
                title_language="" if title_language == language else title_language,
                initiatives=found.initiatives,
                by_period=[(period, pair.initiatives if pair else 0) for period, pair in counted],
                share=max(1, round(100 * found.initiatives / most)) if most else 0,
            )
        )
    return figures
