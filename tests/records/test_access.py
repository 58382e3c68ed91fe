"""Who sees and edits what: one table a model, for everybody from the visitor to the superuser."""

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib import admin

from initiatives.models import ReviewState
from records.access import may_edit, may_see
from tests.builders import (
    MAKERS,
    make_antenna,
    make_antenna_review,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_edition,
    make_edition_text,
    make_event,
    make_figure,
    make_form_draft,
    make_former_address,
    make_framework,
    make_indicator,
    make_initiative,
    make_issue,
    make_loaded_row,
    make_message,
    make_partner,
    make_period,
    make_photo,
    make_question,
    make_recommendation,
    make_response,
    make_theme,
    make_update,
    make_update_review,
    make_user,
    make_volet,
    make_zone,
)
from tests.records.access import ROLES, House, read, rights

pytestmark = pytest.mark.django_db


def ours(house):
    return make_initiative(lead=house.lead, co_partners=[house.co])


def theirs(house):
    return make_initiative(lead=house.other)


# --- The rows of the tables -----------------------------------------------------------------------


def initiatives(house):
    rows = {"ours, new": ours(house), "ours, draft": ours(house), "ours, validated": ours(house)}
    rows |= {"theirs, draft": theirs(house), "theirs, validated": theirs(house), "theirs, public": theirs(house)}
    for name, initiative in rows.items():
        for state, word in [("draft", "draft"), ("validated", "validated"), ("published", "public")]:
            if name.endswith(word):
                make_update(initiative=initiative, state=state)
    return rows


def updates(house):
    rows = {f"ours, {state}": make_update(initiative=ours(house), state=state) for state in ReviewState.values}
    rows["ours, closed"] = make_update(initiative=ours(house), period=make_period(closed=True))
    rows["once ours"] = make_update(initiative=theirs(house), partner=house.lead)
    rows |= {f"theirs, {state}": make_update(initiative=theirs(house), state=state) for state in ("draft", "validated")}
    return rows


def under_updates(make):
    return lambda house: {name: make(update=update) for name, update in updates(house).items()}


def reviews(house):
    return {name: make_update_review(subject=update) for name, update in updates(house).items()}


def antenna_updates(house):
    by_commune = make_antenna(commune=make_commune())
    make_antenna(commune=by_commune.commune)
    house.lead.delete()
    house.lead = make_partner(commune=by_commune.commune)
    named = make_antenna(commune=by_commune.commune, partners=[house.co])
    rows = {f"default, {state}": (by_commune, state) for state in ("draft", "submitted", "validated")}
    rows |= {"named, draft": (named, "draft"), "named, validated": (named, "validated")}
    rows = {name: make_antenna_update(antenna=antenna, state=state) for name, (antenna, state) in rows.items()}
    rows["closed"] = make_antenna_update(antenna=by_commune, period=make_period(closed=True))
    return rows


def antenna_reviews(house):
    return {name: make_antenna_review(subject=update) for name, update in antenna_updates(house).items()}


def partners_own(make):
    def rows(house):
        closed = make_period(closed=True)
        return {
            "ours": make(partner=house.lead),
            "ours, closed": make(partner=house.lead, period=closed),
            "theirs": make(partner=house.other),
        }

    return rows


def edition_texts(house):
    """An issue holds the texts of its edition as they stood then."""
    with time_machine.travel("2025-01-01T12:00Z"):
        edition = make_edition()
        issued, changed = make_edition_text(edition=edition), make_edition_text(edition=edition)
    with time_machine.travel("2025-01-02T12:00Z"):
        make_issue(edition=edition)
    changed.save()
    return {
        "not issued": make_edition_text(),
        "issued": issued,
        "changed since": changed,
        "added since": make_edition_text(edition=edition),
        "of another edition": make_edition_text(edition=make_edition()),
    }


def any_row(make):
    return lambda house: {"any": make()}


REFERENCE = """
              | any
visitor       | -
inactive      | -
without group | -
reader        | see
lead          | see
co-partner    | see
other         | see
coordination  | edit
superuser     | edit
"""

CLOSED = """
              | any
visitor       | -
inactive      | -
without group | -
reader        | -
lead          | -
co-partner    | -
other         | -
coordination  | edit
superuser     | edit
"""

