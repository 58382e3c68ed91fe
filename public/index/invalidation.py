"""What of the site depends on a row of content: what must be made anew when it is written.

The site is made of what was published: of the record, not of the text. What the public cannot see hangs on nothing: a
referent who saves a draft every few seconds moves no page.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.models import Indicator, Initiative, Period, PublishedUpdate, Recommendation, Theme, Update, Volet
from initiatives.models.frameworks import Framework
from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaService, PublishedAntennaUpdate
from public.models import Facet, InitiativeFacet, InitiativeIndex, Kind, PendingRefresh
from reporting.models import Edition, EditionText, Issue
from rounds.models import Response
from zones.models import Commune, Partner, PoliceZone

REFERENCE_DATA = (PendingRefresh.REFERENCE, [0])


def _initiatives(**lookup):
    return Kind.INITIATIVE, Initiative.objects.filter(**lookup).values_list("pk", flat=True)


def _antennas(**lookup):
    return Kind.ANTENNA, Antenna.objects.filter(**lookup).values_list("pk", flat=True)


def _that_name_zones(partners):
    """What lists and the search find by these partners, which are zones: by their number and their communes."""
    return [
        (Kind.PARTNER, partners.values_list("pk", flat=True)),
        _initiatives(lead__in=partners),
        _initiatives(co_partners__in=partners),
    ]


# --- Where the public may see nothing of it -------------------------------------------------------


def _of_initiative(row):
    """The initiative, where something of it is on the site or was until now."""
    # In one question: between two of them another process might refresh what waits.
    recorded = PublishedUpdate.objects.filter(initiative=OuterRef("pk"))
    listed = InitiativeIndex.objects.filter(pk=OuterRef("pk"))
    waiting = PendingRefresh.objects.filter(kind=Kind.INITIATIVE, object_id=OuterRef("pk"))
    seen = Initiative.objects.filter(Exists(recorded) | Exists(listed) | Exists(waiting), pk=row.pk)
    return [(Kind.INITIATIVE, [row.pk])] if seen.exists() else None


def _of_record(row):
    """The initiative and who speaks. A record is saved whenever something of it changes, and what stands under it."""
    return [(Kind.INITIATIVE, [row.initiative_id]), (Kind.PARTNER, [row.partner_id])]


def _of_update(row):
    """Who speaks, once nobody answers for the period any more: where a text is kept back, nobody says that it ended."""
    return None if row.period.is_collected else [(Kind.PARTNER, [row.partner_id])]


def _of_response(row):
    """A partner's answer as a whole is shown when the round is over."""
    return None if row.period.is_collected else [(Kind.PARTNER, [row.partner_id])]


# --- Every model ----------------------------------------------------------------------------------

DEPENDENTS = {
    Initiative: _of_initiative,
    PublishedUpdate: _of_record,
    Update: _of_update,
    Period: lambda row: [
        REFERENCE_DATA,
        _initiatives(published_updates__period=row),
        _antennas(published_updates__period=row),
    ],
    Theme: lambda row: [REFERENCE_DATA, _initiatives(theme=row)],
    Volet: lambda row: [
        REFERENCE_DATA,
        (Kind.VOLET, [row.pk]),
        _initiatives(volet=row),
        (Kind.RECOMMENDATION, row.recommendations.values_list("pk", flat=True)),
    ],
    Recommendation: lambda row: [REFERENCE_DATA, (Kind.RECOMMENDATION, [row.pk]), _initiatives(recommendations=row)],
    Framework: lambda row: [
        REFERENCE_DATA,
        (Kind.VOLET, row.volets.values_list("pk", flat=True)),
        (Kind.RECOMMENDATION, Recommendation.objects.filter(volet__framework=row).values_list("pk", flat=True)),
        _initiatives(volet__framework=row),
    ],
    Partner: lambda row: [
        REFERENCE_DATA,
        (Kind.PARTNER, [row.pk]),
        (Kind.ZONE, list(filter(None, [row.zone_id]))),
        (Kind.COMMUNE, list(filter(None, [row.commune_id]))),
        # It may have been another zone or commune until now, which its names find no longer.
        (Kind.ZONE, PoliceZone.objects.values_list("pk", flat=True)),
        (Kind.COMMUNE, Commune.objects.values_list("pk", flat=True)),
        _initiatives(lead=row),
        _initiatives(co_partners=row),
        _initiatives(published_updates__partner=row),
    ],
    Commune: lambda row: [
        REFERENCE_DATA,
        (Kind.COMMUNE, [row.pk]),
        (Kind.ZONE, row.zones.values_list("pk", flat=True)),
        _initiatives(communes=row),
        _initiatives(lead__commune=row),
        _initiatives(co_partners__commune=row),
        *_that_name_zones(Partner.objects.filter(zone__communes=row)),
        _antennas(commune=row),
    ],
    PoliceZone: lambda row: [
        REFERENCE_DATA,
        (Kind.ZONE, [row.pk]),
        (Kind.COMMUNE, row.communes.values_list("pk", flat=True)),
        *_that_name_zones(Partner.objects.filter(zone=row)),
        _initiatives(communes__zones=row),
        _initiatives(lead__commune__zones=row),
        _initiatives(lead__zone__communes__zones=row),
        _initiatives(co_partners__commune__zones=row),
    ],
    Antenna: lambda row: [(Kind.ANTENNA, [row.pk])],
    AntennaCount: lambda row: [REFERENCE_DATA],
    AntennaService: lambda row: [(Kind.ANTENNA, [row.antenna_id])],
    AntennaFigure: lambda row: [(Kind.ANTENNA, [row.antenna_id])],
    PublishedAntennaUpdate: lambda row: [(Kind.ANTENNA, [row.antenna_id])],
    Indicator: lambda row: [REFERENCE_DATA],
    Response: _of_response,
    Edition: lambda row: [(Kind.EDITION, [row.pk])],
    EditionText: lambda row: [(Kind.EDITION, [row.edition_id])],
    Issue: lambda row: [(Kind.EDITION, [row.edition_id])],
}
"""Model → what of the site depends on one of its rows, as (kind, keys); None where the public sees nothing of the row.

Who carries an initiative is found when it is refreshed (`find_carriers`). Details name reference data wherever they
like: a change of these makes all of them anew, each on its next read; the lists and the search are told which things
to make anew.
"""


def dependents_of_new(row):
    """What depends on a row that was just made, as in DEPENDENTS, without asking who refers to it: nobody does yet."""
    dependents = None if isinstance(row, Initiative) else DEPENDENTS[type(row)](row)
    return dependents and [(kind, keys) for kind, keys in dependents if not isinstance(keys, QuerySet)]


def find_carriers(initiatives):
    """The partners that carry one of these initiatives, say something of it, or stand in its listing still."""
    of_these = {"initiative__in": initiatives}
    return set(
        Partner.objects.filter(
            Q(pk__in=Initiative.objects.filter(pk__in=initiatives).values("lead"))
            | Q(pk__in=Initiative.co_partners.through.objects.filter(**of_these).values("partner"))
            | Q(pk__in=PublishedUpdate.objects.filter(**of_these).values("partner"))
            | Q(key__in=InitiativeFacet.objects.filter(listing__in=initiatives, facet=Facet.PARTNER).values("value"))
        ).values_list("pk", flat=True)
    )
