"""Every page and every action of the admin, for everybody: made from what is registered, so that nothing is forgotten.

What must happen is said by the rule of access and by the sentences of `Rules`; whatever page is shown, its words
are words of rows that the person may see.
"""

import logging
import re
from collections import namedtuple
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from initiatives.models import Initiative, Recommendation, ReviewState, Update
from lisa.models import AntennaUpdate
from records.access import is_coordination, is_member, may_edit, may_see, may_see_past
from records.deleting import is_protected
from rounds.models import FormDraft
from tests.builders import MAKERS, make_form_draft, make_recommendation
from tests.records.access import ROLES, House
from tests.records.holdings import Holding, fields_of_words, is_reviewed, may_belong_to_a_partner, words_in
from tests.records.pages import OURS, add_of, form_of, list_of, page_of
from tests.records.test_admin_pages import BY_SERVICES

pytestmark = pytest.mark.django_db

REVIEWED = [Initiative, *filter(is_reviewed, OURS)]
"""The models whose rows others see once a text is validated."""

OPENS, READS, EDITS, DONE, REFUSED, SIGN_IN = "opens", "is read", "is edited", "is done", "is refused", "must sign in"
NOTHING_DONE = (OPENS, DONE)  # the list again: that nothing happened is seen in the rows
PAGES = {"changelist", "add", "change", "delete", "deleted", "history", "simple_history", "password_change"}

Case = namedtuple("Case", ["name", "address", "sent", "expected", "rows"], defaults=[None])
"""What is asked, what is sent along (None: it is a GET), what may happen, and the keys of the rows that are listed."""


class Rules:
    """What may be done in the admin, beside what the rule of access says of rows."""

    def __init__(self, user):
        self.user = user

    def lists(self, model):
        """A member opens every list but that of the accounts."""
        return is_coordination(self.user) or (is_member(self.user) and model is not User)

    def sees(self, record):
        """A member opens what it may see."""
        return self.lists(type(record)) and may_see(self.user, record)

    def adds(self, model):
        """The Coordination adds what is not written by services alone."""
        return is_coordination(self.user) and model not in BY_SERVICES

    def changes(self, record):
        """A member changes what it may edit, and what is not written by services alone."""
        return self.sees(record) and may_edit(self.user, record) and type(record) not in BY_SERVICES

    def deletes(self, record):
        """As for adding, except what is kept, and accounts: these only a superuser deletes."""
        if type(record) is User:
            return is_coordination(self.user) and self.user.is_superuser
        return self.adds(type(record)) and not is_protected(record)

    def reads_history(self, record):
        """Whoever answers for a row reads its past; where the house keeps none, the Coordination reads the log."""
        keeps_one = hasattr(type(record), "history")
        return self.sees(record) and (may_see_past(self.user, record) if keeps_one else self.is_coordination)

    @property
    def is_coordination(self):
        return is_coordination(self.user)


# --- Who asks, and what there is ------------------------------------------------------------------


def rows_of(house, user):
    """A row of each model: where it may belong to a partner, the lead's and another's; where it is reviewed, both."""
    holdings = {
        "ours": Holding(house.lead, co_partners=[house.co]),
        "theirs": Holding(house.other),
        "theirs, validated": Holding(house.other, state=ReviewState.VALIDATED),
    }
    rows = {("ours", model): holdings["ours"].row(model) for model in OURS}
    if user.pk:
        rows["one's own", FormDraft] = make_form_draft(user=user)
    if is_coordination(user):  # to whom all partners are alike
        reviewed = {("validated", model): holdings["theirs, validated"].row(model) for model in (Update, AntennaUpdate)}
        return named(rows | reviewed)
    rows |= {("theirs", model): holdings["theirs"].row(model) for model in OURS if may_belong_to_a_partner(model)}
    rows |= {("theirs, validated", model): holdings["theirs, validated"].row(model) for model in REVIEWED}
    return named(rows)


def named(rows):
    return {f"{model._meta.label} ({whose})": row for (whose, model), row in rows.items()}


def words_known_to(user):
    """The words of the rows that the user may see, and the names of the people who wrote them."""
    visible = [model._default_manager.visible_to(user) for model in OURS]
    writers = [
        User.objects.filter(pk__in=rows.values(field.name))
        for rows in visible
        for field in rows.model._meta.concrete_fields
        if field.related_model is User
    ]
    return words_in(str([list(rows.values()) for rows in (*visible, *writers)]))


@pytest.fixture
def _quiet(caplog):
    """Each refusal is logged with its traceback, and here are hundreds."""
    caplog.set_level(logging.ERROR, "django.request")


def all_values():
    return {model: list(model._base_manager.order_by("pk").values()) for model in OURS}


# --- What is asked --------------------------------------------------------------------------------


def keys_of(rows):
    return [row.pk for row in rows]


