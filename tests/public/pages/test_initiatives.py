"""The list of initiatives and the page of one: narrowed, sorted, paged, in both languages; only what is published."""

import datetime
from itertools import product

import pytest

from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from public.models import PendingRefresh
from public.pages.initiatives.filters import write_address
from tests.builders import (
    make_commune,
    make_event,
    make_figure,
    make_indicator,
    make_initiative,
    make_partner,
    make_period,
    make_photo,
    make_recommendation,
    make_update,
    make_update_review,
    make_volet,
)
from tests.reading import text, tree, under

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["fr", "nl"])


@pytest.fixture
def period():
    return make_period(key="2023-2024", starts_on=datetime.date(2023, 7, 1), ends_on=datetime.date(2024, 6, 30))


@pytest.fixture
def earlier():
    return make_period(key="2021-2022", starts_on=datetime.date(2021, 7, 1), ends_on=datetime.date(2022, 6, 30))


def published(period, *, initiative=None, **fields):
    """A published update of an initiative, which is returned; an initiative of its own unless one is given."""
    fields = {"status": "new", "state": ReviewState.PUBLISHED, "body_fr": "Texte.", "body_nl": "Tekst."} | fields
    return make_update(initiative=initiative or make_initiative(), period=period, **fields).initiative


def page(client, address):
    refresh_pending()
    response = client.get(address)
    assert response.status_code == 200
    return tree(response)


def titles(page):
    return [text(link) for link in page.xpath("//ul[@class='rows']/li/h2/a")]


def count(page):
    return text(page.get_element_by_id("found"))


# --- The list -------------------------------------------------------------------------------------


@LANGUAGES
def test_a_line_says_what_it_is_whose_and_where_it_stands(client, period, language):
    lead = make_partner(name_fr="Zone Nord", name_nl="Zone Noord", key="zp-5344")
    initiative = make_initiative(key="cafe", lead=lead, title_fr="L'heure du café", title_nl="Het koffie-uur")
    published(period, initiative=initiative, body_fr="Un *café*.", body_nl="Een *koffie*.")
    row = page(client, f"/{language}/initiatives/").find_class("rows")[0][0]
    assert (
        text(row)
        == {
            "fr": "L’heure du café nouvelle 2023–2024 · Zone Nord Un café.",
            "nl": "Het koffie-uur nieuw 2023–2024 · Zone Noord Een koffie.",
        }[language]
    )
    assert [link.get("href") for link in row.iter("a")] == [
        f"/{language}/initiatives/cafe/", f"/{language}/partners/zp-5344/",
    ]  # fmt: skip


def test_what_has_no_text_in_the_language_is_shown_in_another_and_marked(client, period):
    initiative = make_initiative(title_fr="Seulement en français", title_nl="")
    published(period, initiative=initiative, body_fr="Texte.", body_nl="")
    row = page(client, "/nl/initiatives/").find_class("rows")[0][0]
    assert (row.find("h2/a").get("lang"), row.findall("p")[-1].get("lang")) == ("fr", "fr")
    assert text(row).startswith("Seulement en français")


def test_each_choice_narrows_and_values_of_one_facet_widen(client, period, earlier):
    one, two = make_volet(number=1), make_volet(number=2)
    commune = make_commune(nis_code="21016")
    framework = one.framework.key
    two.framework = one.framework
    two.save()
    here = published(period, initiative=make_initiative(volet=one, communes=[commune], title_fr="Ici"))
    published(earlier, initiative=here)
    published(period, initiative=make_initiative(volet=two, title_fr="Là"))
    published(earlier, initiative=make_initiative(volet=make_volet(), title_fr="Ailleurs"))
    assert titles(page(client, f"/fr/initiatives/?volet={framework}/1")) == ["Ici"]
    assert set(titles(page(client, f"/fr/initiatives/?volet={framework}/1&volet={framework}/2"))) == {"Ici", "Là"}
    assert titles(page(client, "/fr/initiatives/?commune=21016&period=2021-2022")) == ["Ici"]
    assert titles(page(client, f"/fr/initiatives/?commune=21016&volet={framework}/2")) == []
    assert set(titles(page(client, "/fr/initiatives/?year=2021"))) == {"Ici", "Ailleurs"}


