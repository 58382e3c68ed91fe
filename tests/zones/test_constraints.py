"""What the database itself refuses: each row is written past forms and models, on SQLite and on PostgreSQL alike."""

import datetime
from functools import partial

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tests.builders import (
    MAKERS,
    make_antenna,
    make_antenna_count,
    make_antenna_figure,
    make_antenna_review,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_edition,
    make_edition_text,
    make_event,
    make_extension,
    make_figure,
    make_form_draft,
    make_former_address,
    make_indicator,
    make_initiative,
    make_issue,
    make_issued_report,
    make_loaded_row,
    make_message,
    make_partner,
    make_period,
    make_photo,
    make_question,
    make_recommendation,
    make_response,
    make_update,
    make_update_review,
    make_user,
    make_volet,
    make_zone,
)

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
# What the site makes from published content is tested in tests/public/test_models.py, the record of what was published
# in tests/initiatives/test_record.py: nobody writes these.
APPS = [app for app in settings.OUR_APPS if app != "public"]
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
MODELS = [model for model in MODELS if not model.__name__.startswith("Published")]
CONSTRAINTS = {c.name for model in MODELS for c in model._meta.constraints}


def make_answered_question():
    return make_question(answer="Yes.")


def whole(make, field):
    """A partial date that is not whole: one day of two, the other one, or both in the wrong order."""
    wrong = [(EARLY, None), (None, LATE), (LATE, EARLY)]
    return [(make, {f"{field}_earliest": first, f"{field}_latest": last}) for first, last in wrong]


def known(make, *fields):
    return [(make, {field: "~~"}) for field in fields]


def figures(make):
    return {
        "qualifier_is_known": known(make, "qualifier"),
        "value_is_not_negative": [(make, {"value": -1})],
        "year_is_plausible": [(make, {"year": 1899}), (make, {"year": 2101})],
    }


