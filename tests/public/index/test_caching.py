"""Pages that are kept: when they hold, when not, for whom, and what travels with them."""

import gzip

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from public.index.caching import cached_page, cached_per_reference, cached_per_revision
from public.index.changes import refresh_pending
from public.models import Kind, PendingRefresh
from tests.builders import make_initiative, make_user

pytestmark = pytest.mark.django_db

written = []


@cached_page("page")
def page(request):
    written.append(request.get_full_path())
    return HttpResponse(f"Page {len(written)} " + "x" * 500)


@cached_page()
def with_cookie(request):
    response = HttpResponse("Hello")
    response.set_cookie("seen", "1")
    return response


@cached_page()
def missing(request):
    return HttpResponse("No", status=404)


@cached_per_revision
def _names(first):
    written.append(first)
    return [first]


@cached_page()
def names(request):
    return HttpResponse(f"{_names('a')} {_names('b')} {_names('a')}")


@cached_per_reference
def _title():
    written.append("title")
    return "Title"


@cached_page()
def titles(request):
    return HttpResponse(_title())


def unkept(request):
    written.append("unkept")
    return HttpResponse("Hello")


urlpatterns = [
    path("page/", require_safe(page)),
    path("cookie/", with_cookie),
    path("missing/", missing),
    path("names/", names),
    path("titles/", titles),
    path("unkept/", unkept),
]


@pytest.fixture(autouse=True)
def _here(settings):
    settings.ROOT_URLCONF = __name__
    written.clear()
    refresh_pending()


def body(response):
    return response.content.decode()[:6]


def test_a_page_is_written_once_and_read_with_one_query(client, django_assert_num_queries):
    first = client.get("/page/")
    with django_assert_num_queries(1):
        second = client.get("/page/")
    assert (body(first), body(second), written) == ("Page 1", "Page 1", ["/page/"])


def test_a_publication_is_seen_on_the_next_request(client):
    client.get("/page/")
    make_initiative()
    refresh_pending()
    assert body(client.get("/page/")) == "Page 2"


def test_what_waits_to_be_refreshed_keeps_no_page(client):
    client.get("/page/")
    make_initiative()
    assert PendingRefresh.objects.exists()
    assert [body(client.get("/page/")) for _ in range(2)] == ["Page 2", "Page 3"]


def test_a_page_holds_for_its_day(client):
    with time_machine.travel("2026-03-01T12:00:00+01:00"):
        client.get("/page/")
        assert body(client.get("/page/")) == "Page 1"
    with time_machine.travel("2026-03-02T00:01:00+01:00"):
        assert body(client.get("/page/")) == "Page 2"


def test_each_allowed_parameter_makes_a_page_of_its_own_and_an_unknown_one_is_not_kept(client):
    for address in ("/page/", "/page/?page=2", "/page/?page=2", "/page/?spam=1", "/page/?spam=1"):
        client.get(address)
    assert written == ["/page/", "/page/?page=2", "/page/?spam=1", "/page/?spam=1"]


def test_an_endless_address_is_not_kept(client):
    for _ in range(2):
        client.get("/page/", {"page": "9" * 400})
    assert len(written) == 2


def test_somebody_who_is_signed_in_never_meets_a_kept_page(client):
    client.get("/page/")
    client.force_login(make_user())
    refresh_pending()
    assert [body(client.get("/page/")) for _ in range(2)] == ["Page 2", "Page 3"]
    client.cookies.clear()
    assert body(client.get("/page/")) == "Page 4"


@pytest.mark.parametrize("address", ["/cookie/", "/missing/", "/unkept/"])
def test_what_is_not_a_page_for_everybody_is_not_kept(client, address):
    client.get(address)
    assert not caches["pages"]._cache


def test_a_post_is_answered_by_the_view(client):
    client.get("/page/")
    assert client.post("/page/").status_code == 405


def test_a_reader_who_has_the_page_is_told_that_it_still_holds(client):
    etag = client.get("/page/")["ETag"]
    again = client.get("/page/", HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert client.get("/page/", HTTP_IF_NONE_MATCH='"another"').status_code == 200


def test_a_page_travels_compressed_to_those_who_can_read_that(client):
    plain = client.get("/page/")
    small = client.get("/page/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert (small["Content-Encoding"], gzip.decompress(small.content)) == ("gzip", plain.content)
    assert (plain["Vary"], small["Vary"]) == ("Cookie, Accept-Encoding", "Cookie, Accept-Encoding")
    assert len(small.content) < len(plain.content)
    assert [int(response["Content-Length"]) for response in (plain, small)] == [len(plain.content), len(small.content)]


def test_a_kept_page_is_asked_for_again_each_time_and_carries_the_policy(client):
    client.get("/page/")
    response = client.get("/page/")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_head_is_answered_from_what_is_kept(client):
    client.get("/page/")
    assert (client.head("/page/").status_code, client.head("/page/").content, written) == (200, b"", ["/page/"])


def test_small_things_are_remembered_for_the_revision(client):
    for address in ("/names/?a", "/names/?b"):
        client.get(address)
    assert written == ["a", "b"]
    refresh_pending()
    client.get("/names/?c")
    assert written == ["a", "b", "a", "b"]


def test_small_things_are_remembered_for_all_readers_in_all_languages(client):
    client.get("/names/")
    client.force_login(make_user())
    refresh_pending()
    client.get("/names/", headers={"accept-language": "fr"})
    assert written == ["a", "b", "a", "b"]

    client.get("/names/", headers={"accept-language": "nl"})
    client.cookies.clear()
    client.get("/names/")
    assert written == ["a", "b", "a", "b"]


def test_what_is_made_of_reference_data_outlives_a_publication(client):
    initiative = make_initiative()
    refresh_pending()
    client.get("/titles/")
    PendingRefresh.objects.create(kind=Kind.INITIATIVE, object_id=initiative.pk)
    refresh_pending()
    client.get("/titles/?publication")
    assert written == ["title"]

    initiative.volet.save()
    refresh_pending()
    client.get("/titles/?reference")
    assert written == ["title", "title"]


def test_while_something_waits_a_view_remembers_until_it_has_answered(client):
    make_initiative()
    client.get("/names/")
    assert written == ["a", "b"]
    client.get("/names/")
    assert written == ["a", "b", "a", "b"]


def test_outside_a_kept_view_nothing_is_remembered():
    assert (_names("x"), _names("x"), written) == (["x"], ["x"], ["x", "x"])


def test_the_middleware_stands_before_the_sessions():
    names = settings.MIDDLEWARE
    assert names.index("public.index.caching.PageCacheMiddleware") < names.index(
        "django.contrib.sessions.middleware.SessionMiddleware"
    )