def test_the_counts_stand_beside_the_choices_and_the_choices_made_can_be_taken_away(client, period):
    volet = make_volet(number=4, title_fr="Quartier", title_nl="Wijk")
    published(period, initiative=make_initiative(volet=volet))
    published(period, initiative=make_initiative(volet=volet))
    value = f"{volet.framework.key}/4"
    read = page(client, f"/fr/initiatives/?volet={value}")
    (label,) = [label for label in under(read, "narrow", "label") if label.find("input") is not None
                and label.find("input").get("name") == "volet"]  # fmt: skip
    assert (text(label), label.find("input").get("checked")) == ("4. Quartier 2", "checked")
    assert [(text(tag), tag.get("href")) for tag in under(read, "chosen", "a")] == [
        ("Retirer : 4. Quartier ×", "?"), ("Tout retirer", "/fr/initiatives/"),
    ]  # fmt: skip
    assert count(read) == "2 initiatives"


def test_one_list_has_one_address():
    asked = {"sort": "title", "year": ["2021"], "volet": ["a/2", "a/1"], "q": "café", "after": ""}

    assert write_address(asked) == "?volet=a/2&volet=a/1&year=2021&q=caf%C3%A9&sort=title"


def test_the_list_is_sorted_as_asked(client, period, earlier):
    for title, last, started in (("Café", period, 2020), ("Beta", earlier, 2024), ("Alpha", period, 2023)):
        initiative = make_initiative(
            title_fr=title, started_earliest=datetime.date(started, 1, 1), started_latest=datetime.date(started, 12, 31)
        )
        published(last, initiative=initiative)
    assert titles(page(client, "/fr/initiatives/?sort=latest")) == ["Alpha", "Café", "Beta"]
    assert titles(page(client, "/fr/initiatives/?sort=title")) == ["Alpha", "Beta", "Café"]
    assert titles(page(client, "/fr/initiatives/?sort=started")) == ["Beta", "Alpha", "Café"]


def test_every_initiative_stands_on_one_page_of_the_list_however_it_is_sorted(client, period):
    expected, lead, volet = {f"Titre {number:02}" for number in range(60)}, make_partner(), make_volet()
    for title in expected:
        published(period, initiative=make_initiative(title_fr=title, kind="specific", lead=lead, volet=volet))
    refresh_pending()
    for sort, chosen in product(("latest", "title", "started"), ("", "&kind=specific")):
        address, seen = f"?sort={sort}{chosen}", []
        while address:
            read = tree(client.get(f"/fr/initiatives/{address}"))
            seen.append(titles(read))
            address = next((link.get("href") for link in under(read, "pager", "a") if link.get("rel") == "next"), None)
        assert [len(found) for found in seen] == [20, 20, 20]
        assert sorted(title for found in seen for title in found) == sorted(expected)


def test_an_odd_address_gives_a_list(client, period):
    published(period, initiative=make_initiative(title_fr="Ici"))
    after = ("after=nonsense", "after=-1", f"after={'9' * 40}", "after=%00")
    for asked in (*after, "sort=spam", "volet=%00", "q=%00", "year=²"):
        assert page(client, f"/fr/initiatives/?{asked}").find(".//h1").text.strip() == "Initiatives"


def test_what_waits_to_be_settled_is_in_no_list(client, period):
    initiative = published(period, initiative=make_initiative(title_fr="Ici"))
    assert titles(page(client, "/fr/initiatives/")) == ["Ici"]
    initiative.save()
    assert PendingRefresh.objects.exists()
    assert titles(tree(client.get("/fr/initiatives/"))) == []


# --- One initiative -------------------------------------------------------------------------------


@LANGUAGES
def test_the_page_tells_the_periods_the_latest_first(client, period, earlier, language):
    initiative = make_initiative(key="cafe")
    published(earlier, initiative=initiative, body_fr="Le **début**.", body_nl="Het **begin**.")
    published(period, initiative=initiative, status="continued", body_fr="La suite.", body_nl="Het vervolg.")
    chapters = page(client, f"/{language}/initiatives/cafe/").find_class("timeline")[0]
    assert [(text(chapter.find("h2")), text(chapter.find("div"))) for chapter in chapters] == {
        "fr": [("2023–2024 poursuivie", "La suite."), ("2021–2022 nouvelle", "Le début.")],
        "nl": [("2023–2024 voortgezet", "Het vervolg."), ("2021–2022 nieuw", "Het begin.")],
    }[language]


def test_the_page_says_who_where_and_why(client, period):
    recommendation = make_recommendation(code="R16", text_fr="Dialoguer", text_nl="Praten")
    initiative = make_initiative(
        key="cafe", lead=make_partner(name_fr="Zone Nord"), co_partners=[make_partner(name_fr="Bravvo")],
        communes=[make_commune(name_fr="Evere")], recommendations=[recommendation], volet=recommendation.volet,
    )  # fmt: skip
    published(period, initiative=initiative)
    known = text(page(client, "/fr/initiatives/cafe/").find_class("known")[0])
    for said in ("Zone Nord Bravvo", "Evere", "R16 Dialoguer (formulation non officielle)"):
        assert said in known


