"""An edition as the Coordination arranges it: each volet with its initiatives in the order of the report.

The order is that of `reporting.reports.annual.volet_parts`, of which the report is made; what stands in no part of a
volet follows, by partner and kind, as in the annex.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_uppercase

from django.utils.translation import gettext as _

from initiatives.models import Initiative, Volet
from initiatives.ordering import move_after, move_before
from records.wording import StoredText, find_text
from reporting.reports.annual import volet_parts
from zones.wording import format_partner_words

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative on the page, with its updates of the edition's periods, oldest first."""

    initiative: Initiative
    updates: tuple
    title: StoredText
    partner: StoredText

    @property
    def name(self):
        return self.title.text

    @property
    def anchor(self):
        return f"initiative-{self.initiative.key}"

    @property
    def first(self):
        return self

    @property
    def seen(self):
        return f"{self.initiative.pk}-{self.initiative.version}"

    @property
    def place(self):
        """Where it stands in the whole order."""
        return self.initiative.position, self.initiative.pk


@dataclass(frozen=True)
class OrderedItem:
    """What stands together in a list: the initiatives of one theme, or one initiative."""

    rows: tuple[InitiativeRow, ...]
    theme: StoredText | None = None
    theme_key: str = ""

    @property
    def anchor(self):
        return f"theme-{self.theme_key}" if self.theme else self.first.anchor

    @property
    def first(self):
        return self.rows[0]

    @property
    def name(self):
        return self.theme.text if self.theme else self.first.name

    @cached_property
    def with_destinations(self):
        """(row, its destinations among the rows of its theme) of each row."""
        return list_destinations(self.rows)


@dataclass(frozen=True)
class OrderedList:
    """A list of the page in which things can change places: a part of the volet, or a partner's lines in the annex."""

    anchor: str
    title: StoredText
    items: tuple[OrderedItem, ...]
    letter: str = ""
    loose_themes: tuple[StoredText, ...] = ()
    is_lisa: bool = False

    @property
    def rows(self):
        return [row for item in self.items for row in item.rows]

    @property
    def anchors(self):
        return [row.anchor for row in self.rows]

    @cached_property
    def with_destinations(self):
        """(item, its destinations in the list) of each item."""
        return list_destinations(self.items)


@dataclass(frozen=True)
class Destinations:
    """Where something can go from here: one up, one down, or to any other place, as (value to send, its name)."""

    place: int
    up: str
    down: str
    others: list = field(default_factory=list)


@dataclass(frozen=True)
class VoletOrder:
    """A volet as it stands in the report, and what of it stands in the annex only."""

    volet: Volet
    title: StoredText
    parts: tuple[OrderedList, ...]
    annex: tuple[OrderedList, ...]

    @property
    def ordered_lists(self):
        return (*self.parts, *self.annex)

    @cached_property
    def highlighted_count(self):
        return sum(len(ordered_list.rows) for ordered_list in self.parts)

    @cached_property
    def annex_count(self):
        return sum(len(ordered_list.rows) for ordered_list in self.annex)


@dataclass(frozen=True)
class Location:
    """Where an initiative stands: its volet, its list, and what it stands together with."""

    volet_order: VoletOrder
    ordered_list: OrderedList
    item: OrderedItem
    row: InitiativeRow

    @property
    def sentence(self):
        """For the person who moved it."""
        if self.item.theme:
            place, count = self.item.rows.index(self.row) + 1, len(self.item.rows)
            where = _("theme “%(theme)s”") % {"theme": self.item.name}
        else:
            place, count = self.ordered_list.items.index(self.item) + 1, len(self.ordered_list.items)
            where = f"{self.ordered_list.letter} {self.ordered_list.title.text}".strip()
            if not self.ordered_list.letter:
                where = _("annex, %(list)s") % {"list": where}
        return _describe_place(self.row.name, place, count, where)

    @property
    def sentence_on_theme(self):
        """Of the whole theme, where it was moved with all that stands in it."""
        place, count = self.ordered_list.items.index(self.item) + 1, len(self.ordered_list.items)
        return _describe_place(
            self.item.name, place, count, f"{self.ordered_list.letter} {self.ordered_list.title.text}".strip()
        )


def _describe_place(title, place, count, where):
    sentence = _("“%(title)s” now stands at place %(place)s of %(count)s: %(where)s.")
    return sentence % {"title": title, "place": place, "count": count, "where": where}


# --- What stands where ----------------------------------------------------------------------------


def build_volet_orders(material, language):
    """The volets that the report deals with, and those of which the annex tells something, in their order."""
    told = {}
    for update in material.updates:
        if update.period_id in material.period_keys:
            told.setdefault(update.initiative, []).append(update)
    rows = {initiative.pk: _make_row(initiative, updates, language) for initiative, updates in told.items()}
    parts = {
        volet.pk: tuple(_make_part_lists(material, volet, rows, language)) if volet.covered else ()
        for volet in material.volets
    }
    in_parts = {
        row.initiative.pk
        for ordered_lists in parts.values()
        for ordered_list in ordered_lists
        for row in ordered_list.rows
    }
    others = defaultdict(list)
    for pk, row in rows.items():
        if pk not in in_parts:
            others[row.initiative.volet_id].append(row)
    order = {partner.pk: place for place, partner in enumerate(material.updates_by_partner)}
    return [
        VoletOrder(
            volet,
            find_text(volet, "title", language),
            parts[volet.pk],
            _make_annex_lists(others[volet.pk], order, language),
        )
        for volet in material.volets
        if volet.covered or others[volet.pk]
    ]


