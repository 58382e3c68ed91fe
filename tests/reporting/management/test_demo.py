"""The demonstration: everything a newcomer needs, as often as wanted, never in production."""

import hashlib
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reporting.models import Issue
from rounds.queries import open_round
from zones.models import User


@pytest.mark.django_db
def test_the_demo_makes_the_data_the_accounts_and_the_files_and_can_be_run_again(settings, tmp_path, capsys):
    settings.DEBUG = True
    out = tmp_path / "out"

    call_command("demo", no_serve=True, output=out)
    first = capsys.readouterr().out
    call_command("demo", no_serve=True, output=out)
    second = capsys.readouterr().out

    written = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    issued = Issue.objects.get().reports.all()
    assert written == {f"update-2023-2024-{r.language}.{r.format}": r.sha256 for r in issued}
    assert len(written) == 8
    assert open_round(timezone.localdate()).key == "2025"
    roles = {user.email.split("@")[0]: (user.is_coordination, user.partners.count()) for user in User.objects.all()}
    assert roles == {"coordination": (True, 0), "zone": (False, 1), "commune": (False, 1)}
    email, password = re.search(r"(coordination@\S+)\s+(\S+)", second).groups()
    assert User.objects.get(email=email).check_password(password)
    assert password not in first


@pytest.mark.django_db
def test_the_demo_is_refused_outside_debug(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="debug only"):
        call_command("demo", no_serve=True)

    assert not User.objects.exists()
