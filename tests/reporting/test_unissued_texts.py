"""What the Coordination writes for an edition is read by nobody else before it is issued, whatever door they try."""

import pytest
from django.urls import reverse

from reporting.models import EditionText
from tests.builders import (
    COORDINATION,
    READERS,
    REFERENTS,
    make_edition,
    make_edition_text,
    make_issue,
    make_partner,
    make_user,
)

pytestmark = pytest.mark.django_db
SECRET = "Ce que nous dirons du ministre"


@pytest.fixture
def text():
    return make_edition_text(edition=make_edition(key="update-2025"), title_fr=SECRET, body_fr=SECRET)


def admin_address(page, *arguments):
    return reverse(f"admin:reporting_editiontext_{page}", args=arguments)


def doors(text):
    """Every address that could show the text, with what it would be asked for."""
    edition = text.edition
    return [
        admin_address("changelist"),
        f"{admin_address('changelist')}?q=ministre",
        f"{admin_address('changelist')}?edition__id__exact={edition.pk}",
        admin_address("change", text.pk),
        admin_address("history", text.pk),
        admin_address("simple_history", text.pk, text.history.get().history_id),
        admin_address("deleted"),
        reverse("admin:reporting_edition_history", args=[edition.pk]),
        reverse("admin:reporting_edition_change", args=[edition.pk]),
        reverse("admin:exchange_loadedrow_changelist"),
        reverse("reporting:editions"),
        reverse("reporting:texts", args=[edition.key]),
        reverse("reporting:text", args=[edition.key, text.pk]),
        reverse("reporting:remove-text", args=[edition.key, text.pk]),
        reverse("reporting:issue", args=[edition.key]),
        reverse("reporting:export", args=[edition.key, "fr", "html"]),
    ]


def showing(client, addresses):
    """Those of the addresses whose answer has the words of the text, whatever its status."""
    answers = ((address, client.get(address, follow=True)) for address in addresses)
    return [address for address, answer in answers if SECRET in answer.content.decode()]


@pytest.mark.parametrize("role", [None, READERS, REFERENTS])
def test_nobody_else_reads_a_text_of_an_edition_that_is_not_issued(client, text, role):
    if role:
        client.force_login(make_user(role=role, partners=[make_partner()] if role == REFERENTS else []))

    assert showing(client, doors(text)) == []


def test_the_coordination_reads_it_at_its_doors(client, text):
    client.force_login(make_user(role=COORDINATION))

    assert len(showing(client, [admin_address("changelist"), reverse("reporting:texts", args=["update-2025"])])) == 2


def test_a_referent_reads_it_once_it_is_issued_and_not_its_past(client, text):
    make_issue(edition=text.edition)
    client.force_login(make_user(partners=[make_partner()]))

    assert showing(client, doors(text)) == doors(text)[:4]
    assert EditionText.objects.visible_to(make_user()).get() == text
