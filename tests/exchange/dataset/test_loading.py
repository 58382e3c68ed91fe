"""Loading from the files to the database, and again."""

import csv
import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from document.dates import PartialDate
from exchange import dataset
from exchange.dataset.planning import Reason
from exchange.dataset.schema import TABLES
from exchange.models import LoadedRow
from initiatives.models import Event, Figure, Initiative, ReviewState, Update, UpdateReview
from initiatives.services import advance_update
from lisa.models import Antenna, AntennaService, AntennaUpdate
from records.models import StaleRecordError
from reporting.models import Edition, EditionText
from rounds.models import Response
from tests import builders
from tests.builders import make_superuser
from tests.exchange.dataset.datasets import load, small
from zones.models import Commune, Partner, PoliceZone

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path):
    """The directory of the small dataset, which has been loaded."""
    load(small().write(tmp_path))
    return tmp_path


def changes(plan):
    return {(table.table.name, change.key): change.columns for table in plan.tables for change in table.changes}


def additions(plan):
    return [(table.table.name, addition.key) for table in plan.tables for addition in table.additions]


def left(plan):
    return [(table.table.name, row.key, row.reason, row.columns) for table in plan.tables for row in table.left]


def history():
    """How many lines the history of every table has."""
    return {name: table.model.history.count() for name, table in TABLES.items()}


def writes(queries):
    return [query["sql"] for query in queries if query["sql"].split()[0] not in ("SELECT", "BEGIN", "PRAGMA")]


# --- What a file says stands in the database --------------------------------------------------------


def test_every_kind_of_value_is_kept(loaded):
    initiative = Initiative.objects.get()
    figure = Figure.objects.order_by("position").last()
    assert Commune.objects.get().zones.get() == PoliceZone.objects.get(number="5341")
    assert Partner.objects.get(key="zp-5341").former_names == "Midi\nZuid"
    assert (initiative.title_fr, initiative.title_nl) == ("Les cadets", "De cadetten")
    assert (initiative.started, initiative.ended) == (PartialDate.parse("2023"), PartialDate.parse("2024-06"))
    assert [str(recommendation) for recommendation in initiative.recommendations.all()] == ["R01 Suivre"]
    assert (figure.value, figure.qualifier, figure.year) == (Decimal("62.5"), "about", 2024)
    assert AntennaService.objects.get().permanent is False
    assert Edition.objects.get().covers_to == datetime.date(2024, 12, 31)
    assert Response.objects.get().note_nl == "Nota"
    assert EditionText.objects.get().volet.number == 1


def test_the_column_without_language_is_french_whatever_the_active_language(loaded):
    """The tests run in English; the history keeps the column of no language as it is stored."""
    assert Initiative.history.values_list("title", flat=True).distinct().get() == "Les cadets"


@pytest.mark.parametrize(
    ("status", "closed", "mark"),
    [
        ("planned", "", "planned"),
        ("suspended", "", "suspended"),
        ("closed", "", "closed"),
        ("closed", "2024-06", ""),
        ("operational", "", ""),
    ],
)
def test_an_antenna_keeps_a_mark_only_for_what_its_dates_do_not_say(tmp_path, status, closed, mark):
    load(small().change("antennas", status=status, closed=closed).write(tmp_path))
    antenna = Antenna.objects.get()
    assert (antenna.mark, antenna.operational_since) == (mark, PartialDate.parse("2021-09"))


def test_rows_stand_in_the_order_of_the_file_and_children_among_their_siblings(tmp_path):
    data = small().append("initiatives", key="second").append("updates", initiative="second")
    load(data.append("figures", initiative="second", indicator="requests", value="1").write(tmp_path))
    assert list(Initiative.objects.values_list("key", "position")) == [("cadets", 1), ("second", 2)]
    figures = Figure.objects.order_by("update__initiative__position", "position")
    assert list(figures.values_list("update__initiative__key", "position")) == [
        ("cadets", 1), ("cadets", 2), ("second", 1),
    ]  # fmt: skip


