import pytest

from public.models import Touched
from public.rebuilding import rebuild
from reporting import dataset
from reporting.demo import DATASET


@pytest.fixture
def founding_search(db):
    """The founding dataset, as the search knows it after a rebuilding."""
    dataset.apply(dataset.plan(DATASET))
    Touched.objects.all().delete()
    rebuild(parts=["search"])
