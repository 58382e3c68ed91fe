"""The texts of an edition in a browser: sound, within the policy, by keyboard, on a phone; the preview follows."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from reporting.models import EditionText
from rounds.models import FormDraft
from tests.builders import COORDINATION, make_edition, make_edition_text, make_user, make_volet
from tests.e2e.axe import findings
from tests.e2e.signing_in import sign_in

SCREENS = [({"width": 1280, "height": 900}, "light"), ({"width": 360, "height": 740}, "dark")]


@pytest.fixture
def coordinator(context: BrowserContext, live_server):
    user = make_user(role=COORDINATION)
    sign_in(context, live_server.url, user)
    return user


@pytest.fixture
def edition():
    return make_edition(key="update-2024", title_fr="Rapport 2024", title_nl="Verslag 2024")


@pytest.fixture
def text(edition):
    """A text with another under it, a callout in one language, and one that stands nowhere."""
    body = "Un *bel* été.\n\n## Suite\n\n- Un [lien](https://example.org)\n- Deux"
    text = make_edition_text(
        edition=edition, place="foreword", title_fr="Contexte", title_nl="Context", body_fr=body, body_nl=body,
        body_en="English.", position=1,
    )  # fmt: skip
    make_edition_text(edition=edition, place="foreword", title_fr="Portée", title_nl="Reikwijdte", position=2)
    volet = make_volet(framework=edition.framework, number=1, title_fr="Formation", title_nl="Vorming")
    make_edition_text(edition=edition, volet=volet, style="callout", title_fr="Les pôles", body_nl="", position=1)
    make_edition_text(edition=edition)
    return text


def address(live_server, language="fr", part=""):
    return f"{live_server.url}/{language}/reports/update-2024/texts/{part}"


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def shown(page: Page, language="fr"):
    return page.locator(f".prose[lang={language}]")


def wait_until_kept(page: Page):
    """The page sends what is typed by itself: a test that ends before meets its request in an empty database."""
    expect(page.locator("[data-state]")).to_have_text("Ce que vous écrivez est gardé au fur et à mesure.")


def press_tab_until(page: Page, target):
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("target => target === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it")


@pytest.mark.parametrize(("size", "scheme"), SCREENS, ids=["desk", "phone by night"])
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_page_is_sound_and_no_wider_than_the_window(
    page: Page, live_server, coordinator, text, size, scheme, language
):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    callout = EditionText.objects.get(style="callout")
    places = ["", f"{text.pk}/", f"{callout.pk}/", f"{callout.pk}/remove/", "add/volet-1/"]
    seen = {}
    for place in places:
        page.goto(address(live_server, language, place))
        seen[place] = (findings(page), overflow(page))
    assert seen == {place: ([], 0) for place in places}


def test_the_preview_stands_beside_what_is_written_where_there_is_room_and_below_it_elsewhere(
    page: Page, live_server, coordinator, text
):
    placed = {}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address(live_server, part=f"{text.pk}/"))
        first, last, shown = (
            page.locator(part).bounding_box() for part in ("#id_text-body_fr", "#id_text-body_en", ".as-printed")
        )
        beside = shown["x"] >= first["x"] + first["width"] and shown["y"] <= first["y"]
        below = shown["y"] >= last["y"] + last["height"]
        placed[width] = (beside, below)
    assert placed == {1280: (True, False), 360: (False, True)}


def test_every_target_is_large_enough_for_a_finger(page: Page, live_server, coordinator, text):
    page.set_viewport_size({"width": 360, "height": 740})
    for place in ("", f"{text.pk}/", f"{text.pk}/remove/"):
        page.goto(address(live_server, part=place))
        small = page.evaluate(
            """[...document.querySelectorAll("main :is(button, a, select)")]
                .filter(target => target.offsetParent && !target.matches(".visually-hidden, .prose a"))
                .filter(target => target.getBoundingClientRect().height < 24).map(target => target.textContent)"""
        )
        assert (place, small) == (place, [])


def test_a_text_moves_by_keyboard_and_stays_under_the_finger(page: Page, live_server, coordinator, text):
    page.goto(address(live_server))
    press_tab_until(page, page.get_by_role("button", name="– Contexte").first)
    page.keyboard.press("Enter")
    names = page.locator("section[aria-labelledby=foreword] .name")
    expect(names).to_have_text(["Portée", "Contexte"])
    assert page.evaluate("document.activeElement.id") == f"text-{text.pk}"


def test_the_preview_follows_what_is_typed(page: Page, live_server, coordinator, text):
    page.goto(address(live_server, part=f"{text.pk}/"))
    area = page.get_by_label("Texte en français", exact=True)
    area.fill("Un **café** <img src=x onerror=alert(1)>")
    expect(shown(page).locator("strong")).to_have_text("café")
    expect(shown(page)).to_contain_text("<img src=x onerror=alert(1)>")
    bar = page.get_by_role("toolbar", name="Mise en forme – Texte en français")
    area.evaluate("area => area.setSelectionRange(5, 9)")
    bar.get_by_role("button", name="Liste").click()
    expect(shown(page).locator("li")).to_contain_text("café")
    page.get_by_label("Encadré").check()
    expect(shown(page).locator(".callout-title")).to_have_text("Contexte")
    assert findings(page) == []
    wait_until_kept(page)
    assert EditionText.objects.get(pk=text.pk).version == 1


def test_the_button_leads_to_the_preview_and_leaves_what_is_typed(page: Page, live_server, coordinator, text):
    page.goto(address(live_server, part=f"{text.pk}/"))
    page.get_by_label("Texte en néerlandais", exact=True).fill("Een **koffie**.")
    page.locator("button[value=preview]").click()
    expect(shown(page, "nl").locator("strong")).to_have_text("koffie")
    expect(page.locator("#as-printed")).to_be_focused()
    expect(page.get_by_label("Texte en néerlandais", exact=True)).to_have_value("Een **koffie**.")
    wait_until_kept(page)


def test_without_script_the_button_returns_the_page_with_the_preview(browser, live_server, text):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server.url, make_user(role=COORDINATION))
    page = context.new_page()
    page.goto(address(live_server, part=f"{text.pk}/"))
    page.get_by_label("Texte en français", exact=True).fill("Un **café**.")
    page.locator("button[value=preview]").click()
    expect(shown(page).locator("strong")).to_have_text("café")
    expect(page.get_by_label("Texte en français", exact=True)).to_have_value("Un **café**.")
    page.locator(".save button[value=save]").click()
    expect(page.get_by_role("heading", name="1 chose à corriger")).to_be_visible()
    page.get_by_label("J’ai lu les deux").check()
    page.locator(".save button[value=save]").click()
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    assert EditionText.objects.get(pk=text.pk).body_fr == "Un **café**."
    context.close()


def test_a_text_is_written_from_the_list_by_keyboard(page: Page, live_server, coordinator, text):
    page.goto(address(live_server))
    page.locator("a[href$='add/closing/']").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Titre en français").focus()
    page.keyboard.type("Merci")
    area = page.get_by_label("Texte en français", exact=True)
    press_tab_until(page, area)
    page.keyboard.type("À tous.")
    expect(shown(page)).to_contain_text("À tous.")
    wait_until_kept(page)
    press_tab_until(page, page.locator(".save button[value=save]"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    written = EditionText.objects.get(title_fr="Merci")
    assert (written.place, written.body_fr, FormDraft.objects.exists()) == ("closing", "À tous.", False)
    assert page.evaluate("document.activeElement.id") == f"text-{written.pk}"


def test_what_is_typed_after_the_session_has_ended_is_there_after_signing_in_again(
    context, live_server, coordinator, text
):
    """Without the fixture `page`: the browser itself notes in the console that the server refused."""
    page = context.new_page()
    place = address(live_server, part=f"{text.pk}/")
    page.goto(place)
    area = page.get_by_label("Texte en français", exact=True)
    Session.objects.all().delete()
    area.fill("Quand la session est morte")
    expect(page.locator("[data-state]")).to_contain_text("gardé sur cet ordinateur")
    page.locator(".save button[value=save]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
    sign_in(context, live_server.url, coordinator)
    page.goto(place)
    page.locator("[data-here]").get_by_role("button", name="Le reprendre").click()
    expect(page).to_have_url(f"{place}?typed")
    expect(area).to_have_value("Quand la session est morte")
    expect(shown(page)).to_contain_text("Quand la session est morte")
    assert findings(page) == []


def test_two_versions_are_compared_on_a_sound_page(context, live_server, coordinator, text):
    """Without the fixture `page`: the browser notes in the console that the server found two versions (409)."""
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address(live_server, "nl", f"{text.pk}/"))
    other = EditionText.objects.get(pk=text.pk)
    other.body_nl = "Van een collega"
    other.save()
    page.get_by_label("Tekst in het Nederlands", exact=True).fill("Van mij")
    page.locator(".save button[value=save]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee versies van deze tekst")
    assert (findings(page), overflow(page)) == ([], 0)
    page.get_by_role("group", name="Tekst in het Nederlands").get_by_label("De mijne").check()
    page.get_by_role("button", name="Mijn keuze opslaan").click()
    page.get_by_label("Ik heb beide gelezen").check()
    page.locator(".save button[value=save]").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    assert EditionText.objects.get(pk=text.pk).body_nl == "Van mij"
