"""The page on which an update is written: its groups, its rows, its photos, its preview; all without a script."""

import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from document.dates import PartialDate
from initiatives.models import Event, Figure, Photo, Update
from initiatives.services import advance_update
from rounds import services
from tests import builders
from tests.rounds.pages import address, fields, words
from tests.rounds.rounds import TODAY

pytestmark = pytest.mark.django_db

HOSTILE = "</textarea><script>alert(1)</script> \u202e😀 " + "x" * 300


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def world(client, shared_round):
    """An open round in which the referent, who is signed in, said of its initiative that it changed."""
    world = shared_round
    client.force_login(world.person)
    world.update = services.continue_changed(world.initiative, world.period, by=world.person)
    world.page = address("edit", world.update.pk)
    return world


def save(client, world, **typed):
    """What the page holds, with what is typed over it, sent with the button that saves."""
    return client.post(world.page, fields(client.get(world.page)) | typed)


def stored(world):
    return Update.objects.get(pk=world.update.pk)


# --- Who may write --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 302), ("reader", 404), ("referent of another", 404), ("colleague", 200), ("co-partner", 200)],
)
def test_only_the_partners_of_the_initiative_write_its_text(client, world, who, status):
    client.logout()
    other, person, _initiative = world.add_partner()
    if who == "co-partner":
        world.initiative.co_partners.add(other)
    users = {
        "reader": lambda: builders.make_user(role=builders.READERS),
        "referent of another": lambda: person,
        "co-partner": lambda: person,
        "colleague": lambda: builders.make_user(partners=[world.partner]),
    }
    if who != "visitor":
        client.force_login(users[who]())
    assert client.get(world.page).status_code == status
    assert client.get(address("photos", world.update.pk)).status_code == status


def test_what_others_may_read_once_it_is_validated_they_still_do_not_write(client, world):
    builders.Update.objects.filter(pk=world.update.pk).update(review_state="validated")
    client.force_login(world.add_partner()[1])
    assert client.get(world.page).status_code == 404


@pytest.mark.parametrize("door", ["handed in", "closed"])
def test_what_is_sent_too_late_is_offered_again_when_the_text_comes_back(client, world, door):
    save(client, world, **{"text-body_fr": "À temps."})
    sent = fields(client.get(world.page)) | {"text-body_fr": "Trop tard."}
    if door == "closed":
        services.close_period(world.period, by=world.coordinator)
    else:
        services.submit(world.partner, world.period, by=world.person)
    page = client.post(world.page, sent, follow=True)
    sentence = {"closed": "This round is closed.", "handed in": "This text was handed in."}[door]
    assert (sentence in words(page), stored(world).body_fr) == (True, "À temps.")
    if door == "closed":
        services.reopen_period(world.period, by=world.coordinator, reason="More time.")
    else:
        advance_update(stored(world), "return", by=world.coordinator, remark="A text?")
    assert fields(client.get(f"{world.page}?typed"))["text-body_fr"] == "Trop tard."


def test_what_was_handed_in_is_locked_with_a_sentence(client, world):
    sent = fields(client.get(world.page)) | {"text-body_fr": "Trop tard."}
    advance_update(stored(world), "submit", by=world.person)
    response = client.post(world.page, sent, follow=True)
    assert "This text was handed in." in words(response)
    assert not stored(world).body_fr
    assert (
        response.redirect_chain[0][0]
        == f"{address('partner-round', world.partner.key, world.period.key)}#initiative-{world.initiative.pk}"
    )


# --- The text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "groups"),
    [
        ("fr", ["Ce qui s’est passé pendant la période", "Chiffres", "Dates", "Ce qui change dans sa description"]),
        ("nl", ["Wat er in de periode gebeurde", "Cijfers", "Datums", "Wat er verandert in de beschrijving"]),
    ],
)
def test_the_groups_stand_in_the_order_of_the_report(client, world, language, groups):
    page = words(client.get(address("edit", world.update.pk, language=language)))
    places = [page.find(group) for group in groups]
    assert (places == sorted(places), -1 in places) == (True, False)


def test_what_is_typed_is_stored_and_leads_back_to_the_card(client, world):
    response = save(client, world, **{"text-body_fr": "Du **neuf**.", "text-body_nl": "Iets nieuws."})
    assert (
        response.url
        == f"{address('partner-round', world.partner.key, world.period.key)}#initiative-{world.initiative.pk}"
    )
    assert (stored(world).body_fr, stored(world).body_nl, stored(world).version) == ("Du **neuf**.", "Iets nieuws.", 2)
    assert stored(world).history.first().history_user == world.person


