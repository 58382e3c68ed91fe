"""The API: pages and rows of the tables as JSON, as its own description says; clear answers to wrong questions."""

import json
import re

import pytest

from public.index.changes import refresh_pending
from public.opendata.tables import TABLES
from tests.builders import (
    make_antenna,
    make_antenna_service,
    make_commune,
    make_figure,
    make_initiative,
    make_issue,
    make_issued_report,
    make_partner,
    make_update,
)

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


def path(url):
    return url.removeprefix(BASE)


def keys(answer):
    return [path(row["url"]).split("/", 4)[-1].rstrip("/") for row in answer.json()["rows"]]


def published(**fields):
    return make_update(initiative=make_initiative(**fields), state="published")


# --- What it answers ------------------------------------------------------------------------------


def test_a_list_says_what_it_is_and_where_each_row_is(client, world):
    told = client.get("/api/v1/recommendations/").json()
    assert told == {
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "attribution": "safe.brussels – GT CiPol / WG CiPol",
        "table": "recommendations",
        "count": 1,
        "next": None,
        "rows": [
            {
                "url": f"{BASE}/api/v1/recommendations/resolution-2020/4/R12/",
                "framework": "resolution-2020",
                "volet": 4,
                "code": "R12",
                "text_fr": world.recommendation.text_fr,
                "text_nl": world.recommendation.text_nl,
                "text_en": None,
                "competence": "regional",
                "verified": True,
                "source_url": None,
            }
        ],
    }


def test_each_row_is_found_at_its_address(client, world):
    for name in TABLES:
        rows = client.get(f"/api/v1/{name}/").json()["rows"]
        assert rows
        assert [client.get(path(row["url"])).json()["row"] for row in rows] == rows


def test_the_entrance_leads_to_every_table(client, world):
    told = client.get("/api/v1/").json()
    assert [entry["table"] for entry in told["tables"]] == list(TABLES)
    assert {client.get(path(entry["url"])).status_code for entry in told["tables"]} == {200}


def test_the_address_of_a_duplicate_leads_to_its_original(client, world):
    make_update(initiative=make_initiative(key="twice", merged_into=world.initiative), state="published")
    answer = client.get("/api/v1/initiatives/twice/")
    assert (answer.status_code, answer["Location"]) == (301, f"{BASE}/api/v1/initiatives/cafe/")


def test_what_is_the_same_in_every_language_says_so(client, world):
    answer = client.get("/api/v1/zones/", headers={"accept-language": "nl"})
    assert answer["Content-Language"] == "fr, nl, en"


# --- Its pages ------------------------------------------------------------------------------------


def test_every_row_stands_on_one_page(client, world):
    for _ in range(4):
        update = published(lead=world.lead, volet=world.volet)
        for _ in range(3):
            make_figure(update=update)
        antenna = make_antenna()
        make_antenna_service(antenna=antenna)
        make_antenna_service(antenna=antenna)
        make_issued_report(issue=make_issue())
        make_partner()
    refresh_pending()
    for name in ("initiatives", "updates", "figures", "antenna_services", "partners", "reports"):
        everything = keys(client.get(f"/api/v1/{name}/?limit=200"))
        found, address = [], f"/api/v1/{name}/?limit=2"
        while address:
            answer = client.get(path(address))
            address = answer.json()["next"]
            found += keys(answer)
            assert (address is None) or answer["Link"] == f'<{address}>; rel="next"'
        assert (found, len(set(found))) == (everything, answer.json()["count"])
        assert len(found) > 4


def test_the_initiatives_are_narrowed_and_sorted_like_their_page(client, world):
    commune = make_commune(nis_code="21012")
    published(key="b", communes=[commune], title_fr="Beta", title_nl="Zeta", volet=world.volet)
    published(key="a", communes=[commune], title_fr="Alpha", kind="daily")
    refresh_pending()
    assert sorted(keys(client.get("/api/v1/initiatives/?commune=21012"))) == ["a", "b"]
    assert keys(client.get("/api/v1/initiatives/?commune=21012&volet=resolution-2020/4")) == ["b"]
    assert keys(client.get("/api/v1/initiatives/?kind=daily&kind=specific&sort=title")) == ["a", "b", "cafe"]
    assert keys(client.get("/api/v1/initiatives/?sort=title&language=nl")) == ["cafe", "a", "b"]
    assert keys(client.get("/api/v1/initiatives/?recommendation=resolution-2020/4/R12")) == ["cafe"]
    assert keys(client.get("/api/v1/initiatives/?zone=5339&partner=asbl-tada")) == ["cafe"]
    assert keys(client.get("/api/v1/initiatives/?q=koffie")) == ["cafe"]
    assert keys(client.get("/api/v1/initiatives/?period=2023-2024&commune=21012&status=ended")) == []


