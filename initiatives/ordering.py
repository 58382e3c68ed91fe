"""The order of the initiatives, as the Coordination sets it: what is moved changes its place, nothing else does.

How room is made. A dataset numbers its initiatives 1, 2, 3 ... without gaps, and remembers the numbers: multiplying
them all would make every row "edited here". So only the volet at hand is looked at, in the order that is wanted, and
as many of its rows as possible keep their number (the longest run in which the others find room between). Numbers
that initiatives of other volets hold count as free: across volets the order is that of the volets. To swap two
neighbours writes two rows, a move into a gap or to an end one; each written row has its version and its history.
"""

from bisect import bisect_right

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.bulk_changes import ArrangementRefused
from initiatives.models import Initiative
from records.access import require_coordination
from records.models import StaleRecordError


@transaction.atomic
def move_before(moved, other, *, by, beside=()):
    """Put the initiatives, in the order given, directly before another one. How many rows were written.

    All must be at the version that was seen, the other one too: where it moved away, "before it" meant another place.
    `beside` are those presented in one list with them: where the list spans volets, the order of all of these is kept.
    Raises ArrangementRefused, and StaleRecordError; nothing is then written.
    """
    return _move_beside(moved, other, 0, by, beside)


@transaction.atomic
def move_after(moved, other, *, by, beside=()):
    """Put the initiatives, in the order given, directly after another one. As `move_before`."""
    return _move_beside(moved, other, 1, by, beside)


@transaction.atomic
def set_theme(initiative, theme, *, by, after=None):
    """Give the initiative a theme, or none. Whether that changed anything.

    What joins a theme stands with it: `after` is the last of those that it joins. Raises ArrangementRefused, and
    StaleRecordError when one of the two was changed since it was read.
    """
    require_coordination(by, ArrangementRefused)
    order = _lock_volets([initiative, *filter(None, [after])])
    stored = _get_unchanged(order, initiative)
    if stored.theme_id == (theme and theme.pk):
        return False
    wanted = _place_beside([stored], _get_unchanged(order, after), 1, order) if after else order
    stored.theme = theme
    if wanted == order:
        stored.save()
    else:
        _renumber_rows(wanted, [stored], unsaved=stored)
    return True


def _move_beside(moved, other, offset, by, beside):
    require_coordination(by, ArrangementRefused)
    order = _lock_volets([*moved, other, *beside])
    chosen = [_get_unchanged(order, initiative) for initiative in moved]
    target = _get_unchanged(order, other)
    if target in chosen:
        raise ArrangementRefused(_("An initiative cannot stand before or after itself."))
    wanted = _place_beside(chosen, target, offset, order)
    return _renumber_rows(wanted, chosen) if wanted != order else 0


def _lock_volets(initiatives):
    """All initiatives of the volets of these, locked, in their order; a duplicate that was merged stands nowhere.

    Locked in the order of their keys, whatever their place: two who move at once wait for each other, never in a ring.
    """
    volets = {initiative.volet_id for initiative in initiatives}
    rows = Initiative.objects.select_for_update().filter(volet__in=volets, merged_into__isnull=True).order_by("pk")
    return sorted(rows, key=lambda row: (row.position, row.pk))


def _get_unchanged(order, initiative):
    """The stored row of an initiative, if it is still the one that was read."""
    stored = next((row for row in order if row.pk == initiative.pk), None)
    if stored is None or stored.version != initiative.version:
        raise StaleRecordError(initiative)
    return stored


def _place_beside(chosen, target, offset, order):
    """The order in which the chosen ones stand before the target (offset 0) or after it (1)."""
    others = [row for row in order if row not in chosen]
    place = others.index(target) + offset
    return [*others[:place], *chosen, *others[place:]]


def _renumber_rows(order, moved, *, unsaved=None):
    """Write the rows whose number changes, and the one that changed otherwise. How many were written."""
    written = 0
    places = [place for place, row in enumerate(order) if row in moved]
    for row, position in zip(order, assign_positions([row.position for row in order], places), strict=True):
        if position != row.position or row is unsaved:
            row.position = position
            row.save()
            written += 1
    return written


def assign_positions(numbers, moved=()):
    """Rising numbers for rows in this order: as many as possible keep theirs; the others follow on what precedes them.

    A number can stay where the rows between it and the one kept before it find numbers of their own, and those before
    the first one too. That is a longest run in which `number - place` does not fall, and is not negative; among runs
    of one length one that leaves out the places `moved`.
    """
    slack = [(place, number - place) for place, number in enumerate(numbers) if number >= place]
    runs = [_find_longest_run([pair for pair in slack if pair[0] not in moved]), _find_longest_run(slack)]
    kept = max(runs, key=len)
    result = []
    for place in range(len(numbers)):
        if place in kept:
            result.append(numbers[place])
        elif kept and place < kept[0]:
            result.append(numbers[kept[0]] - (kept[0] - place))
        else:
            result.append(result[-1] + 1 if result else 0)
    return result


def _find_longest_run(pairs):
    """The places of a longest run of values that never falls, of (place, value); of several the one that begins first.

    From the end, so that for each length the run is known whose first value is the highest.
    """
    heads, places, after = [], [], {}
    for place, value in reversed(pairs):
        length = bisect_right(heads, -value)
        heads[length : length + 1] = [-value]
        places[length : length + 1] = [place]
        after[place] = places[length - 1] if length else None
    run, place = [], places[-1] if places else None
    while place is not None:
        run.append(place)
        place = after[place]
    return run
