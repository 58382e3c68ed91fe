"""An edition as the Coordination arranges it: each volet with its initiatives in the order of the report.

The order is that of `reporting.reports.annual.arrangement`, of which the report is made; what stands in no part of a
volet follows, by partner and kind, as in the annex.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_uppercase

from django.utils.translation import gettext as _

from initiatives.models import Initiative, Volet
from initiatives.ordering import move_after, move_before
from records.wording import Words, words
from reporting.reports.annual import arrangement
from zones.wording import format_partner_words

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Row:
    """An initiative on the page, with its updates of the edition's periods, oldest first."""

    initiative: Initiative
    updates: tuple
    title: Words
    partner: Words

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
class Block:
    """What stands together in a list: the initiatives of one theme, or one initiative."""

    rows: tuple[Row, ...]
    theme: Words | None = None
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
    def with_ways(self):
        """(row, its ways among those of its theme) of each row."""
        return ways(self.rows)


@dataclass(frozen=True)
class Shelf:
    """A list of the page in which things can change places: a part of the volet, or a partner's lines in the annex."""

    anchor: str
    title: Words
    blocks: tuple[Block, ...]
    letter: str = ""
    loose_themes: tuple[Words, ...] = ()
    is_lisa: bool = False

    @property
    def rows(self):
        return [row for block in self.blocks for row in block.rows]

    @property
    def anchors(self):
        return [row.anchor for row in self.rows]

    @cached_property
    def with_ways(self):
        """(block, its ways in the list) of each block."""
        return ways(self.blocks)


@dataclass(frozen=True)
class Ways:
    """Where something can go from here: one up, one down, or to any other place, as (value to send, its name)."""

    place: int
    up: str
    down: str
    others: list = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """A volet as it stands in the report, and what of it stands in the annex only."""

    volet: Volet
    title: Words
    parts: tuple[Shelf, ...]
    annex: tuple[Shelf, ...]

    @property
    def shelves(self):
        return (*self.parts, *self.annex)

    @cached_property
    def highlighted_count(self):
        return sum(len(shelf.rows) for shelf in self.parts)

    @cached_property
    def annex_count(self):
        return sum(len(shelf.rows) for shelf in self.annex)


@dataclass(frozen=True)
class Standing:
    """Where an initiative stands: its volet, its list, and what it stands together with."""

    board: Board
    shelf: Shelf
    block: Block
    row: Row

    @property
    def sentence(self):
        """For the person who moved it."""
        if self.block.theme:
            place, count = self.block.rows.index(self.row) + 1, len(self.block.rows)
            where = _("theme “%(theme)s”") % {"theme": self.block.name}
        else:
            place, count = self.shelf.blocks.index(self.block) + 1, len(self.shelf.blocks)
            where = f"{self.shelf.letter} {self.shelf.title.text}".strip()
            if not self.shelf.letter:
                where = _("annex, %(list)s") % {"list": where}
        return _told(self.row.name, place, count, where)

    @property
    def sentence_on_theme(self):
        """Of the whole theme, where it was moved with all that stands in it."""
        place, count = self.shelf.blocks.index(self.block) + 1, len(self.shelf.blocks)
        return _told(self.block.name, place, count, f"{self.shelf.letter} {self.shelf.title.text}".strip())


def _told(title, place, count, where):
    sentence = _("“%(title)s” now stands at place %(place)s of %(count)s: %(where)s.")
    return sentence % {"title": title, "place": place, "count": count, "where": where}


# --- What stands where ----------------------------------------------------------------------------


def boards(material, language):
    """The volets that the report deals with, and those of which the annex tells something, in their order."""
    told = {}
    for update in material.updates:
        if update.period_id in material.period_keys:
            told.setdefault(update.initiative, []).append(update)
    rows = {initiative.pk: _row(initiative, updates, language) for initiative, updates in told.items()}
    parts = {
        volet.pk: tuple(_parts(material, volet, rows, language)) if volet.covered else () for volet in material.volets
    }
    in_parts = {row.initiative.pk for shelves in parts.values() for shelf in shelves for row in shelf.rows}
    others = defaultdict(list)
    for pk, row in rows.items():
        if pk not in in_parts:
            others[row.initiative.volet_id].append(row)
    order = {partner.pk: place for place, partner in enumerate(material.updates_by_partner)}
    return [
        Board(volet, words(volet, "title", language), parts[volet.pk], _annex(others[volet.pk], order, language))
        for volet in material.volets
        if volet.covered or others[volet.pk]
    ]


