"""Two people at one record: the second is told, keeps what was typed, and overwrites nothing."""

import pytest
from django.db.models.signals import post_save
from django.test import Client
from django.utils.translation import gettext

from accounts.models import User
from initiatives.models import Figure, Initiative, Update
from records.admin.bases import ReadOnlyMixin
from records.models import StaleRecordError
from tests.builders import (
    COORDINATION,
    PASSWORD,
    REFERENTS,
    make_antenna,
    make_antenna_service,
    make_figure,
    make_initiative,
    make_partner,
    make_superuser,
    make_update,
    make_user,
    make_zone,
)
from tests.records.pages import OURS, form_of, full_row, label, page_of

pytestmark = pytest.mark.django_db

STALE = (
    "Somebody else saved this record while you were working on it. Your text is still here: "
    "open the record in another window, compare, and save again what must stay."
)


@pytest.fixture(autouse=True)
def _coordinator(client):
    client.force_login(make_user(role=COORDINATION))


def test_a_form_opened_before_somebody_else_saved_is_refused_and_keeps_its_text(client):
    initiative = make_initiative(title_fr="Avant")
    sent = form_of(client.get(page_of(initiative)))
    initiative.title_fr = "Le premier"
    initiative.save()
    response = client.post(page_of(initiative), sent | {"title_fr": "Le second", "started": "2024-06"})
    form = response.context["adminform"].form
    assert form.non_field_errors() == [gettext(STALE)]
    assert (form["title_fr"].value(), form["started"].value()) == ("Le second", "2024-06")
    assert Initiative.objects.get().title_fr == "Le premier"


def test_the_refused_form_is_refused_again_when_it_is_sent_again(client):
    """What the other one wrote is looked at first: the page still holds the version that its author saw."""
    initiative = make_initiative()
    sent = form_of(client.get(page_of(initiative)))
    initiative.save()
    again = form_of(client.post(page_of(initiative), sent))
    assert client.post(page_of(initiative), again).status_code == 200
    assert Initiative.objects.get().version == 2


@pytest.mark.parametrize("seen", ["", "0", "99", "abc", None])
def test_a_request_that_does_not_say_which_version_it_saw_changes_nothing(seen, client):
    initiative = make_initiative(title_fr="Avant")
    sent = form_of(client.get(page_of(initiative))) | {"title_fr": "Après", "seen_version": seen}
    client.post(page_of(initiative), {name: value for name, value in sent.items() if value is not None})
    assert Initiative.objects.get().title_fr == "Avant"


def test_a_row_under_the_record_is_guarded_too(client):
    service = make_antenna_service(name_fr="Avant")
    sent = form_of(client.get(page_of(service.antenna)))
    service.name_fr = "Le premier"
    service.save()
    response = client.post(page_of(service.antenna), sent | {"services-0-name_fr": "Le second", "hours_fr": "9-17"})
    assert gettext(STALE) in response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    assert "Le second" in response.content.decode()
    service.refresh_from_db()
    service.antenna.refresh_from_db()
    assert (service.name_fr, service.antenna.hours_fr) == ("Le premier", None)


@pytest.fixture
def taken_while_saving():
    """A figure that somebody else saves between the check of the form and the writing of its row."""
    figure = make_figure(update=make_update(body_fr="Avant"), value=1)

    def take(instance, **signal):
        Figure.objects.filter(pk=figure.pk).update(version=7)

    post_save.connect(take, sender=Update)
    yield figure
    post_save.disconnect(take, sender=Update)


def test_a_record_taken_in_the_middle_of_a_save_gives_the_sentence_and_keeps_the_text(taken_while_saving, client):
    update = taken_while_saving.update
    sent = form_of(client.get(page_of(update))) | {"body_fr": "Tapé longuement", "figures-0-value": "2"}
    response = client.post(page_of(update), sent)
    form = response.context["adminform"].form
    assert (form.non_field_errors(), form["body_fr"].value()) == ([gettext(STALE)], "Tapé longuement")
    update.refresh_from_db()
    assert (update.body_fr, update.version) == ("Avant", 1)


