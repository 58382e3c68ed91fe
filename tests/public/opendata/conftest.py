import pytest

from tests.public.opendata.world import World


@pytest.fixture
def world():
    return World()