# Name of a constraint: rows that it refuses, each a builder and what is then written over its row.
REFUSED = {
    "user_language_is_known": known(make_user, "language"),
    "policezone_valid_dates_in_order": [(make_zone, {"valid_from": LATE, "valid_to": EARLY})],
    "commune_tile_is_whole": [
        (make_commune, {"tile_row": row, "tile_column": column})
        for row, column in [(1, None), (None, 1), (0, 1), (1, 0)]
    ],
    "partner_kind_is_known": known(make_partner, "kind"),
    "partner_group_is_known": known(make_partner, "group"),
    "partner_is_what_its_kind_says": [
        (make_partner, {"kind": "police_zone"}),
        (make_partner, {"kind": "commune"}),
        (lambda: make_partner(commune=make_commune()), {"kind": "non_profit"}),
        (lambda: make_partner(zone=make_zone()), {"kind": "commune"}),
        (lambda: make_partner(zone=make_zone()), {"kind": "regional"}),
    ],
    "volet_number_starts_at_one": [(make_volet, {"number": 0})],
    "recommendation_competence_is_known": known(make_recommendation, "competence"),
    "indicator_unit_is_known": known(make_indicator, "unit"),
    "period_days_in_order": [(make_period, {"starts_on": LATE, "ends_on": EARLY})],
    "period_deadline_after_opening": [(make_period, {"opens_on": LATE, "deadline": EARLY})],
    "initiative_kind_is_known": known(make_initiative, "kind"),
    "initiative_started_is_whole": whole(make_initiative, "started"),
    "initiative_ended_is_whole": whole(make_initiative, "ended"),
    "initiative_dates_in_order": [
        (
            make_initiative,
            {"started_earliest": LATE, "started_latest": LATE, "ended_earliest": EARLY, "ended_latest": EARLY},
        )
    ],
    "update_status_is_known": known(make_update, "status"),
    "update_kind_is_known": known(make_update, "kind"),
    "update_review_state_is_known": known(make_update, "review_state"),
    "updatereview_from_state_is_known": known(make_update_review, "from_state"),
    "updatereview_to_state_is_known": known(make_update_review, "to_state"),
    **{f"figure_{name}": rows for name, rows in figures(make_figure).items()},
    "event_attendance_qualifier_is_known": known(make_event, "attendance_qualifier"),
    "event_date_is_whole": whole(make_event, "date"),
    "update_ended_is_whole": whole(make_update, "ended"),
    "photo_of_minors_needs_their_parents": [(make_photo, {"minors": True})],
    "photo_needs_consent": [(make_photo, {"consent": False})],
    "antenna_mark_is_known": known(make_antenna, "mark"),
    "antenna_police_presence_is_known": known(make_antenna, "police_presence"),
    "antenna_operational_since_is_whole": whole(make_antenna, "operational_since"),
    "antenna_closed_is_whole": whole(make_antenna, "closed"),
    "antenna_inaugurated_on_is_whole": whole(make_antenna, "inaugurated_on"),
    "antenna_marked_since_is_whole": whole(make_antenna, "marked_since"),
    "antennacount_counted_on_is_whole": whole(make_antenna_count, "counted_on"),
    "antennacount_has_a_date": [(make_antenna_count, {"counted_on_earliest": None, "counted_on_latest": None})],
    "antenna_dates_in_order": [
        (
            make_antenna,
            {
                "operational_since_earliest": LATE, "operational_since_latest": LATE,
                "closed_earliest": EARLY, "closed_latest": EARLY,
            },
        )
    ],
    "antennaupdate_review_state_is_known": known(make_antenna_update, "review_state"),
    "antennareview_from_state_is_known": known(make_antenna_review, "from_state"),
    "antennareview_to_state_is_known": known(make_antenna_review, "to_state"),
    **{f"antennafigure_{name}": rows for name, rows in figures(make_antenna_figure).items()},
    "response_submitted_by_somebody_at_some_time": [
        (lambda: make_response(submitted_at=timezone.now(), submitted_by=make_user()), {"submitted_at": None})
    ],
    "question_kind_is_known": known(make_question, "kind"),
    "question_is_answered_by_somebody_at_some_time": [
        (make_question, {"answer": "Yes."}),
        (make_question, {"answered_at": timezone.now()}),
        (make_answered_question, {"answer": ""}),
        (make_answered_question, {"answered_by": None}),
        (make_answered_question, {"answered_at": None}),
    ],
    "message_kind_is_known": known(make_message, "kind"),
    "message_language_is_known": known(make_message, "language"),
    "message_is_sent_at_some_time": [
        (make_message, {"state": "sent"}),
        (make_message, {"sent_at": timezone.now()}),
        (make_message, {"state": "~~"}),
    ],
    "message_of_a_round_has_one_and_no_other_has": [
        (make_message, {"period": None}),
        (make_message, {"kind": "returned", "partner": None}),
        (make_message, {"kind": "account", "valid_until": timezone.now()}),
        (partial(make_message, kind="account"), {"valid_until": None}),
    ],
    "message_of_a_round_has_a_text": [(make_message, {"body": ""})],
    "message_leaves_since_some_time": [(make_message, {"state": "queued"})],
    "message_is_being_sent_since_some_time": [(make_message, {"state": "sending"})],
    "edition_days_in_order": [(make_edition, {"covers_from": LATE, "covers_to": EARLY})],
    "editiontext_place_is_known": known(lambda: make_edition_text(place="closing"), "place"),
    "editiontext_style_is_known": known(make_edition_text, "style"),
    "editiontext_names_its_volet": [
        (make_edition_text, {"volet": None}),
        (make_edition_text, {"place": "foreword"}),
    ],
    "issue_after_the_first_has_a_reason": [(make_issue, {"number": 2}), (make_issue, {"number": 0, "reason": "why"})],
    "issuedreport_language_is_known": known(make_issued_report, "language"),
    "issuedreport_format_is_known": known(make_issued_report, "format"),
}  # fmt: skip