def test_rows_are_added_changed_and_removed_under_their_record(client):
    antenna = make_antenna()
    kept, removed = make_antenna_service(antenna=antenna), make_antenna_service(antenna=antenna)
    sent = form_of(client.get(page_of(antenna)))
    index = {sent[f"services-{n}-id"][0]: n for n in range(2)}
    sent |= {
        f"services-{index[str(kept.pk)]}-name_fr": "Permanence",
        f"services-{index[str(removed.pk)]}-DELETE": "on",
        "services-TOTAL_FORMS": "3",
        "services-2-name_fr": "Accueil",
        "services-2-name_nl": "Onthaal",
        "services-2-permanent": "unknown",
        "services-2-position": "5",
        "services-2-seen_version": "",
        "services-2-antenna": antenna.pk,
        "languages_confirmed": "on",
    }
    assert client.post(page_of(antenna), sent).status_code == 302
    assert list(antenna.services.values_list("name_fr", flat=True)) == ["Permanence", "Accueil"]


@pytest.mark.parametrize(
    "model", [model for model, own in OURS.items() if not isinstance(own, ReadOnlyMixin)], ids=label
)
def test_whatever_the_administration_edits_is_not_overwritten(model, client):
    """Every model: two people open its form, the first one saves, the second one is refused."""
    client.force_login(make_superuser())
    record = full_row(model)
    sent = form_of(client.get(page_of(record)))
    first, second = client.post(page_of(record), sent), client.post(page_of(record), sent)

    assert (first.status_code, second.status_code) == (302, 200)
    assert second.context["adminform"].form.non_field_errors() == [gettext(STALE)]


def test_the_second_one_sees_what_the_first_one_wrote_beside_what_was_typed(client):
    zone = make_zone(name_fr="Avant", short_name="A")
    sent = form_of(client.get(page_of(zone))) | {"languages_confirmed": "on"}
    client.post(page_of(zone), sent | {"name_fr": "Du premier", "valid_from": "01/02/2026"})
    form = client.post(page_of(zone), sent | {"name_fr": "Du second", "short_name": "B"}).context["adminform"].form

    assert (form["name_fr"].value(), form["name_fr"].errors) == ("Du second", ["Enregistré à présent\xa0: Du premier"])
    assert form["short_name"].errors == ["Enregistré à présent\xa0: A"]
    assert form["valid_from"].errors == ["Enregistré à présent\xa0: 1er février 2026"]
    assert form["name_nl"].errors == []


# --- Accounts -------------------------------------------------------------------------------------


def test_two_coordinators_at_one_account_do_not_overwrite_each_other(client):
    partner, other = make_partner(name_fr="Du premier"), make_partner(name_fr="Du second")
    user = make_user(role=REFERENTS, first_name="Avant")
    sent = form_of(client.get(page_of(user)))
    client.post(page_of(user), sent | {"partners": [partner.pk], "groups": []})
    form = client.post(page_of(user), sent | {"partners": [other.pk], "first_name": "Second"}).context["adminform"].form

    user = User.objects.get(pk=user.pk)
    assert (list(user.partners.all()), user.group_names, user.first_name) == ([partner], frozenset(), "Avant")
    assert (form["partners"].value(), form["partners"].errors) == (
        [str(other.pk)],
        ["Enregistré à présent\xa0: Du premier"],
    )
    assert (form["groups"].errors, form["first_name"].errors) == (
        ["Vide à présent."],
        ["Enregistré à présent\xa0: Avant"],
    )


def test_what_the_person_changes_meanwhile_is_not_overwritten_and_signing_in_is_no_change(client):
    user = make_user(language="fr")
    sent = form_of(client.get(page_of(user)))
    elsewhere = Client()
    elsewhere.post("/fr/account/login/", {"login": user.email, "password": PASSWORD})
    assert client.post(page_of(user), sent).status_code == 302

    sent = form_of(client.get(page_of(user)))
    elsewhere.post("/fr/account/language/", {"language": "nl"})
    assert client.post(page_of(user), sent | {"first_name": "Ann"}).status_code == 200
    assert User.objects.get(pk=user.pk).language == "nl"


def test_an_account_that_was_read_before_somebody_else_wrote_it_is_written_in_part_only():
    user = make_user()
    read_before = User.objects.get(pk=user.pk)
    user.is_active = False
    user.save()
    read_before.language = "nl"
    read_before.save(update_fields=["language"])

    with pytest.raises(StaleRecordError):
        read_before.save()
    stored = User.objects.get(pk=user.pk)
    assert (stored.is_active, stored.language, stored.version) == (False, "nl", 3)