def test_saving_what_was_not_changed_changes_nothing(client, world):
    save(client, world)
    assert stored(world).version == 1


def test_hostile_text_is_stored_as_typed_and_shown_as_text(client, world):
    save(client, world, **{"text-body_fr": HOSTILE})
    assert stored(world).body_fr == HOSTILE
    response = client.get(world.page)
    assert (b"<script>alert" in response.content, fields(response)["text-body_fr"]) == (False, HOSTILE)


def test_a_character_that_no_database_takes_is_refused_with_a_sentence(client, world):
    response = save(client, world, **{"text-body_fr": "Du\0neuf"})
    assert (response.status_code, b'href="#id_text-body_fr"' in response.content) == (422, True)


def test_the_date_of_the_end_is_asked_of_what_ended_only(client, world):
    assert "text-ended" not in fields(client.get(world.page))
    services.end_initiative(world.initiative, world.period, by=world.person, body_fr="Fini.")
    save(client, world, **{"text-ended": "2024-11"})
    assert stored(world).ended == PartialDate.parse("2024-11")


def test_remarks_stand_beside_their_field(client, world):
    save(client, world, **{"text-body_fr": "Du neuf."})
    advance_update(stored(world), "submit", by=world.person)
    advance_update(
        stored(world), "return", by=world.coordinator, remark="Thank you.", field_remarks={"body_nl": "Translate it."}
    )
    page = words(client.get(world.page))
    assert ("Thank you." in page, "Text in Dutch Translate it." in page) == (True, True)


def test_the_facts_of_what_is_new_are_written_here_until_they_are_reviewed(client, world):
    update = services.add_initiative(
        world.partner, world.period, by=world.person, volet=builders.make_volet(), kind="specific", title={"fr": "Neuf"}
    )
    commune = builders.make_commune()
    page = address("edit", update.pk)
    typed = {"facts-title_nl": "Nieuw", "facts-started": "2024-05", "facts-communes": [commune.pk]}
    assert client.post(page, fields(client.get(page)) | typed).status_code == 302
    update.initiative.refresh_from_db()
    assert (update.initiative.title_nl, update.initiative.started, list(update.initiative.communes.all())) == (
        "Nieuw",
        PartialDate.parse("2024-05"),
        [commune],
    )
    assert "facts-title_nl" not in fields(client.get(world.page))


# --- Figures and events ---------------------------------------------------------------------------


def test_another_row_is_added_without_a_script_and_nothing_typed_is_lost(client, world):
    response = save(client, world, action="add:figures", **{"text-body_fr": "En cours"})
    again = fields(response)
    assert (again["figures-TOTAL_FORMS"], again["text-body_fr"]) == ("1", "En cours")
    assert (stored(world).body_fr, Figure.objects.exists()) == (None, False)


def figure(**typed):
    row = {"indicator": builders.make_indicator().pk, "value": "12", "qualifier": "about", "year": "2024"} | typed
    return {"figures-TOTAL_FORMS": "1"} | {f"figures-0-{name}": value for name, value in row.items()}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        ("62,5", "62.5"),
        ("20 242", "20242"),
        ("11\u202f553", "11553"),
        ("1.5", "1.5"),
        ("1234567", "1234567"),
    ],
)
def test_a_figure_is_read_as_it_is_typed_in_belgium(client, world, typed, value):
    save(client, world, **figure(value=typed, qualifier="average"))
    assert str(Figure.objects.get().value.normalize().__format__("f")) == value
    again = fields(client.get(world.page))["figures-0-value"]
    assert again.replace(",", ".") == value


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"value": "1.234"},
            "“1.234” can be read as 1,234 or as 1.234. Write 1234 for the first, 1.2340 for the second.",
        ),
        ({"value": "many"}, "Write a number, such as 62.5."),
        ({"value": "12,5"}, "A count is a whole number."),
        ({"value": "-3"}, "greater than or equal to 0"),
        ({"year": "24"}, "greater than or equal to 1900"),
        ({"indicator": ""}, "This field is required."),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused_at_its_place(client, world, typed, sentence):
    response = save(client, world, **figure(**typed), **{"text-body_fr": "Gardé"})
    assert (response.status_code, sentence in words(response)) == (422, True)
    assert fields(response)["text-body_fr"] == "Gardé"
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("row", "typed", "summary"),
    [
        ({"value": "many"}, {}, "1 thing to put right"),
        ({"value": "many", "year": "24"}, {}, "2 things to put right"),
        ({}, {"events-TOTAL_FORMS": "x"}, "1 thing to put right"),
    ],
)
def test_the_summary_counts_what_is_to_be_put_right(client, world, row, typed, summary):
    response = save(client, world, **figure(**row), **typed)

    listed = response.content.decode().partition('class="summary"')[2].partition("</section>")[0]
    assert (response.status_code, summary in words(response)) == (422, True)
    assert listed.count("<li>") == int(summary[0])


