"""What a partner does in one period, seen from its previous one: as the report and its page on the site tell it."""

from dataclasses import dataclass
from functools import cached_property

from initiatives.models import Update
from initiatives.wording.continuity import MOST_ENDED, Continuity, Speaker, write_list_introduction
from zones.models import Partner

SPEAKERS = {
    Partner.Kind.POLICE_ZONE: Speaker.ZONE,
    Partner.Kind.COMMUNE: Speaker.COMMUNE,
    Partner.Kind.NON_PROFIT: Speaker.NON_PROFIT,
    Partner.Kind.REGIONAL: Speaker.REGIONAL,
    Partner.Kind.CAMPUS: Speaker.CAMPUS,
    Partner.Kind.FEDERAL_POLICE: Speaker.FEDERAL_POLICE,
    Partner.Kind.STANDING_COMMITTEE: Speaker.STANDING_COMMITTEE,
}


@dataclass(frozen=True)
class Presence:
    """What a partner does in one period, seen from its previous one.

    Only what somebody said counts: that something goes on, is new or ended. What is merely absent is `unknown`.
    """

    partner: Partner
    period: object
    updates: list  # of the period
    previous: list  # updates of the period before
    named_before: frozenset  # initiatives that any earlier period names as more than planned

    @cached_property
    def going_on(self):
        """The initiatives that went on at the end of the previous period, in their order."""
        return [
            update for update in self.previous
            if update.status not in (Update.Status.ENDED, Update.Status.PLANNED) and not self._is_over(update)
        ]  # fmt: skip

    @cached_property
    def continued(self):
        return [
            update for update in self.going_on if update.initiative_id in self._named and not self._has_ended(update)
        ]

    @cached_property
    def ended(self):
        """Those that went on before and of which somebody said that they ended in this period."""
        return [update for update in self.going_on if self._has_ended(update)]

    @cached_property
    def unknown(self):
        """Those that went on before and of which nobody said anything."""
        known = {update.initiative_id for update in (*self.continued, *self.ended)}
        return [update for update in self.going_on if update.initiative_id not in known]

    @cached_property
    def came(self):
        """What the period names and the one before did not name as going on."""
        before = {update.initiative_id for update in self.going_on}
        return [update for update in self.updates if update.initiative_id not in before]

    @cached_property
    def added(self):
        """What began in the period: its status says so, or its start lies in it."""
        return [update for update in self._carried_out if self._is_new(update)]

    @cached_property
    def carried(self):
        """What is named beside that, without anybody having said that it is new."""
        return [update for update in self._carried_out if not self._is_new(update)]

    @property
    def told_in_sentences(self):
        """Of all that went on before it is known what became of it, and at most three ended."""
        return bool(self.going_on) and not self.unknown and len(self.ended) <= MOST_ENDED

    @cached_property
    def _named(self):
        kept = (update for update in self.updates if update.status != Update.Status.PLANNED)
        return {update.initiative_id for update in kept}

    @cached_property
    def _reported_as_ended(self):
        return {update.initiative_id for update in self.updates if update.status == Update.Status.ENDED}

    @cached_property
    def _carried_out(self):
        left = (Update.Status.ENDED, Update.Status.PLANNED)
        return [update for update in self.came if update.status not in left]

    def _is_new(self, update):
        said = update.status == Update.Status.NEW or self._is_in_period(update.initiative.started)
        return said and update.initiative_id not in self.named_before

    def _has_ended(self, update):
        return update.initiative_id in self._reported_as_ended or self._is_in_period(update.initiative.ended)

    def _is_over(self, update):
        end = update.initiative.ended
        return bool(end) and end.latest < self.period.starts_on

    def _is_in_period(self, date):
        return bool(date) and self.period.starts_on <= date.earliest and date.latest <= self.period.ends_on


def list_presences(material, partner):
    """The presence of a partner in each period, from the first one in which it reported."""
    by_period = material.updates_by_partner[partner]
    named, previous, started = frozenset(), [], False
    for period in material.past_periods:
        updates = by_period.get(period.pk, [])
        started = started or bool(updates) or (partner.pk, period.pk) in material.responses
        if started:
            yield Presence(partner, period, updates, previous, named)
        named |= {update.initiative_id for update in updates if update.status != Update.Status.PLANNED}
        previous = updates


def write_introduction(presence, language):
    """The sentence before the lists of a presence that is not `told_in_sentences`."""
    return write_list_introduction(
        SPEAKERS[presence.partner.kind],
        presence.period.key,
        language,
        count=len(presence.updates),
        only_planned=all(update.status == Update.Status.PLANNED for update in presence.updates),
    )


def make_continuity(presence, previous_key, title_of):
    """What the sentences tell of a presence that is `told_in_sentences`; `title_of` gives an update's title, inline."""

    def titles(updates):
        return tuple(title_of(update) for update in updates)

    return Continuity(
        speaker=SPEAKERS[presence.partner.kind],
        period=presence.period.key,
        previous_period=previous_key,
        continued=len(presence.continued),
        ended=titles(presence.ended),
        added=titles(presence.added),
        carried=titles(presence.carried),
    )
