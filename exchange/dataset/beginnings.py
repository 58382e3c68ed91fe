"""New texts and those from which they began: of which of them the dataset changes one language only.

What goes on is told from year to year: a text of which one language was rewritten for the new period and the other
was copied says two things. It is compared with the last earlier text of the same initiative or antenna.
"""

from dataclasses import replace

from exchange.dataset.merging import changed_alone

SUBJECTS = {"updates": "initiative", "antenna_updates": "antenna"}
BODY = ("body_fr", "body_nl")


def with_beginnings(plan, world):
    """The additions of the plan of a table, each with the texts of which one language alone was changed."""
    if plan.table.name not in SUBJECTS or not plan.additions:
        return plan.additions
    texts = _texts(plan, world)
    return [replace(addition, alone=tuple(_alone(addition, texts, world))) for addition in plan.additions]


def _alone(addition, texts, world):
    subject, period = addition.row.identity
    before = [
        (_start(world, other), body)
        for (of, other), body in texts.items()
        if of == subject and any(body.values()) and _start(world, other) < _start(world, period)
    ]
    if before:
        _start_of_last, body = max(before, key=lambda entry: entry[0])
        given = {name: addition.given.get(name, "") for name in BODY}
        taken = [name for name in BODY if given[name] != body[name]]
        yield from changed_alone(given, body, taken)


def _texts(plan, world):
    """Identity → the body in both languages, as it will stand once the plan is carried out."""
    stored = world.database[plan.table.name]
    subjects = {addition.row.identity[0] for addition in plan.additions}
    records = {identity: stored.records[pk] for pk, identity in stored.identities.items() if identity[0] in subjects}
    texts = {identity: {name: getattr(row, name) or "" for name in BODY} for identity, row in records.items()}
    for change in plan.changes:
        if change.row.identity in texts:
            texts[change.row.identity] |= {name: change.given[name] for name in BODY if name in change.columns}
    return texts | {one.row.identity: {name: one.given.get(name, "") for name in BODY} for one in plan.additions}


def _start(world, period):
    return world.value("periods", (period,), "starts_on")
