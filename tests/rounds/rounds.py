"""A round for tests: a period before, an open one, and a partner with its referent and one initiative to decide on."""

import datetime

from tests.builders import COORDINATION, make_initiative, make_partner, make_period, make_update, make_user

TODAY = datetime.date(2025, 2, 10)
DEADLINE = datetime.date(2025, 2, 28)


class OpenRound:
    def __init__(self, **period):
        self.coordinator = make_user(role=COORDINATION)
        self.before = make_period(
            key="2023", starts_on=datetime.date(2023, 1, 1), ends_on=datetime.date(2023, 12, 31), closed=True
        )
        dates = {"opens_on": datetime.date(2025, 1, 6), "deadline": DEADLINE} | period
        self.period = make_period(
            key="2024", starts_on=datetime.date(2024, 1, 1), ends_on=datetime.date(2024, 12, 31), **dates
        )
        self.partner, self.person, self.initiative = self.add_partner(name_en="Midi", name_fr="Midi", name_nl="Zuid")

    def add_partner(self, *, user=None, **fields):
        """(partner, its referent, the initiative that it reported in the period before)."""
        partner = make_partner(**fields)
        person = make_user(partners=[partner], **user or {})
        return partner, person, self.add_initiative(partner)

    def add_initiative(self, partner):
        initiative = make_initiative(lead=partner)
        make_update(initiative=initiative, period=self.before, state="published")
        return initiative
