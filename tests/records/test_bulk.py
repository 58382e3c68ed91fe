"""Many rows written at once: what saving each of them does is done for all."""

import pytest

from initiatives.models import Figure, Initiative
from records.bulk import bulk_create, bulk_update, rows_written
from records.models import AddressTakenError, FormerAddress, StaleRecordError
from tests.builders import make_commune, make_figure, make_initiative, make_update

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """What listeners are told of, as (model, number of rows, whether they were created)."""
    found = []

    def listen(sender, rows, created, **signal):
        found.append((sender, len(rows), created))

    rows_written.connect(listen)
    yield found
    rows_written.disconnect(listen)


def build_initiative(key, like):
    names = {"title_fr": f"Titre {key}", "title_nl": f"Titel {key}"}
    return Initiative(key=key, lead=like.lead, volet=like.volet, kind=like.kind, **names)


def rename(initiative, key):
    initiative.key = key
    initiative.save()


def test_created_rows_have_a_history_with_their_links_and_the_words_of_the_first_language():
    known, commune = make_initiative(), make_commune()
    rows = [build_initiative("first", known), build_initiative("second", known)]

    bulk_create(rows, links={"communes": [[commune.pk], []]}, reason="imported")

    first, second = Initiative.objects.filter(key__in=["first", "second"]).order_by("key")
    (line,) = first.history.all()
    assert list(first.communes.all()) == [commune]
    assert [link.commune for link in line.communes.all()] == [commune]
    assert (line.history_type, line.history_change_reason, line.title) == ("+", "imported", "Titre first")
    assert not second.history.get().communes.exists()


def test_created_rows_take_keys_that_none_of_their_siblings_has():
    known = make_figure(year=2024)
    like = {"indicator": known.indicator, "year": 2024, "value": 1}
    rows = [
        Figure(update=known.update, **like),
        Figure(update=known.update, **like),
        Figure(update=make_update(), **like),
    ]

    bulk_create(rows)

    assert len({known.key, rows[0].key, rows[1].key}) == 3
    assert rows[2].key == known.key


def test_created_rows_take_no_key_that_leads_to_another_record():
    known = make_initiative(key="former")
    rename(known, "present")

    with pytest.raises(AddressTakenError):
        bulk_create([build_initiative("free", known), build_initiative("former", known)])

    assert not Initiative.objects.filter(key__in=["free", "former"]).exists()


def test_a_key_whose_record_is_gone_is_free():
    gone = make_initiative(key="former")
    rename(gone, "present")
    gone.delete()

    bulk_create([build_initiative("former", make_initiative())])

    assert not FormerAddress.objects.exists()


def test_updated_rows_count_up_and_have_a_history():
    initiative = make_initiative(communes=[make_commune()])
    initiative.title_fr = "Autre"

    bulk_update([initiative], ["title_fr"], reason="imported")

    stored = Initiative.objects.get()
    line = stored.history.first()
    assert (stored.title_fr, stored.version) == ("Autre", 2)
    assert (line.history_type, line.history_change_reason, line.version) == ("~", "imported", 2)
    assert line.communes.count() == 1


def test_rows_that_somebody_wrote_meanwhile_are_not_updated():
    fresh, stale = make_initiative(), make_initiative()
    Initiative.objects.filter(pk=stale.pk).update(version=7)

    with pytest.raises(StaleRecordError):
        bulk_update([fresh, stale], ["title_fr"])

    assert Initiative.objects.get(pk=fresh.pk).version == 1


def test_who_listens_is_told_once(written):
    initiative = make_initiative()
    rows = [build_initiative("first", initiative), build_initiative("second", initiative)]

    bulk_create(rows)
    bulk_update(rows, ["title_fr"])
    bulk_create([])

    assert written == [(Initiative, 2, True), (Initiative, 2, False)]


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    known = make_initiative()
    few = [build_initiative(f"few-{number}", known) for number in range(2)]
    many = [build_initiative(f"many-{number}", known) for number in range(12)]

    with django_assert_num_queries(8):
        bulk_create(few)
    with django_assert_num_queries(8):
        bulk_create(many)
