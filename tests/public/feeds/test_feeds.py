"""What machines follow: the feed, the sitemap, robots.txt, security.txt."""

import pytest
import time_machine
from django.test import Client
from lxml import etree

from lisa.models import AntennaUpdate
from public.feeds import sitemap
from public.index.caching import clear_pages
from public.index.changes import refresh_pending
from tests.builders import (
    make_antenna,
    make_antenna_review,
    make_initiative,
    make_issue,
    make_issued_report,
    make_update,
    make_update_review,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "http://127.0.0.1:8000"


def xml(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return etree.fromstring(content)


def entries(client, language="fr"):
    return xml(client.get(f"/{language}/feed.xml")).findall(f"{ATOM}entry")


def identities(client, language="fr"):
    return [entry.findtext(f"{ATOM}id").removeprefix("tag:127.0.0.1,2026:") for entry in entries(client, language)]


# --- The feed -------------------------------------------------------------------------------------


def test_the_feed_says_what_it_is(client, world):
    response = client.get("/nl/feed.xml")
    feed = xml(response)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert (feed.findtext(f"{ATOM}id"), feed.findtext(f"{ATOM}title")) == (
        "tag:127.0.0.1,2026:nl/feed", "Burgers · Politie",
    )  # fmt: skip
    assert {(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")} == {
        ("self", f"{BASE}/nl/feed.xml"), ("alternate", f"{BASE}/nl/"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "title", "summary"),
    [("fr", "L’heure du café – 2023–2024", "Un café."), ("nl", "Het koffie-uur – 2023–2024", "Een koffie.")],
)
def test_an_entry_tells_what_was_published_in_the_language_of_the_feed(client, world, language, title, summary):
    (entry,) = [entry for entry in entries(client, language) if "update/" in entry.findtext(f"{ATOM}id")]
    assert [entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary", "updated")] == [
        f"tag:127.0.0.1,2026:{language}/update/{world.update.pk}", title, summary, "2026-03-01T12:00:00+01:00",
    ]  # fmt: skip
    assert entry.find(f"{ATOM}link").get("href") == f"{BASE}/{language}/initiatives/cafe/"


def test_texts_of_antennas_and_issued_reports_stand_there_too(client, world):
    assert sorted(identities(client)) == [
        f"fr/antenna/{AntennaUpdate.objects.get().pk}", f"fr/issue/{world.issue.pk}", f"fr/update/{world.update.pk}",
    ]  # fmt: skip


def test_that_there_was_nothing_new_at_an_antenna_is_no_news_and_no_row(client, world):
    text = AntennaUpdate.objects.get(review_state="published")
    silent = AntennaUpdate.objects.create(
        antenna=make_antenna(key="calme"), period=text.period, nothing_new=True, review_state="published"
    )
    make_antenna_review(subject=silent, from_state="validated", to_state="published")
    refresh_pending()

    told = client.get("/data/antenna_updates.csv")

    assert f"fr/antenna/{silent.pk}" not in identities(client)
    assert f"fr/antenna/{text.pk}" in identities(client)
    rows = b"".join(told.streaming_content if told.streaming else [told.content]).decode()
    assert ("calme" in rows, f"{text.antenna.key}" in rows) == (False, True)
    assert client.get("/fr/antennas/calme/").status_code == 200


def test_what_is_said_in_another_language_is_marked(client, world):
    (entry,) = [entry for entry in entries(client, "en") if "update/" in entry.findtext(f"{ATOM}id")]
    languages = [entry.find(f"{ATOM}{name}").get("{http://www.w3.org/XML/1998/namespace}lang")
                 for name in ("title", "summary")]  # fmt: skip
    assert languages == ["fr", "fr"]


def test_a_text_that_was_published_again_stands_once_with_its_latest_day(client, world):
    with time_machine.travel("2026-04-01T12:00:00+02:00", tick=False):
        make_update_review(subject=world.update, from_state="validated", to_state="published")
        refresh_pending()
    found = entries(client)
    assert len(found) == 3
    assert [found[0].findtext(f"{ATOM}{name}") for name in ("id", "updated")] == [
        f"tag:127.0.0.1,2026:fr/update/{world.update.pk}", "2026-04-01T12:00:00+02:00",
    ]  # fmt: skip


def test_a_correction_of_a_report_is_news_of_its_own(client, world):
    with time_machine.travel("2026-05-01T12:00:00+02:00"):
        make_issued_report(issue=make_issue(edition=world.edition, number=2, reason="Une erreur."))
        refresh_pending()
    assert identities(client)[0] == f"fr/issue/{world.edition.issues.get(number=2).pk}"


def test_an_entry_stays_the_same_where_a_key_is_changed(client, world):
    before = identities(client)
    for record in (world.initiative, world.period, world.edition):
        record.key = f"{record.key}-bis"
        record.save()
    refresh_pending()

    assert identities(client) == before


def test_the_feed_ends_after_fifty_entries_and_costs_the_same(client, world, django_assert_num_queries):
    used = []
    for number in (0, 48):
        for _ in range(number):
            initiative = make_initiative(lead=world.lead, volet=world.volet)
            update = make_update(initiative=initiative, period=world.period, state="published", body_fr="Texte.")
            make_update_review(subject=update, from_state="validated", to_state="published")
        refresh_pending()
        clear_pages()
        with django_assert_num_queries(5):
            used.append(len(entries(client)))
    assert used == [3, 50]


def test_control_characters_and_mark_up_do_not_break_it(client, world):
    world.initiative.title_fr = "<b>A & B\x0b\x1b</b> ]]>"
    world.initiative.save()
    refresh_pending()
    # Word writes a line end as a vertical tab: in a title, which is one line, it is a space.
    assert any("<b>A & B </b> ]]>" in entry.findtext(f"{ATOM}title") for entry in entries(client))


# --- The sitemap ----------------------------------------------------------------------------------


def locations(client, address):
    return [loc.text for loc in xml(client.get(address)).iter(f"{SITEMAP}loc")]


def test_every_address_of_the_sitemap_is_a_page(client, world):
    found = [page for part in locations(client, "/sitemap.xml") for page in locations(client, part.removeprefix(BASE))]
    assert f"{BASE}/nl/initiatives/cafe/" in found
    assert len(found) == len(set(found))
    answers = {address: client.get(address.removeprefix(BASE)).status_code for address in found}
    assert {address for address, status in answers.items() if status != 200} == set()


def test_each_address_stands_with_all_of_its_languages(client, world):
    pages = xml(client.get("/sitemaps/initiatives-1.xml")).findall(f"{SITEMAP}url")
    others = [("fr", f"{BASE}/fr/initiatives/cafe/"), ("nl", f"{BASE}/nl/initiatives/cafe/"),
              ("en", f"{BASE}/en/initiatives/cafe/")]  # fmt: skip
    assert [page.findtext(f"{SITEMAP}loc") for page in pages] == [address for _, address in others]
    for page in pages:
        assert [(link.get("hreflang"), link.get("href")) for link in page.findall(f"{XHTML}link")] == others


def test_a_long_list_is_split(client, world, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(sitemap, "MOST_PAGES", 2)
    for number in range(4):
        make_update(initiative=make_initiative(key=f"other-{number}"), state="published")
    refresh_pending()
    with django_assert_num_queries(2):
        parts = [part for part in locations(client, "/sitemap.xml") if "initiatives" in part]
    assert parts == [f"{BASE}/sitemaps/initiatives-{number}.xml" for number in (1, 2, 3)]
    with django_assert_num_queries(2):
        assert len(locations(client, "/sitemaps/initiatives-1.xml")) == 6
    assert len(locations(client, "/sitemaps/initiatives-3.xml")) == 3


@pytest.mark.parametrize("address", ["/sitemaps/users-1.xml", "/sitemaps/pages-2.xml", "/sitemaps/zones-0.xml"])
def test_there_is_no_other_part(client, world, address):
    assert client.get(address).status_code == 404


# --- The texts of every site ----------------------------------------------------------------------


def test_search_engines_stay_before_the_door(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    assert lines[-1] == f"Sitemap: {BASE}/sitemap.xml"
    for language in ("fr", "nl", "en"):
        assert {f"/{language}/{part}/" for part in ("admin", "account", "round", "reports")} <= set(closed)
    pages = [f"/{language}/{path}" for language in ("fr", "nl", "en") for path in sitemap.SINGLE]
    assert [page for page in pages if any(page.startswith(path) for path in closed)] == []


def test_whom_to_tell_of_a_hole_is_said_where_somebody_is_named(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = ["security@example.brussels", "https://example.brussels/hole"]
    settings.SECURITY_CONTACT_EXPIRES = "2027-06-30"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:security@example.brussels",
        "Contact: https://example.brussels/hole",
        "Expires: 2027-06-30T23:59:59Z",
        "Preferred-Languages: fr, nl, en",
        f"Canonical: {BASE}/.well-known/security.txt",
    ]


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/fr/feed.xml", "/.well-known/security.txt"])
def test_what_is_only_read_cannot_be_written(address):
    assert Client().post(address).status_code == 405
