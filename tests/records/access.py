"""Who is who in the tests of the rule of access, and tables of rights that a person can read."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from tests.builders import COORDINATION, READERS, make_partner, make_superuser, make_user
from zones.models import Partner


@dataclass
class House:
    """Three partners: `lead` leads our initiatives, `co` co-carries them, `other` has its own."""

    lead: Partner
    co: Partner
    other: Partner

    @classmethod
    def built(cls):
        return cls(make_partner(), make_partner(), make_partner())


ROLES = {
    "visitor": lambda house: AnonymousUser(),
    "inactive": lambda house: make_superuser(is_active=False, partners=[house.lead]),
    "without group": lambda house: make_user(role=None, partners=[house.lead]),
    "reader": lambda house: make_user(role=READERS),
    "lead": lambda house: make_user(partners=[house.lead]),
    "co-partner": lambda house: make_user(partners=[house.co]),
    "other": lambda house: make_user(partners=[house.other]),
    "coordination": lambda house: make_user(role=COORDINATION),
    "superuser": lambda house: make_superuser(),
}


def read(table):
    """A table of rights: {role: {row: "-", "see" or "edit"}}. Two spaces or more stand between its cells."""
    heading, *lines = [line.split("|") for line in table.strip().splitlines()]
    rows = [cell.strip() for cell in heading[1:]]
    return {line[0].strip(): dict(zip(rows, (cell.strip() for cell in line[1:]), strict=True)) for line in lines}


def rights(user, records):
    """What the querysets give the user on each of the records, as a line of the table."""
    given = {model: _given(user, model, records.values()) for model in {type(record) for record in records.values()}}
    return {name: _right(*(times[record.pk] for times in given[type(record)])) for name, record in records.items()}


def _given(user, model, records):
    """How often each row of the model is seen, and is edited: key → times."""
    rows = model._default_manager.filter(pk__in=[record.pk for record in records if type(record) is model])
    return [
        Counter(scope(user).order_by().values_list("pk", flat=True)) for scope in (rows.visible_to, rows.editable_by)
    ]


def _right(visible, editable):
    assert (visible, editable) in {(0, 0), (1, 0), (1, 1)}, "each row once, and nothing is edited unseen"
    return ["-", "see", "edit"][visible + editable]
