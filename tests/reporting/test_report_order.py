"""The page on which the Coordination arranges an edition: it shows the order of the report, and changes it."""

import pytest

from initiatives.models import Initiative, Update
from reporting.reports import annual
from tests import builders
from tests.reading import text, tree, under
from tests.reporting.ordered_edition import ArrangedEdition, in_annex, in_parts, move, seen, sentences, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return ArrangedEdition()


@pytest.fixture
def desk(client):
    client.force_login(builders.make_user(role=builders.COORDINATION))
    return client


def numbers():
    return list(Initiative.objects.order_by("pk").values_list("key", "position", "version"))


# --- The order of the page is that of the report --------------------------------------------------


def test_an_edition_is_shown_as_it_will_be_printed(desk, world):
    theme = builders.make_theme(key="cafe")
    world.add("a").add("b", theme=theme).add("c").add("d", theme=theme)
    world.add("e", lead=builders.make_partner(group="safe_brussels"))
    response = desk.get(world.address())
    assert in_parts(response) == [
        "initiative-a", "theme-cafe", "initiative-b", "initiative-d", "initiative-c", "initiative-e",
    ]  # fmt: skip
    assert in_parts(response) == world.report()


def test_a_series_of_moves_keeps_what_was_not_moved_in_its_order(desk, world):
    world.add(*"abcdefgh").add("p", "q", volet=builders.make_volet(framework=world.volet.framework, number=2))
    for key, side, other in [("h", "before", "a"), ("d", "before", "c"), ("a", "after", "g"), ("b", "before", "h")]:
        move(desk, world, key, side, other)
    assert [anchor[-1] for anchor in in_parts(desk.get(world.address()))] == list("bhdcefga")
    assert [anchor[-1] for anchor in world.report()] == list("bhdcefga")
    assert [stored(key).history.count() for key in "efgpq"] == [1, 1, 1, 1, 1]


def test_the_part_on_the_antennas_stands_in_its_volet_and_is_arranged_there(desk, world):
    """Its initiatives may be of other volets."""
    lisa = builders.make_theme(key="lisa")
    other = builders.make_volet(framework=world.volet.framework, number=2)
    world.add("a", theme=lisa).add("b", theme=lisa, volet=other).add("c", theme=lisa).add("d")
    response = move(desk, world, "c", "before", "b")
    assert in_parts(response) == ["initiative-d", "initiative-a", "initiative-c", "initiative-b"] == world.report()
    assert in_parts(desk.get(world.address(volet=2))) == []


def test_what_is_not_highlighted_follows_by_partner_and_kind_as_in_the_annex(desk, world):
    world.add("line", highlight=False).add("daily", highlight=False, kind="daily").add("own")
    zone = builders.make_partner(zone=builders.make_zone(number="5399", name_nl="Noord"))
    world.add("first", "second", highlight=False, lead=zone)
    response = desk.get(world.address())
    assert in_parts(response) == ["initiative-own"]
    assert in_annex(response) == [
        ("PZ 5399 Noord – Specifieke initiatieven 2", ["initiative-first", "initiative-second"]),
        ("Zone – Dagelijkse werking 1", ["initiative-daily"]),
        ("Zone – Specifieke initiatieven 1", ["initiative-line"]),
    ]


def test_the_lines_of_the_annex_change_places_too(desk, world):
    world.add("first", "second", highlight=False)
    response = move(desk, world, "second", "before", "first")
    assert in_annex(response)[0][1] == ["initiative-second", "initiative-first"]
    updates = annual.gather_material(world.edition).updates_by_partner[world.partner][world.late.pk]
    assert [update.initiative.key for update in updates] == ["second", "first"]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_the_report_does_not_take_is_not_arranged(desk, world, state):
    world.add("known").add("secret", state=state)
    response = desk.get(world.address())
    assert in_parts(response) == ["initiative-known"]
    assert "secret" not in response.content.decode()


def test_a_theme_that_only_shows_its_introduction_is_named_where_it_stands(desk, world):
    world.add("a").add("b", highlight=False, theme=builders.make_theme(title_nl="Koffie"))
    (shelf, _annex) = tree(desk.get(world.address())).find_class("shelf")
    assert "“Koffie”" in text(shelf)


