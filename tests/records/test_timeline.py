"""The history of a record as it is read: what changed, by whom, before and after, with what stands under the record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.html import strip_tags

from document.dates import PartialDate
from initiatives.models import Update
from records.history.registration import LANGUAGES_CONFIRMED
from records.history.timeline import Timeline
from tests.builders import (
    make_antenna_figure,
    make_antenna_review,
    make_antenna_update,
    make_commune,
    make_event,
    make_figure,
    make_indicator,
    make_initiative,
    make_partner,
    make_photo,
    make_superuser,
    make_update,
    make_update_review,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def told(record, user=None):
    """The entries of the history of the record, spoken, the latest first."""
    timeline = Timeline(record, user or make_superuser())
    return timeline.add_names(timeline.entries)


def lines(entry):
    """(field, before, after) of each change, as words."""
    return [(one.label, strip_tags(one.before).strip(), strip_tags(one.after).strip()) for one in entry.changes]


def kinds(entries):
    return [(str(entry.kind), entry.subject) for entry in entries]


def saved(record, by=None, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record._history_user = by
    record.save()


def test_a_change_says_when_who_and_each_field_before_and_after():
    person = make_user()
    initiative = make_initiative(title_fr="Avant", kind="daily", started=PartialDate.parse("2019-10"))
    saved(initiative, by=person, title_fr="Après", kind="specific", started=PartialDate.parse("2024"))
    entry = told(initiative)[0]
    assert (str(entry.kind), entry.by, entry.at) == ("Changed", person, initiative.history.first().history_date)
    assert lines(entry) == [
        ("Kind", "day-to-day operation", "specific initiative"),
        ("Title (French)", "[removed: Avant\n]", "[added: Après\n]"),
        ("Started", "October 2019", "2024"),
    ]
    assert [change.language for change in entry.changes] == ["", "fr", ""]


def test_words_of_a_long_text_are_marked_where_they_changed():
    update = make_update(body_fr="Douze agents à vélo.")
    saved(update, body_fr="Treize agents à vélo.")
    (change,) = told(update)[0].changes
    assert ("<del>" in change.before, "<ins>" in change.before) == (True, False)
    assert ("<del>" in change.after, "<ins>" in change.after) == (False, True)


def test_links_are_told_by_name_and_marks_by_yes_and_no():
    old, new, commune = make_partner(name_fr="Ancien"), make_partner(name_fr="Nouveau"), make_commune(name_fr="Ixelles")
    update = make_update(initiative=make_initiative(lead=old))
    saved(update, partner=new, highlight=True)
    update.initiative.communes.add(commune)
    assert lines(told(update)[0]) == [("Highlighted", "no", "yes"), ("Partner", "Ancien", "Nouveau")]
    assert lines(told(update.initiative)[0]) == [("Communes", "", "Ixelles")]


def test_what_no_person_changed_is_no_entry():
    update = make_update()
    saved(update)
    saved(update, position=4)
    assert kinds(told(update)) == [("Created", "")]
    saved(update, by=make_user(), position=7)
    assert lines(told(update)[0]) == [("Position", "4", "7")]


def test_what_stands_under_an_update_is_told_with_it_and_what_was_removed_with_what_it_was():
    update = make_update()
    indicator = make_indicator(name_fr="Patrouilles", name_nl="Patrouilles", name_en="Patrols")
    figure = make_figure(update=update, indicator=indicator, value=12, year=2024)
    make_figure(indicator=indicator)  # of another update
    saved(figure, value=13)
    figure.delete()
    make_event(update=update, title_fr="Fair")
    entries = told(update)
    assert kinds(entries) == [
        ("Added", "Event: Fair"),
        ("Removed", "Figure: Patrols: 13"),
        ("Changed", "Figure: Patrols: 13"),
        ("Added", "Figure: Patrols: 12"),
        ("Created", ""),
    ]
    assert lines(entries[2]) == [("Value", "12", "13")]
    assert ("Year", "", "2024") in lines(entries[1])


def test_what_moved_to_another_record_is_told_in_both_and_nothing_of_its_later_life():
    here, there = make_update(), make_update()
    event = make_event(update=here, place="Avant")
    saved(event, update=there)
    saved(event, place="Secret")
    assert [kind for kind, _subject in kinds(told(here))] == ["Moved elsewhere", "Added", "Created"]
    assert [kind for kind, _subject in kinds(told(there))] == ["Changed", "Moved here", "Created"]
    assert "Secret" not in str([lines(entry) for entry in told(here)])


def test_the_review_is_told_in_the_same_line_of_time():
    update = make_update(state="returned")
    make_update_review(subject=update, remark="Trop court", field_remarks={"body_fr": "Dates ?", "figures": "Source ?"})
    make_update_review(remark="Of another")
    entry, _created = told(update)
    assert (str(entry.kind), str(entry.line), entry.line.remark) == ("Review", "draft → submitted", "Trop court")
    assert entry.remarks == [("text (French)", "Dates ?"), ("figures", "Source ?")]


def test_it_is_told_that_the_languages_were_confirmed():
    update = make_update(state="published")
    make_update_review(subject=update)
    make_update_review(subject=update, languages_confirmed=True)
    saved(update, by=make_user(), body_fr="Six", _change_reason=LANGUAGES_CONFIRMED)
    saved(update, by=make_user(), body_fr="Sept", _change_reason=None)
    assert [entry.is_confirmed for entry in told(update)] == [False, True, True, False, False]


def test_the_state_is_told_by_the_log_alone():
    update = make_update()
    saved(update, by=make_user(), review_state="submitted")
    assert kinds(told(update)) == [("Created", "")]


def test_an_antenna_has_its_figures_and_its_update_the_log():
    figure = make_antenna_figure()
    assert [kind for kind, _subject in kinds(told(figure.antenna))] == ["Added", "Created"]
    line = make_antenna_review(subject=make_antenna_update())
    assert [kind for kind, _subject in kinds(told(line.subject))] == ["Review", "Created"]


def test_markup_is_shown_as_it_was_typed():
    update = make_update(body_fr="<b>a</b>")
    saved(update, body_fr="<script>b</script>")
    (change,) = told(update)[0].changes
    assert ("<b>" in change.before, "<script>" in change.after) == (False, False)


def test_as_many_questions_to_the_database_for_thirty_changes_as_for_one():
    user, updates = make_superuser(), [make_update(), make_update()]
    for update, times in zip(updates, (1, 30), strict=True):
        figure = make_figure(update=update)
        make_photo(update=update)
        for number in range(times):
            saved(update, by=user, body_fr=f"Texte {number}", partner=make_partner())
            saved(figure, by=user, value=number + 100, indicator=make_indicator())
            make_event(update=update).delete()
            make_update_review(subject=update, by=user)
    counts = []
    for update in updates:
        record = Update.objects.get(pk=update.pk)
        with CaptureQueriesContext(connection) as queries:
            told(record, user)
        counts.append(len(queries))
    assert counts[0] == counts[1]
