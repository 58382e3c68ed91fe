"""A button that is pressed twice, in one window or in two: one row, a sentence, never an error of the server."""

import datetime

import pytest

from tests.faults.people import again, at_once, signed_in

TIMES = 4

PREPARE = """
import datetime
from tests.builders import COORDINATION, make_antenna, make_edition, make_initiative, make_partner, make_period
from tests.builders import make_commune, make_superuser, make_update, make_user, make_volet
commune = make_commune()
partner = make_partner(key="asbl", commune=commune)
make_user(email="referent@example.brussels", partners=[partner], language="fr")
make_user(email="coordinator@example.brussels", role=COORDINATION, language="fr")
make_superuser(email="superuser@example.brussels", language="fr")
today = datetime.date.today()
before = make_period(key="2023", starts_on=datetime.date(2023, 1, 1), ends_on=datetime.date(2023, 12, 31), closed=True)
period = make_period(
    key="2024", starts_on=datetime.date(2024, 1, 1), ends_on=datetime.date(2024, 12, 31), opens_on=today,
    deadline=today + datetime.timedelta(days=30),
)
volet = make_volet()
initiative = make_initiative(lead=partner, volet=volet)
make_update(initiative=initiative, period=before, state="validated")
antenna = make_antenna(commune=commune)
make_edition(key="2024", framework=volet.framework, periods=[period])
print(initiative.pk, antenna.pk, volet.pk)
"""

DESK = "/fr/round/my-update/asbl/2024/"
LATER = (datetime.date.today() + datetime.timedelta(days=60)).isoformat()
ACCOUNT = {"email": "new@example.brussels", "usable_password": "false", "password1": "", "password2": ""}


@pytest.fixture(scope="module")
def keys(site):
    return dict(zip(("initiative", "antenna", "volet"), site.run(PREPARE).split(), strict=True))


@pytest.fixture(scope="module")
def people(site, keys):
    emails = {name: f"{name}@example.brussels" for name in ("referent", "coordinator", "superuser")}
    visitors = signed_in(site, *emails.values())
    found = {name: visitors[email] for name, email in emails.items()}
    assert {found["referent"].get(DESK).status, found["coordinator"].get("/fr/round/board/2024/").status} == {200}
    assert found["superuser"].get("/fr/admin/accounts/user/add/").status == 200
    return found


# What it is, who sends it, where, what, and what of it stands afterwards.
STEPS = [
    ("a question", "referent", f"{DESK}ask/", {"text": "Jusqu'à quand ?"}, "rounds.Question"),
    ("a remark", "referent", f"{DESK}answer/{{initiative}}/", {"answer": "question", "kind": "not_ours",
     "text": "Non."}, "rounds.Question", {"kind": "not_ours"}),
    ("an answer", "referent", f"{DESK}answer/{{initiative}}/", {"answer": "changed"}, "initiatives.Update",
     {"period__key": "2024", "status": "changed"}),
    ("an answer for an antenna", "referent", f"{DESK}antenna/{{antenna}}/", {"answer": "text"}, "lisa.AntennaUpdate"),
    ("an initiative", "referent", f"{DESK}add/", {"title_fr": "Une ronde", "status": "new", "kind": "specific",
     "volet": "{volet}"}, "initiatives.Initiative", {"title_fr": "Une ronde"}),
    ("more time", "coordinator", "/fr/round/board/2024/extension/asbl/", {"deadline": LATER, "reason": "Congé"},
     "rounds.Extension"),
    ("a text of an edition", "coordinator", "/fr/reports/2024/texts/add/foreword/", {"text-style": "text",
     "text-title_fr": "Merci", "text-body_fr": "Merci à tous.", "text-body_nl": "Dank."}, "reporting.EditionText"),
    ("mails", "coordinator", "/fr/round/outbox/2024/prepare/", {"mail": "invitation", "partner": "asbl"},
     "rounds.Message"),
    ("a round", "coordinator", "/fr/round/periods/new/", {"key": "2026", "starts_on": "2026-01-01",
     "ends_on": "2026-12-31", "opens_on": "2027-01-01", "deadline": "2027-02-01", "seen_version": "1"},
     "initiatives.Period", {"key": "2026"}),
    ("an account", "superuser", "/fr/admin/accounts/user/add/", ACCOUNT, "accounts.User", {"email": ACCOUNT["email"]}),
    ("a theme", "superuser", "/fr/admin/initiatives/theme/add/", {"key": "ecole", "title_fr": "École", "title_nl":
     "School", "position": "0"}, "initiatives.Theme", {"key": "ecole"}),
]  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=[step[0] for step in STEPS])
def test_what_is_sent_several_times_at_once_stands_once(site, keys, people, step):
    _what, who, path, fields, model, *which = step
    path, fields = path.format(**keys), {name: value.format(**keys) for name, value in fields.items()}
    windows = [again(people[who]) for _time in range(TIMES)]

    answers = at_once(*(lambda window=window: window.post(path, fields) for window in windows))

    assert [answer.status for answer in answers if answer.status >= 500] == []
    assert {answer.status for answer in answers} <= {200, 302, 409, 422}
    label = dict(zip(("app", "name"), model.split("."), strict=True))
    count = site.run(
        f"from django.apps import apps; print(apps.get_model({label['app']!r}, {label['name']!r})"
        f".objects.filter(**{dict(*which)!r}).count())"
    )
    assert int(count) == 1
    assert site.visitor().get("/healthz").status == 200
