"""The commands that write and issue reports."""

import re

import pytest
from django.core.management import CommandError, call_command

from initiatives.models import ReviewState
from reporting.models import Issue
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    volet = builders.make_volet(number=1)
    period = builders.make_period()
    edition = builders.make_edition(framework=volet.framework, periods=[period], key="update-2024")
    builders.make_update(
        initiative=builders.make_initiative(volet=volet), period=period, state=ReviewState.PUBLISHED,
        highlight=True, body_fr="Un texte.", body_nl="Een tekst.",
    )  # fmt: skip
    return edition


def test_one_file_goes_where_it_is_told(edition, tmp_path, capsys):
    path = tmp_path / "new folder" / "report.html"

    call_command("export_report", "update-2024", language="nl", format="html", output=path)

    assert b"Een tekst." in path.read_bytes()
    assert capsys.readouterr().out == f"{path}\n"


def test_by_default_it_is_the_french_pdf_in_the_current_folder(edition, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    call_command("export_report", "update-2024")

    assert [path.name for path in tmp_path.iterdir()] == ["update-2024-fr.pdf"]


def test_all_writes_the_eight_files(edition, tmp_path):
    call_command("export_report", "update-2024", all=True, output=tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"update-2024-{language}.{file_format}"
        for language in ("fr", "nl")
        for file_format in ("docx", "html", "pdf", "xlsx")
    )


def test_the_day_on_the_cover_may_be_given(edition, tmp_path):
    call_command("export_report", "update-2024", format="html", output=tmp_path / "a.html", date="2025-03-31")

    assert "31\u00a0mars 2025" in (tmp_path / "a.html").read_text()


@pytest.mark.parametrize("date", ["2025-02-30", "31/03/2025", ""])
def test_a_day_that_is_none_is_refused(edition, date):
    with pytest.raises(CommandError, match="not a day"):
        call_command("export_report", "update-2024", date=date)


def test_an_unknown_edition_is_refused_with_those_that_exist(edition):
    with pytest.raises(CommandError, match=re.escape("There is no edition “no”. Known editions: update-2024.")):
        call_command("export_report", "no")


def test_a_path_that_cannot_be_written_is_a_sentence(edition, tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_report", "update-2024", format="html", output=tmp_path / "file" / "report.html")


def test_without_confirmation_the_command_lists_and_issues_nothing(edition, capsys):
    call_command("issue_edition", "update-2024")

    written = capsys.readouterr().out
    assert "There is no foreword." in written
    assert written.rstrip().endswith("Nothing was issued. To issue it, add --confirm.")
    assert Issue.objects.count() == 0


def test_issuing_prints_the_checksums_and_a_second_time_asks_why(edition, capsys):
    builders.make_user(role="Coordination", email="coordination@example.brussels")

    call_command("issue_edition", "update-2024", by="Coordination@example.brussels", confirm=True)

    lines = capsys.readouterr().out.splitlines()
    assert "There is no foreword." in "\n".join(lines)
    assert all(re.fullmatch(r"[0-9a-f]{64}  issued/update-2024/1/\S+", line) for line in lines[-8:])
    with pytest.raises(CommandError, match="issued before"):
        call_command("issue_edition", "update-2024", confirm=True)
    with pytest.raises(CommandError, match="no account"):
        call_command("issue_edition", "update-2024", by="nobody@example.brussels", reason="Again", confirm=True)
    assert Issue.objects.get().issued_by.email == "coordination@example.brussels"
