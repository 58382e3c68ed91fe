"""Everything that the annual update tells, read in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, Prefetch
from django.utils import timezone

from initiatives.models import (
    Event,
    Figure,
    Period,
    Photo,
    PublishedEvent,
    PublishedFigure,
    PublishedPhoto,
    PublishedUpdate,
    Recommendation,
    Update,
    Volet,
)
from initiatives.wording.initiatives import HighlightedInitiative
from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaUpdate, PublishedAntennaUpdate
from lisa.queries import LISA_THEME
from reporting.models import Edition
from rounds.models import Response
from zones.models import Partner


@dataclass
class Material:
    edition: Edition
    periods: list  # of the edition, oldest first
    past_periods: list  # every period up to the edition's last, oldest first
    volets: list
    texts: list
    updates: list  # of every past period, in the order of the initiatives and periods; see `_read_updates`
    responses: dict  # (partner pk, period pk) → what the partner answered as a whole
    antennas: list  # each with its texts in `told`, the oldest first
    antenna_count: object = None  # how many there are in all, as it was counted last; None where nobody counted
    held_updates: frozenset = frozenset()  # keys of the updates that another issued edition holds
    held_antenna_updates: frozenset = frozenset()

    @cached_property
    def last_day(self):
        """The last day that the edition can tell of: its own, or today while that is to come."""
        return min(self.edition.covers_to, timezone.localdate())

    @cached_property
    def period_keys(self):
        return {period.pk for period in self.periods}

    @cached_property
    def updates_by_initiative(self):
        grouped = defaultdict(list)
        for update in self.updates:
            grouped[update.initiative].append(update)
        return grouped

    @cached_property
    def updates_by_partner(self):
        """Partner → period pk → its updates; police zones first, then the others, each in their order."""
        grouped = defaultdict(lambda: defaultdict(list))
        for update in self.updates:
            grouped[update.partner][update.period_id].append(update)
        order = sorted(
            grouped, key=lambda partner: (partner.kind != Partner.Kind.POLICE_ZONE, partner.position, partner.pk)
        )
        return {partner: grouped[partner] for partner in order}

    @cached_property
    def highlighted(self):
        """The initiatives with a highlighted update in the edition's periods, in their order."""
        return [
            HighlightedInitiative(initiative, tuple(told))
            for initiative, updates in self.updates_by_initiative.items()
            if any(update.highlight and update.period_id in self.period_keys for update in updates)
            for told in [[update for update in updates if self._is_told(update)]]
        ]

    def _is_told(self, update):
        """In a volet stand all updates of the edition's periods, and older highlights that no issued edition holds."""
        return update.period_id in self.period_keys or (update.highlight and update.pk not in self.held_updates)

    @cached_property
    def told_in_volets(self):
        """Update pk → the entry under whose heading its text stands."""
        return {update.pk: entry for entry in self.highlighted for update in entry.updates}

    @cached_property
    def loose_themes(self):
        """Themes of the edition's initiatives none of which has its own heading: (volet pk, group) → themes.

        Their shared introduction stands where their first initiative would.
        """
        told = {entry.initiative.theme_id for entry in self.highlighted}
        loose = defaultdict(list)
        for update in self.updates:
            theme = update.initiative.theme
            if theme is None or theme.key == LISA_THEME or theme.pk in told or update.period_id not in self.period_keys:
                continue
            told.add(theme.pk)
            loose[update.initiative.volet_id, update.partner.group].append(theme)
        return loose

    @cached_property
    def lisa_theme(self):
        return next((i.theme for i in self.updates_by_initiative if i.theme and i.theme.key == LISA_THEME), None)

    @cached_property
    def lisa_volet(self):
        """The volet of the recommendation that the theme's initiatives answer, or else of the first of them."""
        if not self.antennas and not self.lisa_theme:
            return None
        of_theme = [i for i in self.updates_by_initiative if i.theme and i.theme.key == LISA_THEME]
        answered = (recommendation.volet_id for i in of_theme for recommendation in i.recommendations.all())
        fallback = next((i.volet_id for i in of_theme), self.volets[-1].pk if self.volets else None)
        return next(answered, fallback)