# Name of a constraint: a builder, and the fields in which no two rows are alike.
UNIQUE = {
    "commune_tile_is_unique": (make_commune, {"tile_row": 1, "tile_column": 1}),
    "formeraddress_leads_to_one_record": (make_former_address, ["model", "within", "name"]),
    "volet_number_is_unique_in_its_framework": (make_volet, ["framework", "number"]),
    "recommendation_code_is_unique_in_its_volet": (make_recommendation, ["volet", "code"]),
    "update_is_one_per_initiative_and_period": (make_update, ["initiative", "period"]),
    "figure_key_is_unique_under_its_update": (make_figure, ["update", "key"]),
    "event_key_is_unique_under_its_update": (make_event, ["update", "key"]),
    "photo_stands_once_under_its_update": (make_photo, ["update", "sha256"]),
    "antennaservice_key_is_unique_in_its_antenna": (make_antenna_service, ["antenna", "key"]),
    "antennafigure_key_is_unique_in_its_antenna": (make_antenna_figure, ["antenna", "key"]),
    "antennaupdate_is_one_per_antenna_and_period": (make_antenna_update, ["antenna", "period"]),
    "response_is_one_per_partner_and_period": (make_response, ["partner", "period"]),
    "extension_is_one_per_partner_and_period": (make_extension, ["partner", "period"]),
    "message_is_one_per_occasion": (make_message, ["period", "partner", "recipient", "occasion"]),
    "formdraft_is_one_per_user_and_form": (make_form_draft, ["user", "form"]),
    "issue_number_is_unique_in_its_edition": (make_issue, ["edition", "number"]),
    "issuedreport_is_one_per_language_and_format": (make_issued_report, ["issue", "language", "format"]),
    "loadedrow_is_one_per_table_and_key": (make_loaded_row, ["table", "key"]),
}

# Each has a test of its own below.
APART = {"user_email_is_unique", "policezone_is_not_its_own_successor", "figure_is_no_part_of_itself"}


def overwrite(row, values):
    """Writes past everything that Django would check."""
    with transaction.atomic():
        QuerySet(type(row)).filter(pk=row.pk).update(**values)


def test_every_constraint_has_a_row_that_it_refuses():
    assert REFUSED.keys() | UNIQUE.keys() | APART == CONSTRAINTS


@pytest.mark.parametrize(
    ("name", "make", "values"),
    [pytest.param(name, *row, id=f"{name}-{n}") for name, rows in REFUSED.items() for n, row in enumerate(rows)],
)
def test_the_database_refuses(name, make, values):
    row = make()
    with pytest.raises(IntegrityError, match=name):
        overwrite(row, values)


@pytest.mark.parametrize(("name", "make", "fields"), [pytest.param(n, *row, id=n) for n, row in UNIQUE.items()])
def test_the_database_refuses_a_twin(name, make, fields):
    first, second = make(), make()
    if isinstance(fields, dict):
        overwrite(first, fields)
    else:
        fields = {field: getattr(first, field) for field in fields}
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE constraint failed"):
        overwrite(second, fields)


def test_an_address_differs_from_another_by_more_than_its_case():
    make_user(email="somebody@example.brussels")
    with pytest.raises(IntegrityError, match="user_email_is_unique"):
        overwrite(make_user(), {"email": "Somebody@Example.brussels"})


def test_a_zone_does_not_succeed_itself():
    zone = make_zone()
    with pytest.raises(IntegrityError, match="policezone_is_not_its_own_successor"):
        overwrite(zone, {"successor": zone})


def test_a_figure_is_no_part_of_itself():
    figure = make_figure()
    with pytest.raises(IntegrityError, match="figure_is_no_part_of_itself"):
        overwrite(figure, {"part_of": figure})


CHOICES = [
    (model, field.name)
    for model in MODELS
    if not model._meta.model_name.startswith("historical")
    for field in model._meta.concrete_fields
    if field.choices
]


@pytest.mark.parametrize(("model", "field"), CHOICES, ids=lambda value: getattr(value, "__name__", value))
def test_every_choice_is_known_to_the_database(model, field):
    row = MAKERS[model]()
    with pytest.raises(IntegrityError):
        overwrite(row, {field: "~~"})
