from playwright.sync_api import Page

from tests.e2e.axe import findings

SOUND = """<!doctype html><html lang="fr"><head><title>Une page</title></head>
<body><main><h1>Une page</h1><p>Du texte.</p></main></body></html>"""


def test_a_sound_page_has_no_finding(page: Page):
    page.set_content(SOUND)
    assert findings(page) == []


def test_an_image_without_alternative_text_is_a_finding(page: Page):
    page.set_content(SOUND.replace("Du texte.", '<img src="data:,">'))
    assert [finding.split(":")[0] for finding in findings(page)] == ["image-alt"]