def test_texts_of_an_edition_stand_in_the_order_of_their_column(tmp_path):
    data = small().change("edition_texts", order="20", title_fr="B", title_nl="B")
    load(data.append("edition_texts", order="10", title_fr="A", title_nl="A").write(tmp_path))
    assert list(EditionText.objects.values_list("title_fr", "position")) == [("A", 1), ("B", 2)]


def test_a_text_of_an_edition_may_be_in_one_language(tmp_path):
    load(small().change("edition_texts", body_nl="").write(tmp_path))
    text = EditionText.objects.get()
    assert (text.body_fr, text.body_nl) == ("Du texte.", "")


def test_a_zone_may_name_a_successor_that_stands_below_it(tmp_path):
    load(small().change("zones", successor="5345").append("zones", number="5345", successor="").write(tmp_path))
    assert PoliceZone.objects.get(number="5341").successor.number == "5345"


# --- Review -----------------------------------------------------------------------------------------


def test_what_is_complete_is_published_and_nobody_is_named(loaded):
    assert Update.objects.get().review_state == ReviewState.PUBLISHED
    assert AntennaUpdate.objects.get().review_state == ReviewState.PUBLISHED
    assert list(UpdateReview.objects.values_list("by", "from_state", "to_state")) == [(None, "draft", "published")]


@pytest.mark.parametrize(
    ("table", "cells", "model"),
    [
        ("updates", {"body_nl": ""}, Update),
        ("figures", {"note_fr": "Total"}, Update),
        ("antenna_updates", {"body_fr": ""}, AntennaUpdate),
    ],
)
def test_what_is_not_in_both_languages_is_validated(tmp_path, table, cells, model):
    """A figure's note counts: the state is settled when figures and events are there."""
    _plan, outcome = load(small().change(table, **cells).write(tmp_path))
    assert (outcome.published, outcome.validated) == (1, 1)
    assert model.objects.get().review_state == ReviewState.VALIDATED


def test_an_update_keeps_its_state_when_its_text_changes(loaded):
    _plan, outcome = load(small().change("updates", body_fr="Autre texte.").write(loaded))
    assert (outcome.published, outcome.notices) == (0, [])
    assert Update.objects.get().review_state == ReviewState.PUBLISHED


@pytest.mark.parametrize(
    ("table", "cells", "place", "missing"),
    [
        ("updates", {"body_nl": ""}, ("updates", "cadets/2023-2024"), "Missing in Dutch: text."),
        ("figures", {"note_fr": "Total"}, ("updates", "cadets/2023-2024"), "Missing in Dutch: note of a figure."),
        ("initiatives", {"audience_fr": "x"}, ("updates", "cadets/2023-2024"), "Missing in Dutch: audience."),
        ("antenna_updates", {"body_nl": ""}, ("antenna_updates", "broeck/2023-2024"), "Missing in Dutch: text."),
    ],
)
def test_a_published_text_that_is_no_longer_complete_is_pointed_out(loaded, table, cells, place, missing):
    _plan, outcome = load(small().change(table, **cells).write(loaded))
    (notice,) = outcome.notices
    assert ((notice.table, notice.key), notice.missing) == (place, (missing,))


def test_the_partner_of_an_update_is_the_lead_of_its_first_loading(loaded):
    data = small().change("initiatives", lead="asbl-jes").append("periods", key="2025", starts_on="2025-01-01")
    data.change("periods", 1, ends_on="2025-12-31").append("updates", period="2025")
    load(data.write(loaded))
    assert list(Update.objects.values_list("period__key", "partner__key")) == [
        ("2023-2024", "zp-5341"), ("2025", "asbl-jes"),
    ]  # fmt: skip


# --- Again ------------------------------------------------------------------------------------------


