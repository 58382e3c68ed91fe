"""Each word with which browsers are told to insist on HTTPS is a setting of its own."""

import os
import subprocess
import sys

import pytest

from tests.repository import ROOT

SHOW = (
    "from django.conf import settings as s; "
    "print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD, s.SILENCED_SYSTEM_CHECKS)"
)


@pytest.mark.parametrize(
    ("set_to", "words"),
    [
        ({}, "31536000 True True []"),
        ({"HSTS_SECONDS": "3600", "HSTS_PRELOAD": "0"}, "3600 True False ['security.W021']"),
        ({"HSTS_INCLUDE_SUBDOMAINS": "0"}, "31536000 False True ['security.W005']"),
        ({"DEBUG": "1"}, "0 False False ['security.W005', 'security.W021']"),
    ],
)
def test_in_production_each_is_on_unless_it_is_left_out(set_to, words):
    production = {"SECRET_KEY": "for-this-test-only", "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "cipol.settings"}
    shown = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env=os.environ | production | set_to, capture_output=True, text=True
    )

    assert shown.stdout.strip() == words
