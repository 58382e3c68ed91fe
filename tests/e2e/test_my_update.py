"""The pages of a partner in a browser: sound, by keyboard, on a phone, by night; what is typed outlives the session."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from initiatives.models import Figure, Update
from initiatives.services import advance_update
from rounds import antenna_answers, services
from rounds.models import FormDraft
from tests.builders import make_antenna, make_antenna_update, make_indicator
from tests.e2e.axe import findings
from tests.e2e.signing_in import sign_in
from tests.rounds.pages import address
from tests.rounds.rounds import OpenRound

SCREENS = [({"width": 1280, "height": 900}, "light"), ({"width": 360, "height": 740}, "dark")]


@pytest.fixture
def world(context, live_server):
    """A round with one initiative to decide on, one that is being written, one that is new; its referent is here."""
    world = OpenRound()
    Update.objects.filter(period=world.before).update(body_fr="Un *bel* été.", body_nl="Een *mooie* zomer.")
    written = world.add_initiative(world.partner)
    world.update = services.continue_changed(written, world.period, by=world.person)
    world.new = services.add_initiative(
        world.partner, world.period, by=world.person, kind="specific", volet=written.volet, title={"fr": "Neuf"}
    )
    antenna = make_antenna(partners=[world.partner], name_fr="Nord", name_nl="Noord")
    make_antenna_update(antenna=antenna, period=world.before, state="published", body_fr="Avant.", body_nl="Voordien.")
    world.of_antenna = antenna_answers.start_text(world.partner, antenna, world.period, by=world.person)
    make_antenna(partners=[world.partner], name_fr="Sud", name_nl="Zuid")
    world.returned = Update.objects.get(initiative=world.initiative, period=world.before)
    advance_update(world.returned, "reopen", by=world.coordinator, remark="Combien ?")
    sign_in(context, live_server.url, world.person)
    return world


def addresses(world, language):
    places = [
        ("partner", world.partner.key),
        ("partner-round", world.partner.key, world.period.key),
        ("submit", world.partner.key, world.period.key),
        ("add", world.partner.key, world.period.key),
        ("edit", world.update.pk),
        ("edit", world.new.pk),
        ("photos", world.update.pk),
        ("edit-antenna", world.of_antenna.pk),
        ("hand-in", world.returned.pk),
        ("hand-in-antenna", world.of_antenna.pk),
    ]
    return [address(name, *arguments, language=language) for name, *arguments in places]


def wait_until_kept(page):
    """The page sends what is typed by itself: a test that ends before meets its request in an empty database."""
    expect(page.locator("[data-state]")).to_have_text("Ce que vous écrivez est gardé au fur et à mesure.")


@pytest.mark.parametrize(("size", "scheme"), SCREENS, ids=["desk", "phone by night"])
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_page_is_sound_and_no_wider_than_the_window(page: Page, live_server, world, size, scheme, language):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for place in addresses(world, language):
        page.goto(live_server.url + place)
        for fold in page.locator("details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        assert (place, findings(page), page.evaluate("document.documentElement.scrollWidth")) == (
            place,
            [],
            size["width"],
        )


def test_every_target_is_large_enough_for_a_finger(page: Page, live_server, world):
    page.set_viewport_size({"width": 360, "height": 740})
    for place in addresses(world, "fr"):
        page.goto(live_server.url + place)
        small = page.evaluate(
            """[...document.querySelectorAll("main :is(button, summary, select, a.button)")]
                .filter(target => target.offsetParent && !target.matches(".visually-hidden"))
                .filter(target => target.getBoundingClientRect().height < 24).map(target => target.textContent)"""
        )
        assert (place, small) == (place, [])


def test_an_answer_by_keyboard_leads_back_to_its_card(page: Page, live_server, world):
    page.goto(live_server.url + address("partner-round", world.partner.key, world.period.key, language="fr"))
    card = page.locator(f"#initiative-{world.initiative.pk}")
    button = card.get_by_role("button", name="Poursuivie, sans changement")
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(card.locator(".answer")).to_have_text("Poursuivie, sans changement")
    assert card.evaluate("card => card === document.activeElement")


def test_the_tool_bar_puts_the_marks_around_what_is_selected(page: Page, live_server, world):
    page.goto(live_server.url + address("edit", world.new.pk, language="fr"))
    area = page.get_by_label("Texte en français", exact=True)
    bar = page.get_by_role("toolbar", name="Mise en forme – Texte en français")
    area.fill("Un café")
    area.evaluate("area => area.setSelectionRange(3, 7)")
    bar.get_by_role("button", name="gras").click()
    bar.get_by_role("button", name="Liste").press("Enter")
    assert area.input_value() == "- Un **café**"
    bar.get_by_role("button", name="gras").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Iitalique"
    wait_until_kept(page)


def test_a_figure_is_added_on_the_spot_and_saved(page: Page, live_server, world):
    make_indicator(name_fr="Réunions", unit="euro")
    page.goto(live_server.url + address("edit", world.new.pk, language="fr"))
    page.get_by_role("button", name="Ajouter un chiffre").click()
    row = page.get_by_role("group", name="Chiffre 1")
    expect(row.get_by_label("Indicateur")).to_be_focused()
    assert findings(page) == []
    row.get_by_label("Indicateur").select_option("Réunions")
    row.get_by_label("Valeur").fill("12,5")
    row.get_by_label("Année").fill("2024")
    page.locator(".save").get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    assert [(str(figure.value), figure.year) for figure in Figure.objects.all()] == [("12.5000", 2024)]


def test_the_preview_opens_beside_and_leaves_what_is_typed(page: Page, live_server, world):
    page.goto(live_server.url + address("edit", world.new.pk, language="fr"))
    area = page.get_by_label("Texte en français", exact=True)
    area.fill("Un **café**.")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Voir comme dans le rapport").click()
    preview = opened.value
    expect(preview.get_by_role("region", name="Neuf – Midi").locator("strong")).to_have_text("café")
    assert (findings(preview), area.input_value()) == ([], "Un **café**.")
    wait_until_kept(page)


def test_what_is_typed_after_the_session_has_ended_is_there_after_signing_in_again(context, live_server, world):
    """Without the fixture `page`: the browser itself notes in the console that the server refused."""
    page = context.new_page()
    place = live_server.url + address("edit", world.new.pk, language="fr")
    page.goto(place)
    area = page.get_by_label("Texte en français", exact=True)
    area.fill("Tant que la session vit")
    wait_until_kept(page)
    assert FormDraft.objects.get().data["text-body_fr"] == ["Tant que la session vit"]

    Session.objects.all().delete()
    area.fill("Quand la session est morte")
    expect(page.locator("[data-state]")).to_contain_text("gardé sur cet ordinateur")

    sign_in(context, live_server.url, world.person)
    page.goto(place)
    page.locator("[data-here]").get_by_role("button", name="Le reprendre").click()
    expect(page).to_have_url(f"{place}?typed")
    expect(area).to_have_value("Quand la session est morte")
    page.locator(".save").get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    assert (Update.objects.get(pk=world.new.pk).body_fr, FormDraft.objects.exists()) == (
        "Quand la session est morte",
        False,
    )


def test_what_is_sent_after_the_session_has_ended_is_offered_after_signing_in_again(
    page: Page, context, live_server, world
):
    place = live_server.url + address("edit", world.new.pk, language="fr")
    page.goto(place)
    page.get_by_label("Texte en français", exact=True).fill("Juste avant d’enregistrer")
    Session.objects.all().delete()
    page.locator(".save").get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
    sign_in(context, live_server.url, world.person)
    page.goto(place)
    page.locator("[data-here]").get_by_role("button", name="Le reprendre").click()
    expect(page.get_by_label("Texte en français", exact=True)).to_have_value("Juste avant d’enregistrer")


def test_two_versions_are_compared_on_a_sound_page(context, live_server, world):
    """Without the fixture `page`: the browser notes in the console that the server found two versions (409)."""
    page = context.new_page()
    page.goto(live_server.url + address("edit", world.new.pk, language="nl"))
    other = Update.objects.get(pk=world.new.pk)
    other.body_nl = "Van een collega"
    other.save()
    page.get_by_label("Tekst in het Nederlands", exact=True).fill("Van mij")
    page.locator(".save").get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee versies van deze tekst")
    assert findings(page) == []
    page.get_by_role("group", name="Tekst in het Nederlands").get_by_label("De mijne").check()
    page.get_by_role("button", name="Mijn keuze opslaan").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    assert Update.objects.get(pk=world.new.pk).body_nl == "Van mij"
