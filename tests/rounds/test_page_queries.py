"""However many rows there are: a page of the round or of the editions asks the database no more questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.addresses import addresses
from tests.lasting import lasting
from tests.rounds.rounds import OpenRound
from tests.rounds.together import browser

pytestmark = pytest.mark.django_db

APPS = ("rounds", "reporting")
WHO = ("coordinator", "person")
STATES = ("draft", "submitted", "returned", "validated", "published")


class GrowingRound(OpenRound):
    """A round in which everything can be had in any number; what the addresses name is there from the start."""

    def __init__(self):
        super().__init__()
        self.update = builders.make_update(initiative=self.initiative, period=self.period, state="returned")
        self.antenna_text = builders.make_antenna_update(
            antenna=builders.make_antenna(partners=[self.partner]), period=self.period, state="returned"
        )
        self.edition = builders.make_edition(framework=self.initiative.volet.framework, periods=[self.before])
        self.text = builders.make_edition_text(edition=self.edition, place="foreword")
        self.question = builders.make_question(partner=self.partner, period=self.period)
        self.message = builders.make_message(partner=self.partner, period=self.period)
        self.grow(len(STATES))

    def grow(self, count):
        for number in range(count):
            partner, person, initiative = self.add_partner()
            self._answer(partner, person, initiative, STATES[number % len(STATES)])
            self._answer(self.partner, self.person, self.add_initiative(self.partner), STATES[number % len(STATES)])
            self._under_the_update()
            self._edition()
            builders.make_commune()
            builders.make_indicator()

    def _answer(self, partner, person, initiative, state):
        update = builders.make_update(initiative=initiative, period=self.period, state=state, body_fr="Texte")
        builders.make_figure(update=update)
        builders.make_event(update=update)
        builders.make_update_review(subject=update, by=self.coordinator)
        builders.make_question(partner=partner, period=self.period, asked_by=person, initiative=initiative)
        builders.make_message(partner=partner, period=self.period)
        antenna = builders.make_antenna(partners=[partner])
        builders.make_antenna_update(antenna=antenna, period=self.period, state=state)

    def _under_the_update(self):
        for make in (builders.make_figure, builders.make_event, builders.make_photo):
            make(update=self.update)
        builders.make_update_review(subject=self.update, by=self.coordinator)

    def _edition(self):
        volet = builders.make_volet(framework=self.edition.framework)
        builders.make_initiative(volet=volet)
        builders.make_edition_text(edition=self.edition, place="volet", volet=self.initiative.volet)
        builders.make_issue(edition=builders.make_edition())

    def places(self):
        named = {
            "partner": self.partner.key, "initiative": self.initiative.pk, "update": self.update.pk, "photo": None,
            "antenna": self.antenna_text.antenna_id, "antenna_text": self.antenna_text.pk,
            "kind": "initiative", "period": self.period.key, "question": self.question.pk, "message": self.message.pk,
            "edition": self.edition.key, "text": self.text.pk, "place": "closing",
            "volet": self.initiative.volet.number, "language": None, "file_format": None,
        }  # fmt: skip
        # No picture waits here: its address is not found.
        return [place for app in APPS for name, place in addresses(app, named) if name != "waiting-photo"]


def questions_of(client, places):
    """Address → how many questions the page asks, of the pages that open."""
    counts = {}
    for place in places:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(place)
        assert response.status_code in (200, 302, 403, 405), place
        if response.status_code == 200:
            counts[place] = len(asked)
    return counts


@pytest.fixture(scope="module")
def counted(django_db_setup, django_db_blocker):
    """Who asks → (how many questions each page asks for few rows, and for many)."""
    with lasting(django_db_blocker):
        world = GrowingRound()
        browsers = {who: browser(getattr(world, who)) for who in WHO}
        places = world.places()
        for client in browsers.values():
            questions_of(client, places)  # what Django asks once and remembers
        for_few = {who: questions_of(client, places) for who, client in browsers.items()}
        world.grow(12)
        return {who: (for_few[who], questions_of(client, places)) for who, client in browsers.items()}


@pytest.mark.parametrize("who", WHO)
def test_no_page_asks_more_for_many_rows_than_for_few(counted, who):
    for_few, for_many = counted[who]
    grown = {place: (for_few[place], count) for place, count in for_many.items() if count > for_few[place]}
    assert len(for_few) > 5
    assert grown == {}
