"""Whatever is done, by whomever, in whatever order: every text that is not published has somebody who takes the next
step and finds the way to it from the first page, by links alone."""

import datetime
import html
import random
import re
from urllib.parse import urljoin

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from initiatives.models import Period, ReviewState, Update
from initiatives.review import TRANSITIONS
from lisa.models import AntennaUpdate
from records.access import may_edit
from records.models import StaleRecordError
from rounds import antenna_answers, services
from rounds.addresses import get_text_address
from rounds.text_kinds import get_answering_partners, get_text_kind
from tests import builders
from tests.rounds.together import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

START = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
YEARS = (2023, 2024, 2025)
STEPS = 60
LEVELS = 3
"""How many links lie at most between the first page and the page on which the step is taken."""


class World:
    """Two partners with a referent each, one more without anybody, and three periods; an antenna that two share."""

    def __init__(self, chance):
        self.chance = chance
        self.coordinator = builders.make_user(role=builders.COORDINATION)
        self.partners = [builders.make_partner() for _ in range(3)]
        self.people = [builders.make_user(partners=[partner]) for partner in self.partners[:2]]
        self.periods = [
            builders.make_period(
                key=str(year), starts_on=datetime.date(year, 1, 1), ends_on=datetime.date(year, 12, 31),
                opens_on=datetime.date(2026, 1, 5), deadline=datetime.date(2026, 6, 1),
            )
            for year in YEARS
        ]  # fmt: skip
        self.initiatives = [builders.make_initiative(lead=partner) for partner in self.partners]
        before = builders.make_period(
            key="2022", starts_on=datetime.date(2022, 1, 1), ends_on=datetime.date(2022, 12, 31)
        )
        for initiative in self.initiatives:
            builders.make_update(
                initiative=initiative, period=before, state="published", body_fr="Avant", body_nl="Voor"
            )
        commune = builders.make_commune()
        self.antennas = [
            builders.make_antenna(commune=commune, partners=self.partners[:2]),
            builders.make_antenna(commune=commune, partners=[self.partners[2]]),
        ]

    def texts(self):
        return [*Update.objects.filter(period__in=self.periods), *AntennaUpdate.objects.filter(period__in=self.periods)]

    def answer_everything(self):
        """So that there is something to walk with: each initiative and antenna is told of in each period."""
        for period in self.periods:
            for initiative in self.initiatives:
                services.continue_unchanged(initiative, period, by=self.coordinator)
            antenna_answers.start_text(self.partners[0], self.antennas[0], period, by=self.coordinator)
            antenna_answers.report_nothing_new(self.partners[2], self.antennas[1], period, by=self.coordinator)

    def step(self):
        """Somebody tries something; what is refused leaves everything as it was."""
        take = self.chance.choice([self._answer] * 3 + [self._tell] * 2 + [self._review] * 14 + [self._alone] * 3
                                  + [self._whole, self._round, self._lead, self._write])  # fmt: skip
        try:
            with transaction.atomic():
                take()
        except (ValidationError, StaleRecordError):
            pass

    def _somebody(self):
        return self.chance.choice([*self.people, *self.people, self.coordinator])

    def _period(self):
        return Period.objects.get(pk=self.chance.choice(self.periods).pk)

    def _answer(self):
        initiative = self.chance.choice(self.initiatives)
        initiative.refresh_from_db()
        verbs = [
            services.continue_unchanged,
            services.continue_changed,
            services.take_back_answer,
            services.end_initiative,
        ]
        self.chance.choice(verbs)(initiative, self._period(), by=self._somebody())

    def _tell(self):
        verbs = [antenna_answers.report_nothing_new, antenna_answers.start_text, antenna_answers.take_back_answer]
        partner, antenna = self.chance.choice(self.partners), self.chance.choice(self.antennas)
        self.chance.choice(verbs)(partner, antenna, self._period(), by=self._somebody())

    def _review(self):
        if texts := self.texts():
            text = self.chance.choice(texts)
            possible = [verb for verb, row in TRANSITIONS.items() if text.review_state in row.from_states]
            by = self.chance.choice([self.coordinator, self.coordinator, self._somebody()])
            get_text_kind(text).advance(text, self.chance.choice(possible), by=by, remark="Précisez.")

    def _alone(self):
        if texts := self.texts():
            services.hand_in_text(self.chance.choice(texts), by=self._somebody())

    def _whole(self):
        services.submit(self.chance.choice(self.partners), self._period(), by=self._somebody())

    def _write(self):
        if texts := [text for text in self.texts() if may_edit(self.people[0], text)]:
            text = self.chance.choice(texts)
            text.body_fr, text.body_nl = "Autre", "Anders"
            text.save()

    def _round(self):
        period = self._period()
        if period.closed:
            services.reopen_period(period, by=self.coordinator, reason="Encore.")
        else:
            services.close_period(period, by=self.coordinator)

    def _lead(self):
        initiative = self.chance.choice(self.initiatives)
        initiative.refresh_from_db()
        initiative.lead = self.chance.choice(self.partners)
        initiative.save()


