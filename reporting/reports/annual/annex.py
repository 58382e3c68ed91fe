"""The annex: for each partner that reported, each period up to the edition's last."""

from django.utils.translation import gettext as _

from document.blocks import (
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Strong,
    Text,
    make_inlines,
    make_paragraph,
)
from initiatives.models import Initiative, Update
from initiatives.wording.continuity import write_nothing_reported, write_paragraph
from initiatives.wording.evidence import make_evidence
from initiatives.wording.facts import get_title, list_facts, make_facts_paragraph
from initiatives.wording.presence import SPEAKERS, list_presences, make_continuity, write_introduction
from records.wording import make_body
from zones.models import Partner
from zones.wording import format_partner_name


def build_annex(material, language):
    """The annex as the last section of the document, police zones first; none when nobody reported."""
    zones = [p for p in material.updates_by_partner if p.kind == Partner.Kind.POLICE_ZONE]
    others = [p for p in material.updates_by_partner if p.kind != Partner.Kind.POLICE_ZONE]
    groups = tuple(
        Section(
            Heading(make_inlines(name), anchor),
            tuple(_build_partner(material, partner, language) for partner in partners),
        )
        for name, anchor, partners in (
            (_("Police zones"), "annex-zones", zones),
            (_("Other partners"), "annex-others", others),
        )
        if partners
    )
    if not groups:
        return ()
    heading = Heading(make_inlines(_("Annex: initiatives by partner and by period")), "annex")
    return (Section(heading, (make_paragraph(_get_introduction()), *groups)),)


def _get_introduction():
    return _(
        "For each partner and each period, the annex lists the day-to-day operation and the specific initiatives. "
        "What has its own heading in a volet is told there."
    )


def _build_partner(material, partner, language):
    anchor = f"annex-{partner.key}"
    told, previous_key = [], ""
    introduced = set()
    for presence in list_presences(material, partner):
        if chapter := _build_period(material, presence, previous_key, introduced, language):
            told.append(chapter)
        previous_key = presence.period.key
    return Section(Heading(format_partner_name(partner, language), anchor), tuple(told))


def _build_period(material, presence, previous_key, introduced, language):
    """The chapter of a period; None where the partner is silent, which is nothing to report on."""
    anchor = f"annex-{presence.partner.key}-{presence.period.key}"
    heading = Heading(make_inlines(_("Period %(period)s") % {"period": presence.period.key}), anchor)
    response = material.responses.get((presence.partner.pk, presence.period.pk))
    note = make_body(response, "note", language, sections=False) if response else ()
    lines = _build_items(material, presence, introduced, language)
    told = (*note, *_build_summary(presence, previous_key, response, language), *_group_by_kind(lines, anchor))
    return Section(heading, told) if told else None


def _build_summary(presence, previous_key, response, language):
    """The paragraph that says what goes on; before a list, only where something was reported before."""
    actor = SPEAKERS[presence.partner.kind]
    if not presence.updates:
        answered = response and response.nothing_to_report
        return (Paragraph(write_nothing_reported(actor, presence.period.key, language)),) if answered else ()
    if not presence.told_in_sentences:
        return (Paragraph(write_introduction(presence, language)),)

    told = make_continuity(presence, previous_key, lambda update: get_title(update.initiative, update, language))
    return (Paragraph(write_paragraph(told, language)),)


# --- Lines ----------------------------------------------------------------------------------------


def _build_items(material, presence, introduced, language):
    """(kind, list item) for each line: all updates in a list; after sentences, the new ones and those with a text."""
    new = {update.pk for update in presence.came}
    lines = []
    for update in presence.updates:
        below = _build_details(material, update, introduced, language)
        if below or update.pk in new or not presence.told_in_sentences:
            mark = _build_status(update, presence)
            item = ListItem((Paragraph(_build_line(material, update, mark, language, strong=bool(below))), *below))
            lines.append((update.kind, item))
    return lines


def _build_line(material, update, mark, language, *, strong):
    name = get_title(update.initiative, update, language)
    entry = material.told_in_volets.get(update.pk)
    told = (Strong(name),) if strong else name
    return (*told, *mark, *(_build_reference(entry) if entry else ()))


def _build_status(update, presence):
    """The status, where the list alone does not say it; what is new is named in the sentences where there are some."""
    told = {Update.Status.ENDED, Update.Status.PLANNED, Update.Status.CHANGED}
    if update.status in told or (update.status == Update.Status.NEW and not presence.told_in_sentences):
        return (Text(f" ({update.get_status_display()})"),)
    return ()


def _build_reference(entry):
    initiative = entry.initiative
    words = _("see volet %(number)s") % {"number": initiative.volet.number}
    return (Text(" – "), Link(make_inlines(words), f"#initiative-{initiative.key}"))


def _build_details(material, update, introduced, language):
    """What stands under a line: the facts the first time, then text, figures and events unless a volet tells them."""
    entry = material.told_in_volets.get(update.pk)
    told_elsewhere = entry or (update.pk in material.held_updates and update.highlight)
    blocks = []
    if update.initiative_id not in introduced:
        introduced.add(update.initiative_id)
        if update.initiative not in {told.initiative for told in material.highlighted}:
            known = list_facts(update.initiative, material.updates_by_initiative[update.initiative], language)
            blocks.extend(make_facts_paragraph(known))
    if not told_elsewhere:
        blocks.extend(make_body(update, "body", language, sections=False))
        blocks.extend(make_evidence(update, language))
    return tuple(blocks)


def _group_by_kind(lines, anchor):
    names = {
        Initiative.Kind.DAILY: _("Day-to-day operation"),
        Initiative.Kind.SPECIFIC: _("Specific initiatives"),
    }
    for kind, name in names.items():
        items = tuple(item for its_kind, item in lines if its_kind == kind)
        if items:
            yield Section(Heading(make_inlines(name), f"{anchor}-{kind.value}"), (List(items),))
