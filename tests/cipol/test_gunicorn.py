"""How the server runs."""

import importlib

from cipol import gunicorn


def test_a_statement_of_a_page_has_an_end_that_can_be_set(monkeypatch):
    unset = gunicorn.raw_env
    monkeypatch.setenv("DATABASE_STATEMENT_SECONDS", "5")

    assert unset == ["DATABASE_STATEMENT_SECONDS=60"]
    assert importlib.reload(gunicorn).raw_env == ["DATABASE_STATEMENT_SECONDS=5"]

    monkeypatch.undo()
    importlib.reload(gunicorn)