def refused_unless(allowed, otherwise):
    return (otherwise,) if allowed else (REFUSED,)


def questions(rules, model, name):
    """The pages of a model, and what is sent to them by somebody who may not."""
    lists, visible = rules.lists(model), set(keys_of(model._default_manager.visible_to(rules.user)))
    yield Case(f"{name}: list", list_of(model), None, refused_unless(lists, OPENS), visible)
    yield Case(f"{name}: add", add_of(model), None, refused_unless(rules.adds(model), OPENS))
    if not rules.adds(model):
        yield Case(f"{name}: add by POST", add_of(model), {}, (REFUSED,))
    if "deleted" in pages_of_model(model):
        options = model._meta
        address = reverse(f"admin:{options.app_label}_{options.model_name}_deleted")
        yield Case(f"{name}: deleted", address, None, refused_unless(rules.is_coordination, OPENS))
    if question := search_of(model):
        address = f"{reverse('admin:autocomplete')}?{question}"
        yield Case(f"{name}: search", address, None, refused_unless(lists, OPENS), visible)


def questions_about(rules, name, record):
    """The pages of a row, and what is sent to them by somebody who may not."""
    seen, changes, deletes = rules.sees(record), rules.changes(record), rules.deletes(record)
    page, deletion = page_of(record), page_of(record, "delete")
    yield Case(f"{name}: page", page, None, refused_unless(seen, EDITS if changes else READS))
    yield Case(f"{name}: delete", deletion, None, refused_unless(deletes, OPENS))
    if not changes:
        taken = dict.fromkeys(fields_of_words(type(record)), "Taken")
        yield Case(f"{name}: change by POST", page, {**taken, "seen_version": "1", "_save": "Save"}, (REFUSED,))
    if not deletes:
        yield Case(f"{name}: delete by POST", deletion, {"post": "yes"}, (REFUSED,))
    reads_history = rules.reads_history(record)
    for past in pages_of_the_past(record):
        yield Case(f"{name}: {past}", past, None, refused_unless(reads_history, OPENS))
        if not (reads_history and changes):  # to go back is to change
            expected = (REFUSED,) if past != page_of(record, "history") else (REFUSED, OPENS)
            yield Case(f"{name}: {past} by POST", past, {"seen_version": "1"}, expected)
    if type(record) is User:
        password = reverse("admin:auth_user_password_change", args=[record.pk])
        yield Case(f"{name}: password", password, None, refused_unless(changes, OPENS))


def questions_by_action(rules, model, rows):
    """Each action, confirmed at once, with every row that there is."""
    records = [record for record in rows.values() if type(record) is model]
    (recommendation,) = [record for record in rows.values() if type(record) is Recommendation]
    expected = NOTHING_DONE if rules.lists(model) else (REFUSED,)
    for action in actions_of(model):
        sent = confirmed(action, records, recommendation)
        yield Case(f"{model._meta.label}: {action}", list_of(model), sent, expected)


def confirmed(action, records, recommendation):
    """What is sent by somebody who says yes to whatever the action asks."""
    sent = {"action": action, "index": "0", "_selected_action": keys_of(records), "post": "yes", "confirmed": "1"}
    versions = {f"seen_{record.pk}": getattr(record, "version", "") for record in records}
    return sent | versions | {"recommendation": recommendation.pk}


def actions_of(model):
    return [name for _, name, _ in OURS[model]._get_base_actions()]


def pages_of_the_past(record):
    yield page_of(record, "history")
    if "simple_history" in pages_of_model(type(record)):
        entry = record.history.first()
        options = record._meta
        yield reverse(f"admin:{options.app_label}_{options.model_name}_simple_history", args=[record.pk, entry.pk])


def pages_of_model(model):
    """The names of the pages that are mounted for a model, without its own name."""
    names = [pattern.name for pattern in OURS[model].urls if pattern.name]
    prefixes = f"{model._meta.app_label}_{model._meta.model_name}_", "auth_user_"
    return {re.sub("|".join(f"^{prefix}" for prefix in prefixes), "", name) for name in names}


def search_of(model):
    """The question that the field of a form asks about such rows, whether a form of today asks it or not."""
    for relation in model._meta.related_objects:
        source = relation.related_model._meta
        return f"app_label={source.app_label}&model_name={source.model_name}&field_name={relation.field.name}"
    return None


# --- What happens ---------------------------------------------------------------------------------


def outcome(case, response):
    location = response.headers.get("Location")
    if response.status_code in (403, 404) or location == reverse("admin:index"):
        return REFUSED
    if location and location.startswith(reverse("admin:login")):
        return SIGN_IN if location == f"{reverse('admin:login')}?next={quote(case.address)}" else location
    if response.status_code == 302:
        return DONE
    if case.name.endswith(": page"):
        return EDITS if 'name="_save"' in response.content.decode() else READS
    return OPENS if response.status_code == 200 else str(response.status_code)