def test_rows_are_changed_and_removed(client, world):
    kept, gone = builders.make_figure(update=world.update, position=1), builders.make_figure(update=world.update)
    rows = {fields(client.get(world.page))[f"figures-{n}-id"]: n for n in (0, 1)}
    save(
        client,
        world,
        **{f"figures-{rows[str(kept.pk)]}-value": "99", f"figures-{rows[str(gone.pk)]}-DELETE": "on"},
    )
    assert [(row.pk, row.value) for row in Figure.objects.all()] == [(kept.pk, 99)]
    assert Figure.history.filter(id=gone.pk, history_type="-").count() == 1


def test_an_event_is_written_with_its_partial_date(client, world):
    save(
        client,
        world,
        **{"events-TOTAL_FORMS": "1", "events-0-title_nl": "Opendeurdag", "events-0-date": "2024-09"},
    )
    event = Event.objects.get()
    assert (event.title_nl, event.date, event.position) == ("Opendeurdag", PartialDate.parse("2024-09"), 1)


def test_an_event_takes_its_date_and_its_attendance_as_they_are_typed(client, world):
    event = {"title_fr": "Fête", "date": "17/06/2024", "attendance": "1 460", "attendance_qualifier": "more_than"}

    save(client, world, **{"events-TOTAL_FORMS": "1"}, **{f"events-0-{name}": value for name, value in event.items()})

    kept = Event.objects.get()
    assert (kept.date, kept.attendance, kept.attendance_qualifier) == (
        PartialDate.parse("2024-06-17"), 1460, "more_than",
    )  # fmt: skip


def test_a_part_is_told_apart_from_its_total(client, world):
    total = builders.make_figure(update=world.update)
    row = {"indicator": total.indicator_id, "value": "7", "qualifier": "exact", "year": "2024", "part_of": total.pk}
    added = {"figures-TOTAL_FORMS": "2"} | {f"figures-1-{name}": value for name, value in row.items()}

    save(client, world, **added)

    assert list(Figure.objects.filter(part_of=total).values_list("value", flat=True)) == [7]


def test_a_figure_of_another_text_is_offered_to_no_part(client, world):
    stranger = builders.make_figure()

    response = save(client, world, **figure(part_of=stranger.pk, indicator=stranger.indicator_id))

    assert (response.status_code, Figure.objects.filter(update=world.update).exists()) == (422, False)


def test_a_row_of_another_update_is_not_reached(client, world):
    stranger = builders.make_figure()
    sent = fields(client.get(world.page)) | figure(value="99")
    client.post(world.page, sent | {"figures-INITIAL_FORMS": "1", "figures-0-id": stranger.pk})
    stranger.refresh_from_db()
    assert stranger.value == 12


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_it_takes_as_many_queries_for_many_rows_as_for_one(client, world, language, django_assert_max_num_queries):
    page = address("edit", world.update.pk, language=language)

    def queries():
        with django_assert_max_num_queries(60) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    def add_rows(number):
        for _ in range(number):
            builders.make_figure(update=world.update)
            builders.make_event(update=world.update)

    add_rows(1)
    with_one = queries()
    add_rows(11)
    assert queries() == with_one


# --- The preview ----------------------------------------------------------------------------------


def preview(client, world, language="en", **typed):
    sent = fields(client.get(world.page)) | typed
    return client.post(f"/{language}/reports/preview/{world.update.pk}/", sent)


