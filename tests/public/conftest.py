from copy import deepcopy

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.lasting import lasting
from tests.public.opendata.world import World
from tests.public.walks import Walks

CONTACTS = {
    "CONTACT_EMAIL": "contact@example.brussels",
    "PRIVACY_EMAIL": "privacy@example.brussels",
    "SECURITY_CONTACT": ["security@example.brussels"],
    "SECURITY_CONTACT_EXPIRES": "2027-06-30",
}


@pytest.fixture(scope="module")
def lasting_world(django_db_setup, django_db_blocker):
    """What the tests of a file read, as it was published on one day."""
    with lasting(django_db_blocker):
        with time_machine.travel("2026-03-01T12:00:00+01:00", tick=False):
            world = World()
        yield world


@pytest.fixture
def world(lasting_world, db):
    """For the test alone, whatever it does to it."""
    return deepcopy(lasting_world)


@pytest.fixture(scope="session")
def walks(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the whole site answered; the database is empty afterwards. A second test that asks for it waits no more."""
    settings = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), **CONTACTS)
    still = time_machine.travel("2026-03-01T12:00:00+01:00", tick=False)
    with settings, still, django_db_blocker.unblock(), transaction.atomic():
        walks = Walks()
        transaction.set_rollback(True)
    return walks


@pytest.fixture(scope="session")
def contacts():
    """The e-mail addresses that the publisher has said."""
    return {CONTACTS["CONTACT_EMAIL"], CONTACTS["PRIVACY_EMAIL"], *CONTACTS["SECURITY_CONTACT"]}
