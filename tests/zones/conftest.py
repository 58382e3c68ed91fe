import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _french():
    """A request leaves its language behind: the next test starts in that of the settings."""
    with translation.override("fr"):
        yield
