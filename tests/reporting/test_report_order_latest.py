"""The way to the edition that is arranged now, for who comes from the review."""

import datetime

import pytest

from tests.builders import COORDINATION, make_edition, make_user

pytestmark = pytest.mark.django_db


def test_a_person_who_arranges_is_led_to_the_edition_of_the_latest_days(client):
    make_edition(covers_to=datetime.date(2023, 12, 31))
    latest = make_edition(covers_to=datetime.date(2024, 12, 31))
    client.force_login(make_user(role=COORDINATION))

    response = client.get("/fr/reports/order/")

    assert response.status_code == 302
    assert response.url == f"/fr/reports/{latest.key}/order/"


def test_without_an_edition_the_list_of_editions_is_shown(client):
    client.force_login(make_user(role=COORDINATION))

    response = client.get("/fr/reports/order/")

    assert response.url == "/fr/reports/"
