import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english():
    """The messages are compared in the language of the source."""
    with translation.override("en"):
        yield
