import datetime
from copy import deepcopy

import pytest
import time_machine

from tests.lasting import lasting
from tests.rounds.rounds import TODAY, OpenRound


@pytest.fixture(scope="module")
def round_of_the_file(django_db_setup, django_db_blocker):
    """An open round, made in the morning of TODAY."""
    with lasting(django_db_blocker):
        with time_machine.travel(datetime.datetime.combine(TODAY, datetime.time(), datetime.UTC), tick=False):
            world = OpenRound()
        yield world


@pytest.fixture
def shared_round(round_of_the_file):
    """The open round of the file, as if it had been made for this test."""
    return deepcopy(round_of_the_file)