def test_the_next_page_of_narrowed_initiatives_keeps_what_was_asked(client, world):
    for _ in range(3):
        published(kind="daily")
    refresh_pending()
    following = client.get("/api/v1/initiatives/?kind=daily&sort=title&limit=2&language=nl").json()["next"]
    assert re.fullmatch(
        rf"{BASE}/api/v1/initiatives/\?kind=daily&sort=title&after=[^&]+&limit=2&language=nl", following
    )
    assert len(keys(client.get(path(following)))) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("updates/?status=new", ["cafe/2023-2024"]),
        ("updates/?status=ended", []),
        ("figures/?year=2024", ["cafe/2023-2024/young-people-2024"]),
        ("figures/?year=2024&year=2025&indicator=young_people", ["cafe/2023-2024/young-people-2024"]),
        ("partners/?zone=5339", ["zp-5339"]),
        ("recommendations/?verified=yes", ["resolution-2020/4/R12"]),
        ("recommendations/?verified=false", []),
        ("antennas/?commune=21004", ["lisa-nord"]),
    ],
)
def test_other_tables_are_narrowed_by_their_columns(client, world, address, expected):
    answer = client.get(f"/api/v1/{address}")
    assert (keys(answer), answer.json()["count"]) == (expected, len(expected))


# --- What is asked wrongly ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("zones/?color=blue", 400, "“color” is not known here. What can be asked: after, limit."),
        ("zones/?limit=0", 400, "The limit is a whole number from 1 to 200."),
        ("initiatives/?limit=201", 400, "The limit is a whole number from 1 to 200."),
        ("initiatives/?language=de", 400, "The language is fr, nl or en."),
        ("figures/?year=soon", 400, "“soon” is no value of year."),
        (
            "updates/?status=old", 400,
            "“old” is no value of status. It is one of: new, continued, changed, ended, planned.",
        ),
        (
            "zones/?after=9999", 400,
            "The row after which this page would begin is not there. Begin again without “after”.",
        ),
        ("zones/9999/", 404, "No row of this table has the key “9999”."),
        ("zones/5339/x/", 404, "No row of this table has the key “5339/x”."),
    ],
)  # fmt: skip
def test_a_clear_sentence_says_what_is_wrong(client, world, address, status, sentence):
    answer = client.get(f"/api/v1/{address}", headers={"accept-language": "en"})
    title = {400: "Bad Request", 404: "Not Found"}[status]
    assert answer.json() == {"type": "about:blank", "title": title, "status": status, "detail": sentence}
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_sentence_is_in_the_language_that_is_asked_for(client, world):
    answer = client.get("/api/v1/zones/?limit=x", headers={"accept-language": "nl"})
    assert answer.json()["detail"] == "De limiet is een geheel getal van 1 tot 200."


def test_a_table_that_does_not_exist_is_answered_with_those_that_do(client, world):
    told = client.get("/api/v1/users/", headers={"accept-language": "en"}).json()
    assert told["detail"] == f"There is no table “users”. The tables: {', '.join(TABLES)}."


