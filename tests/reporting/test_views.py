"""The pages of the Coordination: the editions, their exports, their issues."""

import pytest

from document.rendering import Format
from initiatives.models import Period
from reporting.models import Issue
from tests.builders import (
    COORDINATION,
    READERS,
    REFERENTS,
    make_edition,
    make_edition_text,
    make_initiative,
    make_partner,
    make_period,
    make_photo,
    make_superuser,
    make_update,
    make_user,
)
from tests.reading import text, tree, under
from tests.reporting.issues import issue_stub, make_filled_edition

pytestmark = pytest.mark.django_db

PAGES = ["/nl/reports/", "/nl/reports/update-2024/fr.html"]
SIGNATURES = {
    Format.HTML: b"<!doctype html>",
    Format.DOCX: b"PK\x03\x04",
    Format.PDF: b"%PDF-",
    Format.XLSX: b"PK\x03\x04",
}


@pytest.fixture
def edition():
    return make_filled_edition(key="update-2024", title_fr="Rapport 2024", title_nl="Verslag 2024")


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


def sentences(response):
    """What the page has to say of the last action: (kind, sentence)."""
    return [(message.get("class").split()[1], text(message)) for message in tree(response).find_class("message")]


# --- Who is let in --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, edition, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"/nl/account/login/?next={address}")


def test_a_visitor_issues_nothing(client, edition):
    response = client.post("/nl/reports/update-2024/issue/")
    assert (response.status_code, Issue.objects.count()) == (302, 0)


@pytest.mark.parametrize("role", [READERS, REFERENTS, None])
@pytest.mark.parametrize("address", PAGES)
def test_another_account_is_refused_in_the_language_of_the_address(client, edition, role, address):
    client.force_login(make_user(role=role))
    response = client.get(address)
    assert response.status_code == 403
    assert (tree(response).get("lang"), text(tree(response).find(".//h1"))) == (
        "nl",
        "Geen toegang met dit account",
    )
    assert "2024" not in response.content.decode()


@pytest.mark.parametrize("role", [READERS, REFERENTS, None])
def test_another_account_issues_nothing(client, edition, role):
    client.force_login(make_user(role=role))
    response = client.post("/nl/reports/update-2024/issue/")
    assert (response.status_code, Issue.objects.count()) == (403, 0)


def test_an_account_that_was_closed_is_asked_to_sign_in(client, edition):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get("/nl/reports/").status_code == 302


def test_a_superuser_is_let_in(client, edition):
    client.force_login(make_superuser())
    assert client.get("/nl/reports/").status_code == 200


# --- The editions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Rapport 2024"), ("nl", "Verslag 2024"), ("en", "Rapport 2024")]
)
def test_the_coordination_sees_the_editions_in_the_language_of_the_address(
    client, coordinator, edition, language, title
):
    page = tree(client.get(f"/{language}/reports/"))
    assert (page.get("lang"), [text(heading) for heading in page.iter("h2")]) == (
        language,
        [title],
    )


def test_every_file_of_an_edition_can_be_exported_from_the_page(client, coordinator, edition):
    page = tree(client.get("/nl/reports/"))
    assert [link.get("href") for link in under(page, "copy", "a")] == [
        f"/nl/reports/update-2024/{language}.{file_format}" for language in ("fr", "nl") for file_format in Format
    ]


def test_the_issues_stand_with_the_latest_first_and_their_checksums(client, coordinator, edition):
    issue_stub(edition)
    issue_stub(edition, number=2, reason="A figure.", issued_by=coordinator)
    page = tree(client.get("/en/reports/"))
    summaries = [text(summary) for summary in page.iter("summary")]
    assert [summary.split(",")[0] for summary in summaries] == ["Issue 2", "Issue 1"]
    assert summaries[0].endswith(str(coordinator))
    assert [text(reason) for reason in page.findall(".//details/p")] == ["A figure."]
    assert len(page.findall(".//details//code")) == 16


