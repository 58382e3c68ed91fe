"""An initiative with what is said of it: under its own heading, in a report and where a text is reviewed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from document.blocks import Heading, Section, make_inlines, make_paragraph
from initiatives.models import Update
from initiatives.wording.evidence import make_evidence
from initiatives.wording.facts import get_title, list_facts, make_definitions
from records.wording import join_inlines, make_body
from zones.wording import format_partner_name


@dataclass(frozen=True)
class HighlightedInitiative:
    """An initiative that has its own heading in a volet, with the updates told there, oldest first."""

    initiative: object
    updates: tuple

    @property
    def partner(self):
        """The lead at the time of the latest update that is told."""
        return self.updates[-1].partner


def make_initiative_section(entry, language):
    """An initiative under its heading "title – partner": its facts, then its updates, oldest first."""
    initiative, updates = entry.initiative, entry.updates
    anchor = f"initiative-{initiative.key}"
    heading = join_inlines(
        [get_title(initiative, updates[-1], language), format_partner_name(entry.partner, language)], " – "
    )
    known = list_facts(initiative, updates, language)
    if len(updates) == 1:
        known.append((_("Period"), make_inlines(_format_period_and_status(updates[0]))))
        told = _make_update_blocks(updates[0], language, anchor)
    else:
        told = tuple(
            Section(
                Heading(
                    make_inlines(_("Period %(period)s") % {"period": _format_period_and_status(update)}),
                    f"{anchor}-{update.period.key}",
                ),
                _make_update_blocks(update, language, f"{anchor}-{update.period.key}"),
            )
            for update in updates
        )
    return Section(Heading(heading, anchor), (*make_definitions(known), *told))


def _format_period_and_status(update):
    return f"{update.period.key} ({update.get_status_display()})"


def _make_update_blocks(update, language, anchor):
    blocks = (*make_body(update, "body", language, anchor=anchor), *make_evidence(update, language))
    return blocks or (make_paragraph(_describe_status(update)),)


def _describe_status(update):
    """The sentence for an update that says nothing but its status."""
    return {
        Update.Status.NEW: _("The initiative started; no further detail was given."),
        Update.Status.CONTINUED: _("The initiative went on; no further detail was given."),
        Update.Status.CHANGED: _("The initiative changed; no further detail was given."),
        Update.Status.ENDED: _("The initiative ended; no further detail was given."),
        Update.Status.PLANNED: _("The initiative is planned; no further detail was given."),
    }[update.status]
