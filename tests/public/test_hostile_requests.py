"""Random and hostile requests bring no failure and no leak: some in every run, all with `--all-hostile-requests`."""

from collections import Counter

import pytest
from django.db import transaction
from django.test import Client

from tests.public.hostile_requests import requests
from tests.public.whole_site import Hidden, Site, hidden_words

SOME, ALL = 600, 10_000


@pytest.mark.django_db
def test_no_request_brings_a_failure_or_a_leak(pytestconfig):
    hidden, client = Hidden(Site()), Client(raise_request_exception=False)
    failures, leaks, statuses = [], [], Counter()
    for request in requests(ALL if pytestconfig.getoption("all_hostile_requests") else SOME):
        status, said = _answer(client, request)
        statuses[status] += 1
        if status >= 500:
            failures.append(f"{status} {request}: {said}")
        elif words := hidden_words(said) - hidden_words(f"{request.path} {request.query}"):
            leaks.append(f"{request}: {[hidden.words[word] for word in words]}")
    assert (failures, leaks) == ([], [])
    # What is asked is not all refused at the door.
    assert statuses.keys() <= {200, 204, 301, 302, 304, 400, 403, 404, 405}
    assert min(statuses[200], statuses[404]) > statuses.total() / 10


def _answer(client, request):
    """(status, what was said, or what failed); a request that broke its transaction spoils no other."""
    try:
        with transaction.atomic():
            response = client.generic(request.method, request.path, QUERY_STRING=request.query, headers=request.headers)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            said = content.decode(errors="replace")
            if response.status_code >= 500:
                raise _Failed(repr(response.exc_info[1]) if response.exc_info else said[:200])
        return response.status_code, said
    except Exception as error:
        return 500, repr(error)[:600]


class _Failed(Exception):
    pass


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/photos/a%00b.jpg",
        "/editions/update-2024/fr%00.pdf",
        "/editions/update-2024/1/fr.pdf%00",
        "/api/v1/initiatives/a%00b/",
        "/fr/volets/resolution-2020/1/R%00/",
    ],
)
def test_a_null_byte_in_an_address_is_not_found(client, address):
    """PostgreSQL takes none in a text; where a key can be any word, one would come as far as the database."""
    assert client.get(address).status_code == 404
