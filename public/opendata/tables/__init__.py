"""Every public table. What people write to each other about their texts, and who they are, stands in none."""

from public.opendata.tables.antennas import ANTENNA_COUNTS, ANTENNA_FIGURES, ANTENNA_SERVICES, ANTENNA_UPDATES, ANTENNAS
from public.opendata.tables.editions import EDITIONS, REPORTS
from public.opendata.tables.frameworks import FRAMEWORKS, INDICATORS, PERIODS, RECOMMENDATIONS, THEMES, VOLETS
from public.opendata.tables.initiatives import EVENTS, FIGURES, INITIATIVES, PHOTOS, UPDATES
from public.opendata.tables.places import COMMUNES, PARTNERS, ZONES

TABLES = {
    table.name: table
    for table in (
        INITIATIVES,
        UPDATES,
        FIGURES,
        EVENTS,
        PHOTOS,
        PARTNERS,
        ZONES,
        COMMUNES,
        FRAMEWORKS,
        VOLETS,
        RECOMMENDATIONS,
        THEMES,
        PERIODS,
        INDICATORS,
        ANTENNAS,
        ANTENNA_SERVICES,
        ANTENNA_UPDATES,
        ANTENNA_FIGURES,
        ANTENNA_COUNTS,
        EDITIONS,
        REPORTS,
    )
}
"""Name → table, in the order of presentation."""