def test_a_plan_writes_nothing(tmp_path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        plan = dataset.plan(small().write(tmp_path))
    assert (writes(queries), plan.changes_something) == ([], True)


def test_loading_again_changes_and_writes_nothing(loaded):
    before = history()
    with CaptureQueriesContext(connection) as queries:
        plan, outcome = load(loaded)
    assert (additions(plan), changes(plan), left(plan)) == ([], {}, [])
    assert (writes(queries), history(), outcome) == ([], before, dataset.Outcome())
    assert set(Initiative.objects.values_list("version", flat=True)) == {1}


def test_loading_takes_few_questions_however_many_rows(loaded, django_assert_max_num_queries):
    data = small()
    for number in range(30):
        data.append("initiatives", key=f"more-{number}").append("updates", initiative=f"more-{number}")
    load(data.write(loaded))
    with django_assert_max_num_queries(60):  # two or three a table, of which there are twenty
        dataset.plan(loaded)


def test_a_changed_cell_changes_that_column_with_its_history_and_version(loaded):
    plan, _outcome = load(small().change("initiatives", title_fr="Cadets", co_partners="").write(loaded))
    initiative = Initiative.objects.get()
    assert changes(plan) == {("initiatives", "cadets"): ("co_partners", "title_fr")}
    assert (initiative.title_fr, list(initiative.co_partners.all()), initiative.version) == ("Cadets", [], 2)
    assert initiative.history.first().title_fr == "Cadets"


def test_line_ends_of_a_browser_are_no_edit(loaded):
    load(small().change("updates", body_fr="Un.\n\nDeux.").write(loaded))
    Update.objects.update(body_fr="Un.\r\n\r\nDeux.")
    plan = dataset.plan(small().change("updates", body_fr="Un.\n\nDeux.").write(loaded))
    assert (changes(plan), left(plan)) == ({}, [])


# --- What was edited here ---------------------------------------------------------------------------


def test_what_was_edited_here_is_left_and_the_rest_of_the_row_follows_the_dataset(loaded):
    Initiative.objects.update(title_fr="Édité ici", website="https://here.example")
    data = small().change("initiatives", title_fr="Du fichier", title_nl="Uit het bestand").write(loaded)
    plan, _outcome = load(data)
    initiative = Initiative.objects.get()
    assert (initiative.title_fr, initiative.title_nl) == ("Édité ici", "Uit het bestand")
    assert initiative.website == "https://here.example"
    assert changes(plan) == {("initiatives", "cadets"): ("title_nl",)}
    assert left(plan) == [("initiatives", "cadets", Reason.EDITED, ("title_fr", "website"))]


def test_an_edit_that_was_taken_back_follows_the_dataset_again(loaded):
    Initiative.objects.update(title_fr="Édité ici")
    load(small().change("initiatives", title_fr="Du fichier").write(loaded))
    Initiative.objects.update(title_fr="Les cadets")
    load(loaded)
    assert Initiative.objects.get().title_fr == "Du fichier"


def test_overwriting_takes_the_dataset_everywhere(loaded):
    Initiative.objects.update(title_fr="Édité ici")
    Initiative.objects.get().co_partners.clear()
    plan, _outcome = load(loaded, overwrite=True)
    assert changes(plan) == {("initiatives", "cadets"): ("co_partners", "title_fr")}
    assert left(dataset.plan(loaded)) == []


def sent_back():
    """What was published is not deleted: it is reopened before."""
    advance_update(Update.objects.get(), "reopen", by=make_superuser(), remark="A figure is wrong.")


def test_what_the_dataset_changes_keeps_its_key(loaded):
    load(small().change("figures", year="2023", value="5").change("events", title_fr="Braderie").write(loaded))

    assert list(Figure.objects.values_list("key", "year")) == [("requests-2024", 2023), ("minors-share-2024", 2024)]
    assert list(Event.objects.values_list("key", "title_fr")) == [("2024-06-17-fete", "Braderie")]


def test_a_figure_deleted_here_does_not_come_back_and_its_neighbour_keeps_its_own_row(loaded):
    sent_back()
    Figure.objects.get(position=1).delete()
    plan, _outcome = load(loaded)
    assert (additions(plan), changes(plan)) == ([], {})
    assert left(plan) == [("figures", "cadets/2023-2024/1", Reason.DELETED, ())]
    load(loaded, overwrite=True)
    assert list(Figure.objects.values_list("indicator__key", flat=True)) == ["requests", "minors_share"]


def test_what_refers_to_something_deleted_here_is_left_out(tmp_path):
    """A new figure of an update that somebody deleted; one that was never published, the others are kept."""
    data = small().change("updates", body_nl="")
    load(data.write(tmp_path))
    sent_back()
    Update.objects.get().delete()

    plan, _outcome = load(data.append("figures", value="3").write(tmp_path))

    assert [(table, key, reason) for table, key, reason, _columns in left(plan)] == [
        ("updates", "cadets/2023-2024", Reason.DELETED),
        ("figures", "cadets/2023-2024/1", Reason.DELETED),
        ("figures", "cadets/2023-2024/2", Reason.DELETED),
        ("figures", "cadets/2023-2024/3", Reason.DEPENDENT),
        ("events", "cadets/2023-2024/1", Reason.DELETED),
    ]


def test_rows_that_were_there_before_any_dataset_are_filled_in_and_not_overwritten(tmp_path):
    PoliceZone.objects.create(number="5341", name_fr="Midi (ici)", name_nl="Zuid")
    plan, _outcome = load(small().change("zones", short_name="Midi").write(tmp_path))
    zone = PoliceZone.objects.get()
    assert (zone.name_fr, zone.short_name, zone.position) == ("Midi (ici)", "Midi", 1)
    assert left(plan) == [("zones", "5341", Reason.EDITED, ("name_fr",))]


def test_an_order_that_was_changed_here_is_left(loaded):
    Partner.objects.filter(key="zp-5341").update(position=9)
    assert left(dataset.plan(loaded)) == [("partners", "zp-5341", Reason.EDITED, ("position",))]


# --- Parts and more ---------------------------------------------------------------------------------


def test_a_part_of_a_dataset_resolves_against_the_database_and_leaves_the_rest(loaded):
    part = small().only("figures", "initiatives").change("figures", value="12")
    plan, _outcome = load(part.write(loaded))
    assert changes(plan) == {("figures", "cadets/2023-2024/1"): ("value",)}
    assert left(plan) == []


def test_rows_that_left_the_dataset_are_told_where_their_siblings_are(loaded):
    """The second partner is gone from its file; of the other tables nothing is said."""
    part = small().only("partners", "figures")
    part.tables["partners"].pop()
    part.tables["figures"].pop()
    assert left(dataset.plan(part.write(loaded))) == [
        ("partners", "asbl-jes", Reason.GONE, ()),
        ("figures", "cadets/2023-2024/2", Reason.GONE, ()),
    ]


def test_a_second_framework_has_its_own_volet_1_and_its_own_codes(loaded):
    plan_of_security = small().only("frameworks", "volets", "recommendations", "initiatives", "editions")
    plan_of_security.change("frameworks", key="security-plan")
    for table in ("volets", "recommendations"):
        plan_of_security.change(table, framework="security-plan")
    plan_of_security.change("initiatives", key="other", framework="security-plan")
    plan_of_security.change("editions", key="plan", framework="security-plan")
    load(plan_of_security.write(loaded))
    other = Initiative.objects.get(key="other")
    assert (other.volet.framework.key, other.recommendations.get().volet) == ("security-plan", other.volet)
    assert (other.position, Initiative.objects.get(key="cadets").position) == (2, 1)


def test_a_next_period_adds_updates_beside_those_that_are_there(loaded):
    following = small().only("periods", "updates", "figures")
    following.change("periods", key="2025", starts_on="2025-01-01", ends_on="2025-12-31")
    following.change("updates", period="2025").change("figures", 0, period="2025").change("figures", 1, period="2025")
    plan, _outcome = load(following.write(loaded))
    assert additions(plan) == [
        ("periods", "2025"),
        ("updates", "cadets/2025"),
        ("figures", "cadets/2025/1"),
        ("figures", "cadets/2025/2"),
    ]


# --- All or nothing ---------------------------------------------------------------------------------


def test_a_record_that_changed_meanwhile_stops_everything(loaded):
    data = small().change("partners", name_fr="Nouveau nom").append("themes", key="new-theme")
    plan = dataset.plan(data.change("initiatives", title_fr="Titre").write(loaded))
    before = (history(), LoadedRow.objects.count())
    Initiative.objects.update(version=7)
    with pytest.raises(StaleRecordError):
        dataset.apply(plan)
    assert (history(), LoadedRow.objects.count()) == before


def test_each_record_is_counted_while_it_is_written(tmp_path):
    plan = dataset.plan(small().write(tmp_path))
    steps = []
    dataset.apply(plan, advance=lambda: steps.append(1))
    assert len(steps) == plan.steps


# --- Parts, and columns that an older file lacks ----------------------------------------------------


def with_a_part():
    return small().append("figures", indicator="requests", value="7", qualifier="exact", part_of="1")


def without(directory, table, column):
    """Take a column out of a file, as in a dataset of an earlier version of the format."""
    path = directory / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in rows[0] if name != column], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def test_a_part_is_led_to_its_total(tmp_path):
    load(with_a_part().write(tmp_path))

    total, _other, part = Figure.objects.order_by("position")
    assert (total.part_of, part.part_of) == (None, total)