@pytest.mark.parametrize(
    "odd", ["%00", "%ff%fe", "a" * 5000, "'; DROP TABLE", "%E2%80%AE", "99999999999999999999", "/", ""]
)
@pytest.mark.parametrize(
    "place", ["{}/", "zones/{}/", "figures/cafe/2023-2024/{}/", "volets/resolution-2020/{}/", "zones/?after={}",
              "figures/?year={}", "figures/?after=cafe/2023-2024/{}", "partners/?zone={}", "initiatives/?q={}",
              "initiatives/?after={}", "initiatives/?sort=title&after={}", "initiatives/?volet={}&year={}"],
)  # fmt: skip
def test_nothing_odd_breaks_it(client, world, place, odd):
    assert client.get(f"/api/v1/{place.format(odd, odd)}").status_code in (200, 301, 400, 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/api/v1/zones/", "/api/v1/zones/5339/", "/api/v1/", "/api/v1/openapi.json"])
def test_nothing_is_written(world, address, method):
    from django.test import Client

    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (answer["Content-Type"], answer.json()["status"]) == ("application/problem+json", 405)


def test_a_program_on_another_site_may_ask(client, world):
    answer = client.options("/api/v1/zones/", headers={"origin": "https://example.org"})
    assert (answer.status_code, answer.content, answer["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    assert (answer["Access-Control-Allow-Origin"], answer["Access-Control-Allow-Methods"]) == (
        "*", "GET, HEAD, OPTIONS",
    )  # fmt: skip
    assert client.get("/api/v1/zones/")["Access-Control-Allow-Origin"] == "*"


def test_the_head_is_that_of_the_answer(client, world):
    full, head = client.get("/api/v1/zones/"), client.head("/api/v1/zones/")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", full["ETag"])


# --- What it costs --------------------------------------------------------------------------------


def test_who_has_the_answer_is_told_that_it_still_holds(client, world, django_assert_num_queries):
    etag = client.get("/api/v1/initiatives/")["ETag"]
    with django_assert_num_queries(1):
        again = client.get("/api/v1/initiatives/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    published()
    refresh_pending()
    assert client.get("/api/v1/initiatives/", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize(
    "address", ["initiatives/cafe/", "figures/cafe/2023-2024/young-people/", "communes/21004/",
                "figures/?after=cafe/2023-2024/young-people-2024",
                "initiatives/?commune=21004&period=2023-2024&sort=title", "initiatives/?q=koffie&limit=1",
                "initiatives/?q=koffie&period=2023-2024&limit=1", "openapi.json", ""],
)  # fmt: skip
def test_an_answer_costs_five_queries_at_most(client, world, address, django_assert_max_num_queries):
    client.get("/api/v1/initiatives/?kind=daily")  # what stands under each value is counted once a publication

    # With words, one more: what they find.
    with django_assert_max_num_queries(6 if "q=" in address else 5):
        assert client.get(f"/api/v1/{address}").status_code == 200


# --- Its description ------------------------------------------------------------------------------


@pytest.fixture
def described(client, world):
    return client.get("/api/v1/openapi.json").json()


def misfits(value, schema, described, where="answer"):
    """Where a value is not what its schema says: as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        return misfits(value, described["components"]["schemas"][schema["$ref"].rpartition("/")[2]], described, where)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(_is(value, kind) for kind in kinds):
        return [f"{where}: {value!r} is not {kinds}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{where}: {value!r} is not {schema['const']!r}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{where}: {value!r} does not look like {schema['pattern']}")
    if isinstance(value, dict):
        known = schema["properties"]
        found += [f"{where}: {name} is missing" for name in schema["required"] if name not in value]
        found += [f"{where}: {name} is unknown" for name in value if name not in known]
        for name in value.keys() & known.keys():
            found += misfits(value[name], known[name], described, f"{where}.{name}")
    if isinstance(value, list):
        for item in value:
            found += misfits(item, schema["items"], described, f"{where}[]")
    return found


def _is(value, kind):
    return {
        "string": isinstance(value, str),
        "integer": isinstance(value, int) and not isinstance(value, bool),
        "number": isinstance(value, int | float) and not isinstance(value, bool),
        "boolean": isinstance(value, bool),
        "null": value is None,
        "array": isinstance(value, list),
        "object": isinstance(value, dict),
    }[kind]


def test_the_check_of_answers_finds_what_does_not_fit(described):
    schema = described["components"]["schemas"]["zones"]
    row = dict.fromkeys(schema["properties"]) | {"number": 5339, "spam": 1}
    del row["name_fr"]
    assert misfits(row, schema, described, "row") == [
        "row: name_fr is missing", "row: spam is unknown",
        *sorted(["row.number: 5339 is not ['string']", "row.url: None is not ['string']"]),
    ] or set(misfits(row, schema, described, "row")) == {
        "row: name_fr is missing", "row: spam is unknown", "row.number: 5339 is not ['string']",
        "row.url: None is not ['string']",
    }  # fmt: skip


def test_every_answer_is_what_the_description_says(client, described):
    assert described["openapi"] == "3.1.0"
    asked = 0
    for template, item in described["paths"].items():
        name = template.split("/")[1]
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        if "{" in template:
            address = path(client.get(f"/api/v1/{name}/").json()["rows"][0]["url"])
        else:
            address = f"/api/v1{template}"
        assert misfits(client.get(address).json(), schema, described) == []
        asked += 1
    assert asked == 2 * len(TABLES)


def test_every_parameter_of_the_description_is_understood_and_no_other(client, described):
    for template, item in described["paths"].items():
        if "{" in template:
            continue
        named = [parameter["name"] for parameter in item["get"]["parameters"]]
        refusal = client.get(f"/api/v1{template}?spam=1", headers={"accept-language": "en"}).json()["detail"]
        known = re.fullmatch(r"“spam” is not known here\. What can be asked: (.*)\.", refusal)[1].split(", ")
        assert sorted(named) == sorted(known)


def test_a_refusal_is_what_the_description_says(client, described):
    problem = client.get("/api/v1/zones/?spam=1").json()
    assert misfits(problem, described["components"]["schemas"]["problem"], described) == []


def test_an_answer_in_json_is_read_as_utf_8(client, world):
    assert "café" in json.loads(client.get("/api/v1/initiatives/").content.decode())["rows"][0]["title_fr"]
