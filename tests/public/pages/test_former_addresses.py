"""Whatever names a record may change: the addresses that people and programs kept lead on, in one step, for ever."""

import pytest

from initiatives.models import Framework, Initiative, Period, Recommendation, Volet
from lisa.models import Antenna
from public.index.changes import refresh_pending
from reporting.models import Edition
from tests.builders import make_edition, make_initiative, make_update
from tests.reporting.issues import issue_stub
from zones.models import Commune, Partner, PoliceZone

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"

CHANGES = {
    "an initiative": (Initiative, "key", "autre", "/fr/initiatives/cafe/", "/fr/initiatives/autre/"),
    "a partner": (Partner, "key", "autre", "/nl/partners/zp-5339/", "/nl/partners/autre/"),
    "a zone": (PoliceZone, "number", "5399", "/fr/zones/5339/", "/fr/zones/5399/"),
    "a commune": (Commune, "nis_code", "21099", "/en/communes/21004/", "/en/communes/21099/"),
    "an antenna": (Antenna, "key", "autre", "/fr/antennas/lisa-nord/", "/fr/antennas/autre/"),
    "an edition": (Edition, "key", "autre", "/fr/editions/update-2024/", "/fr/editions/autre/"),
    "a volet": (Volet, "number", 7, "/fr/volets/resolution-2020/4/", "/fr/volets/resolution-2020/7/"),
    "a recommendation": (
        Recommendation, "code", "R99", "/fr/volets/resolution-2020/4/R12/", "/fr/volets/resolution-2020/4/R99/",
    ),
    "the volet of a recommendation": (
        Volet, "number", 7, "/fr/volets/resolution-2020/4/R12/", "/fr/volets/resolution-2020/7/R12/",
    ),
    "the framework of a recommendation": (
        Framework, "key", "autre", "/fr/volets/resolution-2020/4/R12/", "/fr/volets/autre/4/R12/",
    ),
    "the row of an initiative": (
        Initiative, "key", "autre", "/api/v1/initiatives/cafe/", f"{BASE}/api/v1/initiatives/autre/",
    ),
    "a text": (Period, "key", "2023", "/api/v1/updates/cafe/2023-2024/", f"{BASE}/api/v1/updates/cafe/2023/"),
    "a photo": (
        Initiative, "key", "autre", f"/api/v1/photos/cafe/2023-2024/{'a' * 64}/",
        f"{BASE}/api/v1/photos/autre/2023-2024/{'a' * 64}/",
    ),
    "the row of a recommendation": (
        Framework, "key", "autre", "/api/v1/recommendations/resolution-2020/4/R12/",
        f"{BASE}/api/v1/recommendations/autre/4/R12/",
    ),
    "the row of a report": (
        Edition, "key", "autre", "/api/v1/reports/update-2024/1/fr/pdf/", f"{BASE}/api/v1/reports/autre/1/fr/pdf/",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("model", "field", "value", "old", "new"), CHANGES.values(), ids=CHANGES)
def test_the_old_address_of(client, world, model, field, value, old, new):
    record = model.objects.order_by("position", "pk").first()
    assert client.get(old).status_code == 200
    setattr(record, field, value)
    record.save()
    refresh_pending()

    answer = client.get(old)

    assert (answer.status_code, answer["Location"]) == (301, new)
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get(new).status_code == 200


def rename(record, *keys):
    for key in keys:
        record.key = key
        record.save()
    refresh_pending()


def test_a_chain_is_one_step_and_what_was_asked_stays(client, world):
    rename(world.initiative, "b", "c")

    assert client.get("/fr/initiatives/cafe/?x=1")["Location"] == "/fr/initiatives/c/?x=1"
    assert client.get("/fr/initiatives/b/")["Location"] == "/fr/initiatives/c/"


def test_a_name_that_came_back_leads_in_no_circle(client, world):
    rename(world.initiative, "b", "cafe")

    assert client.get("/fr/initiatives/cafe/").status_code == 200
    assert client.get("/fr/initiatives/b/")["Location"] == "/fr/initiatives/cafe/"


def test_the_former_key_of_a_duplicate_leads_to_the_original(client, world):
    twice = make_initiative(key="twice", merged_into=world.initiative)
    make_update(initiative=twice, state="published")
    rename(twice, "again")

    assert client.get("/fr/initiatives/twice/")["Location"] == "/fr/initiatives/cafe/"
    assert client.get("/api/v1/initiatives/twice/")["Location"] == f"{BASE}/api/v1/initiatives/cafe/"


def test_what_is_not_published_is_not_given_away_by_its_former_key(client, world):
    draft = make_update(initiative=make_initiative(key="brouillon")).initiative
    rename(draft, "secret")

    for address in ("/fr/initiatives/brouillon/", "/api/v1/initiatives/brouillon/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "secret" not in answer.content.decode()


def test_the_files_of_a_report_are_found_under_the_former_key_of_its_edition(client, world):
    edition = make_edition(key="avant")
    issue_stub(edition)
    rename(edition, "autre")

    for path in ("/editions/{}/fr.pdf", "/editions/{}/1/fr.pdf"):
        answer = client.get(path.format("avant"))
        assert (answer.status_code, answer["Location"]) == (301, path.format("autre"))
        assert client.get(path.format("autre")).status_code == 200