def reached(user):
    """The addresses of the pages of the round that somebody reaches by links from the first page, within LEVELS."""
    client, found, level = browser(user), set(), {reverse("admin:index")}
    for _ in range(LEVELS):
        links = set()
        for address in level:
            page = client.get(address, follow=True)
            assert page.status_code == 200, address
            hrefs = re.findall(r'href="([^"]+)"', page.content.decode())
            links |= {urljoin(page.wsgi_request.path, html.unescape(href)).partition("#")[0] for href in hrefs}
        level = {link for link in links - found if _leads_on(link)}
        found |= links
    return found


def _leads_on(link):
    """Whether the page may lead further: lists, and the pages of partners and rounds; a text is the end of the way."""
    return bool(re.match(r"/en/round/(my-update/[^/]+/([^/]+/)?$|board/[^/]+/$|review/(\?state=\w+)?$)", link))


def next_steps(world, text):
    """(who, the address on which the step is taken) for each person who can take the next one."""
    kind = get_text_kind(text)
    if type(text).objects.with_partner().filter(pk=text.pk).exists():
        for person in world.people:
            if type(text).objects.handed_in_by(person.partners.all()).filter(pk=text.pk).exists():
                yield person, _of_the_partner(text, person.partners.get())
    review = {reverse("rounds:review", args=[kind.name, text.pk])}
    yield world.coordinator, review.union(*(_of_the_partner(text, partner) for partner in get_answering_partners(text)))


def _of_the_partner(text, partner):
    """Where the text is written or handed in: by itself, or a draft of an open round with everything else."""
    alone = {get_text_address(text, "edit"), get_text_address(text, "hand-in")}
    if text.review_state != ReviewState.DRAFT or text.period.closed:
        return alone
    return alone | {reverse("rounds:submit", args=[partner.key, text.period.key])}


@pytest.mark.parametrize("seed", range(2))
def test_every_text_has_somebody_who_finds_the_way_to_the_next_step(seed):
    with time_machine.travel(START) as clock:
        world = World(random.Random(seed))  # noqa: S311 - a walk that can be repeated
        world.answer_everything()
        seen = set()
        for number in range(STEPS):
            clock.shift(1)
            world.step()
            seen |= {text.review_state for text in world.texts()}
            if number % 30 == 29:
                _all_are_found(world)
    assert len(seen) >= 4  # the walk has been somewhere


def _all_are_found(world):
    ways = {user.pk: reached(user) for user in (*world.people, world.coordinator)}
    texts = [text for text in world.texts() if text.review_state != ReviewState.PUBLISHED]
    for text in texts:
        people = list(next_steps(world, text))
        lost = [
            (str(user), str(text), text.review_state) for user, addresses in people[:1] or people
            if not addresses & ways[user.pk]
        ]  # fmt: skip
        assert lost == []
