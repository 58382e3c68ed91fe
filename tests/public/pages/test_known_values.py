"""What an address asks for by name: old bookmarks and codes of the open data live, what nobody knows is named."""

import pytest
from django.http import QueryDict

from public.index.changes import refresh_pending
from public.pages.initiatives.filters import InitiativeFilter
from tests.builders import make_framework, make_recommendation, make_theme, make_update, make_volet
from tests.reading import text, tree

pytestmark = pytest.mark.django_db


def notices(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return [text(notice) for notice in tree(response).find_class("notice")]


def rows(client, address):
    return [link.get("href") for link in tree(client.get(address)).xpath("//ul[@class='rows']/li/h2/a")]


@pytest.fixture
def other(world):
    """Another initiative, for which no choice of the world's holds."""
    update = make_update(state="published", status="ended")
    refresh_pending()
    return update.initiative


@pytest.mark.parametrize(
    "asked",
    [
        "recommendation=resolution-2020/4/R12", "recommendation=4/R12", "recommendation=R12", "recommendation=r12",
        "volet=resolution-2020/4", "volet=4", "zone=5339", "commune=21004", "partner=asbl-tada", "partner=ASBL-TADA",
        "period=2023-2024", "status=new", "status=NEW", "theme=lisa",
    ],
)  # fmt: skip
def test_a_value_is_understood_as_the_data_write_it(client, world, other, asked):
    assert notices(client, f"/fr/initiatives/?{asked}") == []
    assert rows(client, f"/fr/initiatives/?{asked}") == ["/fr/initiatives/cafe/"]
    told = client.get(f"/api/v1/initiatives/?{asked}")
    assert [row["key"] for row in told.json()["rows"]] == ["cafe"]


@pytest.mark.parametrize(
    ("record", "field", "value", "asked"),
    [
        ("lead", "key", "autre", "partner=zp-5339"), ("zone", "number", "5399", "zone=5339"),
        ("commune", "nis_code", "21099", "commune=21004"), ("theme", "key", "autre", "theme=lisa"),
        ("period", "key", "2023", "period=2023-2024"), ("framework", "key", "autre", "volet=resolution-2020/4"),
        ("volet", "number", 7, "recommendation=resolution-2020/4/R12"),
        ("recommendation", "code", "R99", "recommendation=resolution-2020/4/R12"),
    ],
)  # fmt: skip
def test_an_old_bookmark_lives(client, world, other, record, field, value, asked):
    changed = getattr(world, record)
    setattr(changed, field, value)
    changed.save()
    refresh_pending()

    assert notices(client, f"/fr/initiatives/?{asked}") == []
    assert rows(client, f"/fr/initiatives/?{asked}") == ["/fr/initiatives/cafe/"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "initiatives/?status=foo",
            "“foo” is not known here as status: it was left out. Known are: new, continued, changed, ended, planned.",
        ),
        (
            "initiatives/?recommendation=R77",
            "“R77” is not known here as recommendation: it was left out. Known are: resolution-2020/4/R12.",
        ),
        ("initiatives/?year=1999", "“1999” is not known here as year: it was left out."),
        (
            "initiatives/?sort=size",
            "“size” is not known here as an order: it was left out. Known are: latest, started, title.",
        ),
        ("initiatives/?after=x", "“x” is not known here as a place in the list: it was left out."),
        ("initiatives/?sort=title&after=Café", "“Café” is not known here as a place in the list: it was left out."),
        ("search/?q=caf&after=-1", "“-1” is not known here as a place in the list: it was left out."),
        (
            "antennas/?sort=size",
            "“size” is not known here as an order: it was left out. Known are: status, commune, opening.",
        ),
        ("search/?q=caf&kind=thing", "“thing” is not known here as a kind of thing: it was left out."),
        ("compare/?left=nowhere&right=5339", "“nowhere” is not known here as a zone, a commune or a partner: it was"),
        ("compare/?period=1066&with=2023-2024", "“1066” is not known here as period: it was left out."),
    ],
)
def test_what_nobody_knows_is_named_with_what_is_known(client, world, other, address, sentence):
    (notice,) = notices(client, f"/en/{address}")

    assert notice.startswith(sentence)


def test_what_nobody_knows_narrows_nothing(client, world, other):
    assert len(rows(client, "/fr/initiatives/?status=foo")) == 2
    assert rows(client, "/fr/initiatives/?status=foo&status=new") == ["/fr/initiatives/cafe/"]


def test_the_list_leads_to_its_next_page_without_what_nobody_knows(client, world):
    filters = InitiativeFilter(QueryDict("sort=title&year=2021&status=NEW&spam=1&q=caf%C3%A9&year=x"), language="fr")

    assert filters.address(after="cafe cafe") == "?status=new&q=caf%C3%A9&sort=title&after=cafe+cafe"


def test_what_exists_and_has_nothing_is_known(client, world):
    make_theme(key="vide")
    make_recommendation(volet=world.volet, code="R05")
    refresh_pending()

    for asked in ("theme=vide", "recommendation=R05", "status=planned", "kind=daily"):
        assert (notices(client, f"/fr/initiatives/?{asked}"), rows(client, f"/fr/initiatives/?{asked}")) == ([], [])


def test_a_code_that_two_frameworks_have_is_named_with_both(client, world):
    volet = make_volet(framework=make_framework(key="plan"), number=4)
    make_recommendation(volet=volet, code="R12")
    refresh_pending()

    (notice,) = notices(client, "/en/initiatives/?recommendation=R12")

    assert notice.endswith("Known are: plan/4/R12, resolution-2020/4/R12.")


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("initiatives/?status=foo", "new"), ("initiatives/?recommendation=R77", "resolution-2020/4/R12"),
        ("initiatives/?sort=size", "latest, started, title"), ("updates/?status=foo", "new, continued"),
        ("updates/?period=1999", "2023-2024"), ("figures/?initiative=nothing", "cafe"),
        ("partners/?zone=1", "5339"), ("figures/?indicator=nothing", "young_people"),
        ("reports/?language=de", "fr, nl"), ("reports/?format=odt", "html, docx, pdf, xlsx"),
        ("initiatives/?sort=title&after=x", "after"), ("initiatives/?after=x", "after"),
    ],
)  # fmt: skip
def test_a_program_is_refused_with_the_known_values(client, world, asked, known):
    answer = client.get(f"/api/v1/{asked}", headers={"accept-language": "en"})

    assert answer.status_code == 400
    assert known in answer.json()["detail"]


def test_a_program_that_asks_for_a_former_key_is_answered(client, world):
    world.initiative.key = "autre"
    world.initiative.save()
    refresh_pending()

    assert client.get("/api/v1/updates/?initiative=cafe").json()["count"] == 1


@pytest.mark.parametrize("value", ["%00", "x" * 500, "4/4/4/4/R1", "///", "99999999999999999999", "é", "%2F"])
@pytest.mark.parametrize("name", ["recommendation", "volet", "zone", "period", "year", "sort", "after"])
def test_no_value_breaks_a_page(client, world, name, value):
    assert client.get(f"/nl/initiatives/?{name}={value}").status_code == 200
    assert client.get(f"/nl/compare/?left={value}&right={value}&period={value}").status_code == 200
