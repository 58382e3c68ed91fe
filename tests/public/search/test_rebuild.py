"""All entries made anew: the same as those that were kept up to date."""

import io

import pytest
from django.core.management import call_command
from django.db.models import F

from initiatives.models import ReviewState, Update
from public import rebuilding
from public.changes import in_turn, settle
from public.models import Kind, SearchEntry, SearchText, SearchWord
from public.rebuilding import rebuild
from public.search import index, mending, search
from public.search.documents import public_objects
from tests.builders import make_initiative, make_update


def kept():
    """All that the search knows, without its own numbers."""
    return (
        sorted(SearchEntry.objects.values_list("kind", "object_id", "key", "weight", "words")),
        sorted(
            SearchText.objects.values_list("entry__kind", "entry__object_id", "language", "title", "context", "text")
        ),
        sorted(SearchWord.objects.values_list("language", "word", "stem", "shown", "entries", "grams")),
    )


def titles(text, language):
    return [(hit.kind, hit.title_html) for hit in search(text, language).hits]


def test_the_founding_dataset_is_found(founding_search):
    assert titles("securite routiere", "fr")[0] == (
        "initiative",
        "Cellule d’éducation à la <mark>sécurité</mark> <mark>routière</mark>",
    )
    assert titles("molenbeck", "fr")[0] == ("partner", "Commune de <mark>Molenbeek</mark>-Saint-Jean")
    assert titles("radicalisasion", "fr") == [("initiative", "Prévention du <mark>radicalisme</mark> violent")]
    assert ("initiative", "Cel <mark>verkeersveiligheidseducatie</mark>") in titles("veiligheid", "nl")
    assert titles("R16", "en")[0] == ("recommendation", "<mark>R16</mark>")


def test_made_anew_or_kept_up_to_date_is_the_same(founding_search, monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 50)
    SearchEntry.objects.all().delete()
    rebuild()
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


@pytest.mark.django_db
def test_what_should_not_be_there_is_gone_afterwards():
    initiative = make_initiative()
    update = make_update(initiative=initiative, state=ReviewState.PUBLISHED)
    rebuild()
    Update.objects.filter(pk=update.pk).update(review_state=ReviewState.DRAFT)
    SearchEntry.objects.create(kind="antenna", object_id=9_999, key="gone", words="a_antenna")
    rebuild()
    assert not SearchEntry.objects.filter(kind__in=["initiative", "antenna", "partner"]).exists()


@pytest.fixture
def three_texts():
    for title in ("Chorale de quartier", "Chorale du soir", "Fanfare"):
        make_update(initiative=make_initiative(title_fr=title), state=ReviewState.PUBLISHED)
    rebuild()


def number_of(word):
    return SearchWord.objects.filter(language="fr", word=word).values_list("entries", flat=True).first()


@pytest.mark.django_db
def test_the_vocabulary_is_put_right(three_texts):
    before = kept()
    french = SearchWord.objects.filter(language="fr")
    french.filter(word="chorale").update(entries=F("entries") + 7, stem="autre", grams="aut utr tre")
    french.filter(word="fanfare").delete()
    SearchWord.objects.create(language="fr", word="absent", stem="absent", shown="absent", entries=3, grams="abs")
    rebuild()
    assert kept() == before


@pytest.mark.django_db
def test_what_is_written_while_the_vocabulary_is_looked_through_is_counted(three_texts):
    SearchWord.objects.filter(language="fr", word="chorale").update(entries=F("entries") + 7)
    right = number_of("chorale") - 7
    found = mending.faults()
    update = make_update(initiative=make_initiative(title_fr="Chorale du matin"), state=ReviewState.PUBLISHED)
    settle()
    mending.mend(found, in_turn)
    assert (number_of("chorale"), number_of("matin")) == (right + 1, 1)
    assert [hit.key for hit in search("matin", "fr").hits] == [update.initiative.key]


@pytest.mark.django_db
def test_the_search_goes_on_and_nothing_is_written_that_stands_there_already(three_texts):
    entries = set(SearchEntry.objects.values_list("pk", flat=True))
    texts = set(SearchText.objects.values_list("pk", flat=True))
    found = []
    rebuild(lambda *progress: found.append(len(search("chorales", "fr").hits)))
    assert set(found) == {2}
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == entries
    assert set(SearchText.objects.values_list("pk", flat=True)) == texts


@pytest.mark.django_db
def test_the_command_says_how_many_and_how_fast():
    make_update(state=ReviewState.PUBLISHED)
    out = io.StringIO()
    call_command("rebuild_search", stdout=out)
    assert out.getvalue().split()[0] == str(SearchEntry.objects.count())
