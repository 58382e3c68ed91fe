"""The files of issued editions, as the public gets them."""

import base64
import hashlib

import pytest
from django.urls import reverse

from accounts.requests.identifiers import HEADER
from document.rendering import Format
from tests.builders import make_edition
from tests.reporting.issues import issue_pages, issue_stub, make_filled_edition

pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html><style>p { color: red }</style><p>.</p>"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def policy(response):
    """The content security policy, directive by directive."""
    directives = (directive.split() for directive in response["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in directives}


@pytest.mark.parametrize(
    ("file_format", "content_type", "disposition"),
    [
        ("html", "text/html; charset=utf-8", 'inline; filename="update-2024-fr.html"'),
        ("pdf", "application/pdf", 'inline; filename="update-2024-fr.pdf"'),
        ("docx", WORD, 'attachment; filename="update-2024-fr.docx"'),
        ("xlsx", EXCEL, 'attachment; filename="update-2024-fr.xlsx"'),
    ],
)
def test_a_file_comes_under_its_type_and_its_name(client, file_format, content_type, disposition):
    issue_stub(make_edition(key="update-2024"), content=PAGE)
    response = client.get(f"/editions/update-2024/fr.{file_format}")
    assert (response.status_code, response.content) == (200, PAGE)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == disposition
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_policy_of_the_web_page_admits_its_own_style_and_no_other(client):
    issue_stub(make_edition(key="update-2024"), content=PAGE)
    digest = base64.b64encode(hashlib.sha256(b"p { color: red }").digest()).decode()
    assert policy(client.get("/editions/update-2024/fr.html"))["style-src"] == [f"'sha256-{digest}'"]
    assert policy(client.get("/editions/update-2024/fr.pdf"))["style-src"] == ["'self'"]


def test_a_web_page_that_was_really_issued_is_admitted(client):
    issue_pages(make_filled_edition(key="update-2024"))
    response = client.get("/editions/update-2024/nl.html")
    style = response.content.split(b"<style>")[1].split(b"</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert policy(response) | {"style-src": []} == policy(client.get("/nl/")) | {"style-src": []}
    assert policy(response)["style-src"] == [f"'sha256-{digest}'"]


@pytest.mark.parametrize("file_format", Format)
def test_the_head_of_a_file_is_that_of_the_file(client, file_format):
    issue_stub(make_edition(key="update-2024"), content=PAGE)
    address = reverse("issued-report", args=["update-2024", "nl", file_format])

    asked, got = client.head(address), client.get(address)

    assert asked.status_code == 200
    assert asked.content == b""
    assert _without_identifier(asked) == _without_identifier(got)


def _without_identifier(response):
    """Its headers but the one that tells one request from another."""
    return {name: value for name, value in response.headers.items() if name != HEADER}


def test_the_latest_issue_stands_for_the_edition(client):
    edition = make_edition(key="update-2024")
    issue_stub(edition, content=b"first")
    issue_stub(edition, number=2, reason="A figure.", content=b"second")
    assert client.get("/editions/update-2024/fr.pdf").content == b"second"


@pytest.mark.parametrize(
    "address",
    [
        "/editions/never-issued/fr.pdf",
        "/editions/unknown/fr.pdf",
        "/editions/update-2024/en.pdf",
        "/editions/update-2024/fr.odt",
        "/editions/update-2024/fr.",
        "/editions/update-2024/fr",
        "/editions/update-2024/../fr.pdf",
    ],
)
def test_what_was_never_issued_is_not_found(client, address):
    make_edition(key="never-issued")
    issue_stub(make_edition(key="update-2024"))
    assert client.get(address, headers={"accept-language": "nl"}).status_code == 404


def test_a_file_is_read_and_never_written(client):
    issue_stub(make_edition(key="update-2024"))
    assert client.post("/editions/update-2024/fr.pdf").status_code == 405


@pytest.mark.parametrize("standing", [b"", PAGE[:20], PAGE.replace(b"red", b"tan"), PAGE + b"more"])
def test_a_file_that_is_no_longer_the_one_that_was_issued_is_not_served(client, standing, caplog):
    issue = issue_stub(make_edition(key="update-2024"), content=PAGE)
    report = issue.reports.get(language="fr", format="html")
    with open(report.file.path, "wb") as opened:
        opened.write(standing)

    for address in ("/editions/update-2024/fr.html", "/editions/update-2024/1/fr.html"):
        assert client.get(address).status_code == 404
    assert f"its file {report.file.name} is not as it was kept" in caplog.text