def test_the_preview_shows_what_is_typed_as_the_report_will_and_stores_nothing(client, world):
    response = preview(client, world, **{"text-body_fr": "Du **neuf**.", "text-body_nl": "Iets *nieuws*."}, **figure())
    html = response.content.decode()
    assert ("Du <strong>neuf</strong>." in html, "Iets <em>nieuws</em>." in html, "environ 12" in words(response)) == (
        True,
        True,
        True,
    )
    assert (stored(world).body_fr, stored(world).version, Figure.objects.exists()) == (None, 1, False)
    assert stored(world).history.count() == 1


def test_the_preview_says_what_is_wrong(client, world):
    assert "Write a number, such as 62.5." in words(preview(client, world, **figure(value="many")))


def test_the_preview_is_refused_to_others(client, world):
    sent = fields(client.get(world.page))
    client.force_login(world.add_partner()[1])
    assert client.post(reverse("reporting:preview", args=[world.update.pk]), sent).status_code == 404


# --- Photos ---------------------------------------------------------------------------------------


def picture(kind="JPEG"):
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "#12476b").save(content, kind)
    return SimpleUploadedFile(f"photo.{kind.lower()}", content.getvalue())


def send_photo(client, world, **said):
    sent = {"file": picture(), "alternative_fr": "Deux agents au marché", "consent": "on"} | said
    return client.post(address("photos", world.update.pk), {name: value for name, value in sent.items() if value})


def test_a_photo_is_kept_shown_and_removed(client, world):
    assert send_photo(client, world, credit="PolBru").status_code == 302
    photo = Photo.objects.get()
    page = client.get(address("photos", world.update.pk))
    assert f'src="{address("photo-file", photo.pk)}"' in page.content.decode()
    assert b"".join(client.get(address("photo-file", photo.pk)).streaming_content)[:2] == b"\xff\xd8"
    client.post(address("remove-photo", world.update.pk, photo.pk))
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"consent": ""}, "only when the people shown have agreed"),
        ({"alternative_fr": ""}, "it needs an alternative text"),
        ({"minors": "on"}, "only when their parents have agreed"),
        ({"file": SimpleUploadedFile("page.svg", b"<svg/>")}, "not a JPEG, PNG or WebP picture"),
        ({"file": None}, "This field is required."),
    ],
)
def test_a_photo_that_lacks_something_is_refused_with_a_sentence(client, world, said, sentence):
    response = send_photo(client, world, **said)
    assert (response.status_code, sentence in words(response)) == (422, True)
    assert not Photo.objects.exists()


def test_a_photo_of_minors_is_kept_with_the_consent_of_their_parents(client, world):
    send_photo(client, world, minors="on", parental_consent="on")
    assert Photo.objects.get().parental_consent is True


def test_a_photo_of_a_draft_is_not_shown_to_others(client, world):
    send_photo(client, world)
    client.force_login(world.add_partner()[1])
    assert client.get(address("photo-file", Photo.objects.get().pk)).status_code == 404
    client.logout()
    assert client.get(address("photo-file", Photo.objects.get().pk)).status_code == 302


def test_one_saves_on_the_way_to_the_photos(client, world):
    response = save(client, world, action="save:photos", **{"text-body_fr": "Du neuf."})
    assert (response.url, stored(world).body_fr) == (address("photos", world.update.pk), "Du neuf.")


@pytest.mark.parametrize("who", ["person", "coordinator"])
def test_saving_a_text_asks_the_database_few_questions(client, world, who, django_assert_max_num_queries):
    client.force_login(getattr(world, who))
    save(client, world, **{"text-body_fr": "Le premier texte"})  # what Django asks once and remembers
    sent = fields(client.get(world.page)) | {"text-body_fr": "Le second texte"}

    with django_assert_max_num_queries(14):
        assert client.post(world.page, sent).status_code == 302

    assert stored(world).body_fr == "Le second texte"


@pytest.mark.parametrize("rows", [1, 30])
def test_rows_that_nobody_changed_cost_one_question_a_list(client, world, rows, django_assert_max_num_queries):
    for number in range(rows):
        builders.make_figure(update=world.update, year=2024, value=number)
        builders.make_event(update=world.update)
    save(client, world, **{"text-body_fr": "Le premier texte"})
    sent = fields(client.get(world.page)) | {"text-body_fr": "Le second texte"}

    with django_assert_max_num_queries(16):
        assert client.post(world.page, sent).status_code == 302
