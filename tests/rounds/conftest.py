import pytest
from django.utils import translation


@pytest.fixture
def english():
    """The sentences in the language of the source."""
    with translation.override("en"):
        yield
