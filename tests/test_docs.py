"""What an administrator can set and run is written in docs/operations.md."""

import ast
import re

from django.conf import settings

from tests.repository import ROOT, files, name

OPERATIONS = ROOT / "docs" / "operations.md"
READERS = {"read_text", "read_flag", "read_list", "read_number", "read_seconds", "read_choice", "read_day"}
# Commands that are no administrator's business, each with the reason.
UNDOCUMENTED_COMMANDS: dict[str, str] = {}


def table(heading: str) -> list[str]:
    """The first column of the table under a heading of the document."""
    section = re.split(r"^## ", OPERATIONS.read_text(), flags=re.M)
    text = next(part for part in section if part.startswith(f"{heading}\n"))
    return re.findall(r"^\| `([^`|]+)`", text, flags=re.M)


def variables_read() -> set[str]:
    """The variables of the environment that the project package reads."""
    calls = [
        call
        for path in files(".py")
        if name(path).startswith("cipol/")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in READERS
    ]
    return {call.args[0].value for call in calls if ast.unparse(call.func.value) == "environment"}


def commands() -> set[str]:
    """The management commands of our own apps."""
    paths = [path for app in settings.OUR_APPS for path in (ROOT / app).glob("management/commands/[a-z]*.py")]
    return {path.stem for path in paths}


def test_every_setting_is_documented_and_no_other():
    documented = table("Settings")
    assert sorted(documented) == sorted(variables_read())


def test_the_environment_is_read_in_one_place():
    readers = [name(path) for path in files(".py") if re.search(r"\bos\.(environ|getenv)\b", path.read_text())]
    ours = [file for file in readers if not file.startswith("tests/")]
    # The last two tell Django where the settings are.
    assert ours == ["cipol/environment.py", "cipol/wsgi.py", "manage.py"]


def test_every_command_is_documented_and_no_other():
    documented = {entry.split()[0] for entry in table("Commands")}
    assert documented == commands() - UNDOCUMENTED_COMMANDS.keys()


def test_links_between_the_documents_lead_somewhere():
    broken = [
        (name(document), target)
        for document in files(".md")
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text())
        if not (document.parent / target).exists()
    ]
    assert broken == []


def test_each_measure_of_security_names_a_test_that_exists_and_a_setting_that_is_documented():
    rows = re.findall(r"^\| (?!measure|-)(.+) \|$", (ROOT / "docs" / "security.md").read_text(), flags=re.M)
    documented = set(table("Settings"))

    assert rows
    for measure, settings_named, test in (row.split(" | ") for row in rows):
        paths = re.findall(r"`(tests/[^`]+)`", test)
        assert paths, measure
        assert [path for path in paths if not (ROOT / path).exists()] == [], measure
        assert set(re.findall(r"`([A-Z_]+)`", settings_named)) <= documented, measure


def test_each_file_that_answers_a_question_of_a_newcomer_is_there():
    named = re.findall(r"\| `([^`]+)` \|$", (ROOT / "docs" / "finding.md").read_text(), flags=re.M)

    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).is_file()] == []