def _row(initiative, updates, language):
    latest = updates[-1]
    title = words(latest, "title", language) or words(initiative, "title", language)
    return Row(initiative, tuple(updates), title, format_partner_words(latest.partner, language))


def _parts(material, volet, rows, language):
    names = arrangement.group_names()
    for letter, part in zip(ascii_uppercase, arrangement.parts(material, volet), strict=False):
        if part.group is None:
            name = material.lisa_theme and words(material.lisa_theme, "title", language)
            name = name or Words(_("The LISA antennas"), language)
        else:
            name = Words(names[part.group], language)
        yield Shelf(
            f"part-{part.anchor}",
            name,
            tuple(_block(block, rows, language) for block in part.blocks),
            f"{letter}.",
            tuple(words(theme, "title", language) for theme in part.loose_themes),
            is_lisa=part.group is None,
        )


def _block(block, rows, language):
    of_block = tuple(rows[entry.initiative.pk] for entry in block.entries)
    if block.theme is None:
        return Block(of_block)
    return Block(of_block, words(block.theme, "title", language), block.theme.key)


def _annex(rows, order, language):
    """The lists of the annex to which these rows belong: partner by partner in its order, by kind."""
    names = {
        Initiative.Kind.DAILY: _("Day-to-day operation"),
        Initiative.Kind.SPECIFIC: _("Specific initiatives"),
    }
    lists = defaultdict(list)
    for row in rows:
        lists[order[row.updates[-1].partner_id], list(names).index(row.updates[-1].kind)].append(row)
    return tuple(_annex_list(lists[place], names) for place in sorted(lists))


def _annex_list(rows, names):
    first = rows[0]
    kind = first.updates[-1].kind
    title = Words(f"{first.partner.text} – {names[kind]}", first.partner.language)
    return Shelf(f"annex-{first.updates[-1].partner.key}-{kind}", title, tuple(Block((row,)) for row in rows))


def find(boards, pk):
    """Where the initiative of that key stands; None where the edition does not tell of it."""
    return next(
        (
            Standing(board, shelf, block, row)
            for board in boards
            for shelf in board.shelves
            for block in shelf.blocks
            for row in block.rows
            if row.initiative.pk == pk
        ),
        None,
    )


# --- Where it can go ------------------------------------------------------------------------------


def ways(things):
    """(thing, its ways) of each of the rows or blocks of a list."""
    return [(thing, _ways(things, place)) for place, thing in enumerate(things)]


def _ways(things, place):
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
    return Ways(place + 1, up, down, others)


# --- Moving ---------------------------------------------------------------------------------------


def move(standing, target, side, *, by):
    """Move what stands there to that side of the target, which is of the same list. Whether anything was moved.

    Of one theme, the initiative moves among those of the theme; otherwise the whole theme moves with it. Raises
    ArrangementRefused and StaleRecordError.
    """
    beside = [row.initiative for row in standing.shelf.rows]
    within = standing.block is target.block
    things = standing.block.rows if within else standing.shelf.blocks
    thing, other = (standing.row, target.row) if within else (standing.block, target.block)
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
        _put_after(_up_to(thing, things[end].first), things[end].first, by, beside)
    return True


def _up_to(thing, target):
    """Of a theme, those that stand before the target: one that is left there would keep the theme where it was."""
    rows = thing.rows if isinstance(thing, Block) else [thing]
    return [row for row in rows if row.place < target.place]


def _put_before(rows, other, by, beside):
    move_before([row.initiative for row in rows], other.initiative, by=by, beside=beside)


def _put_after(rows, other, by, beside):
    move_after([row.initiative for row in rows], other.initiative, by=by, beside=beside)


def last_of_theme(boards, standing, theme):
    """The row after which the initiative comes to stand when it joins the theme; None where the theme has none yet."""
    own_group = standing.row.updates[-1].partner.group
    candidates = [
        row
        for board in boards
        for shelf in board.parts
        for row in shelf.rows
        if row is not standing.row
        and row.initiative.theme_id == theme.pk
        and (shelf.is_lisa or _is_of(row, standing.row.initiative.volet_id, own_group))
    ]
    return candidates[-1] if candidates else None


def _is_of(row, volet, group):
    return row.initiative.volet_id == volet and row.updates[-1].partner.group == group