def test_the_number_of_queries_does_not_grow_with_the_editions(client, coordinator, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(20) as captured:
            assert client.get("/nl/reports/").status_code == 200
        return len(captured)

    issue_stub(make_edition())
    client.get("/nl/reports/")
    one = queries()
    for _ in range(11):
        issue_stub(make_edition())
    assert queries() == one


# --- Exporting ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("file_format", Format)
def test_an_export_is_the_edition_as_it_stands_now(client, coordinator, edition, language, file_format):
    response = client.get(f"/fr/reports/update-2024/{language}.{file_format}")
    assert (response.status_code, response["Content-Type"]) == (200, file_format.media_type)
    assert f'filename="update-2024-{language}.{file_format}"' in response["Content-Disposition"]
    assert response.content[: len(SIGNATURES[file_format])].lower() == SIGNATURES[file_format].lower()
    assert "no-store" in response["Cache-Control"]
    assert Issue.objects.count() == 0


@pytest.mark.parametrize("name", ["unknown/fr.pdf", "update-2024/en.pdf", "update-2024/fr.odt"])
def test_an_export_that_cannot_be_is_not_found(client, coordinator, edition, name):
    assert client.get(f"/nl/reports/{name}").status_code == 404


def test_an_export_is_read_and_never_written(client, coordinator, edition):
    assert client.post("/nl/reports/update-2024/fr.pdf").status_code == 405


# --- Issuing --------------------------------------------------------------------------------------


ADDRESS = "/en/reports/update-2024/issue/"


def confirm(client, address=ADDRESS, **typed):
    """Open the page, read it, and send it with what is typed."""
    page = tree(client.get(address))
    sent = {"seal": page.get_element_by_id("seal").value, "confirmation": "update-2024"} | typed
    return client.post(address, sent, follow=True)


def listed(page, name):
    """The lines under a title of the page."""
    return [text(line) for line in page.xpath("//h3[@id=$name]/following-sibling::ul[1]/li", name=name)]


def test_the_coordination_issues_an_edition(client, coordinator, edition):
    response = confirm(client)

    assert response.redirect_chain == [("/en/reports/", 302)]
    assert [kind for kind, _ in sentences(response)] == ["success"]
    issue = edition.issues.get()
    assert (issue.number, issue.issued_by, issue.reason, issue.reports.count()) == (1, coordinator, "", 8)


def test_the_page_lists_what_is_missing_and_what_waits(client, coordinator, edition):
    period, volet = edition.periods.get(), edition.framework.volets.get()
    make_edition_text(edition=edition, place="foreword", title_fr="Avant", title_nl="Woord", body_nl="")
    waiting = make_initiative(volet=volet, title_fr="En attente", title_nl="Wacht")
    make_update(initiative=waiting, period=period, state="submitted")
    kept = make_initiative(volet=volet, title_fr="Gardée", title_nl="")
    update = make_update(initiative=kept, period=period, state="validated", body_fr="Texte", body_nl="")
    make_photo(update=update, alternative_fr="La place", file="photos/lost.jpg")
    issue_stub(edition)

    page = tree(client.get("/fr/reports/update-2024/issue/"))

    assert listed(page, "texts") == ["avant-propos – Avant : manque en néerlandais"]
    assert listed(page, "introductions") == [str(volet)]
    assert listed(page, "titles") == ["Gardée : manque en néerlandais"]
    assert listed(page, "bodies") == [f"Gardée ({period}) : manque en néerlandais"]
    assert listed(page, "queue") == [f"En attente ({period}) : soumis"]
    assert listed(page, "unpublished") == [f"Gardée ({period})"]
    assert listed(page, "photos") == [f"Gardée ({period}) : La place"]
    assert "Diffusion 1" in text(page) or "Diffusion n°" in text(page)


def test_the_partners_that_did_not_answer_are_named(client, coordinator, edition):
    period = edition.periods.get()
    late = make_partner(name_fr="Zone en retard")
    before = make_period(key="before", starts_on="2020-01-01", ends_on="2020-12-31")
    initiative = make_initiative(lead=late, volet=edition.framework.volets.get())
    make_update(initiative=initiative, period=before, state="published")

    assert listed(tree(client.get("/fr/reports/update-2024/issue/")), "answers") == []
    Period.objects.filter(pk=period.pk).update(opens_on=period.starts_on)

    assert f"Zone en retard ({period}) : pas commencé" in listed(
        tree(client.get("/fr/reports/update-2024/issue/")), "answers"
    )


@pytest.mark.parametrize("typed", ["", "update-2025", "yes", "x" * 200])
def test_what_is_not_the_key_confirms_nothing(client, coordinator, edition, typed):
    response = confirm(client, confirmation=typed)

    page = tree(response)
    assert (response.status_code, Issue.objects.count()) == (422, 0)
    assert text(page.find_class("summary")[0]).startswith("1 thing to put right")
    assert page.get_element_by_id("id_confirmation").value == (typed or None)


@pytest.mark.parametrize("reason", ["", "  "])
def test_issuing_again_without_a_reason_is_refused_with_a_sentence(client, coordinator, edition, reason):
    issue_stub(edition)

    page = tree(confirm(client, reason=reason))

    assert "This edition was issued before: write why it is issued again." in text(page)
    assert edition.issues.count() == 1


def test_issuing_again_with_a_reason_stands(client, coordinator, edition):
    issue_stub(edition)

    response = confirm(client, reason=" A figure. ")

    assert [kind for kind, _ in sentences(response)] == ["success"]
    assert list(edition.issues.values_list("number", "reason")) == [(1, ""), (2, "A figure.")]


def test_what_changed_since_the_page_was_opened_is_said_and_listed_again(client, coordinator, edition):
    seal = tree(client.get(ADDRESS)).get_element_by_id("seal").value
    initiative = make_initiative(volet=edition.framework.volets.get(), title_fr="Arrivée", title_nl="Aankomst")
    make_update(initiative=initiative, period=edition.periods.get(), state="submitted")

    response = client.post(ADDRESS, {"seal": seal, "confirmation": "update-2024"})

    page = tree(response)
    changed = [text(line) for line in page.xpath("//section[@aria-labelledby='changed']//li")]
    assert (response.status_code, Issue.objects.count()) == (422, 0)
    assert changed == ["Texts that were not validated: they are not in the report"]
    assert len(listed(page, "queue")) == 1
    again = {"seal": page.get_element_by_id("seal").value, "confirmation": "update-2024"}
    assert client.post(ADDRESS, again).status_code == 302


def test_a_colleague_who_issued_meanwhile_is_noticed(client, coordinator, edition):
    seal = tree(client.get(ADDRESS)).get_element_by_id("seal").value
    issue_stub(edition)

    response = client.post(ADDRESS, {"seal": seal, "confirmation": "update-2024", "reason": "Again"})

    assert (response.status_code, edition.issues.count()) == (422, 1)
    assert "Earlier issues" in text(tree(response).find_class("summary")[0])


@pytest.mark.parametrize("seal", ["", "nonsense", "[]", "{}", "\0", "1", "null"])
def test_a_seal_that_is_none_of_ours_issues_nothing(client, coordinator, edition, seal):
    assert client.post(ADDRESS, {"seal": seal, "confirmation": "update-2024"}).status_code == 422
    assert Issue.objects.count() == 0


def test_an_edition_with_nothing_in_it_is_refused_with_a_sentence(client, coordinator):
    make_edition(key="empty")

    page = tree(confirm(client, "/en/reports/empty/issue/", confirmation="empty"))

    assert "This edition has nothing in it yet." in text(page)
    assert Issue.objects.count() == 0


def test_an_unknown_edition_is_not_found(client, coordinator):
    assert client.post("/nl/reports/unknown/issue/").status_code == 404


def test_an_edition_is_not_issued_by_following_a_link(client, coordinator, edition):
    response = client.get("/nl/reports/update-2024/issue/")

    assert (response.status_code, Issue.objects.count()) == (200, 0)
