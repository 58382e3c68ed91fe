"""The founding dataset in the search."""

import html
import re

import pytest

from demo.content import DATASET
from exchange import dataset
from public import rebuilding
from public.models import Kind, SearchEntry, SearchText, SearchWord, Touched
from public.rebuilding import rebuild
from public.search import index, search
from public.search.documents import public_objects
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
    assert search("radicalisasion", "fr").suggested == "radicalisme"
    assert ("initiative", "Cel <mark>verkeersveiligheidseducatie</mark>") in titles("veiligheid", "nl")
    assert titles("R16", "en")[0] == ("recommendation", "<mark>R16</mark>")


@pytest.mark.parametrize("asked", ["1080", "subvention", "99999", "R99", "xyzzy", "délation"])
def test_the_founding_dataset_is_not_found_for_what_it_does_not_hold(asked):
    results = search(asked, "fr")

    assert results.corrected == ()
    assert all(asked.casefold() in hit.title_html.casefold() + hit.excerpt_html.casefold() for hit in results.hits)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("asked", ["police", "wijk", "jongeren", "prévention", "camera", "mediation", "5341"])
def test_an_excerpt_is_of_the_language_that_it_names(asked, language):
    for hit in search(asked, language, limit=40).hits:
        shown = re.sub(r"</?mark>|… | …", "", hit.excerpt_html)
        texts = SearchText.objects.filter(entry__kind=hit.kind, entry__object_id=hit.object_id)
        text = texts.get(language=hit.excerpt_language)
        assert html.unescape(shown) in f"{text.title}\n{text.text}"


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
