"""Who hands in, reads or publishes a text of which one language was changed and the other was not is told so."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from initiatives.models import Update
from initiatives.recording import is_on_the_site
from initiatives.services import advance_update
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_update,
    make_initiative,
    make_period,
    make_update,
    make_user,
)
from tests.reading import tree
from tests.rounds.rounds import TODAY, OpenRound

pytestmark = pytest.mark.django_db

SENTENCE = "Texte : le français a été modifié, le néerlandais ne l’a pas été."
FIVE = {"body_fr": "Cinq médiateurs.", "body_nl": "Vijf bemiddelaars."}
SIX = {"body_fr": "Six médiateurs.", "body_nl": "Vijf bemiddelaars."}


def squeezed(text):
    return " ".join(text.split())


@pytest.fixture(autouse=True)
def _french():
    """The addresses in French, whatever language the test before has left."""
    with translation.override("fr"):
        yield


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION, language="fr")
    client.force_login(user)
    return user


@pytest.fixture
def left():
    """A validated text of which the French says six and the Dutch says five."""
    initiative = make_initiative(title_fr="Médiation", title_nl="Bemiddeling")
    earlier = make_period(starts_on=datetime.date(2022, 1, 1), ends_on=datetime.date(2022, 12, 31))
    make_update(initiative=initiative, period=earlier, state="published", **FIVE)
    return make_update(initiative=initiative, state="validated", **SIX)


def page_of(text, kind="initiative"):
    return reverse("rounds:review", args=[kind, text.pk])


def test_the_page_of_the_review_says_so_and_publishes_when_it_is_confirmed(client, coordinator, left):
    page = tree(client.get(page_of(left)))
    assert SENTENCE in squeezed(page.get_element_by_id("left-behind").getparent().text_content())
    decision = {"verb": "publish", "seen_version": left.version}

    refused = client.post(page_of(left), decision)
    left.refresh_from_db()
    assert (refused.status_code, left.review_state) == (200, "validated")
    assert SENTENCE in squeezed(tree(refused).text_content())

    client.post(page_of(left), decision | {"languages_confirmed": "on"})
    left.refresh_from_db()
    assert left.review_state == "published"
    log = squeezed(tree(client.get(page_of(left))).text_content())
    assert "Il a été confirmé que le français et le néerlandais disent la même chose." in log


def test_where_both_languages_were_changed_nothing_is_asked(client, coordinator, left):
    left.body_nl = "Zes bemiddelaars."
    left.save()
    page = tree(client.get(page_of(left)))
    assert not page.xpath("//*[@id='left-behind'] | //input[@name='languages_confirmed']")
    client.post(page_of(left), {"verb": "publish", "seen_version": left.version})
    left.refresh_from_db()
    assert left.review_state == "published"


def test_with_several_texts_the_list_names_those_that_wait_for_it(client, coordinator, left):
    whole = make_update(state="validated", **FIVE)
    queue = reverse("rounds:review-queue") + "?state=validated"
    page = tree(client.get(queue))
    told = page.xpath("//fieldset//dl")[0]
    assert [link.text_content() for link in told.iter("a")] == ["Médiation"]
    chosen = {"verb": "publish", "text": [f"initiative-{text.pk}-{text.version}" for text in (left, whole)]}

    client.post(queue, chosen)
    assert set(Update.objects.filter(pk__in=[left.pk, whole.pk], review_state="published")) == {whole}

    client.post(queue, chosen | {"languages_confirmed": "on"})
    left.refresh_from_db()
    assert left.review_state == "published"


def test_an_antenna_s_text_is_told_of_in_the_same_way(client, coordinator):
    antenna = make_antenna()
    earlier = make_period(starts_on=datetime.date(2022, 1, 1), ends_on=datetime.date(2022, 12, 31))
    make_antenna_update(antenna=antenna, period=earlier, state="published", **FIVE)
    text = make_antenna_update(antenna=antenna, state="validated", **SIX)
    page = tree(client.get(page_of(text, "antenna")))
    assert SENTENCE in squeezed(page.get_element_by_id("left-behind").getparent().text_content())
    assert page.xpath("//input[@name='languages_confirmed']")


def test_a_text_that_is_written_anew_can_be_withdrawn_from_its_page(client, coordinator):
    text = make_update(state="validated", **FIVE)
    for verb in ("publish", "reopen"):
        advance_update(text, verb, by=coordinator, remark="Six.")
    page = tree(client.get(page_of(text)))
    assert "withdraw" in page.xpath("//button[@name='verb']/@value")

    client.post(page_of(text), {"verb": "withdraw", "seen_version": text.version, "remark": "Une erreur."})

    text.refresh_from_db()
    assert (text.review_state, is_on_the_site(text)) == ("returned", False)
    assert "withdraw" not in tree(client.get(page_of(text))).xpath("//button[@name='verb']/@value")


# --- Before the partner hands in ------------------------------------------------------------------


@pytest.fixture
def world(client):
    """A partner whose returned text says six in French and five in Dutch."""
    with time_machine.travel(datetime.datetime.combine(TODAY, datetime.time(9), datetime.UTC)):
        world = OpenRound(deadline=None)
        world.person.language = "fr"
        world.person.save()
        before = Update.objects.get(period=world.before)
        before.body_fr, before.body_nl = FIVE["body_fr"], FIVE["body_nl"]
        before.save()
        world.text = make_update(initiative=world.initiative, period=world.period, state="returned", **SIX)
        world.pages = [
            reverse("rounds:submit", args=[world.partner.key, world.period.key]),
            reverse("rounds:hand-in", args=[world.text.pk]),
        ]
        client.force_login(world.person)
        yield world


def block(response):
    """What stands under the title of the languages left behind; "" where there is no such part."""
    parts = tree(response).xpath("//section[@aria-labelledby='one-language']")
    return squeezed(parts[0].text_content()) if parts else ""


def test_the_pages_of_handing_in_say_which_language_was_left_behind_and_hand_in_all_the_same(client, world):
    told = [block(client.get(page)) for page in world.pages]

    client.post(world.pages[1], {"seen_version": world.text.version})

    assert [SENTENCE in one for one in told] == [True, True]
    assert Update.objects.get(pk=world.text.pk).review_state == "submitted"


def test_they_say_nothing_where_both_languages_were_changed(client, world):
    world.text.body_nl = "Zes bemiddelaars."
    world.text.save()

    assert [block(client.get(page)) for page in world.pages] == ["", ""]
