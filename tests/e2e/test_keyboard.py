import pytest
from playwright.sync_api import Page

from tests.e2e.keyboard import faults

BARE = "<style>:focus-visible { outline: none }</style>"
TRAP = """<script>document.querySelector("input").onkeydown = event => event.preventDefault()</script>"""


def _page(body):
    return f"""<!doctype html><html lang="fr"><style>:focus-visible {{ outline: 3px solid red }}</style>
    <body><a href="#b">A</a> <details><summary>B</summary><a href="#a">Caché</a></details> <input type="date">
    <a href="#c" tabindex="-1">Par un script</a> <button>C</button>{body}</body></html>"""


def test_a_sound_page_has_no_fault(page: Page):
    page.set_content(_page(""))
    assert faults(page) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (BARE, "a “A”: 0px around it"),
        ('<button tabindex="1">D</button>', "a “A”: the focus is on button “D”"),
        (TRAP, "button “C”: the focus is on nothing"),
        ('<a href="#d" style="position: fixed; top: -90px">D</a>', "a “D”: outside the window"),
    ],
)
def test_what_is_wrong_is_said(page: Page, body, fault):
    page.set_content(_page(body))
    assert fault in faults(page)