def _make_row(initiative, updates, language):
    latest = updates[-1]
    title = find_text(latest, "title", language) or find_text(initiative, "title", language)
    return InitiativeRow(initiative, tuple(updates), title, format_partner_words(latest.partner, language))


def _make_part_lists(material, volet, rows, language):
    names = volet_parts.get_group_names()
    for letter, part in zip(ascii_uppercase, volet_parts.list_parts(material, volet), strict=False):
        if part.group is None:
            name = material.lisa_theme and find_text(material.lisa_theme, "title", language)
            name = name or StoredText(_("The LISA antennas"), language)
        else:
            name = StoredText(names[part.group], language)
        yield OrderedList(
            f"part-{part.anchor}",
            name,
            tuple(_make_item(item, rows, language) for item in part.items),
            f"{letter}.",
            tuple(find_text(theme, "title", language) for theme in part.loose_themes),
            is_lisa=part.group is None,
        )


def _make_item(item, rows, language):
    rows_of_item = tuple(rows[entry.initiative.pk] for entry in item.entries)
    if item.theme is None:
        return OrderedItem(rows_of_item)
    return OrderedItem(rows_of_item, find_text(item.theme, "title", language), item.theme.key)


def _make_annex_lists(rows, order, language):
    """The lists of the annex to which these rows belong: partner by partner in its order, by kind."""
    names = {
        Initiative.Kind.DAILY: _("Day-to-day operation"),
        Initiative.Kind.SPECIFIC: _("Specific initiatives"),
    }
    lists = defaultdict(list)
    for row in rows:
        lists[order[row.updates[-1].partner_id], list(names).index(row.updates[-1].kind)].append(row)
    return tuple(_make_annex_list(lists[place], names) for place in sorted(lists))


def _make_annex_list(rows, names):
    first = rows[0]
    kind = first.updates[-1].kind
    title = StoredText(f"{first.partner.text} – {names[kind]}", first.partner.language)
    return OrderedList(
        f"annex-{first.updates[-1].partner.key}-{kind}", title, tuple(OrderedItem((row,)) for row in rows)
    )


def locate_initiative(volet_orders, pk):
    """Where the initiative of that key stands; None where the edition does not tell of it."""
    return next(
        (
            Location(volet_order, ordered_list, item, row)
            for volet_order in volet_orders
            for ordered_list in volet_order.ordered_lists
            for item in ordered_list.items
            for row in item.rows
            if row.initiative.pk == pk
        ),
        None,
    )


# --- Where it can go ------------------------------------------------------------------------------


def list_destinations(things):
    """(thing, its destinations) of each of the rows or items of a list."""
    return [(thing, _get_destinations(things, place)) for place, thing in enumerate(things)]


def _get_destinations(things, place):
    last = len(things) - 1
    before, after = ([f"{side}-{thing.first.seen}" for thing in things] for side in (BEFORE, AFTER))
    others = []
    if place > 0:
        others.append((before[0], _("first")))
    for number, thing in enumerate(things[:-1]):
        if number not in (place, place - 1):
            others.append((after[number], _("after “%(title)s”") % {"title": thing.name}))
    if place < last:
        others.append((after[last], _("last")))
    up = before[place - 1] if place > 0 else ""
    down = after[place + 1] if place < last else ""
    return Destinations(place + 1, up, down, others)


# --- Moving ---------------------------------------------------------------------------------------


def move_item(location, target, side, *, by):
    """Move what stands there to that side of the target, which is of the same list. Whether anything was moved.

    Of one theme, the initiative moves among those of the theme; otherwise the whole theme moves with it. Raises
    ArrangementRefused and StaleRecordError.
    """
    beside = [row.initiative for row in location.ordered_list.rows]
    within = location.item is target.item
    things = location.item.rows if within else location.ordered_list.items
    thing, other = (location.row, target.row) if within else (location.item, target.item)
    start, end = things.index(thing), things.index(other)
    end += (side == AFTER) - (start < end or (start == end and side == AFTER))
    if start == end:
        return False
    if end < start:
        _put_before([thing.first], things[end].first, by, beside)
    elif within and start == 0:
        # The first of a theme holds its place in the part: the others move up, so that the theme stays where it is.
        _put_before(things[1 : end + 1], thing, by, beside)
    else:
        _put_after(_list_rows_before(thing, things[end].first), things[end].first, by, beside)
    return True


def _list_rows_before(thing, target):
    """Of a theme, those that stand before the target: one that is left there would keep the theme where it was."""
    rows = thing.rows if isinstance(thing, OrderedItem) else [thing]
    return [row for row in rows if row.place < target.place]


def _put_before(rows, other, by, beside):
    move_before([row.initiative for row in rows], other.initiative, by=by, beside=beside)


def _put_after(rows, other, by, beside):
    move_after([row.initiative for row in rows], other.initiative, by=by, beside=beside)


def find_last_of_theme(volet_orders, location, theme):
    """The row after which the initiative comes to stand when it joins the theme; None where the theme has none yet."""
    own_group = location.row.updates[-1].partner.group
    candidates = [
        row
        for volet_order in volet_orders
        for ordered_list in volet_order.parts
        for row in ordered_list.rows
        if row is not location.row
        and row.initiative.theme_id == theme.pk
        and (ordered_list.is_lisa or _is_in_group(row, location.row.initiative.volet_id, own_group))
    ]
    return candidates[-1] if candidates else None


def _is_in_group(row, volet, group):
    return row.initiative.volet_id == volet and row.updates[-1].partner.group == group