def asked(client, case):
    return client.get(case.address) if case.sent is None else client.post(case.address, case.sent)


def mismatches(client, cases, known):
    """Where something else happens than expected, or words are shown that the person does not know."""
    found = []
    for case in cases:
        response = asked(client, case)
        happened = outcome(case, response)
        if happened not in case.expected:
            found.append(f"{case.name} {happened}; expected: {' or '.join(case.expected)}")
        if case.rows is not None and happened == OPENS and listed(response) != case.rows:
            found.append(f"{case.name} holds {sorted(listed(response))}, not {sorted(case.rows)}")
        if unknown := words_in(response.content.decode()) - known:
            found.append(f"{case.name} shows {sorted(unknown)}")
    return found


def listed(response):
    """The keys of the rows that a list shows, or that a search finds."""
    if response.headers["Content-Type"] == "application/json":
        return {int(result["id"]) for result in response.json()["results"]}
    return set(keys_of(response.context["cl"].result_list))


@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_for_those_who_may_and_nothing_else_is_shown_or_done(role, client):
    house = House.built()
    user = ROLES[role](house)
    rules, rows = Rules(user), rows_of(house, user)
    if user.pk:
        client.force_login(user)
    cases = [case for model in OURS for case in questions(rules, model, model._meta.label)]
    cases += [case for name, record in rows.items() for case in questions_about(rules, name, record)]
    if not is_coordination(user):
        cases += [case for model in OURS for case in questions_by_action(rules, model, rows)]
    if not (user.is_authenticated and user.is_active):
        cases = [case._replace(expected=(SIGN_IN,)) for case in cases]
    before = all_values()
    assert mismatches(client, cases, words_known_to(user)) == []
    assert all_values() == before


# --- What works -----------------------------------------------------------------------------------


def fresh(model):
    """A row that nothing else stands on; an account in which nobody chose a password yet."""
    row = MAKERS[model]()
    if model is User:
        row.set_unusable_password()
        row.save()
    return row


def edited(client, record):
    """Whether the form of the row, sent with another word in it where it takes one, is kept."""
    form = form_of(client.get(page_of(record)))
    typed = {name: "Typed" for name in fields_of_words(type(record)) if name in form}
    # One language is written and the other is not: somebody says that they agree.
    response = client.post(page_of(record), form | typed | {"languages_confirmed": "on"})
    record.refresh_from_db()
    kept = {name: getattr(record, name) for name in typed}
    return (response.status_code, response.headers.get("Location"), kept) == (302, list_of(type(record)), typed)


def deleted(client, record):
    response = client.post(page_of(record, "delete"), {"post": "yes"})
    return response.status_code == 302 and not type(record)._base_manager.filter(pk=record.pk).exists()


@pytest.mark.parametrize("role", ["lead", "co-partner", "other", "coordination"])
def test_what_somebody_may_change_is_changed(role, client):
    house = House.built()
    user = ROLES[role](house)
    rules, rows = Rules(user), rows_of(house, user)
    client.force_login(user)
    changeable = {name: record for name, record in rows.items() if rules.changes(record)}
    assert changeable, "something to change"
    assert [name for name, record in changeable.items() if not edited(client, record)] == []


@pytest.mark.parametrize("role", ["coordination", "superuser"])
def test_what_somebody_may_delete_is_deleted(role, client):
    user = ROLES[role](House.built())
    client.force_login(user)
    alone = [record for record in (fresh(model) for model in OURS) if Rules(user).deletes(record)]
    assert alone, "something to delete"
    assert [record._meta.label for record in alone if not deleted(client, record)] == []


def acted(client, action, record):
    """Whether the action says of the row that it went well, and nothing else."""
    sent = confirmed(action, [record], make_recommendation(volet=getattr(record, "volet", None)))
    response = client.post(list_of(type(record)), sent, follow=True)
    return {message.level_tag for message in response.context["messages"]} == {"success"}


@pytest.mark.parametrize("role", ["coordination", "superuser"])
def test_each_action_works_for_those_who_run_the_round(role, client):
    user = ROLES[role](House.built())
    client.force_login(user)
    actions = [(model, action) for model in OURS for action in actions_of(model)]
    rows = [(fresh(model), action) for model, action in actions]
    offered = [(row, action) for row, action in rows if action != "delete_selected" or Rules(user).deletes(row)]
    assert [(row._meta.label, action) for row, action in offered if not acted(client, action, row)] == []


# --- What there is at all -------------------------------------------------------------------------


def test_there_are_no_pages_but_those_asked_here():
    """Import and export are not mounted, nor is anything else that the matrix does not know."""
    others = {name for model in OURS for name in pages_of_model(model)} - PAGES
    assert others == set()


def test_there_are_no_rows_in_the_admin_but_those_of_the_house():
    assert set(admin.site._registry) == set(OURS)
