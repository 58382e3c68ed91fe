"""Three ways: what the dataset says, what the database holds, what was loaded before. And the order of rows."""

from collections import defaultdict
from dataclasses import dataclass

from exchange.dataset.schema import POSITION

NOTHING = ("", [], None)
OTHER_LANGUAGE = {"fr": "nl", "nl": "fr"}


@dataclass(frozen=True)
class Merge:
    """Of one row: the columns to take from the dataset, and those to leave because they were edited here."""

    take: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


def merge_row(given, stored, remembered, *, essence=(), overwrite=False):
    """Compare the plain values of a row, column by column.

    A value that the database holds as it was loaded, or that nobody ever filled in, follows the dataset; any other
    was edited here. In a numbered table another `essence` means another row at this place: it is then left whole,
    so that the edited value of one figure never stands under the indicator of another.
    """
    differing = [name for name in given if given[name] != stored[name]]
    leave = [] if overwrite else [name for name in differing if not _is_untouched(name, stored, remembered)]
    moved = any(given[name] != remembered.get(name, given[name]) for name in essence)
    if moved and set(leave) - {POSITION}:
        leave = differing
    return Merge(tuple(name for name in differing if name not in leave), tuple(leave))


def find_changed_alone(given, stored, taken):
    """(column, the column of the other language) of the texts of which the dataset changes one language only, where
    both stood and stand."""
    after = stored | {name: given[name] for name in taken}
    for column in taken:
        other = _other_language(column)
        if other not in stored or not all(row[name] for row in (stored, after) for name in (column, other)):
            continue
        if _is_said_anew(column, stored, after) and not _is_said_anew(other, stored, after):
            yield column, other


def _other_language(column):
    name, _separator, language = column.rpartition("_")
    return f"{name}_{OTHER_LANGUAGE[language]}" if language in OTHER_LANGUAGE else None


def _is_said_anew(column, before, after):
    """Whatever the white space between the words."""
    return before[column].split() != after[column].split()


def _is_untouched(name, stored, remembered):
    if name in remembered:
        return stored[name] == remembered[name]
    return stored[name] in NOTHING or (name == POSITION and stored[name] == 0)


def place_in_order(known, highest):
    """Positions that keep the order of the rows: the known ones where they can stay, the next number elsewhere.

    `known` has the position of each row, or None for a new one. Where all are new they come after `highest`. A
    dataset that holds some of the rows only thus leaves the order of the others alone.
    """
    last = highest if all(position is None for position in known) else 0
    positions = []
    for position in known:
        last = position if position is not None and position > last else last + 1
        positions.append(last)
    return positions


def group_siblings(rows, table):
    """The rows in groups of siblings, each group in the order of presentation."""
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row.get_key_part(name) for name in table.siblings)].append(row)
    if table.numbered:
        for group in groups.values():
            group.sort(key=lambda row: int(row.identity[-1]))
    return groups.values()
