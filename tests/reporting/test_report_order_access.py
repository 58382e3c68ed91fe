"""Who is let in to the page on which an edition is arranged, and to what it sends."""

import pytest
from django.utils import translation

from initiatives.models import Initiative
from tests.lasting import lasting
from tests.records.access import ROLES, House
from tests.reporting.ordered_edition import ArrangedEdition, seen

pytestmark = pytest.mark.django_db

NAMES = ["arrange", "arrange-move", "arrange-theme", "arrange-highlight"]
LET_IN = {"coordination", "superuser"}
ASKED_TO_SIGN_IN = {"visitor", "inactive"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """An edition with two initiatives of the partner `lead`, and somebody in each role."""
    with lasting(django_db_blocker), translation.override("fr"):
        house, world = House.built(), ArrangedEdition()
        world.add("a", "b", lead=house.lead)
        world.people = {role: make(house) for role, make in ROLES.items()}
        yield world


def numbers():
    return list(Initiative.objects.order_by("pk").values_list("key", "position", "version"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_the_coordination_arranges(client, world, role, name):
    user, before = world.people[role], numbers()
    if user.is_authenticated:
        client.force_login(user)
    address = world.address(name)
    sent = {"moved": seen("b"), "to": f"before-{seen('a')}", "theme": "", "update": "1-1"}
    response = client.get(address) if name == "arrange" else client.post(address, sent)
    done = 200 if name == "arrange" else 302
    assert response.status_code == (done if role in LET_IN else 302 if role in ASKED_TO_SIGN_IN else 403)
    if role in ASKED_TO_SIGN_IN:
        assert response["Location"] == f"/nl/account/login/?next={address}"
    if role not in LET_IN:
        assert numbers() == before
        assert "initiative-a" not in response.content.decode()
