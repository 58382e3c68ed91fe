"""The whole site, walked through once: every link leads somewhere, nothing unpublished shows, and no page writes."""

import json
import re
from collections import defaultdict
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.public.addresses import without_example
from tests.public.walking import is_public
from tests.public.walks import OF_ONE_TEXT
from tests.public.whole_site import LANGUAGES, UNPUBLISHED, hidden_words
from tests.reading import text

# The database is made for tests that say that they use it.
pytestmark = pytest.mark.django_db

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


# --- Every page leads somewhere, to itself in the other languages too, and says what it is: once, and unlike any other


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


# --- Only what is published can be reached, by any address, filter, search, feed, file, call, count or sitemap -----


def test_every_address_that_takes_arguments_has_examples():
    assert without_example() == []


def test_what_is_published_is_read_in_every_way(walks):
    """What the walk sees, and would see of a hidden thing."""
    standing = {address for address, answer in walks.published.items() if "Negen tochten" in answer.said}
    assert standing >= {
        "/nl/initiatives/promenades/", "/nl/initiatives/", "/nl/initiatives/?year=2022", "/nl/feed.xml",
        "/data/updates.csv", "/data/updates.json", "/data/updates.xlsx", "/api/v1/updates/",
        "/api/v1/updates/promenades/2023-2024/",
    }  # fmt: skip
    assert {text for text in OF_ONE_TEXT if any(text in answer.said for answer in walks.published.values())} == set(
        OF_ONE_TEXT
    )
    assert "/nl/initiatives/promenades/" in walks.published["/nl/search/?q=tochten"].links
    assert any("after=" in address for address in walks.published)
    assert walks.published[f"/photos/{walks.site.picture.sha256}.jpg"].status == 200


def test_every_kind_of_hidden_thing_is_there(walks):
    kinds = {what.partition(":")[0] for what in walks.hidden.words.values()}
    assert kinds >= {"text written anew"} | {f"{state} text of a published initiative" for state in UNPUBLISHED}
    assert len(walks.hidden.photos) == 2 * len(UNPUBLISHED) + 5


def test_what_is_hidden_changes_no_answer(walks):
    """No page, no count, no choice, no address more or less: the site is that of a world without the hidden things."""
    before, after = walks.published, walks.beside_hidden
    assert after.keys() == before.keys()
    public = filter(is_public, before)
    assert [address for address in public if _shown(before[address]) != _shown(after[address])] == []


def _shown(answer):
    return answer.status, answer.media_type, answer.content, answer.location


def test_no_hidden_word_stands_anywhere(walks):
    leaks = {
        address: [walks.hidden.words[word] for word in words]
        for address, answer in walks.beside_hidden.items()
        if (words := hidden_words(answer.said))
    }
    assert leaks == {}


def test_no_e_mail_address_stands_anywhere_but_those_of_the_publisher(walks, contacts):
    found = {address for answer in walks.beside_hidden.values() for address in EMAIL.findall(answer.said)}
    assert found == contacts


def test_whoever_guesses_an_address_finds_nothing(walks):
    assert {page: answer.status for page, answer in walks.at_hidden.items() if answer.status != 404} == {}
    assert len(walks.at_hidden) > 50


def test_no_search_finds_a_hidden_word(walks):
    for address, answer in walks.searched.items():
        path, _, word = address.partition("?q=")
        if path.startswith("/api/"):
            assert (json.loads(answer.content)["count"], hidden_words(answer.said)) == (0, set()), address
        else:
            rows = [row.text_content() for rows in answer.page.find_class("rows") for row in rows]
            assert (rows, hidden_words(answer.said)) == ([], {word}), address


def test_what_is_made_ready_for_the_site_holds_no_hidden_word(walks):
    assert hidden_words(walks.made_ready) == set()
    assert "negen tochten" in walks.made_ready


@pytest.mark.parametrize("step", range(3), ids=["one text", "the last text", "an antenna's text"])
def test_what_is_withdrawn_is_gone_on_the_next_request(walks, step):
    """Also for a visitor whose browser kept the page, and before anything is made anew."""
    words, seen, at_once, afterwards = walks.withdrawn[step]
    assert len(seen) > 5
    for answers in (at_once, afterwards):
        assert {address: answer.status for address, answer in answers.items() if answer.status == 304} == {}
        standing = {
            address: word for address, answer in answers.items() for word in words
            if word in answer.said.replace(address, "") and answer.status == 200
        }  # fmt: skip
        assert standing == {}


@pytest.mark.parametrize(
    ("step", "rows"),
    [
        (
            0,
            [
                "updates/promenades/2023-2024",
                "figures/promenades/2023-2024/meetings-2023",
                "events/promenades/2023-2024/depart-2023",
            ],
        ),
        (1, ["initiatives/promenades", "updates/promenades/2022-2023"]),
    ],
    ids=["one text", "the last text"],
)
def test_the_pages_of_what_is_withdrawn_are_not_found(walks, step, rows):
    picture = f"/photos/{walks.site.picture.sha256}.jpg"
    pages = [[picture], [f"/{language}/initiatives/promenades/" for language in LANGUAGES]][step]
    _words, seen, at_once, afterwards = walks.withdrawn[step]
    for page in (*pages, *(f"/api/v1/{row}/" for row in rows)):
        assert [answers[page].status for answers in (seen, at_once, afterwards)] == [200, 404, 404], page


# --- No public page writes into the database, whoever reads it: each is asked for on a connection that only reads -


def test_no_page_writes_for_a_stranger(walks):
    assert walks.refused == []
    assert _failures(walks.published) == {}


def test_no_page_writes_for_who_has_signed_in(walks):
    assert walks.refused_signed_in == []
    assert _failures(walks.signed_in) == {}
    assert all(answer.page.find_class("work-bar") for answer in walks.signed_in.values() if answer.page is not None)


def test_every_address_was_asked_for(walks):
    assert walks.published.keys() >= walks.signed_in.keys()
    assert {"/fr/", "/nl/compare/", "/data/initiatives.csv", "/api/v1/", "/sitemap.xml"} <= walks.signed_in.keys()


def _failures(answers):
    return {address: answer.status for address, answer in answers.items() if answer.status not in (200, 301, 302)}
