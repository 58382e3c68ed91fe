"""The page of the working group: what it is, its meetings, its newsletter."""

import datetime

import pytest

from document.dates import PartialDate
from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import make_event, make_initiative, make_period, make_theme, make_update
from tests.reading import text, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    return make_theme(
        key="working-group", title_fr="Groupe de travail", title_nl="Werkgroep", body_fr="Il réunit.", body_nl="Hij."
    )


def told(name, theme, *, state=ReviewState.PUBLISHED, **period):
    """A text of an initiative of the theme, under which events can stand."""
    initiative = make_initiative(key=name, theme=theme, title_fr=f"Titre {name}")
    return make_update(initiative=initiative, state=state, period=make_period(**period))


def event(update, title, date=None, **fields):
    return make_event(
        update=update, title_fr=title, title_nl=f"{title} (nl)", date=date and PartialDate.parse(date), **fields
    )


def page_of(client, language="fr"):
    response = client.get(f"/{language}/working-group/")
    assert response.status_code == 200
    return tree(response)


def said(element):
    return " ".join(" ".join(element.itertext()).split())


def spans(page, name):
    """(year or period, what happened then) of the meetings or of the newsletter."""
    section = page.get_element_by_id(name).getparent()
    return [
        (said(span.find("h3")), [said(entry) for entry in span.find("ul")])
        for span in section.xpath(".//ol[@class='timeline']/li")
    ]


def test_the_meetings_stand_by_year_and_the_newsletter_beside_them(client, theme):
    meetings = told("gt-cipol", theme, key="2023-2024")
    event(meetings, "Deuxième", "2024-11-21", place="Bruxelles", attendance=12)
    event(meetings, "Première", "2024-04-04")
    event(meetings, "Ancienne", "2023-12-21")
    newsletter = told(
        "newsletter-zoom",
        theme,
        key="2022-2023",
        starts_on=datetime.date(2022, 7, 1),
        ends_on=datetime.date(2023, 6, 30),
    )
    event(newsletter, "Édition 1", position=1)
    event(newsletter, "Édition 2", position=2)
    refresh_pending()
    page = page_of(client)
    assert spans(page, "meetings") == [
        ("2024", ["4 avril 2024 Première", "21 novembre 2024 Deuxième Bruxelles 12 participants"]),
        ("2023", ["21 décembre 2023 Ancienne"]),
    ]
    assert spans(page, "newsletter") == [("2022–2023 date inconnue", ["Édition 1", "Édition 2"])]
    assert text(next(page.iter("h1"))) == "Groupe de travail"
    assert text(page.find_class("introduction")[0]) == "Il réunit."
    assert [text(title) for title in page.xpath("//ul[@class='rows']/li/h3")] == [
        "Titre gt-cipol", "Titre newsletter-zoom",
    ]  # fmt: skip
    dutch = page_of(client, "nl")
    assert spans(dutch, "meetings")[1] == ("2023", ["21 december 2023 Ancienne (nl)"])
    assert text(dutch.find_class("introduction")[0]) == "Hij."


def test_what_is_not_published_or_of_another_theme_stays_away(client, theme):
    for state in ReviewState.values:
        event(told(f"gt-{state}", theme, state=state), f"Réunion {state}", "2024")
    event(told("elsewhere", make_theme(key="other")), "Réunion ailleurs", "2024")
    refresh_pending()
    page = page_of(client)
    assert spans(page, "meetings") == [("2024", ["2024 Réunion published"])]
    assert [text(title) for title in page.xpath("//ul[@class='rows']/li/h3")] == ["Titre gt-published"]


def test_what_has_not_come_out_yet_is_said(client, theme):
    told("gt-cipol", theme)
    refresh_pending()
    sections = page_of(client, "en").find_class("two")[0].iter("section")
    assert [text(section.find("p")) for section in sections] == [
        "No meeting has been published yet.",
        "No edition of the newsletter has been published yet.",
    ]


def test_without_the_theme_there_is_a_page_all_the_same(client):
    page = page_of(client, "en")
    assert text(next(page.iter("h1"))) == "The working group"
    assert text(page.find_class("empty")[0]) == "Nothing of the working group has been published yet."
