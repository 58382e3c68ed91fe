"""Only what is published can be reached, by any address, filter, search, feed, file, call, count or sitemap."""

import json
import re

import pytest

from tests.public.addresses import without_example
from tests.public.walking import is_public
from tests.public.walks import OF_ONE_TEXT
from tests.public.whole_site import LANGUAGES, UNPUBLISHED, hidden_words

# The database is made for tests that say that they use it.
pytestmark = pytest.mark.django_db

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


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
