"""The list of all tables is made for the pages that show it, and for no other."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cipol.administration import CipolAdminSite
from tests.builders import make_superuser
from tests.records.pages import list_of
from zones.models import Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch, client):
    """The apps of which the list was made, each time that it was: None is all of them."""
    client.force_login(make_superuser())
    labels = []
    make = CipolAdminSite._build_app_dict
    monkeypatch.setattr(
        CipolAdminSite,
        "_build_app_dict",
        lambda self, request, label=None: labels.append(label) or make(self, request, label),
    )
    return labels


def test_a_list_of_rows_does_not_make_it(client, made):
    assert client.get(list_of(Partner)).status_code == 200
    assert made == []


@pytest.mark.parametrize(("address", "label"), [(("index", []), None), (("app_list", ["zones"]), "zones")])
def test_an_index_makes_it_once_and_shows_it(client, made, address, label):
    name, arguments = address
    shown = client.get(reverse(f"admin:{name}", args=arguments)).content.decode()
    assert made == [label]
    assert list_of(Partner) in shown


def test_the_site_is_the_one_with_everything_registered():
    assert isinstance(admin.site, CipolAdminSite)
    assert admin.site.is_registered(Partner)
