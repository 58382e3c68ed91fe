"""The pages of the Coordination: the editions, their exports, their issues."""

import pytest
from django.utils import translation

from document.rendering import Format
from reporting.models import Issue
from tests.builders import COORDINATION, READERS, REFERENTS, make_edition, make_superuser, make_user
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


@pytest.fixture(autouse=True)
def _own_language():
    """A request leaves its language behind: the next test starts in that of the settings."""
    with translation.override("fr"):
        yield


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


def test_the_coordination_issues_an_edition(client, coordinator, edition):
    response = client.post("/en/reports/update-2024/issue/", follow=True)
    assert response.redirect_chain == [("/en/reports/", 302)]
    assert [kind for kind, _ in sentences(response)] == ["success"]
    issue = edition.issues.get()
    assert (issue.number, issue.issued_by, issue.reason, issue.reports.count()) == (1, coordinator, "", 8)


@pytest.mark.parametrize("reason", ["", "  "])
def test_issuing_again_without_a_reason_is_refused_with_a_sentence(client, coordinator, edition, reason):
    issue_stub(edition)
    response = client.post("/en/reports/update-2024/issue/", {"reason": reason}, follow=True)
    assert sentences(response) == [("error", "This edition was issued before: write why it is issued again.")]
    assert edition.issues.count() == 1


def test_issuing_again_with_a_reason_stands(client, coordinator, edition):
    issue_stub(edition)
    response = client.post("/en/reports/update-2024/issue/", {"reason": " A figure. "}, follow=True)
    assert [kind for kind, _ in sentences(response)] == ["success"]
    assert list(edition.issues.values_list("number", "reason")) == [(1, ""), (2, "A figure.")]


def test_an_edition_with_nothing_in_it_is_refused_with_a_sentence(client, coordinator):
    make_edition(key="empty")
    response = client.post("/en/reports/empty/issue/", follow=True)
    assert sentences(response) == [("error", "This edition has nothing in it yet.")]
    assert Issue.objects.count() == 0


def test_an_unknown_edition_is_not_found(client, coordinator):
    assert client.post("/nl/reports/unknown/issue/").status_code == 404


def test_an_edition_is_not_issued_by_following_a_link(client, coordinator, edition):
    response = client.get("/nl/reports/update-2024/issue/")
    assert (response.status_code, Issue.objects.count()) == (405, 0)