def test_a_part_keeps_its_total_when_somebody_adds_a_figure_before_it(tmp_path):
    directory = with_a_part().write(tmp_path)
    load(directory)
    total, _other, part = Figure.objects.order_by("position")
    builders.make_figure(update=total.update, indicator=total.indicator, position=0)

    plan, _outcome = load(directory)

    part.refresh_from_db()
    assert (changes(plan), left(plan), part.part_of) == ({}, [], total)


def test_a_file_without_the_newer_columns_is_loaded_and_takes_nothing_away(tmp_path):
    directory = with_a_part().change("events", attendance_qualifier="about").write(tmp_path)
    load(directory)
    without(directory, "figures", "part_of")
    without(directory, "events", "attendance_qualifier")

    plan, _outcome = load(directory)

    assert (changes(plan), left(plan)) == ({}, [])
    assert Figure.objects.exclude(part_of=None).count() == 1
    assert Event.objects.get().attendance_qualifier == "about"


def test_what_an_older_file_does_not_say_has_its_default(tmp_path):
    directory = small().write(tmp_path)
    without(directory, "figures", "part_of")
    without(directory, "events", "attendance_qualifier")

    load(directory)

    assert set(Figure.objects.values_list("part_of", flat=True)) == {None}
    assert Event.objects.get().attendance_qualifier == "exact"


