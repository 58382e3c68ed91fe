"""The format of a dataset, declared: the one place that knows it. `docs/dataset.md` is printed from here by a test."""

from exchange.dataset.schema.antennas import (
    ANTENNA_COUNTS,
    ANTENNA_FIGURES,
    ANTENNA_SERVICES,
    ANTENNA_UPDATES,
    ANTENNAS,
)
from exchange.dataset.schema.editions import EDITION_TEXTS, EDITIONS
from exchange.dataset.schema.frameworks import FRAMEWORKS, INDICATORS, PERIODS, RECOMMENDATIONS, THEMES, VOLETS
from exchange.dataset.schema.initiatives import EVENTS, FIGURES, INITIATIVES, PARTNER_NOTES, UPDATES
from exchange.dataset.schema.places import COMMUNES, PARTNERS, ZONES
from exchange.dataset.schema.structure import POSITION, Column, Table

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
