"""The round of the demonstration: partners at every stage, so that each state of the board can be seen.

Everything goes through the verbs of the round and of the review, each by the person whose step it is. What was invented
for the demonstration says so: the partners and what they did before are real.
"""

import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from initiatives.models import Initiative, Period, Update
from initiatives.services import advance_update
from lisa.services import advance_antenna_update
from records.access import REFERENTS
from rounds import antenna_answers, services
from rounds.extensions import grant_extension
from rounds.mail.outbox import prepare_mails
from rounds.models import Extension, Message, Question, Response
from rounds.queries import read_partner_round
from zones.models import Partner

OPENED, OVERDUE, MORE_TIME = datetime.timedelta(weeks=6), datetime.timedelta(days=3), datetime.timedelta(weeks=2)
"""How long ago the round opened and its deadline passed, and what longer deadlines still leave."""

ADDRESS = "{partner}@demo.cipol.example"
INVITED = {
    "zp-5340": "fr",
    "zp-5341": "fr",
    "zp-5344": "fr",
    "commune-koekelberg": "fr",
    "commune-jette": "nl",
    "asbl-atmosphere": "fr",
}
"""Partners with a referent who has no password yet, and the language of that person."""

REASONS = {
    "zp-5342": "La personne de référence a changé en cours d’année (exemple).",
    "commune-anderlecht": "Tijd om de teruggestuurde tekst te verbeteren (voorbeeld).",
}
"""Partners with more time, and why."""

MORE = {
    "fr": "\n\nEn 2025, deux séances de plus ont eu lieu (exemple).",
    "nl": "\n\nIn 2025 vonden er twee sessies meer plaats (voorbeeld).",
}
WHY = {
    "body_fr": "La collaboration a pris fin en juin 2025 (exemple).",
    "body_nl": "De samenwerking liep in juni 2025 af (voorbeeld).",
}
TITLE = {"fr": "Un café avec votre inspecteur de quartier (exemple)", "nl": "Koffie met uw wijkinspecteur (voorbeeld)"}
BODY = {
    "body_fr": "Une fois par mois, l’inspecteur de quartier invite les habitants à un café au marché.",
    "body_nl": "Eén keer per maand nodigt de wijkinspecteur de bewoners uit voor een koffie op de markt.",
}
OF_AN_ANTENNA = {
    "fr": "\n\nEn 2025, l’antenne a aussi accueilli les habitants le soir (exemple).",
    "nl": "\n\nIn 2025 ontving de antenne de bewoners ook ’s avonds (voorbeeld).",
}
CORRECTED = {
    "fr": "\n\nLa Coordination a précisé cette phrase après la validation (exemple).",
    "nl": "\n\nDe Coördinatie heeft deze zin na de validatie verduidelijkt (voorbeeld).",
}


@transaction.atomic
def open_round(*, by, today):
    """Open the round of 2025, with a deadline that has just passed, and let some partners answer. The dates follow
    the calendar at each run; the answers are given once."""
    period, _created = Period.objects.get_or_create(
        key="2025", defaults={"starts_on": datetime.date(2025, 1, 1), "ends_on": datetime.date(2025, 12, 31)}
    )
    services.open_period(period, by=by, opens_on=today - OPENED, deadline=today - OVERDUE)
    for key, reason in REASONS.items():
        _give_more_time(Partner.objects.get(key=key), period, reason, by=by, today=today)
    if not _has_answers(period):
        _give_answers(period, by=by, today=today)
    return period


def _give_more_time(partner, period, reason, *, by, today):
    given = Extension.objects.filter(partner=partner, period=period).first()
    grant_extension(
        partner, period, by=by, deadline=today + MORE_TIME, reason=reason, seen_version=given.version if given else None
    )


def _has_answers(period):
    return any(model.objects.filter(period=period).exists() for model in (Update, Question, Response))


def _give_answers(period, *, by, today):
    for key, language in INVITED.items():
        _add_referent(key, language)
    for key, stage in STAGES.items():
        partner = Partner.objects.get(key=key)
        stage(partner, period, partner.users.order_by("email").first(), by)
    prepare_mails(period, Partner.objects.filter(key__in=INVITED), Message.Kind.INVITATION, by=by, today=today)


def _add_referent(key, language):
    """The account of a referent, as the Coordination adds it: without a password."""
    email = ADDRESS.format(partner=key)
    user = User.objects.filter(email=email).first() or User(email=email)
    user.language, user.is_staff = language, True
    user.set_unusable_password()
    user.save()
    user.groups.set(Group.objects.filter(name=REFERENTS))
    user.partners.set(Partner.objects.filter(key=key))


