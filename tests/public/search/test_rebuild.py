"""All entries made anew: the same as those that were kept up to date."""

import io

import pytest
from django.core.management import call_command
from django.db.models import F

from initiatives.models import ReviewState
from public.index.rebuilding import rebuild
from public.models import SearchEntry, SearchText, SearchWord
from public.search import search
from tests.builders import make_initiative, make_update, unpublish_unseen
from tests.public.search.known import kept


@pytest.mark.django_db
def test_what_should_not_be_there_is_gone_afterwards():
    initiative = make_initiative()
    update = make_update(initiative=initiative, state=ReviewState.PUBLISHED)
    rebuild()
    unpublish_unseen(update)
    SearchEntry.objects.create(kind="antenna", object_id=9_999, key="gone", words="a_antenna")
    rebuild()
    assert not SearchEntry.objects.filter(kind__in=["initiative", "antenna", "partner"]).exists()


@pytest.fixture
def three_texts():
    for title in ("Chorale de quartier", "Chorale du soir", "Fanfare"):
        make_update(initiative=make_initiative(title_fr=title), state=ReviewState.PUBLISHED)
    rebuild()


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