def test_without_a_number_the_first_volet_is_shown_and_an_unknown_one_is_not_found(desk, world):
    world.add("a")
    assert in_parts(desk.get("/nl/reports/update-2024/order/")) == ["initiative-a"]
    assert desk.get(world.address(volet=2)).status_code == 404
    assert desk.get("/nl/reports/unknown/order/").status_code == 404


def test_an_edition_of_a_framework_without_volets_says_so(desk):
    builders.make_edition(key="empty")
    assert "Deze editie is nog leeg." in text(tree(desk.get("/nl/reports/empty/order/")))


# --- What is said afterwards ----------------------------------------------------------------------


def test_it_says_where_it_stands_now_and_comes_back_to_it(desk, world):
    world.add(*"abc")
    sent = {"moved": seen("c"), "to": f"before-{seen('a')}"}
    response = desk.post(world.address("arrange-move", language="en"), sent)
    assert response["Location"] == "/en/reports/update-2024/order/1/?at=initiative-c#initiative-c"
    page = desk.get(response["Location"])
    where = "A. Initiatives of the members of the working group"
    assert sentences(page) == [("success", f"“Le c” now stands at place 1 of 3: {where}.")]
    assert [item.get("id") for item in tree(page).iter("li") if item.get("data-moved") is not None] == ["initiative-c"]


def test_it_says_where_in_its_theme_and_where_the_theme_stands(desk, world):
    theme = builders.make_theme(title_fr="Café", title_nl="Koffie")
    world.add("a").add("b", "c", theme=theme)
    assert sentences(move(desk, world, "c", "before", "b"))[0][1] == "“Le c” now stands at place 1 of 2: theme “Café”."
    told = sentences(move(desk, world, "c", "before", "a"))[0][1]
    assert told == "“Café” now stands at place 1 of 2: A. Initiatives of the members of the working group."


@pytest.mark.parametrize("key", ["a", "b"])
def test_who_saw_another_order_is_told_and_nothing_is_done(desk, world, key):
    world.add(*"ab")
    sent = {"moved": seen("b"), "to": f"before-{seen('a')}"}
    stored(key).save()
    before = numbers()
    response = desk.post(world.address("arrange-move", language="en"), sent, follow=True)
    assert sentences(response) == [
        (
            "error",
            "“Le b”, or its place, was changed while you were looking; nothing was done. This is how it stands.",
        )
    ]
    assert numbers() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"moved": ""},
        {"moved": "x-1"},
        {"moved": "999999-1"},
        {"moved": "1" * 30},
        {"to": ""},
        {"to": "beside-1-1"},
        {"to": "after-999999-1"},
    ],
)
def test_what_cannot_be_understood_moves_nothing_and_is_said(desk, world, changed):
    world.add(*"ab")
    before = numbers()
    response = move(desk, world, "a", "after", "b", **changed)
    assert sentences(response) == [("error", "It was not clear what to move where; nothing was moved.")]
    assert numbers() == before


def test_nothing_is_moved_into_another_list(desk, world):
    world.add("a").add("b", lead=builders.make_partner(group="campus"))
    assert sentences(move(desk, world, "a", "after", "b"))[0][0] == "error"


# --- Themes and highlights ------------------------------------------------------------------------


def set_theme(desk, world, key, theme):
    sent = {"moved": seen(key), "theme": theme and theme.pk}
    return desk.post(world.address("arrange-theme", language="en"), sent, follow=True)


def test_what_joins_a_theme_stands_last_in_it_and_the_theme_stays_where_it_is(desk, world):
    theme = builders.make_theme(key="cafe")
    world.add("a", "b").add("c", theme=theme).add("d")
    response = set_theme(desk, world, "a", theme)
    assert in_parts(response) == ["initiative-b", "theme-cafe", "initiative-c", "initiative-a", "initiative-d"]
    assert in_parts(response) == world.report()
    assert stored("a").history.latest().theme_id == theme.pk


def test_what_leaves_its_theme_stands_by_itself(desk, world):
    world.add("a", "b", theme=builders.make_theme(key="cafe")).add("c")
    response = set_theme(desk, world, "b", "")
    assert in_parts(response) == ["theme-cafe", "initiative-a", "initiative-b", "initiative-c"] == world.report()


def test_an_unknown_theme_is_refused(desk, world):
    world.add("a")
    sent = {"moved": seen("a"), "theme": "999999"}
    response = desk.post(world.address("arrange-theme", language="en"), sent, follow=True)
    assert sentences(response) == [("error", "It was not clear which theme is meant; nothing was changed.")]