# --- The stages: what the partner's own referent did, and the Coordination after it ---------------


def _simulate_started(partner, period, referent, coordinator):
    """Some items are answered, one of them without the text that it needs, and one has a question."""
    first, second, changed, ended, doubtful, *_rest = _list_asked_initiatives(partner, period)
    for initiative in (first, second):
        services.continue_unchanged(initiative, period, by=referent)
    _continue_with_changes(changed, period, by=referent)
    services.end_initiative(ended, period, by=referent)
    services.ask_question(
        partner, period, Question.Kind.NOT_OURS, "Cette action est menée par la commune (exemple).",
        by=referent, initiative=doubtful,
    )  # fmt: skip


def _simulate_handed_in(partner, period, referent, coordinator):
    """One of each answer, and an initiative that is new."""
    changed, ended, *others = _list_asked_initiatives(partner, period)
    _continue_with_changes(changed, period, by=referent)
    services.end_initiative(ended, period, by=referent, **WHY)
    for initiative in others:
        services.continue_unchanged(initiative, period, by=referent)
    services.add_initiative(
        partner, period, by=referent, volet=changed.volet, kind=Initiative.Kind.SPECIFIC, title=TITLE, **BODY
    )
    services.submit(partner, period, by=referent)


def _simulate_sent_back(partner, period, referent, coordinator):
    """A text of an initiative and one of an antenna come back."""
    changed, *others = _list_asked_initiatives(partner, period)
    _continue_with_changes(changed, period, by=referent)
    for initiative in others:
        services.continue_unchanged(initiative, period, by=referent)
    first, *quiet = _list_asked_antennas(partner, period)
    told = antenna_answers.start_text(partner, first, period, by=referent)
    _append_text(told, OF_AN_ANTENNA)
    for antenna in quiet:
        antenna_answers.report_nothing_new(partner, antenna, period, by=referent)
    services.submit(partner, period, by=referent)
    told.refresh_from_db()
    advance_antenna_update(
        told, "return", by=coordinator, remark="Sinds wanneer is de antenne ook ’s avonds open (voorbeeld)?"
    )
    advance_update(
        changed.updates.get(period=period), "return", by=coordinator,
        remark="Dank u, bijna klaar (voorbeeld).",
        field_remarks={"body_nl": "Hoeveel jongeren namen deel aan de twee sessies?"},
    )  # fmt: skip


def _simulate_validated(partner, period, referent, coordinator):
    """Everything is validated; the Coordination has since changed a text."""
    for update in _continue_and_hand_in(partner, period, referent):
        advance_update(update, "validate", by=coordinator)
    _append_text(update, CORRECTED)


def _simulate_published(partner, period, referent, coordinator):
    for update in _continue_and_hand_in(partner, period, referent):
        advance_update(update, "validate", by=coordinator)
        advance_update(update, "publish", by=coordinator)


def _simulate_nothing_to_report(partner, period, referent, coordinator):
    services.report_nothing(partner, period, by=referent)


STAGES = {
    "zp-5342": _simulate_started,
    "zp-5344": _simulate_started,
    "zp-5340": _simulate_handed_in,
    "commune-anderlecht": _simulate_sent_back,
    "commune-koekelberg": _simulate_validated,
    "asbl-atmosphere": _simulate_published,
    "commune-jette": _simulate_nothing_to_report,
}


def _list_asked_initiatives(partner, period):
    """The initiatives of which the round asks the partner."""
    return [item.initiative for item in read_partner_round(partner, period).asked]


def _list_asked_antennas(partner, period):
    """The antennas of which the round asks the partner."""
    return [item.antenna for item in read_partner_round(partner, period).antennas]


def _continue_and_hand_in(partner, period, referent):
    """Say of each that it goes on, of the antennas that there is nothing new, and hand in. Returns the updates."""
    for initiative in _list_asked_initiatives(partner, period):
        services.continue_unchanged(initiative, period, by=referent)
    for antenna in _list_asked_antennas(partner, period):
        antenna_answers.report_nothing_new(partner, antenna, period, by=referent)
    services.submit(partner, period, by=referent)
    return list(Update.objects.filter(partner=partner, period=period).order_by("pk"))


def _continue_with_changes(initiative, period, *, by):
    """Say that it goes on with changes, and write them under the last text."""
    _append_text(services.continue_changed(initiative, period, by=by), MORE)


def _append_text(update, words):
    for language, text in words.items():
        setattr(update, f"body_{language}", ((getattr(update, f"body_{language}") or "") + text).strip())
    update.save()
