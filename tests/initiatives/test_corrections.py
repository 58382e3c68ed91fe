"""What is on the site and is corrected in one language only waits until somebody confirms that both say the same."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_count,
    make_antenna_figure,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_edition,
    make_edition_text,
    make_event,
    make_figure,
    make_indicator,
    make_initiative,
    make_partner,
    make_period,
    make_recommendation,
    make_theme,
    make_update,
    make_user,
    make_volet,
    make_zone,
)
from tests.reading import tree
from tests.records.pages import form_of, page_of

pytestmark = pytest.mark.django_db

FIVE = {"body_fr": "Cinq médiateurs.", "body_nl": "Vijf bemiddelaars."}
ASKED = "Lisez les deux et confirmez que le français et le néerlandais disent la même chose."
TOLD = [f"Texte : le français a été modifié, le néerlandais ne l’a pas été. {ASKED}"]
CONFIRMED = "Il a été confirmé que le français et le néerlandais disent la même chose."


@pytest.fixture(autouse=True)
def _coordinator(client):
    """In French from the first address on: an earlier test may have left another language behind."""
    with translation.override("fr"):
        client.force_login(make_user(role=COORDINATION, language="fr"))
        yield


def correct(client, record, **typed):
    return client.post(page_of(record), form_of(client.get(page_of(record))) | typed)


def edition_of_a_period(**fields):
    return make_edition(periods=[make_period()], **fields)


def told_beside_the_confirmation(response):
    field = tree(response).get_element_by_id("id_languages_confirmed_error")
    return [" ".join(one.text_content().split()) for one in field.iter("li")]


@pytest.mark.parametrize("make", [make_update, make_antenna_update])
def test_a_published_text_is_not_corrected_in_one_language_until_it_is_confirmed(make, client):
    text = make(state="published", **FIVE)

    refused = correct(client, text, body_fr="Six médiateurs.")
    text.refresh_from_db()
    assert (refused.status_code, text.body_fr) == (200, FIVE["body_fr"])
    assert told_beside_the_confirmation(refused) == TOLD

    correct(client, text, body_fr="Six médiateurs.", languages_confirmed="on")
    text.refresh_from_db()
    assert (text.body_fr, text.record.body_fr) == ("Six médiateurs.", "Six médiateurs.")
    history = client.get(page_of(text, "history"))
    assert tree(history).text_content().count(CONFIRMED) == 1


def test_a_correction_of_dutch_leaves_french_behind(client):
    text = make_update(state="published", **FIVE)
    refused = correct(client, text, body_nl="Zes bemiddelaars.")
    assert told_beside_the_confirmation(refused)[0].startswith(
        "Texte : le néerlandais a été modifié, le français ne l’a pas été."
    )


@pytest.mark.parametrize(
    ("state", "typed"),
    [
        ("published", {"body_fr": "Six médiateurs.", "body_nl": "Zes bemiddelaars."}),
        ("published", {"body_fr": "Cinq  médiateurs."}),
        ("published", {"body_en": "Six mediators."}),
        ("validated", {"body_fr": "Six médiateurs."}),
    ],
)
def test_nothing_is_asked_where_both_say_something_new_or_the_text_is_not_on_the_site(state, typed, client):
    text = make_update(state=state, **FIVE)
    assert correct(client, text, **typed).status_code == 302
    text.refresh_from_db()
    assert text.history.first().history_change_reason is None
    assert CONFIRMED not in tree(client.get(page_of(text, "history"))).text_content()


def test_what_is_not_on_the_site_offers_no_confirmation(client):
    page = client.get(page_of(make_update(state="validated", **FIVE)))
    assert not tree(page).xpath("//input[@name='languages_confirmed']")


def test_a_row_under_a_published_text_waits_for_the_confirmation_of_the_text(client):
    text = make_update(state="published", **FIVE)
    figure = make_figure(update=text, note_fr="Par an", note_nl="Per jaar")

    refused = correct(client, text, **{"figures-0-note_fr": "Par mois"})
    figure.refresh_from_db()
    assert (refused.status_code, figure.note_fr) == (200, "Par an")
    assert "Note : le français a été modifié" in " ".join(tree(refused).text_content().split())

    correct(client, text, **{"figures-0-note_fr": "Par mois"}, languages_confirmed="on")
    figure.refresh_from_db()
    assert figure.note_fr == "Par mois"


@pytest.mark.parametrize(
    ("make", "name"), [(make_figure, "note"), (make_event, "title"), (make_initiative, "audience")]
)
def test_so_does_what_stands_around_it_on_its_own_page(make, name, client):
    record = make(**{f"{name}_fr": "Cinq", f"{name}_nl": "Vijf"})
    if hasattr(record, "update"):
        record.update.review_state = "published"
        record.update.save()
    else:
        make_update(initiative=record, state="published")

    refused = correct(client, record, **{f"{name}_nl": "Zes"})
    record.refresh_from_db()
    assert (refused.status_code, getattr(record, f"{name}_nl")) == (200, "Vijf")

    assert correct(client, record, **{f"{name}_nl": "Zes"}, languages_confirmed="on").status_code == 302
    record.refresh_from_db()
    assert getattr(record, f"{name}_nl") == "Zes"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (make_antenna, "address"), (make_antenna_service, "name"), (make_antenna_figure, "note"),
        (make_antenna_count, "source"), (make_theme, "title"), (make_partner, "name"), (make_zone, "name"),
        (make_commune, "name"), (make_volet, "title"), (make_recommendation, "text"), (make_indicator, "name"),
        (edition_of_a_period, "title"), (make_edition_text, "body"),
    ],
)  # fmt: skip
def test_so_does_what_is_on_the_site_as_soon_as_it_is_written(make, name, client):
    record = make(**{f"{name}_fr": "Cinq", f"{name}_nl": "Vijf"})

    refused = correct(client, record, **{f"{name}_fr": "Six"})
    record.refresh_from_db()
    assert (refused.status_code, getattr(record, f"{name}_fr")) == (200, "Cinq")
    assert told_beside_the_confirmation(refused)[0].endswith(ASKED)

    assert correct(client, record, **{f"{name}_fr": "Six"}, languages_confirmed="on").status_code == 302
    record.refresh_from_db()
    assert getattr(record, f"{name}_fr") == "Six"


def test_a_service_under_an_antenna_waits_for_the_confirmation_of_the_antenna(client):
    service = make_antenna_service(name_fr="Médiation", name_nl="Bemiddeling")
    typed = {"services-0-name_fr": "Médiation sociale"}

    refused = correct(client, service.antenna, **typed)
    service.refresh_from_db()
    assert (refused.status_code, service.name_fr) == (200, "Médiation")

    correct(client, service.antenna, **typed, languages_confirmed="on")
    service.refresh_from_db()
    assert service.name_fr == "Médiation sociale"


def test_going_back_to_a_state_of_one_language_waits_too(client):
    text = make_update(state="published", **FIVE)
    entry = text.history.first()
    text.body_fr = "Six médiateurs."
    text.save()
    address = reverse("admin:initiatives_update_simple_history", args=[text.pk, entry.history_id])
    sent = form_of(client.get(address))

    refused = client.post(address, sent)
    text.refresh_from_db()
    assert (refused.status_code, text.body_fr) == (200, "Six médiateurs.")
    assert told_beside_the_confirmation(refused) == TOLD

    assert client.post(address, sent | {"languages_confirmed": "on"}).status_code == 302
    text.refresh_from_db()
    assert text.body_fr == FIVE["body_fr"]
