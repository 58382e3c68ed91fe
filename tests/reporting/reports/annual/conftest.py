"""The annual update of the founding dataset, loaded and rendered once for all the tests of this folder."""

import datetime

import pytest
from django.db import transaction

from document.rendering import render_each
from reporting.dataset import apply, plan
from reporting.demo import DATASET, EDITION
from reporting.models import Edition
from reporting.reports import annual

DATE = datetime.date(2025, 3, 31)


@pytest.fixture(scope="session")
def founding_documents(django_db_setup, django_db_blocker):
    """Language → the document of the founding edition. The database is as empty afterwards as it was before."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply(plan(DATASET))
        edition = Edition.objects.get(key=EDITION)
        documents = {language: annual.build(edition, language, date=DATE) for language in ("fr", "nl")}
        transaction.set_rollback(True)
    return documents


@pytest.fixture(scope="session")
def founding_files(founding_documents):
    """(language, format) → the rendered file."""
    return {
        (language, file_format): content
        for language, document in founding_documents.items()
        for file_format, content in render_each(document)
    }


@pytest.fixture
def founding_edition(db):
    """The edition itself, in a database that holds the founding dataset."""
    apply(plan(DATASET))
    return Edition.objects.get(key=EDITION)
