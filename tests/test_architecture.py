"""The rules of the house. Who may import whom is written in pyproject.toml, as contracts."""

import re

from importlinter.cli import lint_imports

from tests.repository import ROOT, files, name

LONGEST = 400
REQUIREMENTS = ["requirements.txt", "requirements-boundaries.txt", "requirements-dev.txt"]
TEXTS = (".py", ".html", ".css", ".js", ".typ", ".md", ".toml", ".txt", ".yml", ".po", "Makefile", "Dockerfile", "run")
BUILD_FILES = ["Dockerfile", "Makefile", "docker-compose.yml", ".ci/run"]


def test_the_import_contracts_hold(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    # It would silence every logger that there is, for all the tests that follow.
    monkeypatch.setattr("logging.config.dictConfig", lambda settings: None)
    code = lint_imports(cache_dir=None)
    assert code == 0, capsys.readouterr().out


def test_no_file_is_too_long_to_be_read_at_once():
    sources = [path for path in files(".py", ".html", ".css", ".js", ".typ") if not name(path).startswith("tests/")]
    lines = {name(path): len(path.read_text().splitlines()) for path in sources}
    assert {file: count for file, count in lines.items() if count > LONGEST} == {}


def test_no_module_is_named_for_having_no_subject():
    vague = re.compile(r"(^|/)_?(utils?|helpers?|common|misc|tools)(\.py|/)")
    assert [name(path) for path in files(".py") if vague.search(name(path))] == []


def test_no_text_names_a_path_of_one_machine():
    # The brackets keep these patterns from finding themselves.
    elsewhere = re.compile(r"\.\.[/]shared\b|(?<![\w.~/-])/(?:wor[k]|roo[t]|hom[e]|User[s])/")
    found = [(name(path), match[0]) for path in files(*TEXTS) for match in elsewhere.finditer(path.read_text())]
    assert found == []


def test_requirements_name_no_place_to_fetch_them_from():
    texts = {path: (ROOT / path).read_text() for path in REQUIREMENTS}
    assert [path for path, text in texts.items() if re.search(r"://|--(extra-)?index|--find-links", text)] == []


def test_every_requirement_is_pinned_by_its_hash():
    for path in REQUIREMENTS:
        text = (ROOT / path).read_text().replace("\\\n", "")
        requirements = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
        assert [line for line in requirements if "==" not in line or "--hash=sha256:" not in line] == []


def test_building_fetches_from_no_address():
    own = re.compile(r"https?://(?!(127\.0\.0\.1|localhost)\b)\S+")
    addresses = [(file, match[0]) for file in BUILD_FILES for match in own.finditer((ROOT / file).read_text())]
    assert addresses == []
