"""The pages of the issued editions: what they cover, their contents, their files, and the issues that were replaced."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from public.index.changes import refresh_pending
from reporting.models import IssuedReport
from tests.builders import make_edition, make_framework, make_issue, make_period, make_user
from tests.reading import text, tree, under
from tests.reporting.issues import issue_pages, issue_stub, keep, make_filled_edition

pytestmark = pytest.mark.django_db

PAGE = """<!doctype html><html lang="fr"><body><nav class="contents"><p>Contenu</p><ol>
<li><a href="#foreword">Avant &amp; <em>après</em></a></li>
<li class="volet-1" lang="nl"><a href="#volet-1"><span class="number">1</span> Wijk</a>
<ol><li><a href="#a">A. <span lang="en">Coffee with a Cop</span></a></li></ol></li>
</ol></nav><main><nav>Not this</nav></main></body></html>"""


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return tree(response)


def said(element):
    return " ".join(" ".join(element.itertext()).split())


# --- The list -------------------------------------------------------------------------------------


def test_the_issued_editions_are_listed_the_latest_first(client):
    make_edition(title_fr="Jamais diffusée")
    for year in (2024, 2025):
        issue_stub(make_edition(key=f"update-{year}", title_fr=f"Rapport {year}", covers_to=f"{year}-12-31"))
    refresh_pending()
    page = page_of(client, "/fr/editions/")
    assert [(text(link), link.get("href")) for link in page.xpath("//h2/a")] == [
        ("Rapport 2025", "/fr/editions/update-2025/"),
        ("Rapport 2024", "/fr/editions/update-2024/"),
    ]
    assert "Jamais diffusée" not in text(page)


def test_without_an_issue_the_list_says_so(client):
    make_edition()
    refresh_pending()
    assert text(page_of(client, "/nl/editions/").find_class("empty")[0]) == "Er is nog geen verslag uitgebracht."


# --- An edition -----------------------------------------------------------------------------------


def test_an_edition_says_what_it_covers_and_offers_its_files(client):
    edition = make_edition(
        key="update-2024", title_fr="Rapport", title_nl="Verslag",
        framework=make_framework(title_fr="Résolution", title_nl="Resolutie"), periods=[make_period(key="2023-2024")],
    )  # fmt: skip
    issue_stub(edition, content=b"x" * 453_000)
    refresh_pending()
    page = page_of(client, "/nl/editions/update-2024/")
    assert text(next(page.iter("h1"))) == "Verslag"
    assert text(page.find_class("under")[0]).startswith("Van 1 juli 2023 tot en met 30 juni 2024. Uitgebracht op ")
    assert [link.get("href") for link in under(page, "known", "a")] == ["/nl/initiatives/?period=2023-2024"]
    assert [link.get("href") for link in under(page, "read", "a")] == [
        "/editions/update-2024/fr.html", "/editions/update-2024/nl.html",
    ]  # fmt: skip
    rows = [[said(cell) for cell in row] for row in under(page, "issued-files", "tr")]
    checksum = hashlib.sha256(b"x" * 453_000).hexdigest()
    assert rows[:3] == [
        ["Bestand", "Taal", "Grootte", "SHA-256"],
        ["Word – Frans", "Frans", "453 kB", checksum],
        ["Webpagina – Frans", "Frans", "453 kB", checksum],
    ]
    assert len(rows) == 9
    assert page.find_class("current") == page.find_class("earlier") == []


def contents(page):
    return [
        (said(link), link.get("href"), link.getparent().get("lang")) for link in under(page, "report-contents", "a")
    ]


def test_the_contents_lead_into_the_issued_report(client):
    issue = make_issue(edition=make_edition(key="update-2024"))
    keep(issue, "fr", "html", PAGE.encode())
    refresh_pending()
    page = page_of(client, "/fr/editions/update-2024/")
    assert contents(page) == [
        ("Avant & après", "/editions/update-2024/fr.html#foreword", None),
        ("1 Wijk", "/editions/update-2024/fr.html#volet-1", "nl"),
        ("A. Coffee with a Cop", "/editions/update-2024/fr.html#a", None),
    ]
    spans = page.xpath("//nav[@class='report-contents']//a/span")
    assert [(text(span), span.get("lang"), span.get("class")) for span in spans] == [
        ("1", None, "number"),
        ("Coffee with a Cop", "en", None),
    ]
    assert len(page.xpath("//nav[@class='report-contents']//ol")) == 2


@pytest.mark.parametrize(("language", "shown"), [("fr", ["fr"]), ("nl", ["nl"]), ("en", ["fr", "nl"])])
def test_the_contents_are_those_of_the_language_of_the_page_or_of_both(client, language, shown):
    issue_pages(make_filled_edition(key="update-2024"))
    refresh_pending()
    page = page_of(client, f"/{language}/editions/update-2024/")
    parts = page.find_class("report-contents")
    assert [part.find("div").get("lang") for part in parts] == shown
    for part, report in zip(parts, shown, strict=True):
        addresses = {link.get("href").partition("#")[0] for link in part.iter("a")}
        assert addresses == {f"/editions/update-2024/{report}.html"}
        anchors = {link.get("href").partition("#")[2] for link in part.iter("a")}
        issued = tree(client.get(f"/editions/update-2024/{report}.html"))
        assert anchors <= {element.get("id") for element in issued.iter() if element.get("id")}


def test_the_contents_of_a_lost_file_are_left_out_until_it_is_back(client):
    issue = make_issue(edition=make_edition(key="update-2024"))
    page = PAGE.replace("Contenu", "Table").encode()
    report = keep(issue, "fr", "html", page)
    refresh_pending()
    name = report.file.name
    default_storage.delete(name)
    assert contents(page_of(client, "/fr/editions/update-2024/")) == []
    assert client.get("/editions/update-2024/fr.html").status_code == 404
    default_storage.save(name, ContentFile(page))
    refresh_pending()
    assert len(contents(page_of(client, "/fr/editions/update-2024/"))) == 3


def test_an_earlier_issue_stays_with_why_and_when_it_was_replaced(client):
    edition, author = make_edition(key="update-2024"), make_user(email="secret@example.brussels")
    issue_stub(edition, content=b"first", issued_by=author)
    issue_stub(edition, number=2, reason="Un chiffre était faux.", content=b"second", issued_by=author)
    issue_stub(edition, number=3, reason="Une faute.", content=b"third")
    refresh_pending()
    page = page_of(client, "/fr/editions/update-2024/")
    assert text(page.find_class("current")[0]).startswith("La diffusion n° 3, du ")
    assert [text(article.find("p")).partition(":")[2].strip() for article in page.find_class("earlier")] == [
        "Une faute.", "Un chiffre était faux.",
    ]  # fmt: skip
    assert [article.xpath(".//a/@href")[0] for article in page.find_class("earlier")] == [
        "/editions/update-2024/2/fr.docx", "/editions/update-2024/1/fr.docx",
    ]  # fmt: skip
    assert text(page.find_class("earlier")[1].xpath(".//code")[0]) == hashlib.sha256(b"first").hexdigest()
    assert "secret@example.brussels" not in client.get("/fr/editions/update-2024/").content.decode()


@pytest.mark.parametrize("key", ["never-issued", "unknown"])
def test_an_edition_that_was_never_issued_is_not_found(client, key):
    make_edition(key="never-issued")
    refresh_pending()
    assert client.get(f"/fr/editions/{key}/").status_code == 404


# --- The files of one issue -----------------------------------------------------------------------


def test_the_files_of_an_earlier_issue_stay_as_they_were_and_name_the_latest(client):
    edition = make_edition(key="update-2024")
    issue_stub(edition, content=b"first")
    issue_stub(edition, number=2, reason="Un chiffre.", content=b"second")
    response = client.get("/editions/update-2024/1/nl.pdf")
    assert (response.content, response["Content-Disposition"]) == (b"first", 'inline; filename="update-2024-1-nl.pdf"')
    assert response["Link"] == '<http://127.0.0.1:8000/editions/update-2024/nl.pdf>; rel="latest-version"'
    assert client.get("/editions/update-2024/2/nl.pdf").content == b"second"
    assert IssuedReport.objects.count() == 16


@pytest.mark.parametrize(
    "address",
    [
        "update-2024/2/fr.pdf", "update-2024/0/fr.pdf", "update-2024/99999999999999999999/fr.pdf", "unknown/1/fr.pdf",
        "update-2024/1/en.pdf", "update-2024/1/fr.odt", "update-2024/1/fr.pdf%00", "update-2024/1/%00.pdf",
        "update-2024/fr.pdf%00", "update-2024/%00.pdf",
    ],
)  # fmt: skip
def test_a_file_that_was_never_issued_is_not_found(client, address):
    issue_stub(make_edition(key="update-2024"))
    assert client.get(f"/editions/{address}").status_code == 404
