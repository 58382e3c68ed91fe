"""Where somebody comes who signs in and asked for no page in particular."""

import pytest
from django.utils import translation

from accounts.landing import get_landing_page
from tests.accounts.signing import sign_in
from tests.builders import COORDINATION, READERS, make_partner, make_superuser, make_user

pytestmark = pytest.mark.django_db

MY_UPDATE, ADMINISTRATION, HOME = "/en/round/my-update/", "/en/admin/", "/en/"

LANDINGS = {
    "referent": (lambda: make_user(partners=[make_partner()]), MY_UPDATE),
    "referent who is no staff": (lambda: make_user(partners=[make_partner()], is_staff=False), MY_UPDATE),
    "referent of two partners": (lambda: make_user(partners=[make_partner(), make_partner()]), MY_UPDATE),
    "referent without a partner": (lambda: make_user(), ADMINISTRATION),
    "reader": (lambda: make_user(role=READERS), ADMINISTRATION),
    "Coordination": (lambda: make_user(role=COORDINATION), ADMINISTRATION),
    "Coordination that speaks for a partner": (
        lambda: make_user(role=COORDINATION, partners=[make_partner()]), ADMINISTRATION,
    ),
    "superuser that speaks for a partner": (lambda: make_superuser(partners=[make_partner()]), ADMINISTRATION),
    "account without a group": (lambda: make_user(role=None, partners=[make_partner()]), ADMINISTRATION),
    "no staff and no partner": (lambda: make_user(is_staff=False), HOME),
}  # fmt: skip


@pytest.mark.parametrize("who", LANDINGS)
def test_each_role_lands_where_its_work_is(who):
    make, page = LANDINGS[who]
    with translation.override("en"):
        assert get_landing_page(make()) == page


def test_a_referent_who_signs_in_comes_to_its_round_in_its_language(client):
    response = sign_in(client, make_user(partners=[make_partner()], language="nl"), language="fr")
    assert response["Location"] == "/nl/round/my-update/"


def test_a_page_that_was_asked_for_comes_before(client):
    response = sign_in(client, make_user(partners=[make_partner()]), next="/en/account/mfa/")
    assert response["Location"] == "/en/account/mfa/"


def test_a_referent_without_an_open_round_reads_that_nothing_is_asked(client):
    partner = make_partner()
    response = client.get(sign_in(client, make_user(partners=[partner]))["Location"], follow=True)
    assert (response.status_code, "Nothing is asked of you now" in response.content.decode()) == (200, True)
