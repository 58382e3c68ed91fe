"""Every page leads somewhere, to itself in the other languages too, and says what it is: once, and unlike any other."""

from collections import defaultdict
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.public.whole_site import LANGUAGES
from tests.reading import text

# The database is made for tests that say that they use it.
pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(walks):
    """Address → page of every page of the site."""
    return {address: answer.page for address, answer in walks.published.items() if answer.page is not None}


def _in_language(address, language):
    return f"/{language}{address[3:]}"


def test_the_walk_has_seen_each_page_in_each_language(pages):
    assert len(pages) > 200
    missing = {(address, code) for address in pages for code in LANGUAGES if _in_language(address, code) not in pages}
    assert missing == set()


def test_every_link_leads_somewhere(walks):
    found = walks.published
    assert {address: answer.status for address, answer in found.items() if answer.status not in (200, 301, 302)} == {}


def test_what_leads_elsewhere_leads_to_what_is_there(walks):
    for answer in walks.published.values():
        if answer.status in (301, 302) and answer.links:
            (address,) = answer.links
            assert walks.published[address].status == 200, answer.address


def test_every_link_into_a_page_finds_its_place(walks, pages):
    places = {address: set(page.xpath("//@id")) for address, page in pages.items()}
    lost = {
        (address, link)
        for address in pages
        for link in walks.published[address].links_with_fragments
        if (fragment := urlsplit(link).fragment)
        and (target := urlsplit(link)._replace(fragment="").geturl()) in places
        and fragment not in places[target]
    }
    assert lost == set()


def test_every_file_of_the_looks_is_there(pages):
    folder = f"/{settings.STATIC_URL.strip('/')}/"
    linked = {
        link.removeprefix(folder)
        for page in pages.values()
        for link in page.xpath("//link/@href | //img/@src | //script/@src")
        if link.startswith(folder)
    }
    assert [link for link in linked if finders.find(link) is None] == []
    assert len(linked) > 3


def test_every_page_says_its_language(pages):
    assert {address: page.get("lang") for address, page in pages.items() if page.get("lang") != address[1:3]} == {}


def test_every_page_names_itself_in_every_language(pages):
    """In its head, in full, for search engines; and for readers, as links."""
    for address, page in pages.items():
        others = page.xpath("//head/link[@rel='alternate'][@hreflang]")
        named = [(link.get("hreflang"), link.get("href")) for link in others]
        assert named == [(code, f"{settings.SITE_URL}{_in_language(address, code)}") for code in LANGUAGES], address
        (switch,) = page.find_class("languages")
        shown = [
            (link.get("hreflang"), link.get("lang"), urljoin(address, link.get("href")), link.get("aria-current"))
            for link in switch.iter("a")
        ]
        assert shown == [
            (code, code, _in_language(address, code), "true" if code == address[1:3] else None) for code in LANGUAGES
        ], address


def test_every_page_has_one_heading_of_the_first_level_with_words_in_it(pages):
    headings = {address: [text(heading) for heading in page.iter("h1")] for address, page in pages.items()}
    assert {address: found for address, found in headings.items() if len(found) != 1 or not found[0]} == {}


def test_no_two_pages_have_one_title(pages):
    """A page that is narrowed by parameters is the same page."""
    titled = defaultdict(list)
    for address, page in pages.items():
        if "?" not in address:
            (title,) = page.xpath("//head/title")
            titled[address[1:3], text(title)].append(address)
    assert {title: found for title, found in titled.items() if len(found) > 1} == {}
    assert all(len(title.split(" · ")[0]) > 2 for _language, title in titled)


def test_no_link_is_without_words(pages):
    wordless = {
        (address, link.get("href") or link.get("{http://www.w3.org/1999/xlink}href"))
        for address, page in pages.items()
        for link in page.iter("a")
        if not _name(link)
    }
    assert wordless == set()


def _name(link):
    """What a screen reader says of a link: its label, or else its words and those of its pictures."""
    return " ".join([link.get("aria-label") or text(link), *link.xpath(".//@alt | .//*/@aria-label")]).strip()
