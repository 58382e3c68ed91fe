"""What was written, and what the site makes anew because of it.

Every write of content leaves a mark in its own transaction (`Touched`); when that transaction is over, `settle` makes
the listings and the search entries of what was marked, and counts the generation up. Where the process dies between
the two, the mark stays: the thing is in no list until the next write, or `manage.py rebuild_site`, settles it.
"""

from django.db import connection, transaction

from initiatives.models import Event, Figure, Indicator, Initiative, Period, Photo, Recommendation, Theme, Update, Volet
from initiatives.models.frameworks import Framework
from lisa.models import Antenna, AntennaFigure, AntennaService, AntennaUpdate
from public import listing, search, stories
from public.models import Generation, Kind, Touched
from reporting.models import Edition, EditionText, Issue
from rounds.models import Response
from zones.models import Commune, Partner, PoliceZone

BATCH = 500

# --- What hangs on what ---------------------------------------------------------------------------


def _initiatives(**lookup):
    return Kind.INITIATIVE, Initiative.objects.filter(**lookup).values_list("pk", flat=True)


def _antennas(**lookup):
    return Kind.ANTENNA, Antenna.objects.filter(**lookup).values_list("pk", flat=True)


def _carriers(initiative):
    """Those that carry it now, and those that said something of it in their time."""
    of_its_time = initiative.updates.values_list("partner", flat=True)
    return [(Kind.PARTNER, {initiative.lead_id, *initiative.co_partners.values_list("pk", flat=True), *of_its_time})]


def _all_partners():
    return Kind.PARTNER, Partner.objects.values_list("pk", flat=True)


MARKS = {
    Initiative: lambda row: [(Kind.INITIATIVE, [row.pk]), *_carriers(row)],
    Update: lambda row: [
        (Kind.INITIATIVE, [row.initiative_id]),
        (Kind.PARTNER, [row.partner_id]),
        *_carriers(row.initiative),
    ],
    Figure: lambda row: [(Kind.INITIATIVE, [row.update.initiative_id]), *_carriers(row.update.initiative)],
    Event: lambda row: [(Kind.INITIATIVE, [row.update.initiative_id]), *_carriers(row.update.initiative)],
    Photo: lambda row: [(Kind.INITIATIVE, [row.update.initiative_id]), *_carriers(row.update.initiative)],
    Period: lambda row: [_initiatives(updates__period=row), _antennas(updates__period=row), _all_partners()],
    Theme: lambda row: [_initiatives(theme=row), _all_partners()],
    Volet: lambda row: [
        _initiatives(volet=row),
        _all_partners(),
        (Kind.RECOMMENDATION, row.recommendations.values_list("pk", flat=True)),
    ],
    Recommendation: lambda row: [(Kind.RECOMMENDATION, [row.pk]), _initiatives(recommendations=row)],
    Framework: lambda row: [
        (Kind.RECOMMENDATION, Recommendation.objects.filter(volet__framework=row).values_list("pk", flat=True)),
        _initiatives(volet__framework=row),
    ],
    Partner: lambda row: [
        (Kind.PARTNER, [row.pk]),
        (Kind.PARTNER, Partner.objects.filter(co_carried_initiatives__lead=row).values_list("pk", flat=True)),
        _initiatives(lead=row),
        _initiatives(co_partners=row),
        _initiatives(updates__partner=row),
        _antennas(partners=row),
        _antennas(commune__partner=row),
    ],
    Commune: lambda row: [
        _initiatives(communes=row),
        _initiatives(lead__commune=row),
        _initiatives(lead__zone__communes=row),
        _antennas(commune=row),
    ],
    PoliceZone: lambda row: [_initiatives(lead__zone=row), _initiatives(lead__commune__zones=row)],
    Antenna: lambda row: [(Kind.ANTENNA, [row.pk])],
    AntennaService: lambda row: [(Kind.ANTENNA, [row.antenna_id])],
    AntennaFigure: lambda row: [(Kind.ANTENNA, [row.antenna_id])],
    AntennaUpdate: lambda row: [(Kind.ANTENNA, [row.antenna_id])],
    Indicator: lambda row: [
        _initiatives(updates__figures__indicator=row),
        _antennas(figures__indicator=row),
        _all_partners(),
    ],
    Response: lambda row: [(Kind.PARTNER, [row.partner_id])],
    Edition: lambda row: [(Kind.EDITION, [row.pk])],
    EditionText: lambda row: [(Kind.EDITION, [row.edition_id])],
    Issue: lambda row: [(Kind.EDITION, [row.edition_id])],
}
"""Model → what of the site hangs on one of its rows. What no row hangs on still counts the generation up."""


def mark(row):
    """Remember, in the transaction of the write, what hangs on this row; it is settled when the transaction is over."""
    Touched.objects.bulk_create(
        Touched(kind=kind, object_id=pk) for kind, keys in MARKS[type(row)](row) for pk in set(keys)
    )
    _settle_afterwards()


def _settle_afterwards():
    if all(function is not settle for _savepoints, function, _robust in connection.run_on_commit):
        # A failure is logged and leaves its marks; what was written stands all the same.
        transaction.on_commit(settle, robust=True)


# --- Settling -------------------------------------------------------------------------------------


def settle():
    """Make anew what was marked, in one transaction of its own, and count the generation up as its last statement."""
    with transaction.atomic():
        # Whoever comes second waits here, and finds nothing left to do.
        generation, _created = Generation.objects.select_for_update().get_or_create(pk=1)
        marks = list(Touched.objects.values_list("pk", "kind", "object_id"))
        for kind in Kind:
            _make_anew(kind, sorted({pk for _mark, marked, pk in marks if marked == kind}))
        listing.name_choices()
        _forget([mark for mark, _kind, _pk in marks])
        generation.number += 1
        generation.save(update_fields=["number"])


def rebuild(progress=None):
    """Make everything anew that the site shows, whatever was marked, and count the generation up.

    One transaction: readers see the site as it was until the end, and what is written meanwhile waits. `progress` is
    called with the name of a part and how many things of it were made after each batch. Returns these numbers by part.
    """
    made = {"listings": 0, "stories": 0, "search": 0}

    def of(part):
        def note(number):
            made[part] = number
            if progress:
                progress(part, number)

        return note

    with transaction.atomic():
        generation, _created = Generation.objects.select_for_update().get_or_create(pk=1)
        listing.rebuild(of("listings"))
        stories.rebuild(of("stories"))
        search.rebuild(of("search"))
        Touched.objects.all().delete()
        generation.number += 1
        generation.save(update_fields=["number"])
    return made


def _make_anew(kind, keys):
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        if kind == Kind.INITIATIVE:
            listing.refresh(batch)
        stories.refresh(kind, batch)
        search.index(kind, batch)


def _forget(marks):
    for start in range(0, len(marks), BATCH):
        Touched.objects.filter(pk__in=marks[start : start + BATCH]).delete()
