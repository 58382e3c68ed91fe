"""New texts and those from which they began: of which of them the dataset changes one language only.

What goes on is told from year to year: a text of which one language was rewritten for the new period and the other
was copied says two things. It is compared with the last earlier text of the same initiative or antenna.
"""

from collections import defaultdict
from dataclasses import replace

from exchange.dataset.merging import find_changed_alone

SUBJECTS = {"updates": "initiative", "antenna_updates": "antenna"}
BODY = ("body_fr", "body_nl")


def compare_with_earlier_texts(plan, known):
    """The additions of a table's plan, each with the languages that alone changed since the last earlier text."""
    if plan.table.name not in SUBJECTS or not plan.additions:
        return plan.additions
    bodies = defaultdict(list)
    for (subject, period), body in _collect_bodies(plan, known).items():
        if any(body.values()):
            bodies[subject].append((_get_first_day(known, period), body))
    return [replace(addition, alone=tuple(_find_alone(addition, bodies, known))) for addition in plan.additions]


def _find_alone(addition, bodies, known):
    subject, period = addition.row.identity
    first_day = _get_first_day(known, period)
    before = [(day, body) for day, body in bodies[subject] if day < first_day]
    if before:
        _day, body = max(before, key=lambda entry: entry[0])
        given = {name: addition.given.get(name, "") for name in BODY}
        taken = [name for name in BODY if given[name] != body[name]]
        yield from find_changed_alone(given, body, taken)


def _collect_bodies(plan, known):
    """Identity → the body in both languages, as it will stand once the plan is carried out."""
    stored = known.database[plan.table.name]
    subjects = {addition.row.identity[0] for addition in plan.additions}
    records = {identity: stored.records[pk] for pk, identity in stored.identities.items() if identity[0] in subjects}
    texts = {identity: {name: getattr(row, name) or "" for name in BODY} for identity, row in records.items()}
    for change in plan.changes:
        if change.row.identity in texts:
            texts[change.row.identity] |= {name: change.given[name] for name in BODY if name in change.columns}
    return texts | {one.row.identity: {name: one.given.get(name, "") for name in BODY} for one in plan.additions}


def _get_first_day(known, period):
    return known.get_value("periods", (period,), "starts_on")
