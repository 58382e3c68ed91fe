"""Whoever follows a link that a page shows arrives: no role is led to a page that is refused to it or is not there."""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
import time_machine
from django.test import Client
from lxml import html

from initiatives.services import advance_update
from public.index.changes import refresh_pending
from rounds import services
from tests.builders import (
    READERS,
    make_antenna,
    make_edition,
    make_edition_text,
    make_figure,
    make_message,
    make_question,
    make_recommendation,
    make_superuser,
    make_user,
)
from tests.rounds.rounds import TODAY, OpenRound

pytestmark = pytest.mark.django_db

STARTS = ("/en/", "/en/round/", "/en/admin/", "/en/reports/", "/en/accounts/2fa/")
# Pages of the same kind are much alike: some of each, and not more of them all than can be read in a moment.
OF_A_KIND = 3
# The examples of the interface for programs ask for what the founding data hold, and its answers are no pages.
WHAT_LEADS_OUT = re.compile(
    r"^/api/|/(?:logout|jsi18n|static|media)/|\.(?:csv|json|xlsx|pdf|docx|geojson|ics|xml|zip)$"
)


@pytest.fixture
def world():
    """An open round with a text in each state, a question, a message, an edition and an antenna."""
    with time_machine.travel(TODAY, tick=False):
        world = OpenRound()
        world.reader, world.superuser = make_user(role=READERS), make_superuser()
        world.co_partner, world.co_person, _other = world.add_partner()
        world.initiative.co_partners.add(world.co_partner)
        for verbs in ((), ("submit",), ("submit", "return"), ("submit", "validate"), ("submit", "validate", "publish")):
            initiative = world.add_initiative(world.partner)
            update = services.continue_unchanged(initiative, world.period, by=world.person)
            make_figure(update=update)
            for verb in verbs:
                update.refresh_from_db()
                by = world.person if verb == "submit" else world.coordinator
                advance_update(update, verb, by=by, remark="Combien ?" if verb == "return" else "")
        make_question(partner=world.partner, period=world.period, initiative=world.initiative, asked_by=world.person)
        make_message(period=world.period, partner=world.partner)
        framework = world.initiative.volet.framework
        make_recommendation(volet=world.initiative.volet)
        make_antenna()
        edition = make_edition(framework=framework, periods=[world.period])
        make_edition_text(edition=edition, place="foreword")
        world.nobody = make_user(role=None, is_staff=False)
        world.newcomer = make_user(is_staff=False)
        refresh_pending()
        yield world


def kind(address):
    """What an address is about, without the keys in it."""
    path = urlsplit(address).path
    return re.sub(r"/[^/]*\d[^/]*(?=/)", "/1", path)


def dead_links(client):
    """(page, link, status) for each link that does not lead to a page, from all that can be reached from the starts."""
    pending = [("", start) for start in STARTS]
    seen, kinds, dead = set(), Counter(), []
    while pending:
        page, address = pending.pop(0)
        kinds[kind(address)] += 1
        if address in seen or kinds[kind(address)] > OF_A_KIND:
            continue
        seen.add(address)
        response = client.get(address, follow=True)
        # A page that asks to sign in, or to prove who one is, is an answer.
        if response.status_code >= 400:
            dead += [(page, address, response.status_code)] if page else []
            continue
        if "html" in response.get("Content-Type", ""):
            here = response.redirect_chain[-1][0] if response.redirect_chain else address
            pending += [(here, link) for link in links(response, here)]
    return dead, seen


def links(response, here):
    for link in html.fromstring(response.content).xpath("//a/@href"):
        address = urldefrag(urljoin(here, link))[0]
        if address.startswith("/") and not WHAT_LEADS_OUT.search(urlsplit(address).path):
            yield address


@pytest.mark.parametrize(
    "role", ["visitor", "nobody", "newcomer", "reader", "person", "co_person", "coordinator", "superuser"]
)
def test_no_link_that_a_page_shows_is_refused_or_leads_nowhere(world, role, settings):
    settings.MFA_REQUIRED = False
    client = Client(raise_request_exception=False)
    if role != "visitor":
        client.force_login(getattr(world, role))

    dead, seen = dead_links(client)

    assert dead == []
    assert len(seen) > 20
