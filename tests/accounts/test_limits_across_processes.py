"""Two server processes count attempts together, in a table that `migrate` alone has made."""

import os
import subprocess
import sys

import pytest

from tests.repository import ROOT

START = """
import django
django.setup()
from django.test import Client
from accounts.models import User

def sign_in(password):
    response = Client().post("/en/account/login/", {"login": "somebody@example.brussels", "password": password})
    return response.status_code
"""


@pytest.fixture
def run(tmp_path):
    """Runs Python in a process of its own, on a database that all these processes share."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "cipol.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "SECRET_KEY": "",
        "DEBUG": "1",
        "ALLOWED_HOSTS": "testserver",
    }

    def run_in_a_process(*arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=os.environ | settings, check=True, capture_output=True, text=True
        ).stdout.strip()

    return run_in_a_process


# The tables come from the models, in a tenth of the time: that of the cache belongs to no model, and comes afterwards.
MIGRATE = """
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
"""


def test_what_failed_in_one_process_counts_in_the_other(run):
    make = (
        'user = User.objects.create_user("somebody@example.brussels", "a long enough password"); print(user.password)'
    )
    fail = "; print([sign_in('not this one') for _ in range(5)])"
    password, answers = run("-c", START + MIGRATE + make + fail).splitlines()
    assert (password.startswith("argon2$argon2id$"), answers) == (True, "[200, 200, 200, 200, 200]")
    sign_in = "print(sign_in('a long enough password'))\n"
    forget = "from django.core.cache import cache; cache.clear()\n"
    assert run("-c", START + sign_in + forget + sign_in).splitlines() == ["200", "302"]