def set_highlight(desk, world, key, wanted, *, period=None):
    update = Update.objects.get(initiative__key=key, period=period or world.late)
    sent = {"moved": seen(key), "update": f"{update.pk}-{update.version}", "highlight": wanted}
    return desk.post(world.address("arrange-highlight", language="en"), sent, follow=True)


def test_an_initiative_gets_its_own_heading_and_loses_it(desk, world):
    world.add("a").add("b", highlight=False)
    response = set_highlight(desk, world, "b", "yes")
    assert in_parts(response) == ["initiative-a", "initiative-b"] == world.report()
    response = set_highlight(desk, world, "b", "no")
    assert in_parts(response) == ["initiative-a"] == world.report()
    told = "“Le b” now stands at place 1 of 1: annex, Zone – Specific initiatives."
    assert sentences(response) == [("success", told)]
    assert [past.highlight for past in Update.objects.get(initiative__key="b").history.order_by("history_id")] == [
        False, True, False,
    ]  # fmt: skip


def test_each_text_of_the_edition_is_highlighted_by_itself(desk, world):
    world.add("a")
    builders.make_update(initiative=stored("a"), period=world.early, state="published", body_fr="Un.", body_nl="Een.")
    set_highlight(desk, world, "a", "yes", period=world.early)
    set_highlight(desk, world, "a", "no")
    assert list(stored("a").updates.order_by("period__starts_on").values_list("highlight", flat=True)) == [True, False]
    assert world.report()[0] == "initiative-a"


def test_a_text_that_cannot_stand_in_both_languages_is_not_highlighted(desk, world):
    world.add("a", highlight=False)
    Update.objects.update(body_fr="", body_nl="")
    response = set_highlight(desk, world, "a", "yes")
    assert sentences(response) == [("error", "Le a: A highlighted update needs a text in French and in Dutch.")]


def test_the_text_of_another_initiative_is_not_highlighted(desk, world):
    world.add("a", "b", highlight=False)
    update = Update.objects.get(initiative__key="b")
    sent = {"moved": seen("a"), "update": f"{update.pk}-{update.version}", "highlight": "yes"}
    desk.post(world.address("arrange-highlight"), sent)
    assert not Update.objects.filter(highlight=True).exists()


def test_the_choices_of_one_line_stand_where_they_were_asked_for(desk, world):
    world.add(*"abcd", theme=builders.make_theme(title_fr="Café"))
    page = tree(desk.get(f"{world.address(language='en')}?set=initiative-b"))
    (row,) = [item for item in page.iter("li") if item.get("data-set") is not None]
    place, themes = row.iter("select")
    assert [text(option) for option in place] == ["first", "after “Le c”", "last"]
    assert [text(option) for option in themes if option.get("selected") is not None] == ["Café"]
    assert len(page.xpath("//select")) == 2


# --- The way there ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["arrange-move", "arrange-theme", "arrange-highlight"])
def test_nothing_is_changed_by_following_a_link(desk, world, name):
    world.add("a")
    assert desk.get(world.address(name)).status_code == 405


def test_one_comes_from_the_editions_and_from_the_review(desk, world):
    builders.make_edition(key="older", covers_to=world.edition.covers_from)
    pages = {page: tree(desk.get(page)) for page in ("/nl/reports/", "/nl/round/review/")}
    links = {page: [link for link in links_of(tree_) if "/order/" in link] for page, tree_ in pages.items()}
    assert links == {
        "/nl/reports/": ["/nl/reports/update-2024/order/", "/nl/reports/older/order/"],
        "/nl/round/review/": ["/nl/reports/order/"],
    }
    assert desk.get("/nl/reports/order/").url == "/nl/reports/update-2024/order/"


def links_of(page):
    return [link.get("href") for link in page.iter("a") if link.get("href")]


def test_the_number_of_queries_does_not_grow_with_the_initiatives(desk, world, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(45) as captured:
            assert desk.get(f"{world.address()}?set=initiative-one").status_code == 200
        return len(captured)

    world.add("one").add("line", highlight=False)
    desk.get(world.address())
    few = queries()
    theme = builders.make_theme()
    for number in range(11):
        world.add(f"more-{number}", lead=builders.make_partner(), theme=theme if number % 2 else None)
        world.add(f"line-{number}", lead=builders.make_partner(), highlight=False)
    assert len(under(tree(desk.get(world.address())), "shelf", "li")) == 25
    assert queries() == few
