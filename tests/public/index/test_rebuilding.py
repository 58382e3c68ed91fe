"""Everything made anew that the site shows, in batches: readers and writers go on meanwhile."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override

from initiatives.models import Initiative, PublishedUpdate, ReviewState
from initiatives.services import advance_update
from public.index import rebuilding
from public.index.changes import refresh_pending
from public.index.rebuilding import rebuild
from public.index.revision import read_revision
from public.models import Facet, InitiativeFacet, InitiativeIndex, Kind, SearchEntry, SearchText, SearchWord
from public.search import search
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_initiative,
    make_update,
    make_user,
    unpublish,
    unpublish_unseen,
)
from tests.rounds.together import COMMITTED, at_once

pytestmark = pytest.mark.django_db

EVERYTHING = [
    (InitiativeIndex, [field.attname for field in InitiativeIndex._meta.concrete_fields]),
    (InitiativeFacet, ["listing", "facet", "value", "latest_rank"]),
    (SearchEntry, ["kind", "object_id", "key", "weight", "words"]),
    (SearchText, ["entry__kind", "entry__object_id", "language", "title", "context", "text"]),
    (SearchWord, ["language", "word", "stem", "entries", "grams"]),
]


def site():
    """All that was made for the site, without its own numbers."""
    return {model.__name__: sorted(model.objects.values_list(*columns)) for model, columns in EVERYTHING}


def rows():
    return {model.__name__: set(model.objects.values_list("pk", flat=True)) for model, _columns in EVERYTHING}


def publish(title="La chorale", **values):
    return make_update(initiative=make_initiative(title_fr=title), state=ReviewState.PUBLISHED, **values)


@pytest.fixture
def four():
    """Four initiatives of which something is published, refreshed; each is a batch."""
    published = [publish(f"La chorale {number}") for number in range(4)]
    refresh_pending()
    return published


@pytest.fixture
def _one_by_one(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 1)


def delete(update):
    """What is published is withdrawn before."""
    unpublish(update)
    update.delete()
    update.initiative.delete()


def empty():
    for model, _columns in EVERYTHING:
        model.objects.all().delete()


def test_what_was_written_past_the_program_is_there_after_a_rebuilding(client):
    update = make_update(state=ReviewState.PUBLISHED, body_fr="La chorale du commissariat.", body_nl="Het koor.")
    key = update.initiative.key
    refresh_pending()
    PublishedUpdate.objects.filter(pk=update.pk).update(body_fr="La fanfare du commissariat.")
    gone = make_update(state=ReviewState.PUBLISHED)
    refresh_pending()
    unpublish_unseen(gone)
    before = read_revision()[0]
    call_command("rebuild_site", stdout=StringIO())
    assert list(InitiativeIndex.objects.values_list("key", "summary_fr")) == [(key, "La fanfare du commissariat.")]
    assert "fanfare" in client.get(f"/fr/initiatives/{key}/").content.decode()
    assert [hit.key for hit in search("fanfare", "fr").hits] == [key]
    assert read_revision().number == before + 1
    assert not read_revision().is_pending


@pytest.mark.usefixtures("_one_by_one")
def test_a_rebuilding_says_what_it_made_and_how_far_it_is(four):
    said = StringIO()
    with override("en"):
        call_command("rebuild_site", verbosity=2, stdout=said)
    *lines, last = said.getvalue().splitlines()
    assert [line for line in lines if line.startswith("initiative")] == [f"initiative: {n}/4" for n in (1, 2, 3, 4)]
    assert last.startswith("4 initiatives listed, 12 entries of the search: ")


@pytest.mark.usefixtures("_one_by_one")
def test_from_nothing_it_makes_what_each_publication_made(four):
    before = site()
    empty()
    rebuild()
    assert site() == before


def test_what_stands_there_already_is_not_written_again(four):
    before = rows()
    rebuild()
    assert rows() == before


@pytest.mark.usefixtures("_one_by_one")
def test_nothing_is_missing_meanwhile_and_the_revision_counts_up_at_the_end(four):
    seen, before = [], (site(), read_revision()[0])
    rebuild(lambda *progress: seen.append((site(), read_revision()[0])))
    assert len(seen) > 4
    assert all(now == before for now in seen)
    assert read_revision()[0] == before[1] + 1


def test_what_is_gone_is_gone_afterwards(four):
    unpublish_unseen(four[0])
    Initiative.objects.filter(pk=four[1].initiative_id).update(merged_into=four[2].initiative)
    for kind in (Kind.INITIATIVE, Kind.ANTENNA, Kind.PARTNER):
        SearchEntry.objects.create(kind=kind, object_id=9_999, key="parti", words="parti")
    rebuild()
    left = {update.initiative_id for update in four[2:]}
    of_initiatives = {"kind": Kind.INITIATIVE}
    assert set(InitiativeIndex.objects.values_list("pk", flat=True)) == left
    assert set(SearchEntry.objects.filter(**of_initiatives).values_list("object_id", flat=True)) == left
    assert not SearchEntry.objects.filter(object_id=9_999).exists()


def test_a_wrong_rank_is_put_right(four):
    before = site()
    InitiativeFacet.objects.filter(facet=Facet.PERIOD).update(latest_rank=7)
    rebuild()
    assert site() == before


@pytest.mark.usefixtures("_one_by_one")
def test_what_was_done_stands_when_it_is_broken_off(four):
    PublishedUpdate.objects.update(body_fr="La fanfare.")

    def break_off(kind, done, number):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(break_off)
    summaries = list(InitiativeIndex.objects.order_by("pk").values_list("summary_fr", flat=True))
    assert [summary == "La fanfare." for summary in summaries] == [True, True, False, False]
    assert len(search("fanfare", "fr").hits) == 2
    rebuild()
    made = site()
    assert set(InitiativeIndex.objects.values_list("summary_fr", flat=True)) == {"La fanfare."}
    empty()
    rebuild()
    assert site() == made


@pytest.mark.usefixtures("_one_by_one")
def test_what_is_published_meanwhile_is_there_and_what_is_deleted_is_not(four):
    def work(kind, done, number):
        if (kind, done) == (Kind.INITIATIVE, 2):
            publish("La nuit")
            make_antenna()
            delete(four[0])
            delete(four[3])

    rebuild(work)
    made = site()
    assert sorted(InitiativeIndex.objects.values_list("title_fr", flat=True)) == [
        "La chorale 1",
        "La chorale 2",
        "La nuit",
    ]
    empty()
    rebuild()
    assert site() == made


# --- Several at once ------------------------------------------------------------------------------


class TestAtOnce:
    pytestmark = COMMITTED

    @pytest.fixture
    def world(self):
        self.updates = [publish(f"La chorale {number}", body_fr="Le soir.") for number in range(6)]
        self.coordinator = make_user(role=COORDINATION)
        return self

    def is_as_from_nothing(self):
        made = site()
        empty()
        rebuild()
        return site() == made

    @pytest.mark.parametrize("stands", [True, False])
    @pytest.mark.usefixtures("_one_by_one")
    def test_two_rebuildings_do_no_harm(self, world, stands):
        if stands:
            PublishedUpdate.objects.update(body_fr="La fanfare.")
        else:
            empty()
        both = at_once(rebuild, rebuild)
        assert [type(one) for one in both] == [dict, dict]
        assert InitiativeIndex.objects.count() == 6
        assert self.is_as_from_nothing()

    @pytest.mark.parametrize("stands", [True, False])
    @pytest.mark.usefixtures("_one_by_one")
    def test_a_text_that_is_withdrawn_meanwhile_is_in_no_list(self, world, stands):
        """Also one that no list knew yet, whose withdrawal is nothing to the site."""
        if not stands:
            empty()

        def withdraw():
            for update in self.updates[::-1]:
                advance_update(update, "withdraw", by=self.coordinator, remark="Erreur.")

        made, _none = at_once(rebuild, withdraw)
        assert (type(made), _none) == (dict, None)
        assert not InitiativeIndex.objects.exists()
        assert not SearchEntry.objects.filter(kind=Kind.INITIATIVE).exists()
        assert not SearchWord.objects.filter(word="chorale").exists()

    @pytest.mark.usefixtures("_one_by_one")
    def test_what_is_deleted_meanwhile_is_in_no_list(self, world):
        PublishedUpdate.objects.update(body_fr="La fanfare.")

        def delete_all():
            for update in self.updates[::-1]:
                delete(update)

        made, _none = at_once(rebuild, delete_all)
        assert (type(made), _none) == (dict, None)
        assert not InitiativeIndex.objects.exists()
        assert not SearchWord.objects.filter(word="chorale").exists()
