"""A site on which nothing is published yet."""

import pytest
from lxml import etree

from public.index.changes import refresh_pending

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_empty_feed_is_a_feed(client):
    refresh_pending()
    feed = etree.fromstring(client.get("/fr/feed.xml").content)
    assert (feed.findall(f"{ATOM}entry"), len(feed.findtext(f"{ATOM}updated"))) == ([], 25)
