"""The founding dataset in the search."""

import pytest

from public import rebuilding
from public.models import Kind, SearchEntry, SearchWord, Touched
from public.rebuilding import rebuild
from public.search import index, search
from public.search.documents import public_objects
from reporting import dataset
from reporting.demo import DATASET
from tests.lasting import lasting
from tests.public.search.known import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founding_search")]


@pytest.fixture(scope="module")
def founding_search(django_db_setup, django_db_blocker):
    """The founding dataset, as the search knows it after a rebuilding."""
    with lasting(django_db_blocker):
        dataset.apply(dataset.plan(DATASET))
        Touched.objects.all().delete()
        rebuild(parts=["search"])
        yield


def titles(text, language):
    return [(hit.kind, hit.title_html) for hit in search(text, language).hits]


def test_the_founding_dataset_is_found():
    assert titles("securite routiere", "fr")[0] == (
        "initiative",
        "Cellule d’éducation à la <mark>sécurité</mark> <mark>routière</mark>",
    )
    assert titles("molenbeck", "fr")[0] == ("partner", "Commune de <mark>Molenbeek</mark>-Saint-Jean")
    assert titles("radicalisasion", "fr") == [("initiative", "Prévention du <mark>radicalisme</mark> violent")]
    assert ("initiative", "Cel <mark>verkeersveiligheidseducatie</mark>") in titles("veiligheid", "nl")
    assert titles("R16", "en")[0] == ("recommendation", "<mark>R16</mark>")


def test_made_anew_or_kept_up_to_date_is_the_same(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 50)
    SearchEntry.objects.all().delete()
    rebuild(parts=["search"])
    anew = kept()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    for kind in Kind:
        ids = list(public_objects(kind).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), 7):
            index(kind, ids[start : start + 7])
        index(kind, ids[:5])
    once_more = kept()
    assert (anew[0], anew[1]) == (once_more[0], once_more[1])
    assert [row[:3] + row[4:] for row in anew[2]] == [row[:3] + row[4:] for row in once_more[2]]
