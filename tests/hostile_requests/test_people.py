"""Nothing that a referent, a coordinator or a visitor sends brings a failure or what they may not read.

Some requests in every run; 10,000 of each person, with what became of them, by

    python -m tests --only postgresql -- --all-hostile-requests -n 3 -rP tests/hostile_requests
"""

import re
import sys

import pytest
from django.test import override_settings

from tests.hostile_requests.asking import requests
from tests.hostile_requests.sending import Sender, ask
from tests.hostile_requests.world import RoundOfPeople
from tests.lasting import lasting

SOME, ALL = 40, 10_000
WORD = re.compile(r"z([qr])\d+\1z")


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    with lasting(django_db_blocker), override_settings(MEDIA_ROOT=media):
        yield RoundOfPeople()


def words(text):
    return {match[0] for match in WORD.finditer(text.casefold())}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["visitor", "referent", "coordinator"])
def test_no_request_of_anybody_brings_a_failure_or_a_leak(who, world, media, settings, pytestconfig):
    settings.MEDIA_ROOT = media
    is_whole = pytestconfig.getoption("all_hostile_requests")
    person = getattr(world, who)
    sender = Sender(person)
    addresses, forms = sender.known(most=2_000 if is_whole else 30, of_a_kind=3 if is_whole else 1)

    answers = ask(sender, requests(ALL if is_whole else SOME, addresses, forms), world.forbidden(person), words)

    sys.stdout.write(f"{who}: {len(addresses)} pages, {len(forms)} forms, {sorted(answers.statuses.items())}\n")
    assert (answers.failures, answers.leaks) == ([], [])
    # What is asked is not all refused at the door.
    assert answers.statuses[200] > answers.statuses.total() / 10