def gather_material(edition):
    """Read the material of an edition: what was validated or published, up to the edition's last period."""
    periods = list(edition.periods.order_by("starts_on"))
    last_day = periods[-1].starts_on if periods else edition.covers_to
    others = {"issues__isnull": False}
    return Material(
        edition=edition,
        periods=periods,
        past_periods=list(Period.objects.filter(starts_on__lte=last_day).order_by("starts_on")),
        volets=list(
            Volet.objects.filter(framework=edition.framework)
            .prefetch_related(Prefetch("recommendations", Recommendation.objects.order_by("position", "pk")))
            .order_by("number")
        ),
        texts=list(edition.texts.select_related("volet").order_by("position", "pk")),
        updates=_read_updates(edition, last_day),
        responses={(r.partner_id, r.period_id): r for r in Response.objects.all()},
        antennas=_read_antennas(edition, last_day),
        antenna_count=AntennaCount.objects.latest_on(edition.covers_to),
        held_updates=frozenset(
            Update.objects.filter(**others).exclude(issues__edition=edition).values_list("pk", flat=True)
        ),
        held_antenna_updates=frozenset(
            AntennaUpdate.objects.filter(**others).exclude(issues__edition=edition).values_list("pk", flat=True)
        ),
    )


def _read_updates(edition, last_day):
    """The validated texts, and what was published of those that were reopened: a report takes either."""
    texts = Update.objects.validated()
    # The page on which the Coordination arranges what it reads here asks for the version of the text.
    records = PublishedUpdate.objects.of_reopened_texts().annotate(version=F("text__version"))
    found = [
        *_select_with_related(texts, edition, last_day, figures=Figure, events=Event, photos=Photo),
        *_select_with_related(
            records, edition, last_day, figures=PublishedFigure, events=PublishedEvent, photos=PublishedPhoto
        ),
    ]
    return sorted(found, key=lambda update: (update.initiative.position, update.initiative_id, update.period.starts_on))


def _select_with_related(updates, edition, last_day, *, figures, events, photos):
    return (
        updates.filter(initiative__volet__framework=edition.framework, period__starts_on__lte=last_day)
        .select_related("period", "partner__zone", "initiative__theme", "initiative__lead", "initiative__volet")
        .prefetch_related(
            "partner__zone__communes",
            "initiative__co_partners__zone__communes",
            "initiative__communes",
            "initiative__recommendations",
            Prefetch("figures", figures.objects.select_related("indicator")),
            Prefetch("events", events.objects.all()),
            Prefetch("photos", photos.objects.all()),
        )
    )


def _read_antennas(edition, last_day):
    """The antennas that the edition can know: those that open after its last day are left to the next one."""
    texts, records = (
        updates.filter(period__starts_on__lte=last_day).select_related("period").order_by("period__starts_on")
        for updates in (AntennaUpdate.objects.validated(), PublishedAntennaUpdate.objects.of_reopened_texts())
    )
    figures = AntennaFigure.objects.filter(year__lte=edition.covers_to.year).select_related("indicator")
    antennas = (
        Antenna.objects.select_related("commune")
        .prefetch_related(
            "services",
            Prefetch("updates", texts, to_attr="validated_texts"),
            Prefetch("published_updates", records, to_attr="records_of_reopened"),
            Prefetch("figures", figures.order_by("position", "pk")),
        )
        .order_by("position", "pk")
    )
    for antenna in antennas:
        told = [*antenna.validated_texts, *antenna.records_of_reopened]
        antenna.told = sorted(told, key=lambda update: update.period.starts_on)
    return [a for a in antennas if a.mark or a.opened is None or a.opened.earliest <= edition.covers_to]