# --- The kind of an update ------------------------------------------------------------------------


def two_periods(**cells):
    """The small dataset with an earlier period; the cells are those of its update."""
    data = small().append("periods", key="2021-2022", starts_on="2021-09-01", ends_on="2022-08-31")
    return data.append("updates", period="2021-2022", **cells)


def kinds():
    return dict(Update.objects.values_list("period__key", "kind"))


def test_an_update_that_does_not_say_it_is_of_the_kind_of_its_initiative(tmp_path):
    load(two_periods(kind="daily").write(tmp_path))

    assert kinds() == {"2021-2022": "daily", "2023-2024": "specific"}
    assert Initiative.objects.get().kind == "specific"


def test_an_initiative_is_of_the_kind_of_its_latest_update_in_whatever_order_they_stand(tmp_path):
    load(two_periods(kind="specific").change("updates", 0, kind="daily").write(tmp_path))

    assert kinds() == {"2021-2022": "specific", "2023-2024": "daily"}
    assert Initiative.objects.get().kind == "daily"


def test_a_kind_that_moved_on_with_the_updates_is_no_edit_of_somebody(tmp_path):
    data = small().change("updates", kind="daily")
    load(data.write(tmp_path))

    again, _outcome = load(data.write(tmp_path))

    assert not again.writes_something
    assert left(again) == []


def test_an_empty_cell_leaves_the_kind_that_an_update_has(tmp_path):
    load(small().change("updates", kind="daily").write(tmp_path))

    again, _outcome = load(small().change("updates", status="changed").write(tmp_path))

    assert changes(again) == {("updates", "cadets/2023-2024"): ("status",)}
    assert kinds() == {"2023-2024": "daily"}


def test_a_kind_that_is_filled_in_later_is_taken(tmp_path):
    load(small().write(tmp_path))

    load(small().change("updates", kind="daily").write(tmp_path))

    assert kinds() == {"2023-2024": "daily"}
    assert Initiative.objects.get().kind == "daily"


def test_a_file_of_before_that_has_no_column_for_the_kind_is_loaded(tmp_path):
    small().write(tmp_path)
    without(tmp_path, "updates", "kind")

    load(tmp_path)

    assert kinds() == {"2023-2024": "specific"}
