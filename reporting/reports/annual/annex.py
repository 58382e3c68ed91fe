"""The annex: for each partner that reported, each period up to the edition's last."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from document.blocks import Heading, Link, List, ListItem, Paragraph, Section, Strong, Text, paragraph, text
from initiatives.models import Initiative, Update
from reporting.reports.annual.evidence import evidence
from reporting.reports.annual.facts import facts, in_one_paragraph, title
from reporting.reports.annual.names import partner_name
from reporting.reports.annual.words import body
from reporting.reports.continuity import MOST_ENDED, Actor, Continuity, list_introduction, nothing_reported, sentences
from zones.models import Partner

ACTORS = {
    Partner.Kind.POLICE_ZONE: Actor.ZONE,
    Partner.Kind.COMMUNE: Actor.COMMUNE,
    Partner.Kind.NON_PROFIT: Actor.NON_PROFIT,
    Partner.Kind.REGIONAL: Actor.REGIONAL,
    Partner.Kind.CAMPUS: Actor.CAMPUS,
    Partner.Kind.FEDERAL_POLICE: Actor.FEDERAL_POLICE,
    Partner.Kind.STANDING_COMMITTEE: Actor.STANDING_COMMITTEE,
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
        said = update.status == Update.Status.NEW or self._holds(update.initiative.started)
        return said and update.initiative_id not in self.named_before

    def _has_ended(self, update):
        return update.initiative_id in self._reported_as_ended or self._holds(update.initiative.ended)

    def _is_over(self, update):
        end = update.initiative.ended
        return bool(end) and end.latest < self.period.starts_on

    def _holds(self, date):
        return bool(date) and self.period.starts_on <= date.earliest and date.latest <= self.period.ends_on


def presences(material, partner):
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


def annex(material, language):
    """The annex as the last section of the document, police zones first; none when nobody reported."""
    zones = [p for p in material.updates_by_partner if p.kind == Partner.Kind.POLICE_ZONE]
    others = [p for p in material.updates_by_partner if p.kind != Partner.Kind.POLICE_ZONE]
    groups = tuple(
        Section(Heading(text(name), anchor), tuple(_partner(material, partner, language) for partner in partners))
        for name, anchor, partners in (
            (_("Police zones"), "annex-zones", zones),
            (_("Other partners"), "annex-others", others),
        )
        if partners
    )
    if not groups:
        return ()
    heading = Heading(text(_("Annex: initiatives by partner and by period")), "annex")
    return (Section(heading, (paragraph(_introduction()), *groups)),)


def _introduction():
    return _(
        "For each partner and each period, the annex lists the day-to-day operation and the specific initiatives. "
        "What has its own heading in a volet is told there."
    )


def _partner(material, partner, language):
    anchor = f"annex-{partner.key}"
    told, previous_key = [], ""
    introduced = set()
    for presence in presences(material, partner):
        if chapter := _period(material, presence, previous_key, introduced, language):
            told.append(chapter)
        previous_key = presence.period.key
    return Section(Heading(partner_name(partner, language), anchor), tuple(told))


def _period(material, presence, previous_key, introduced, language):
    """The chapter of a period; None where the partner is silent, which is nothing to report on."""
    anchor = f"annex-{presence.partner.key}-{presence.period.key}"
    heading = Heading(text(_("Period %(period)s") % {"period": presence.period.key}), anchor)
    response = material.responses.get((presence.partner.pk, presence.period.pk))
    note = body(response, "note", language, sections=False) if response else ()
    lines = _lines(material, presence, introduced, language)
    told = (*note, *_summary(presence, previous_key, response, language), *_by_kind(lines, anchor))
    return Section(heading, told) if told else None


def _summary(presence, previous_key, response, language):
    """The paragraph that says what goes on; before a list, only where something was reported before."""
    actor = ACTORS[presence.partner.kind]
    if not presence.updates:
        answered = response and response.nothing_to_report
        return (Paragraph(nothing_reported(actor, presence.period.key, language)),) if answered else ()
    if not presence.told_in_sentences:
        return (Paragraph(introduction_of_lists(presence, language)),)

    told = continuity(presence, previous_key, lambda update: title(update.initiative, update, language))
    return (Paragraph(sentences(told, language)),)


def introduction_of_lists(presence, language):
    """The sentence before the lists of a presence that is not `told_in_sentences`."""
    return list_introduction(
        ACTORS[presence.partner.kind],
        presence.period.key,
        language,
        count=len(presence.updates),
        only_planned=all(update.status == Update.Status.PLANNED for update in presence.updates),
    )


def continuity(presence, previous_key, title_of):
    """What the sentences tell of a presence that is `told_in_sentences`; `title_of` gives an update's title, inline."""

    def titles(updates):
        return tuple(title_of(update) for update in updates)

    return Continuity(
        actor=ACTORS[presence.partner.kind],
        period=presence.period.key,
        previous_period=previous_key,
        continued=len(presence.continued),
        ended=titles(presence.ended),
        added=titles(presence.added),
        carried=titles(presence.carried),
    )


# --- Lines ----------------------------------------------------------------------------------------


def _lines(material, presence, introduced, language):
    """(kind, list item) for each line: all updates in a list; after sentences, the new ones and those with a text."""
    new = {update.pk for update in presence.came}
    lines = []
    for update in presence.updates:
        below = _below(material, update, introduced, language)
        if below or update.pk in new or not presence.told_in_sentences:
            mark = _status(update, presence)
            item = ListItem((Paragraph(_line(material, update, mark, language, strong=bool(below))), *below))
            lines.append((update.kind, item))
    return lines


def _line(material, update, mark, language, *, strong):
    name = title(update.initiative, update, language)
    entry = material.told_in_volets.get(update.pk)
    told = (Strong(name),) if strong else name
    return (*told, *mark, *(_reference(entry) if entry else ()))


def _status(update, presence):
    """The status, where the list alone does not say it; what is new is named in the sentences where there are some."""
    told = {Update.Status.ENDED, Update.Status.PLANNED, Update.Status.CHANGED}
    if update.status in told or (update.status == Update.Status.NEW and not presence.told_in_sentences):
        return (Text(f" ({update.get_status_display()})"),)
    return ()


def _reference(entry):
    initiative = entry.initiative
    words = _("see volet %(number)s") % {"number": initiative.volet.number}
    return (Text(" – "), Link(text(words), f"#initiative-{initiative.key}"))


def _below(material, update, introduced, language):
    """What stands under a line: the facts the first time, then text, figures and events unless a volet tells them."""
    entry = material.told_in_volets.get(update.pk)
    told_elsewhere = entry or (update.pk in material.held_updates and update.highlight)
    blocks = []
    if update.initiative_id not in introduced:
        introduced.add(update.initiative_id)
        if update.initiative not in {told.initiative for told in material.highlighted}:
            known = facts(update.initiative, material.updates_by_initiative[update.initiative], language)
            blocks.extend(in_one_paragraph(known))
    if not told_elsewhere:
        blocks.extend(body(update, "body", language, sections=False))
        blocks.extend(evidence(update, language))
    return tuple(blocks)


def _by_kind(lines, anchor):
    names = {
        Initiative.Kind.DAILY: _("Day-to-day operation"),
        Initiative.Kind.SPECIFIC: _("Specific initiatives"),
    }
    for kind, name in names.items():
        items = tuple(item for its_kind, item in lines if its_kind == kind)
        if items:
            yield Section(Heading(text(name), f"{anchor}-{kind.value}"), (List(items),))
