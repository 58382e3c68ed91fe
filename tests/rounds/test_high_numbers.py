"""After years of use the numbers of rows have five digits: no anchor, label or hidden field groups them."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from public.index.changes import refresh_pending
from tests import builders
from tests.lasting import lasting
from tests.public.addresses import EXAMPLES
from tests.reading import tree
from tests.rounds.test_page_queries import WHO, GrowingRound
from tests.rounds.together import browser

pytestmark = pytest.mark.django_db

START = 12_017
GROUPED = re.compile(r"\d[\s.,']\d{3}(?!\d)")
SPOKEN = ("alt", "content", "placeholder", "title", "aria-label", "viewbox", "d", "points", "datetime")
"""Attributes that are read out or drawn, in which a number is written as in a text, or beside another one."""

PUBLIC = ("public:volet", "public:recommendation", "public:initiative", "public:partner", "public:edition")
ADMIN = ("initiatives.initiative", "initiatives.update", "lisa.antenna", "reporting.editiontext")


def start_high():
    """From here on every new row has a number of five digits."""
    numbered = [model for model in apps.get_models() if model._meta.pk.get_internal_type().endswith("AutoField")]
    with connection.cursor() as cursor:
        for model in numbered:
            table, column = model._meta.db_table, model._meta.pk.column
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, START])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, START])


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Who asks → address → the page, of those that open."""
    with lasting(django_db_blocker):
        start_high()
        world = GrowingRound()
        volet = builders.make_volet(framework=world.edition.framework, number=START)
        builders.make_recommendation(volet=volet)
        told = builders.make_initiative(volet=volet)
        builders.make_update(initiative=told, period=world.before, state="published", body_fr="Texte", body_nl="Tekst")
        issued = builders.make_edition(framework=volet.framework)
        for number in (START, START + 1):
            builders.make_issued_report(issue=builders.make_issue(edition=issued, number=number, reason="Encore"))
        refresh_pending()
        opened = {who: _opened(browser(getattr(world, who)), world.places()) for who in WHO}
        opened["coordinator"] |= _opened(browser(world.coordinator), _of_the_admin())
        opened["everybody"] = _opened(browser(world.person), _of_the_site())
        yield opened


def _opened(client, places):
    answers = {place: client.get(place, follow=True) for place in places}
    return {
        place: tree(answer)
        for place, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def _of_the_site():
    return [reverse(name, kwargs=arguments) for name in PUBLIC for arguments in EXAMPLES[name]()]


def _of_the_admin():
    for label in ADMIN:
        model = apps.get_model(label)
        yield reverse(f"admin:{label.replace('.', '_')}_change", args=[model.objects.order_by("-pk").first().pk])


@pytest.mark.parametrize("who", [*WHO, "everybody"])
def test_no_attribute_holds_a_number_as_a_text_writes_it(pages, who):
    found = {
        (place, name, value)
        for place, page in pages[who].items()
        for element in page.iter()
        for name, value in element.attrib.items()
        if name not in SPOKEN and GROUPED.search(value)
    }

    assert len(pages[who]) > 5
    assert found == set()


@pytest.mark.parametrize("who", [*WHO, "everybody"])
def test_every_anchor_and_label_leads_to_something(pages, who):
    """The two ends are written in two places: both write the number in the same way."""
    lost = {
        (place, name, target)
        for place, page in pages[who].items()
        for name, target in _targets(page)
        if not page.xpath("//*[@id=$target]", target=target)
    }

    assert lost == set()


def _targets(page):
    for element in page.iter("a", "label", "section", "table", "button", "input", "textarea", "fieldset", "article"):
        if (href := element.get("href", "")).startswith("#") and len(href) > 1:
            yield "href", href[1:]
        for name in ("for", "aria-labelledby", "aria-describedby"):
            for target in element.get(name, "").split():
                yield name, target


def test_the_pages_hold_numbers_of_five_digits(pages):
    elements = [element for page in pages["person"].values() for element in page.iter()]
    written = [value for element in elements for value in element.attrib.values()]

    assert any(str(START + 1) in value for value in written)
