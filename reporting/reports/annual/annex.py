"""The annex: for each partner that reported, each period up to the edition's last."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from document.blocks import Heading, Link, List, ListItem, Paragraph, Section, Strong, Text, paragraph, text
from initiatives.models import Initiative, Update
from reporting.reports.annual.evidence import evidence
from reporting.reports.annual.facts import facts, in_one_paragraph, title
from reporting.reports.annual.words import body, inline
from reporting.reports.continuity import MOST_DROPPED, Actor, Continuity, list_introduction, nothing_reported, sentences
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
    """What a partner does in one period, seen from its previous one. Presence decides, not the word in `status`."""

    partner: Partner
    period: object
    updates: list  # of the period
    previous: list  # updates of the period before
    seen_before: frozenset  # initiatives of any earlier period

    @cached_property
    def going_on(self):
        """The initiatives that were still going on at the end of the previous period, in their order."""
        return [update for update in self.previous if update.status != Update.Status.ENDED]

    @cached_property
    def _alive(self):
        return {update.initiative_id for update in self.updates if update.status != Update.Status.ENDED}

    @cached_property
    def continued(self):
        return [update for update in self.going_on if update.initiative_id in self._alive]

    @cached_property
    def dropped(self):
        return [update for update in self.going_on if update.initiative_id not in self._alive]

    @cached_property
    def ended(self):
        """The dropped ones that the partner itself reported as ended in this period."""
        reported = {update.initiative_id for update in self.updates}
        return [update for update in self.dropped if update.initiative_id in reported]

    @cached_property
    def _came(self):
        before = {update.initiative_id for update in self.going_on}
        return [update for update in self.updates if update.initiative_id not in before]

    @cached_property
    def added(self):
        return [update for update in self._came if update.initiative_id not in self.seen_before]

    @cached_property
    def resumed(self):
        return [update for update in self._came if update.initiative_id in self.seen_before]

    @property
    def told_in_sentences(self):
        """At most three of the previous initiatives are not continued, and there were some."""
        return bool(self.going_on) and len(self.dropped) <= MOST_DROPPED


def presences(material, partner):
    """The presence of a partner in each period, from the first one in which it reported."""
    by_period = material.updates_by_partner[partner]
    seen, previous, started = frozenset(), [], False
    for period in material.past_periods:
        updates = by_period.get(period.pk, [])
        started = started or bool(updates) or (partner.pk, period.pk) in material.responses
        if started:
            yield Presence(partner, period, updates, previous, seen)
        seen |= {update.initiative_id for update in updates}
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
        told.append(_period(material, presence, previous_key, introduced, language))
        previous_key = presence.period.key
    return Section(Heading(inline(partner, "name", language), anchor), tuple(told))


def _period(material, presence, previous_key, introduced, language):
    anchor = f"annex-{presence.partner.key}-{presence.period.key}"
    heading = Heading(text(_("Period %(period)s") % {"period": presence.period.key}), anchor)
    response = material.responses.get((presence.partner.pk, presence.period.pk))
    note = body(response, "note", language, sections=False) if response else ()
    lines = _lines(material, presence, introduced, language)
    return Section(heading, (*note, *_summary(presence, previous_key, response, language), *_by_kind(lines, anchor)))


def _summary(presence, previous_key, response, language):
    """The paragraph that says what goes on; before a list, only where something was reported before."""
    actor = ACTORS[presence.partner.kind]
    if not presence.updates:
        answered = bool(response and response.nothing_to_report)
        if response and not answered and (response.note_fr or response.note_nl):
            return ()
        return (Paragraph(nothing_reported(actor, presence.period.key, language, answered=answered)),)
    if not presence.told_in_sentences:
        count = len(presence.updates)
        return (Paragraph(list_introduction(actor, presence.period.key, language, count=count)),)

    told = continuity(presence, previous_key, lambda update: title(update.initiative, update, language))
    return (Paragraph(sentences(told, language)),)


def continuity(presence, previous_key, title_of):
    """What the sentences tell of a presence that is `told_in_sentences`; `title_of` gives an update's title, inline."""

    def titles(updates):
        return tuple(title_of(update) for update in updates)

    dropped = titles(presence.dropped)
    ended = {update.initiative_id for update in presence.ended}
    return Continuity(
        actor=ACTORS[presence.partner.kind],
        period=presence.period.key,
        previous_period=previous_key,
        continued=len(presence.continued),
        dropped=dropped,
        ended=tuple(
            name for update, name in zip(presence.dropped, dropped, strict=True) if update.initiative_id in ended
        ),
        added=titles(_started(presence.added)),
        resumed=titles(_started(presence.resumed)),
    )


def _started(updates):
    """Without what is only planned: it was not added yet, and stands as a line under the paragraph."""
    return [update for update in updates if update.status != Update.Status.PLANNED]


# --- Lines ----------------------------------------------------------------------------------------


def _lines(material, presence, introduced, language):
    """(kind, list item) for each line: all updates in a list; after sentences, the new ones and those with a text."""
    new = {update.pk for update in (*presence.added, *presence.resumed)}
    lines = []
    for update in presence.updates:
        below = _below(material, update, introduced, language)
        if below or update.pk in new or not presence.told_in_sentences:
            item = ListItem((Paragraph(_line(material, update, language, strong=bool(below))), *below))
            lines.append((update.kind, item))
    return lines


def _line(material, update, language, *, strong):
    name = title(update.initiative, update, language)
    entry = material.told_in_volets.get(update.pk)
    told = (Strong(name),) if strong else name
    return (*told, *_status(update), *(_reference(entry) if entry else ()))


def _status(update):
    """The status, where presence alone does not say it."""
    if update.status in (Update.Status.ENDED, Update.Status.PLANNED, Update.Status.CHANGED):
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
