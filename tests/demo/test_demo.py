"""The demonstration: everything a newcomer needs, as often as wanted, never in production."""

import datetime
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone, translation

from accounts.models import User
from demo import content as demo
from demo import rounds as demo_round
from initiatives.approvals import find_changed_since_approval
from initiatives.models import ReviewState, Update
from lisa.models import AntennaUpdate
from reporting.models import Issue
from rounds.board import count_by_progress, list_board_rows
from rounds.mail.outbox import edit_mail
from rounds.models import Message, Question, Response
from rounds.queries import get_open_rounds
from tests.lasting import lasting

pytestmark = pytest.mark.django_db


@dataclass
class Demo:
    """What one run of the demo leaves, beside its rows."""

    today: datetime.date
    media: Path
    out: Path
    said: str


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, run once in an empty database."""
    media, out = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("demo") / "out"
    with lasting(django_db_blocker):
        with translation.override("en"), override_settings(DEBUG=True, MEDIA_ROOT=media):
            today, said = timezone.localdate(), run(out)
        yield Demo(today, media, out, said)


def run(out):
    """What the demo says."""
    said = io.StringIO()
    call_command("demo", no_serve=True, output=out, stdout=said)
    return said.getvalue()


def written(out):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}


def issued():
    return {f"update-2023-2024-{r.language}.{r.format}": r.sha256 for r in Issue.objects.get().reports.all()}


def test_it_makes_the_data_the_accounts_and_the_files(demonstration):
    assert written(demonstration.out) == issued()
    assert len(issued()) == 8
    assert [period.key for period in get_open_rounds(demonstration.today)] == ["2025"]
    with_password = [user for user in User.objects.all() if user.has_usable_password()]
    roles = {user.email.split("@")[0]: (user.is_coordination, user.partners.count()) for user in with_password}
    assert roles == {"coordination": (True, 0), "zone": (False, 1), "commune": (False, 1)}


def test_it_can_be_run_again(demonstration, settings, tmp_path):
    """The passwords are new; what somebody did meanwhile stays, and so does everything else."""
    settings.DEBUG, settings.MEDIA_ROOT = True, demonstration.media
    edit_mail(Message.objects.get(kind="returned"), by=demo.get_coordinator(), subject="Mine", body="Mine.")
    before = told()
    said = run(tmp_path / "out")
    email, password = re.search(r"(coordination@\S+)\s+(\S+)", said).groups()
    assert User.objects.get(email=email).check_password(password)
    assert password not in demonstration.said
    assert told() == before
    assert Message.objects.filter(subject="Mine").count() == 1
    assert written(tmp_path / "out") == written(demonstration.out) == issued()


def told():
    """What stands in the round: the texts with their versions, the mails, how many questions, responses, accounts."""
    return (
        sorted(Update.objects.filter(period__key="2025").values_list("pk", "version", "review_state")),
        sorted(Message.objects.values_list("pk", "version")),
        [model.objects.count() for model in (Question, Response, User)],
    )


def test_it_is_refused_outside_debug(settings):
    settings.DEBUG = False
    accounts = set(User.objects.values_list("pk", "password"))

    with pytest.raises(CommandError, match="debug only"):
        call_command("demo", no_serve=True)

    assert set(User.objects.values_list("pk", "password")) == accounts


def test_its_round_shows_every_state_of_a_partner_and_of_a_text(demonstration):
    (period,) = get_open_rounds(demonstration.today)
    board = list_board_rows(period, demonstration.today)

    assert (str(period.starts_on), str(period.ends_on)) == ("2025-01-01", "2025-12-31")
    assert [state for state, _label, count in count_by_progress(board) if not count] == []
    shown = {
        row.partner.key: (str(row.progress), row.decided, row.asked, row.days_late) for row in board if row.referents
    }
    assert shown == {
        "zp-5340": ("submitted", 9, 9, 0),
        "zp-5341": ("not_started", 0, 19, 3),
        "zp-5342": ("in_progress", 5, 24, 0),
        "zp-5344": ("in_progress", 5, 28, 3),
        "commune-anderlecht": ("returned", 5, 5, 0),
        "commune-jette": ("nothing_to_report", 0, 0, 0),
        "commune-koekelberg": ("validated", 2, 2, 0),
        "asbl-atmosphere": ("validated", 1, 1, 0),
    }
    more_time = {row.partner.key: row.days_left for row in board if row.extension}
    assert more_time == {"zp-5342": 14, "commune-anderlecht": 14}

    told = AntennaUpdate.objects.filter(period=period)
    assert sorted(told.values_list("review_state", "nothing_new")) == [
        ("returned", False), ("submitted", True), ("submitted", True),
    ]  # fmt: skip
    texts = Update.objects.filter(period=period)
    assert set(texts.values_list("review_state", flat=True)) == set(ReviewState)
    assert set(texts.values_list("status", flat=True)) == {"continued", "changed", "ended", "new"}
    assert len(find_changed_since_approval(texts.filter(review_state=ReviewState.VALIDATED))) == 1
    assert Question.objects.filter(period=period, answer="").count() == 2
    mails = sorted(Message.objects.filter(period=period).values_list("kind", "recipient"))
    assert mails == sorted(
        [("invitation", f"{partner}@demo.cipol.example") for partner in demo_round.INVITED]
        + [("returned", "commune@demo.cipol.example")]
    )
