"""The record of what was published: equal to the text while that stands as published, untouched from then on."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from document.dates import PartialDate
from initiatives.approvals import find_approvals
from initiatives.bulk_changes import set_highlight
from initiatives.merging import MergeRefused, merge_initiatives
from initiatives.models import (
    Event,
    Figure,
    Initiative,
    Photo,
    PublishedEvent,
    PublishedFigure,
    PublishedPhoto,
    PublishedUpdate,
    Update,
)
from initiatives.recording import get_record, is_on_the_site
from initiatives.services import TransitionRefused, advance_update, settle_loaded_updates
from lisa.models import AntennaUpdate, PublishedAntennaUpdate
from lisa.services import advance_antenna_update
from rounds.queries import find_return_entry
from tests.builders import (
    make_antenna_update,
    make_event,
    make_figure,
    make_indicator,
    make_initiative,
    make_partner,
    make_period,
    make_photo,
    make_superuser,
    make_update,
    make_user,
)
from tests.initiatives.records import recorded, told

pytestmark = pytest.mark.django_db

BOTH = {"body_fr": "Cinq médiateurs.", "body_nl": "Vijf bemiddelaars."}


def with_evidence(**fields):
    """A text with a figure, an event and a photo under it."""
    update = make_update(**BOTH | fields)
    make_figure(update=update, note_fr="Par an", note_nl="Per jaar", position=1)
    make_event(update=update, date=PartialDate.parse("2023-10"), place="Ixelles", position=1)
    make_photo(update=update, credit="A. Peeters", position=1)
    return update


def move(text, *verbs):
    for verb in verbs:
        advance = advance_antenna_update if isinstance(text, AntennaUpdate) else advance_update
        advance(text, verb, by=make_superuser(), remark="Parce que.")
    return text


# --- Every field ----------------------------------------------------------------------------------

PAIRS = [
    (Update, PublishedUpdate, {"id", "version", "review_state"}),
    (Figure, PublishedFigure, {"version"}),
    (Event, PublishedEvent, {"version"}),
    (Photo, PublishedPhoto, {"version"}),
    # "Nothing new" is an answer to the Coordination, and nothing that the public reads.
    (AntennaUpdate, PublishedAntennaUpdate, {"id", "version", "review_state", "nothing_new"}),
]


@pytest.mark.parametrize(("model", "record", "own"), PAIRS)
def test_a_record_has_every_field_of_its_text(model, record, own):
    """A field that is added to a text goes into the fields that both share: `UpdateFields`, `FigureFields` …"""
    fields, kept = ({field.name for field in one._meta.concrete_fields} for one in (model, record))
    assert fields - kept == own
    assert kept - fields <= {"text", "original"}


@pytest.mark.parametrize(("model", "record", "own"), PAIRS)
def test_a_record_answers_to_the_names_of_its_text(model, record, own):
    relations = {relation.get_accessor_name() for relation in record._meta.related_objects}
    assert relations <= {relation.get_accessor_name() for relation in model._meta.related_objects}


# --- The steps of the review ----------------------------------------------------------------------


def test_a_text_has_no_record_before_it_is_published():
    update = with_evidence()
    for verb in ("submit", "return", "submit", "validate"):
        move(update, verb)
        assert recorded(update) is None
    move(update, "publish")
    assert recorded(update) == told(update)
    assert len(recorded(update)[1]["figures"]) == 1


def test_the_record_stays_while_the_text_is_written_anew_and_follows_when_it_is_published_again():
    update = move(with_evidence(state="validated"), "publish")
    before = recorded(update)

    move(update, "reopen")
    update.body_fr, update.body_nl, update.status = "Six médiateurs.", "Zes bemiddelaars.", "changed"
    update.save()
    update.figures.get().delete()
    update.photos.get().delete()
    make_event(update=update, position=2)
    for verb in ("submit", "validate"):
        move(update, verb)
        assert recorded(update) == before
        assert told(update) != before
    move(update, "publish")

    assert recorded(update) == told(update)
    assert len(recorded(update)[1]["events"]) == 2


@pytest.mark.parametrize("make", [with_evidence, lambda **fields: make_antenna_update(**BOTH | fields)])
@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        ([], "validated"),
        (["reopen"], "returned"),
        (["reopen", "submit"], "submitted"),
        (["reopen", "submit", "return"], "returned"),
        (["reopen", "submit", "validate"], "validated"),
    ],
)
def test_a_text_is_withdrawn_from_whatever_state_while_it_is_on_the_site(make, verbs, state):
    text = move(make(state="validated"), "publish", *verbs)
    assert is_on_the_site(text)

    move(text, "withdraw")

    assert (text.review_state, is_on_the_site(text)) == (state, False)
    assert text.review_log.last().remark == "Parce que."
    with pytest.raises(TransitionRefused):
        move(text, "withdraw")


def test_a_withdrawal_is_no_approval_and_no_return(english):
    update = move(with_evidence(state="validated"), "publish", "reopen")
    returned = find_return_entry(update)
    approved = find_approvals([update])[update.pk].at

    move(update, "withdraw")

    assert find_return_entry(update) == returned
    assert find_approvals([update])[update.pk].at == approved


def test_a_loaded_text_has_its_record():
    update = with_evidence()
    settle_loaded_updates([update])
    assert recorded(update) == told(update)


# --- Every way to write ---------------------------------------------------------------------------


def correct_the_text(update):
    update.body_fr, update.ended = "Autre chose.", PartialDate.parse("2024")
    update.save()


def correct_a_figure(update):
    figure = update.figures.get()
    figure.value, figure.note_nl = 99, "Anders"
    figure.save()


def add_a_figure(update):
    make_figure(update=update)


def add_a_part_of_a_figure(update):
    total = update.figures.get()
    make_figure(update=update, indicator=total.indicator, part_of=total)


def make_a_part_a_total(update):
    add_a_part_of_a_figure(update)
    part = update.figures.exclude(part_of=None).get()
    part.part_of = None
    part.save()


def take_a_figure_elsewhere(update):
    figure = update.figures.get()
    figure.update = make_update(state="published")
    figure.save()


def correct_an_event(update):
    event = update.events.get()
    event.date, event.attendance = PartialDate.parse("2024-05-01"), 40
    event.save()


def correct_a_photo(update):
    photo = update.photos.get()
    photo.alternative_fr = "Une place."
    photo.save()


def highlight_it(update):
    set_highlight(update, True, by=make_superuser())


def correct_the_partner(update):
    update.partner = make_partner()
    update.save()


def go_back_to_an_earlier_state(update):
    earlier = update.history.earliest("history_id")
    update.body_fr = "Autre chose."
    update.save()
    update.body_fr = earlier.body_fr
    update.save()


WRITES = [
    correct_the_text,
    correct_a_figure,
    add_a_figure,
    add_a_part_of_a_figure,
    make_a_part_a_total,
    take_a_figure_elsewhere,
    correct_an_event,
    correct_a_photo,
    highlight_it,
    correct_the_partner,
    go_back_to_an_earlier_state,
]


@pytest.mark.parametrize("write", WRITES)
def test_the_record_of_a_published_text_follows_whatever_is_written(write):
    update = with_evidence(state="published")
    write(update)
    assert recorded(update) == told(update)


def test_a_figure_that_moves_between_published_texts_stands_in_the_record_of_one():
    update = with_evidence(state="published")
    figure, other = update.figures.get(), make_update(state="published")

    figure.update = other
    figure.save()

    assert [list(PublishedFigure.objects.filter(update=one.pk).values_list("original", flat=True))
            for one in (update, other)] == [[], [figure.pk]]  # fmt: skip


def test_a_merge_ends_in_records_that_say_what_the_texts_say():
    period, later = make_period(), make_period()
    duplicate, original = make_initiative(), make_initiative()
    original.volet.framework = duplicate.volet.framework
    original.volet.save()
    twice = with_evidence(initiative=duplicate, period=period, state="published", body_fr="Un ajout.")
    moved = with_evidence(initiative=duplicate, period=later, state="published")
    target = make_update(initiative=original, period=period, state="published", **BOTH)

    merge_initiatives(
        *Initiative.objects.filter(pk__in=[duplicate.pk, original.pk]).order_by("pk"), by=make_superuser()
    )

    for text in (twice, moved, target):
        assert recorded(text) == told(text)
    assert len(recorded(target)[1]["figures"]) == 1
    shown = PublishedUpdate.objects.shown().filter(initiative=original)
    assert set(shown.values_list("pk", flat=True)) == {moved.pk, target.pk}


@pytest.mark.parametrize("write", WRITES[:6])
def test_the_record_of_a_reopened_text_follows_nothing_that_is_written(write):
    update = move(with_evidence(state="validated"), "publish", "reopen")
    before = recorded(update)
    write(update)
    assert recorded(update) == before


def test_of_what_a_reopened_text_speaks_and_how_it_is_arranged_is_told_at_once():
    update = move(with_evidence(state="validated"), "publish", "reopen")
    update.initiative, update.highlight, update.position = make_initiative(), True, 7
    update.save()
    record = get_record(update)
    assert (record.initiative, record.highlight, record.position) == (update.initiative, True, 7)


def test_writing_what_stands_there_already_writes_no_record():
    update = with_evidence(state="published")
    update = Update.objects.get(pk=update.pk)
    before = get_record(update)
    update.save()
    assert recorded(update) == told(update)
    assert get_record(update) == before


def test_a_row_stands_once_in_a_record():
    record = get_record(with_evidence(state="published"))
    for name in PublishedUpdate.EVIDENCE:
        row = getattr(record, name).get()
        row.pk, row._state.adding = None, True
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


# --- Nobody takes away what is on the site -------------------------------------------------------


def test_the_partner_neither_deletes_a_reopened_text_nor_changes_the_facts_of_its_initiative():
    update = move(with_evidence(state="validated"), "publish", "reopen")
    referent = make_user(partners=[update.partner])
    assert Update.objects.editable_by(referent).filter(pk=update.pk).exists()
    assert Update.objects.protected().filter(pk=update.pk).exists()
    assert not Initiative.objects.editable_by(referent).exists()
    assert Initiative.objects.protected().get() == update.initiative
    assert not Figure.objects.protected().exists()


def test_an_indicator_that_only_a_record_names_is_not_deleted():
    update = make_update(state="validated", **BOTH)
    figure = make_figure(update=update, indicator=make_indicator())
    move(update, "publish", "reopen")
    figure.delete()
    with pytest.raises(ProtectedError):
        figure.indicator.delete()


def test_two_texts_of_one_period_do_not_become_one_while_the_site_shows_what_was_published_of_one(english):
    period, duplicate = make_period(key="2023"), make_initiative()
    original = make_initiative(volet=duplicate.volet)
    move(with_evidence(initiative=duplicate, period=period, state="validated"), "publish", "reopen")
    make_update(initiative=original, period=period, state="returned")
    with pytest.raises(MergeRefused) as refusal:
        merge_initiatives(duplicate, original, by=make_superuser())
    assert " ".join(refusal.value.messages) == (
        "For 2023 one of the texts was reopened and the site shows what was published of it: publish both again first, "
        "or withdraw it."
    )


def test_rows_of_one_position_stand_in_the_record_in_the_order_of_the_text():
    update = make_update(state="validated", **BOTH)
    rows = [make_figure(update=update) for _ in range(3)]
    elsewhere = make_figure(update=make_update(state="validated", **BOTH))
    late = make_figure(update=update)
    move(update, "publish")

    elsewhere.update = update
    elsewhere.save()

    kept = PublishedFigure.objects.filter(update=update.pk).order_by("position", "pk")
    assert list(kept.values_list("original", flat=True)) == [*(row.pk for row in rows), elsewhere.pk, late.pk]