INITIATIVES = """
              | ours, new | ours, draft | ours, validated | theirs, draft | theirs, validated | theirs, public
visitor       | -         | -           | -               | -             | -                 | -
inactive      | -         | -           | -               | -             | -                 | -
without group | -         | -           | -               | -             | -                 | -
reader        | -         | -           | see             | -             | see               | see
lead          | edit      | edit        | see             | -             | see               | see
co-partner    | see       | see         | see             | -             | see               | see
other         | -         | -           | see             | edit          | see               | see
coordination  | edit      | edit        | edit            | edit          | edit              | edit
superuser     | edit      | edit        | edit            | edit          | edit              | edit
"""

# fmt: off
UPDATES = """
              | ours, draft | ours, submitted | ours, returned | ours, validated | ours, published | ours, closed | once ours | theirs, draft | theirs, validated
visitor       | -           | -               | -              | -               | -               | -            | -         | -             | -
inactive      | -           | -               | -              | -               | -               | -            | -         | -             | -
without group | -           | -               | -              | -               | -               | -            | -         | -             | -
reader        | -           | -               | -              | see             | see             | -            | -         | -             | see
lead          | edit        | see             | edit           | see             | see             | see          | edit      | -             | see
co-partner    | edit        | see             | edit           | see             | see             | see          | -         | -             | see
other         | -           | -               | -              | see             | see             | -            | edit      | edit          | see
coordination  | edit        | edit            | edit           | edit            | edit            | edit         | edit      | edit          | edit
superuser     | edit        | edit            | edit           | edit            | edit            | edit         | edit      | edit          | edit
"""  # noqa: E501

REVIEWS = """
              | ours, draft | ours, submitted | ours, returned | ours, validated | ours, published | ours, closed | once ours | theirs, draft | theirs, validated
visitor       | -           | -               | -              | -               | -               | -            | -         | -             | -
inactive      | -           | -               | -              | -               | -               | -            | -         | -             | -
without group | -           | -               | -              | -               | -               | -            | -         | -             | -
reader        | -           | -               | -              | -               | -               | -            | -         | -             | -
lead          | see         | see             | see            | see             | see             | see          | see       | -             | -
co-partner    | see         | see             | see            | see             | see             | see          | -         | -             | -
other         | -           | -               | -              | -               | -               | -            | see       | see           | see
coordination  | edit        | edit            | edit           | edit            | edit            | edit         | edit      | edit          | edit
superuser     | edit        | edit            | edit           | edit            | edit            | edit         | edit      | edit          | edit
"""  # noqa: E501
# fmt: on

ANTENNA_UPDATES = """
              | default, draft | default, submitted | default, validated | named, draft | named, validated | closed
visitor       | -              | -                  | -                  | -            | -                | -
inactive      | -              | -                  | -                  | -            | -                | -
without group | -              | -                  | -                  | -            | -                | -
reader        | -              | -                  | see                | -            | see              | -
lead          | edit           | see                | see                | -            | see              | see
co-partner    | -              | -                  | see                | edit         | see              | -
other         | -              | -                  | see                | -            | see              | -
coordination  | edit           | edit               | edit               | edit         | edit             | edit
superuser     | edit           | edit               | edit               | edit         | edit             | edit
"""

ANTENNA_REVIEWS = """
              | default, draft | default, submitted | default, validated | named, draft | named, validated | closed
visitor       | -              | -                  | -                  | -            | -                | -
inactive      | -              | -                  | -                  | -            | -                | -
without group | -              | -                  | -                  | -            | -                | -
reader        | -              | -                  | -                  | -            | -                | -
lead          | see            | see                | see                | -            | -                | see
co-partner    | -              | -                  | -                  | see          | see              | -
other         | -              | -                  | -                  | -            | -                | -
coordination  | edit           | edit               | edit               | edit         | edit             | edit
superuser     | edit           | edit               | edit               | edit         | edit             | edit
"""

PARTNERS_OWN = """
              | ours | ours, closed | theirs
visitor       | -    | -            | -
inactive      | -    | -            | -
without group | -    | -            | -
reader        | -    | -            | -
lead          | edit | see          | -
co-partner    | -    | -            | -
other         | -    | -            | edit
coordination  | edit | edit         | edit
superuser     | edit | edit         | edit
"""

EDITION_TEXTS = """
              | not issued | issued | changed since | added since | of another edition
visitor       | -          | -      | -             | -           | -
inactive      | -          | -      | -             | -           | -
without group | -          | -      | -             | -           | -
reader        | -          | see    | -             | -           | -
lead          | -          | see    | -             | -           | -
co-partner    | -          | see    | -             | -           | -
other         | -          | see    | -             | -           | -
coordination  | edit       | edit   | edit          | edit        | edit
superuser     | edit       | edit   | edit          | edit        | edit
"""

