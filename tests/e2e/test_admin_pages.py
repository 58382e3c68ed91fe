"""The administration and the pages of the Coordination in a browser: sound for axe, and within the policy."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import BrowserContext, Page, expect

from initiatives.models import Update
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_figure,
    make_antenna_service,
    make_commune,
    make_edition,
    make_event,
    make_figure,
    make_initiative,
    make_partner,
    make_superuser,
    make_update,
    make_update_review,
    make_user,
)
from tests.e2e.axe import findings
from tests.e2e.signing_in import sign_in
from tests.records.pages import OURS, add_of, full_row, label, list_of, page_of
from tests.reporting.issues import issue_stub

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def superuser(context: BrowserContext, live_server):
    """Signed in as somebody who sees everything."""
    user = make_superuser()
    sign_in(context, live_server.url, user)
    return user


@pytest.fixture
def site(page: Page, live_server):
    """Opens an address of the administration in French and says what axe finds there."""

    def open_and_judge(address: str) -> list[str]:
        page.goto(live_server.url + address)
        return findings(page)

    with translation.override("fr"):
        yield open_and_judge


def is_addable(model, rf, user) -> bool:
    request = rf.get("/")
    request.user = user
    return OURS[model].has_add_permission(request)


@pytest.mark.parametrize("model", OURS, ids=label)
def test_the_list_and_the_forms_of_a_model_are_sound(site, superuser, model, rf):
    record = full_row(model, user=superuser) if model._meta.model_name == "formdraft" else full_row(model)
    addresses = [list_of(model), page_of(record)] + [add_of(model)] * is_addable(model, rf, superuser)
    assert {address: site(address) for address in addresses} == {address: [] for address in addresses}


def test_a_form_with_rows_of_every_kind_under_it_is_sound(site, superuser):
    update = make_update()
    make_figure(update=update)
    make_event(update=update)
    make_update_review(subject=update)
    antenna = make_antenna(partners=[make_partner()])
    make_antenna_service(antenna=antenna)
    make_antenna_figure(antenna=antenna)
    initiative = make_initiative(communes=[make_commune(), make_commune()], co_partners=[make_partner()])
    addresses = [page_of(update), page_of(antenna), page_of(initiative)]
    assert {address: site(address) for address in addresses} == {address: [] for address in addresses}


def past_of(record) -> str:
    options = record._meta
    name = f"admin:{options.app_label}_{options.model_name}_simple_history"
    return reverse(name, args=[record.pk, record.history.last().pk])


def told_at_length():
    """An update of which a field, a figure and the state changed, and from which an event was taken."""
    update = make_update(body_fr="Douze agents à vélo.", title_fr="Avant")
    update.body_fr, update.title_fr, update.highlight = "Treize agents à vélo.", "Après", True
    update.save()
    figure = make_figure(update=update)
    figure.value = 13
    figure.save()
    make_event(update=update).delete()
    make_update_review(subject=update, remark="Trop court.", field_remarks={"body_fr": "Quand ?"})
    return update


def test_the_history_and_what_goes_before_a_deletion_are_sound(site, superuser):
    update = told_at_length()
    gone = make_initiative()
    deleted = reverse("admin:initiatives_initiative_deleted")
    last_state = past_of(gone)
    gone.delete()
    addresses = [page_of(update, "history"), past_of(update), page_of(update.initiative, "delete"), deleted, last_state]
    assert {address: site(address) for address in addresses} == {address: [] for address in addresses}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_history_is_sound_for_a_referent_who_only_reads_it(site, page: Page, context, live_server, width):
    update = told_at_length()
    Update.objects.filter(pk=update.pk).update(review_state="validated")
    sign_in(context, live_server.url, make_user(partners=[update.partner]))
    page.set_viewport_size({"width": width, "height": 800})
    for address in [page_of(update, "history"), past_of(update), reverse("rounds:history", args=[update.pk])]:
        assert (address, site(address)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("address", ["/nl/admin/", "/nl/admin/initiatives/initiative/", "/nl/admin/initiatives/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_administration_is_sound_on_a_phone_by_day_and_by_night(site, page: Page, superuser, address, scheme):
    make_initiative()
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)
    assert (site(address), page.evaluate("document.documentElement.scrollWidth")) == ([], PHONE["width"])


def test_the_page_of_the_editions_is_sound(context, page: Page, live_server):
    sign_in(context, live_server.url, make_user(role=COORDINATION))
    edition = make_edition()
    issue_stub(edition)
    issue_stub(edition, number=2, reason="Un chiffre.")
    page.goto(f"{live_server.url}/nl/reports/")
    page.click("summary >> nth=0")
    assert findings(page) == []


def test_a_choice_that_is_searched_says_which_field_it_is_and_what_is_chosen(site, page: Page, superuser):
    partner = make_partner(name_fr="Zone du Midi")
    initiative = make_initiative(lead=partner)
    site(page_of(initiative))
    choice = page.get_by_role("combobox", name="Partenaire porteur : Zone du Midi")
    expect(choice).to_be_visible()
    choice.press("Enter")
    page.get_by_role("searchbox", name="Partenaire porteur").fill("midi")
    expect(page.get_by_role("option", name="Zone du Midi")).to_be_visible()
    assert findings(page) == []


def test_a_row_that_is_added_under_a_form_is_as_sound_as_the_others(site, page: Page, superuser):
    site(page_of(make_update()))
    page.click("#figures-group .add-row a")
    expect(page.locator("#figures-0").get_by_role("combobox", name="Indicateur")).to_be_visible()
    assert findings(page) == []
