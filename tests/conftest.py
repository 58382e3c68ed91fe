"""The laws of the tests: nothing from outside, no file left behind, no undefined variable in a template."""

import socket
from pathlib import Path

import pytest

from cipol.catalogues import compile_catalogues
from tests.templates import fail_on_undefined_variables

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def pytest_configure():
    """French and Dutch are tested as they are written now."""
    compile_catalogues()


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """A test that reaches for another machine fails at once, and says which."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            pytest.fail(f"A test wanted to reach {address[0]}: tests stay on this machine.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(scope="session", autouse=True)
def _strict_templates(django_test_environment):
    with fail_on_undefined_variables(pytest.fail):
        yield


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path: Path):
    """Every test has a media folder of its own, gone with it."""
    settings.MEDIA_ROOT = tmp_path / "media"