REFERENCE_MAKERS = {
    "zone": make_zone,
    "commune": make_commune,
    "partner": make_partner,
    "framework": make_framework,
    "volet": make_volet,
    "recommendation": make_recommendation,
    "indicator": make_indicator,
    "theme": make_theme,
    "period": make_period,
    "antenna": make_antenna,
    "service of an antenna": make_antenna_service,
    "figure of an antenna": MAKERS[apps.get_model("lisa", "AntennaFigure")],
    "edition": make_edition,
    "issue": make_issue,
    "issued report": MAKERS[apps.get_model("reporting", "IssuedReport")],
}

TABLES = {
    **{name: (any_row(make), REFERENCE) for name, make in REFERENCE_MAKERS.items()},
    "text of an edition": (edition_texts, EDITION_TEXTS),
    "initiative": (initiatives, INITIATIVES),
    "update": (updates, UPDATES),
    "figure": (under_updates(make_figure), UPDATES),
    "event": (under_updates(make_event), UPDATES),
    "photo": (under_updates(make_photo), UPDATES),
    "review of an update": (reviews, REVIEWS),
    "antenna's update": (antenna_updates, ANTENNA_UPDATES),
    "review of an antenna's update": (antenna_reviews, ANTENNA_REVIEWS),
    "response": (partners_own(make_response), PARTNERS_OWN),
    "question": (partners_own(make_question), PARTNERS_OWN),
    "message": (any_row(make_message), CLOSED),
    "loaded row": (any_row(make_loaded_row), CLOSED),
    "former address": (any_row(make_former_address), CLOSED),
    "account": (any_row(make_user), CLOSED),
}


@pytest.mark.parametrize(("rows", "table"), TABLES.values(), ids=TABLES.keys())
def test_everybody_has_the_rights_of_the_table(rows, table):
    house = House.built()
    records = rows(house)
    assert {role: rights(make(house), records) for role, make in ROLES.items()} == read(table)


@pytest.mark.parametrize("name", ["initiative", "update", "figure", "question", "account", "edition"])
def test_the_check_on_one_record_says_what_the_list_says(name):
    rows, table = TABLES[name]
    house = House.built()
    records = rows(house)
    words = {(False, False): "-", (True, False): "see", (True, True): "edit"}
    said = {
        role: {row: words[may_see(user, record), may_edit(user, record)] for row, record in records.items()}
        for role, user in ((role, make(house)) for role, make in ROLES.items())
    }
    assert said == read(table)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "visitor"])
def test_the_draft_of_a_form_is_its_writers_alone(role):
    house = House.built()
    user = ROLES[role](house)
    records = {"mine": make_form_draft(user=user), "another's": make_form_draft()}
    mine = "-" if role == "inactive" else "edit"
    assert rights(user, records) == {"mine": mine, "another's": "-"}


def test_a_referent_without_a_partner_reads_what_is_validated_and_no_more():
    records = initiatives(House.built())
    nobody = make_user(partners=[])
    assert [name for name, right in rights(nobody, records).items() if right != "-"] == [
        "ours, validated",
        "theirs, validated",
        "theirs, public",
    ]


def test_two_partners_of_one_person_give_each_row_once():
    house = House.built()
    update = make_update(initiative=ours(house))
    user = make_user(partners=[house.lead, house.co])
    assert rights(user, {"initiative": update.initiative, "update": update}) == {"initiative": "edit", "update": "edit"}


def test_every_model_of_the_admin_asks_the_rule_of_access():
    ours = [model for model in admin.site._registry if model._meta.app_label in settings.OUR_APPS]
    without = [
        model
        for model in ours
        for question in ("visible_to", "editable_by")
        if not hasattr(model._default_manager.all(), question)
    ]
    assert len(ours) == len(MAKERS)
    assert without == []


def test_every_model_of_the_house_is_in_the_admin():
    """But what the site makes from published content, and the record of what was published: nobody writes these."""
    models = [
        model
        for app in settings.OUR_APPS
        if app != "public"
        for model in apps.get_app_config(app).get_models()
        if not model._meta.model_name.startswith(("historical", "published"))
    ]
    assert set(models) == {model for model in admin.site._registry if model._meta.app_label in settings.OUR_APPS}
