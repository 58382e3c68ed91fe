"""The demonstration: everything a newcomer needs, as often as wanted, never in production."""

import datetime
import hashlib
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from initiatives.approvals import changed_since_approval
from initiatives.models import ReviewState, Update
from reporting import demo, demo_round
from reporting.dataset import apply, plan
from reporting.models import Issue
from rounds.board import counts, rows
from rounds.models import Extension, Message, Question, Response
from rounds.outbox import edit
from rounds.queries import open_round
from tests.builders import make_partner, make_period, make_response
from zones.models import User


@pytest.mark.django_db
def test_the_demo_makes_the_data_the_accounts_and_the_files_and_can_be_run_again(settings, tmp_path, capsys):
    settings.DEBUG = True
    out = tmp_path / "out"

    call_command("demo", no_serve=True, output=out)
    first = capsys.readouterr().out
    edit(Message.objects.get(kind="returned"), by=demo.coordinator(), subject="Mine", body="Mine.")
    said = told()
    call_command("demo", no_serve=True, output=out)
    second = capsys.readouterr().out

    written = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    issued = Issue.objects.get().reports.all()
    assert written == {f"update-2023-2024-{r.language}.{r.format}": r.sha256 for r in issued}
    assert len(written) == 8
    assert open_round(timezone.localdate()).key == "2025"
    with_password = [user for user in User.objects.all() if user.has_usable_password()]
    roles = {user.email.split("@")[0]: (user.is_coordination, user.partners.count()) for user in with_password}
    assert roles == {"coordination": (True, 0), "zone": (False, 1), "commune": (False, 1)}
    email, password = re.search(r"(coordination@\S+)\s+(\S+)", second).groups()
    assert User.objects.get(email=email).check_password(password)
    assert password not in first
    assert told() == said
    assert Message.objects.filter(subject="Mine").count() == 1


def told():
    """What stands in the round: the texts with their versions, the mails, how many questions, responses, accounts."""
    return (
        sorted(Update.objects.filter(period__key="2025").values_list("pk", "version", "review_state")),
        sorted(Message.objects.values_list("pk", "version")),
        [model.objects.count() for model in (Question, Response, User)],
    )


@pytest.mark.django_db
def test_the_demo_is_refused_outside_debug(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="debug only"):
        call_command("demo", no_serve=True)

    assert not User.objects.exists()


@pytest.fixture
def today():
    return timezone.localdate()


def opened(today):
    demo.create_accounts()
    return demo_round.open_round(by=demo.coordinator(), today=today)


@pytest.mark.django_db
def test_the_round_of_the_demo_shows_every_state_of_a_partner_and_of_a_text(today):
    apply(plan(demo.DATASET))
    period = opened(today)
    board = rows(period, today)

    assert (str(period.starts_on), str(period.ends_on)) == ("2025-01-01", "2025-12-31")
    assert [state for state, _label, count in counts(board) if not count] == []
    shown = {
        row.partner.key: (str(row.progress), row.decided, row.asked, row.days_late) for row in board if row.referents
    }
    assert shown == {
        "zp-5340": ("submitted", 9, 9, 0),
        "zp-5341": ("not_started", 0, 19, 3),
        "zp-5342": ("in_progress", 5, 24, 0),
        "zp-5344": ("in_progress", 5, 28, 3),
        "commune-anderlecht": ("returned", 2, 2, 0),
        "commune-jette": ("nothing_to_report", 0, 0, 0),
        "commune-koekelberg": ("validated", 2, 2, 0),
        "asbl-atmosphere": ("validated", 1, 1, 0),
    }
    more_time = {row.partner.key: row.days_left for row in board if row.extension}
    assert more_time == {"zp-5342": 14, "commune-anderlecht": 14}

    texts = Update.objects.filter(period=period)
    assert set(texts.values_list("review_state", flat=True)) == set(ReviewState)
    assert set(texts.values_list("status", flat=True)) == {"continued", "changed", "ended", "new"}
    assert len(changed_since_approval(texts.filter(review_state=ReviewState.VALIDATED))) == 1
    assert Question.objects.filter(period=period, answer="").count() == 2
    mails = sorted(Message.objects.filter(period=period).values_list("kind", "recipient"))
    assert mails == sorted(
        [("invitation", f"{partner}@demo.cipol.example") for partner in demo_round.INVITED]
        + [("returned", "commune@demo.cipol.example")]
    )


@pytest.mark.django_db
def test_the_dates_of_the_demo_follow_the_calendar_where_answers_were_given(today):
    answered = make_response(period=make_period(key="2025"))
    for partner in demo_round.REASONS:
        make_partner(key=partner)
    later = today + datetime.timedelta(days=400)

    opened(today)
    period = opened(later)

    assert period == answered.period
    assert (later - period.deadline).days == 3
    assert [(extension.deadline - later).days for extension in Extension.objects.all()] == [14, 14]
    assert Response.objects.get() == answered