def test_figures_and_events_stand_under_their_period_and_a_yearly_figure_has_a_chart(client, period, earlier):
    initiative, indicator = make_initiative(key="cafe"), make_indicator(name_fr="Rencontres")
    published(earlier, initiative=initiative)
    published(period, initiative=initiative)
    first, second = initiative.updates.order_by("period__starts_on")
    make_figure(update=first, indicator=indicator, year=2021, value=4)
    make_figure(update=second, indicator=indicator, year=2023, value=9)
    make_event(update=second, title_fr="Inauguration", title_nl="Opening")
    read = page(client, "/fr/initiatives/cafe/")
    chapters = read.find_class("timeline")[0]
    assert "Inauguration" in text(chapters[0])
    assert "Rencontres : 4 (2021)" in text(chapters[1])
    (chart,) = read.find_class("chart")
    assert text(chart.find("{*}title")) == "Rencontres"


def test_what_changed_since_the_period_before_is_shown_word_by_word(client, period, earlier):
    initiative = make_initiative(key="cafe")
    published(earlier, initiative=initiative, body_fr="Cinq rencontres par an.", body_nl="")
    published(period, initiative=initiative, body_fr="Neuf rencontres par an.", body_nl="")
    changes = page(client, "/fr/initiatives/cafe/").find_class("changes")[0]
    assert [text(word) for word in (*changes.iter("del"), *changes.iter("ins"))] == ["Cinq", "Neuf"]
    assert not page(client, "/nl/initiatives/cafe/").find_class("changes")


def test_a_text_in_the_other_language_is_marked_and_announced(client, period):
    initiative = published(period, initiative=make_initiative(key="cafe"), body_fr="Bonjour.", body_nl="")
    prose = page(client, f"/nl/initiatives/{initiative.key}/").find_class("prose")[0]
    assert [(text(paragraph), paragraph.get("lang")) for paragraph in prose] == [
        ("Deze tekst bestaat alleen in het Frans.", None), ("Bonjour.", "fr"),
    ]  # fmt: skip


def test_what_is_not_published_is_nowhere(client, period, earlier):
    shown = published(earlier, initiative=make_initiative(key="shown"))
    make_update_review(subject=shown.updates.get(), remark="Remarque secrète")
    hidden = []
    for state in (state for state in ReviewState if state != ReviewState.PUBLISHED):
        own = published(period, initiative=make_initiative(title_fr="Secret"), state=state)
        beside = make_update(
            initiative=shown, period=make_period(), state=state, body_fr="Brouillon secret", title_fr="Secret"
        )
        make_figure(update=beside, note_fr="Chiffre secret", note_nl="")
        make_event(update=beside, title_fr="Date secrète", title_nl="")
        hidden += [f"/fr/initiatives/{own.key}/", f"/photos/{make_photo(update=beside).sha256}.jpg"]
    refresh_pending()
    assert {address: client.get(address).status_code for address in hidden} == dict.fromkeys(hidden, 404)
    for address in ("/fr/initiatives/", "/fr/initiatives/shown/", "/fr/"):
        assert "ecr" not in client.get(address).content.decode()


def test_the_address_of_a_duplicate_leads_to_the_original(client, period):
    original = published(period, initiative=make_initiative(key="original"))
    duplicate = published(period, initiative=make_initiative(key="duplicate"))
    duplicate.merged_into = original
    duplicate.save()
    refresh_pending()
    response = client.get("/nl/initiatives/duplicate/")
    assert (response.status_code, response["Location"]) == (301, "/nl/initiatives/original/")


def test_near_to_it_stand_others_of_the_same_idea_and_not_itself(client, period):
    recommendation = make_recommendation()
    for key in ("one", "two"):
        initiative = make_initiative(
            key=key, title_fr=key, recommendations=[recommendation], volet=recommendation.volet
        )
        published(period, initiative=initiative)
    published(period, initiative=make_initiative(title_fr="far"))
    read = page(client, "/fr/initiatives/one/")
    assert [text(link) for link in read.xpath("//ul[@class='rows']/li/h3/a")] == ["two"]


@pytest.mark.parametrize("key", ["nowhere", "%00", "x" * 500])
def test_an_unknown_initiative_is_not_found(client, key):
    refresh_pending()
    assert client.get(f"/fr/initiatives/{key}/").status_code == 404
