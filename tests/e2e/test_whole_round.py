"""The whole round, played by two people in two browsers: from the invitation to the report in both languages."""

import datetime
import io
import re
import zipfile

import pytest
from django.utils import timezone

from initiatives.models import Initiative, Update
from rounds.models import Message, Response
from tests.builders import (
    COORDINATION,
    make_edition,
    make_indicator,
    make_initiative,
    make_partner,
    make_period,
    make_update,
    make_user,
    make_volet,
)
from tests.e2e import whole_round as play
from tests.e2e.signing_in import sign_in

EMAIL = "sam.dubois@midi.example.brussels"
EXPECTED = {
    "fr": [
        "Un café avec un agent", "un agent prend un café avec les habitants", "Participants", "1 250",
        play.ALTERNATIVE["fr"], "Elles sont six.", "Le budget manque.",
    ],
    "nl": [
        "Koffie met een agent", "drinkt een agent koffie met de bewoners", "Deelnemers", "1.250",
        play.ALTERNATIVE["nl"], "Zij zijn met zes.", "Er is geen budget.",
    ],
}  # fmt: skip
"""What the new initiative and the answers on the old ones must say in the report."""

BEFORE = ["Patrouille à vélo", "Théâtre à l’école", "Ligne ouverte", "Marche nocturne"]


@pytest.fixture
def stage():
    """A round that is open, a partner that told four things last year, and the edition that will take this year's."""
    today = timezone.localdate()
    volet = make_volet(number=1, title_fr="Proximité", title_nl="Nabijheid")
    before = make_period(
        key="2023", starts_on=datetime.date(2023, 1, 1), ends_on=datetime.date(2023, 12, 31), closed=True
    )
    period = make_period(
        key="2024", starts_on=datetime.date(2024, 1, 1), ends_on=datetime.date(2024, 12, 31),
        opens_on=today, deadline=today + datetime.timedelta(weeks=6),
    )  # fmt: skip
    partner = make_partner(name_fr="Zone de police Midi", name_nl="Politiezone Zuid")
    for title in BEFORE:
        initiative = make_initiative(lead=partner, volet=volet, title_fr=title, title_nl=f"{title} (nl)")
        make_update(
            initiative=initiative, period=before, state="published", body_fr="Ce qui fut dit.", body_nl="Wat gezegd is."
        )
    make_indicator(name_fr="Participants", name_nl="Deelnemers")
    return make_edition(
        key="2024", framework=volet.framework, periods=[period], title_fr="Rapport 2024", title_nl="Verslag 2024",
        covers_from=period.starts_on, covers_to=period.ends_on,
    )  # fmt: skip


@pytest.fixture
def people(browser, live_server, settings, browser_context_args, stage):
    """The coordinator, who is at work in Dutch already, and the referent, who was never here; neither may complain."""
    settings.SITE_URL = live_server.url
    options = browser_context_args | {"viewport": {"width": 1280, "height": 900}}
    coordinator = play.Person(browser, live_server.url, **options | {"locale": "nl-BE"})
    referent = play.Person(browser, live_server.url, **options)
    for person in (coordinator, referent):
        person.page.set_default_timeout(10_000)
    user = make_user(role=COORDINATION, language="nl", first_name="Noor", last_name="Peeters")
    sign_in(coordinator.context, live_server.url, user)
    yield coordinator, referent
    complaints = coordinator.complaints + referent.complaints
    coordinator.context.close()
    referent.context.close()
    assert complaints == []


def words_of(content, file_format):
    """What a file of the report says, and what its pictures show, without its mark-up."""
    if file_format == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = package.read("word/document.xml")
    markup = content.decode()
    shown = " ".join(re.findall(r'(?:alt|descr)="([^"]*)"', markup))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup) + " " + shown)


def test_from_the_invitation_to_the_report(people, stage):
    coordinator, referent = people
    goes_on, changed, ended, not_ours = BEFORE

    play.invites(coordinator, EMAIL, "Politiezone Zuid")
    play.accepts(referent, play.link_in_last_mail(EMAIL), "Zone de police Midi")
    code = play.sets_up_a_second_factor(referent)

    play.says_it_goes_on(referent, goes_on)
    play.says_it_changed(referent, changed, "Elles sont six.", "Zij zijn met zes.")
    play.says_it_ended(referent, ended, "Le budget manque.", "Er is geen budget.")
    play.says_it_is_not_ours(referent, not_ours, "C’est la commune qui la mène.")
    play.adds_an_initiative(referent, "Participants")
    play.hands_in(referent)

    play.gives_back(coordinator, play.TITLE["nl"])
    play.signs_in(referent, EMAIL, code)
    play.corrects(referent, play.link_in_last_mail(EMAIL))
    play.hands_in(referent)

    play.highlights(coordinator, play.TITLE["nl"])
    play.validates_and_publishes(coordinator, play.TITLE["nl"])
    play.validates_the_others(coordinator, count=3)
    play.answers_the_question(coordinator, "Wij vragen het aan de gemeente.")

    added = Update.objects.get(initiative=Initiative.objects.get(title_fr=play.TITLE["fr"]))
    assert (added.review_state, added.photos.count(), added.figures.count()) == ("published", 1, 1)
    assert Response.objects.get().submitted_by.email == EMAIL
    assert [message.sent_by.get_full_name() for message in Message.objects.all()] == ["Noor Peeters"]
    missing = missing_in_the_report(coordinator)
    assert missing == []
    assert [play.exports(coordinator, language, "pdf")[:4] for language in EXPECTED] == [b"%PDF", b"%PDF"]


def missing_in_the_report(coordinator):
    """(language, format, words) of what the web page or the Word file of the report does not say."""
    return [
        (language, file_format, said)
        for language, expected in EXPECTED.items()
        for file_format in ("html", "docx")
        for words in [words_of(play.exports(coordinator, language, file_format), file_format)]
        for said in expected
        if said not in words
    ]
