"""Editions with something in them, and issues of them whose files are as small as they can be."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from document.rendering import Format
from initiatives.models import ReviewState
from reporting.services import export_edition
from tests.builders import (
    make_edition,
    make_initiative,
    make_issue,
    make_issued_report,
    make_period,
    make_update,
    make_volet,
)


def make_filled_edition(**fields):
    """An edition of one period, in which one published update is highlighted."""
    volet, period = make_volet(number=1), make_period()
    edition = make_edition(framework=volet.framework, periods=[period], **fields)
    make_update(
        initiative=make_initiative(volet=volet),
        period=period,
        state=ReviewState.PUBLISHED,
        highlight=True,
        body_fr="Du texte.",
        body_nl="Een tekst.",
    )
    return edition


def issue_stub(edition, *, number=1, content=b"stub", **fields):
    """An issue in both languages and every format, whose files all hold the same few octets."""
    issue = make_issue(edition=edition, number=number, **fields)
    for language in ("fr", "nl"):
        for file_format in Format:
            keep(issue, language, file_format, content)
    return issue


def issue_pages(edition):
    """An issue of the web pages alone: the quick half of what a real one renders."""
    issue = make_issue(edition=edition)
    for language in ("fr", "nl"):
        keep(issue, language, Format.HTML, export_edition(edition, language, Format.HTML).content)
    return issue


def keep(issue, language, file_format, content):
    """One file of an issue, with its row."""
    name = f"{issue.edition.key}-{issue.number}-{language}.{file_format}"
    return make_issued_report(
        issue=issue,
        language=language,
        format=file_format,
        file=default_storage.save(name, ContentFile(content)),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
