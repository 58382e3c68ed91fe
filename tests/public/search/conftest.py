import pytest

from public import search
from public.models import Touched
from reporting import dataset
from reporting.demo import DATASET


@pytest.fixture
def founding_search(db):
    """The founding dataset, as the search knows it after a rebuilding."""
    dataset.apply(dataset.plan(DATASET))
    search.rebuild()
    Touched.objects.all().delete()
