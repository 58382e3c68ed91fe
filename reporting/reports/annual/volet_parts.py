"""What stands where in a volet: its parts, one a partner group, and in a part what stands together.

The report and the page on which the Coordination arranges it are both made from here.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.models import Theme
from initiatives.wording.initiatives import HighlightedInitiative
from lisa.queries import LISA_THEME
from zones.models import Partner


@dataclass(frozen=True)
class PartItem:
    """What stands together: the highlighted initiatives of one theme, or one initiative without a theme."""

    theme: Theme | None
    entries: tuple[HighlightedInitiative, ...]


@dataclass(frozen=True)
class Part:
    """A lettered part of a volet: that of a partner group, or the one on the antennas, which is of no group."""

    group: str | None
    items: tuple[PartItem, ...]
    loose_themes: tuple[Theme, ...] = ()  # those that only show their introduction, at the end

    @property
    def anchor(self):
        return self.group.replace("_", "-") if self.group else "lisa"


def get_group_names():
    """The titles of the parts by partner group, in the order of the report."""
    return {
        Partner.Group.GT_CIPOL: _("Initiatives of the members of the working group"),
        Partner.Group.SAFE_BRUSSELS: _("Initiatives of safe.brussels"),
        Partner.Group.CAMPUS: _("Initiatives of the campus of safe.brussels"),
    }


def list_parts(material, volet):
    """The parts of a volet that have something in them, in their order; the one on the antennas comes last."""
    for group in get_group_names():
        entries = [
            entry
            for entry in material.highlighted
            if entry.initiative.volet_id == volet.pk and entry.partner.group == group and not is_in_lisa_part(entry)
        ]
        loose_themes = tuple(material.loose_themes.get((volet.pk, group), ()))
        if entries or loose_themes:
            yield Part(group.value, _group_by_theme(entries), loose_themes)
    if material.lisa_volet == volet.pk:
        yield Part(None, tuple(PartItem(None, (entry,)) for entry in material.highlighted if is_in_lisa_part(entry)))


def is_in_lisa_part(entry):
    return entry.initiative.theme is not None and entry.initiative.theme.key == LISA_THEME


def _group_by_theme(entries):
    """The initiatives in their order; those of one theme together, where its first one stands."""
    grouped = {}
    for entry in entries:
        theme = entry.initiative.theme
        grouped.setdefault(("theme", theme.pk) if theme else ("alone", entry.initiative.pk), []).append(entry)
    return tuple(PartItem(entries[0].initiative.theme, tuple(entries)) for entries in grouped.values())
