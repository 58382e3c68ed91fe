"""The format of a dataset, declared: the one place that knows it. `docs/dataset.md` is printed from here by a test."""

from reporting.dataset.schema.antennas import (
    ANTENNA_COUNTS,
    ANTENNA_FIGURES,
    ANTENNA_SERVICES,
    ANTENNA_UPDATES,
    ANTENNAS,
)
from reporting.dataset.schema.editions import EDITION_TEXTS, EDITIONS
from reporting.dataset.schema.frameworks import FRAMEWORKS, INDICATORS, PERIODS, RECOMMENDATIONS, THEMES, VOLETS
from reporting.dataset.schema.initiatives import EVENTS, FIGURES, INITIATIVES, PARTNER_NOTES, UPDATES
from reporting.dataset.schema.places import COMMUNES, PARTNERS, ZONES
from reporting.dataset.schema.structure import POSITION, Column, Table

# A table stands after those to which it refers: this is the order of checking and of writing.
TABLES = {
    table.name: table
    for table in (
        FRAMEWORKS,
        VOLETS,
        RECOMMENDATIONS,
        ZONES,
        COMMUNES,
        PARTNERS,
        PERIODS,
        INDICATORS,
        THEMES,
        INITIATIVES,
        UPDATES,
        FIGURES,
        EVENTS,
        ANTENNAS,
        ANTENNA_SERVICES,
        ANTENNA_UPDATES,
        ANTENNA_FIGURES,
        ANTENNA_COUNTS,
        EDITIONS,
        PARTNER_NOTES,
        EDITION_TEXTS,
    )
}

__all__ = ["POSITION", "TABLES", "Column", "Table"]
