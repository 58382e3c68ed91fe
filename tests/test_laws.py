"""The laws of the tests themselves: see conftest.py."""

import os
import socket
import warnings

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.template import Context, Template, engines
from django.template.base import Origin

from tests.templates import fail_on_undefined_variables


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for():
    asked = "postgresql" if os.environ["DATABASE_URL"].startswith("postgres") else "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert (connection.vendor, cursor.fetchone()) == (asked, (1,))


@pytest.mark.parametrize("name", ["first.txt", "second.txt"])
def test_every_test_starts_with_an_empty_media_folder(name):
    default_storage.save(name, ContentFile(b"-"))
    assert default_storage.listdir("") == ([], [name])


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("anything", UserWarning, stacklevel=1)


def test_another_machine_is_out_of_reach():
    with pytest.raises(pytest.fail.Exception, match=r"203\.0\.113\.1"), socket.socket() as stranger:
        stranger.connect(("203.0.113.1", 80))


def _render(path, text: str, **variables) -> tuple[str, list[str]]:
    """What the template prints, and what was reported about it."""
    reports = []
    with fail_on_undefined_variables(reports.append):
        template = Template(text, origin=Origin(str(path)), engine=engines["django"].engine)
        return template.render(Context(variables)), reports


OURS = settings.BASE_DIR / "templates" / "page.html"


def test_an_undefined_variable_of_our_templates_is_reported():
    _, reports = _render(OURS, "{{ titel }}", title="Title")
    assert reports == [f"{OURS}: titel is not defined"]


def test_an_undefined_variable_with_a_default_is_reported_too():
    _, reports = _render(OURS, '{{ titel|default:"-" }}')
    assert reports == [f'{OURS}: titel|default:"-" is not defined']


def test_a_question_about_an_undefined_variable_is_allowed():
    assert _render(OURS, "{% if titel %}{{ titel }}{% endif %}.") == (".", [])


def test_a_template_of_a_library_prints_what_it_always_prints():
    path = settings.BASE_DIR / ".venv" / "site-packages" / "library" / "page.html"
    assert _render(path, '{{ titel|default:"-" }}{{ other }}.') == ("-.", [])


def test_a_template_counts_only_what_has_a_length():
    template = Template("{{ problems|length }}", engine=engines["django"].engine)

    assert template.render(Context({"problems": [1, 2]})) == "2"
    with pytest.raises(pytest.fail.Exception, match="has no length"):
        template.render(Context({"problems": iter([1, 2])}))
