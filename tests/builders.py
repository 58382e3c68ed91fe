"""Rows for tests: each function saves one row with all that it needs, and takes what the test is about as keywords."""

import datetime
import itertools

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import User
from document.dates import PartialDate
from exchange.models import LoadedRow
from initiatives.models import (
    Event,
    Figure,
    Framework,
    Indicator,
    Initiative,
    Period,
    Photo,
    Recommendation,
    ReviewState,
    Theme,
    Update,
    UpdateReview,
    Volet,
)
from initiatives.recording import delete_record
from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaReview, AntennaService, AntennaUpdate
from records.files.checksums import compute_checksum
from records.models import FormerAddress
from reporting.models import Edition, EditionText, Issue, IssuedReport
from rounds.models import Extension, FormDraft, MailSender, Message, Question, Response
from zones.models import Commune, Partner, PoliceZone

PASSWORD = "a long enough password"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
COORDINATION, REFERENTS, READERS = "Coordination", "Referents", "Readers"

_numbers = itertools.count(1)


def _in_both_languages(field, value, fields):
    """The fields, with the translated one in French and in Dutch unless the test says otherwise."""
    return {f"{field}_fr": value, f"{field}_nl": f"{value} (nl)"} | fields


# --- Who and where --------------------------------------------------------------------------------


def make_user(*, role=REFERENTS, partners=(), second_factor=None, **fields):
    """An account that may enter the admin: member of the group `role`, or of none where it is None.

    Those that need a second factor have one, unless the test says otherwise.
    """
    fields.setdefault("email", f"person-{next(_numbers)}@example.brussels")
    user = User.objects.create_user(password=PASSWORD, **{"is_staff": True, "language": "en"} | fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    if partners:
        user.partners.set(partners)
    if user.is_coordination if second_factor is None else second_factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": TOTP_SECRET})
    return User.objects.get(pk=user.pk)


def make_superuser(**fields):
    return make_user(role=None, is_superuser=True, **fields)


def make_zone(*, communes=(), **fields):
    number = next(_numbers)
    zone = PoliceZone.objects.create(**{"number": str(number)} | _in_both_languages("name", f"Zone {number}", fields))
    if communes:
        zone.communes.set(communes)
    return zone


def make_commune(*, zones=(), **fields):
    number = next(_numbers)
    commune = Commune.objects.create(
        **{"nis_code": f"{number:05}"} | _in_both_languages("name", f"Commune {number}", fields)
    )
    if zones:
        commune.zones.set(zones)
    return commune


def make_partner(**fields):
    """A non-profit association, a commune or a zone: as `commune=` or `zone=` says."""
    number = next(_numbers)
    kind = "commune" if fields.get("commune") else "police_zone" if fields.get("zone") else "non_profit"
    defaults = {"key": f"partner-{number}", "kind": kind, "group": "gt_cipol"}
    return Partner.objects.create(**defaults | _in_both_languages("name", f"Partner {number}", fields))


def make_former_address(**fields):
    record = fields.pop("record", None) or make_partner()
    defaults = {"model": record._meta.label_lower, "name": f"former-{next(_numbers)}", "record": record.pk}
    return FormerAddress.objects.create(**defaults | fields)


# --- What they do ---------------------------------------------------------------------------------


def make_framework(**fields):
    number = next(_numbers)
    return Framework.objects.create(
        **{"key": f"framework-{number}"} | _in_both_languages("title", f"Framework {number}", fields)
    )


def make_volet(**fields):
    number = next(_numbers)
    fields["framework"] = fields.get("framework") or make_framework()
    return Volet.objects.create(**{"number": number % 30_000} | _in_both_languages("title", f"Volet {number}", fields))


def make_recommendation(**fields):
    number = next(_numbers)
    fields["volet"] = fields.get("volet") or make_volet()
    return Recommendation.objects.create(
        **{"code": f"R{number}"} | _in_both_languages("text", f"Recommendation {number}", fields)
    )


def make_indicator(**fields):
    number = next(_numbers)
    return Indicator.objects.create(
        **{"key": f"indicator-{number}"} | _in_both_languages("name", f"Indicator {number}", fields)
    )


def make_theme(**fields):
    number = next(_numbers)
    return Theme.objects.create(**{"key": f"theme-{number}"} | _in_both_languages("title", f"Theme {number}", fields))


def make_period(**fields):
    number = next(_numbers)
    defaults = {
        "key": f"period-{number}",
        "starts_on": datetime.date(2023, 7, 1),
        "ends_on": datetime.date(2024, 6, 30),
    }
    return Period.objects.create(**defaults | fields)


def make_initiative(*, co_partners=(), communes=(), recommendations=(), **fields):
    number = next(_numbers)
    fields["lead"] = fields.get("lead") or make_partner()
    fields["volet"] = fields.get("volet") or make_volet()
    initiative = Initiative.objects.create(
        **{"key": f"initiative-{number}", "kind": "specific"}
        | _in_both_languages("title", f"Initiative {number}", fields)
    )
    if co_partners:
        initiative.co_partners.set(co_partners)
    if communes:
        initiative.communes.set(communes)
    if recommendations:
        initiative.recommendations.set(recommendations)
    return initiative


def make_update(*, state=ReviewState.DRAFT, **fields):
    """An update in any state, put there without its review: the tests of the review itself take its verbs."""
    fields["initiative"] = fields.get("initiative") or make_initiative()
    fields["period"] = fields.get("period") or make_period()
    defaults = {"partner": fields["initiative"].lead, "status": "continued", "review_state": state}
    return Update.objects.create(**defaults | fields)


def unpublish(text, state=ReviewState.DRAFT):
    """Put a published text back without its review; nothing of it is on the site any more."""
    text.review_state = state
    text.save()
    delete_record(text)
    return text


def unpublish_unseen(text):
    """The same past the program, which learns nothing of it."""
    type(text).objects.filter(pk=text.pk).update(review_state=ReviewState.DRAFT)
    records = type(text.record).objects.filter(pk=text.pk)
    records._raw_delete(records.db)


def make_figure(**fields):
    fields["update"] = fields.get("update") or make_update()
    fields["indicator"] = fields.get("indicator") or make_indicator()
    return Figure.objects.create(**{"value": 12, "year": 2024} | fields)


def make_event(**fields):
    fields["update"] = fields.get("update") or make_update()
    return Event.objects.create(**_in_both_languages("title", f"Event {next(_numbers)}", fields))


def make_photo(**fields):
    number = next(_numbers)
    fields["update"] = fields.get("update") or make_update()
    fields = {"file": f"photos/{number}.jpg"} | fields
    defaults = {"sha256": f"{number:064}", "consent": True} | _size_and_checksum(fields["file"])
    return Photo.objects.create(**defaults | _in_both_languages("alternative", f"Photo {number}", fields))


def _size_and_checksum(name):
    """Those of the file, where it stands in the storage; else a size without a file."""
    try:
        with default_storage.open(name) as opened:
            content = opened.read()
    except FileNotFoundError:
        return {"size": 1}
    return {"size": len(content), "sha256": compute_checksum(content)}


def make_update_review(**fields):
    fields["subject"] = fields.get("subject") or make_update(state=ReviewState.SUBMITTED)
    defaults = {"from_state": ReviewState.DRAFT, "to_state": ReviewState.SUBMITTED}
    return UpdateReview.objects.create(**defaults | fields)


# --- Antennas -------------------------------------------------------------------------------------


def make_antenna(*, partners=(), **fields):
    number = next(_numbers)
    fields["commune"] = fields.get("commune") or make_commune()
    antenna = Antenna.objects.create(
        **{"key": f"antenna-{number}"} | _in_both_languages("name", f"Antenna {number}", fields)
    )
    if partners:
        antenna.partners.set(partners)
    return antenna


def make_antenna_count(**fields):
    number = next(_numbers)
    defaults = {"key": f"count-{number}", "counted_on": PartialDate.parse("2024-12"), "number": 14}
    return AntennaCount.objects.create(**defaults | _in_both_languages("source", f"Source {number}", fields))


def make_antenna_service(**fields):
    fields["antenna"] = fields.get("antenna") or make_antenna()
    return AntennaService.objects.create(**_in_both_languages("name", f"Service {next(_numbers)}", fields))


def make_antenna_update(*, state=ReviewState.DRAFT, **fields):
    fields["antenna"] = fields.get("antenna") or make_antenna()
    fields["period"] = fields.get("period") or make_period()
    return AntennaUpdate.objects.create(**{"review_state": state} | fields)


def make_antenna_figure(**fields):
    fields["antenna"] = fields.get("antenna") or make_antenna()
    fields["indicator"] = fields.get("indicator") or make_indicator()
    return AntennaFigure.objects.create(**{"value": 12, "year": 2024} | fields)


def make_antenna_review(**fields):
    fields["subject"] = fields.get("subject") or make_antenna_update(state=ReviewState.SUBMITTED)
    defaults = {"from_state": ReviewState.DRAFT, "to_state": ReviewState.SUBMITTED}
    return AntennaReview.objects.create(**defaults | fields)


# --- The round ------------------------------------------------------------------------------------


def make_response(**fields):
    fields["partner"] = fields.get("partner") or make_partner()
    fields["period"] = fields.get("period") or make_period()
    return Response.objects.create(**fields)


def make_extension(**fields):
    fields["partner"] = fields.get("partner") or make_partner()
    fields["period"] = fields.get("period") or make_period()
    return Extension.objects.create(**{"deadline": datetime.date(2025, 3, 31)} | fields)


def make_question(**fields):
    fields["partner"] = fields.get("partner") or make_partner()
    fields["period"] = fields.get("period") or make_period()
    fields["asked_by"] = fields.get("asked_by") or make_user(partners=[fields["partner"]])
    if fields.get("answer"):
        if "answered_by" not in fields:
            fields["answered_by"] = make_user(role=COORDINATION)
        fields.setdefault("answered_at", timezone.now())
    return Question.objects.create(**{"kind": "other", "text": "Whose is this?"} | fields)


def make_message(**fields):
    number = next(_numbers)
    if fields.get("kind") in Message.SYSTEM_KINDS:
        fields = {"valid_until": timezone.now() + datetime.timedelta(days=1)} | fields
    else:
        fields["period"] = fields.get("period") or make_period()
        fields["partner"] = fields.get("partner") or make_partner()
    if fields.get("state") == "queued":
        fields = {"queued_at": timezone.now()} | fields
    defaults = {
        "kind": "invitation",
        "occasion": f"occasion-{number}",
        "recipient": f"recipient-{number}@example.brussels",
        "language": "fr",
        "subject": f"Message {number}",
        "body": "Bonjour",
    }
    return Message.objects.create(**defaults | fields)


def make_mail_sender(**fields):
    return MailSender.objects.create(**{"holder": f"server-{next(_numbers)}"} | fields)


def make_form_draft(**fields):
    fields["user"] = fields.get("user") or make_user()
    return FormDraft.objects.create(**{"form": f"form-{next(_numbers)}", "data": {"body": "typed"}} | fields)


# --- What comes out -------------------------------------------------------------------------------


def make_edition(*, periods=(), **fields):
    number = next(_numbers)
    fields["framework"] = fields.get("framework") or make_framework()
    defaults = {
        "key": f"edition-{number}",
        "covers_from": datetime.date(2023, 7, 1),
        "covers_to": datetime.date(2024, 6, 30),
    }
    edition = Edition.objects.create(**defaults | _in_both_languages("title", f"Edition {number}", fields))
    if periods:
        edition.periods.set(periods)
    return edition


def make_edition_text(**fields):
    fields["edition"] = fields.get("edition") or make_edition()
    if fields.setdefault("place", "volet") == "volet":
        fields["volet"] = fields.get("volet") or make_volet()
    return EditionText.objects.create(**_in_both_languages("body", "Text", fields))


def make_issue(**fields):
    fields["edition"] = fields.get("edition") or make_edition()
    return Issue.objects.create(**{"number": 1} | fields)


def make_issued_report(**fields):
    number = next(_numbers)
    fields["issue"] = fields.get("issue") or make_issue()
    defaults = {"language": "fr", "format": "pdf", "file": f"issues/{number}.pdf", "size": 1, "sha256": f"{number:064}"}
    return IssuedReport.objects.create(**defaults | fields)


def make_loaded_row(**fields):
    return LoadedRow.objects.create(**{"table": "partners", "key": f"key-{next(_numbers)}"} | fields)


MAKERS = {
    User: make_user,
    PoliceZone: make_zone,
    Commune: make_commune,
    FormerAddress: make_former_address,
    Partner: make_partner,
    Framework: make_framework,
    Volet: make_volet,
    Recommendation: make_recommendation,
    Indicator: make_indicator,
    Theme: make_theme,
    Period: make_period,
    Initiative: make_initiative,
    Update: make_update,
    Figure: make_figure,
    Event: make_event,
    Photo: make_photo,
    UpdateReview: make_update_review,
    Antenna: make_antenna,
    AntennaCount: make_antenna_count,
    AntennaService: make_antenna_service,
    AntennaUpdate: make_antenna_update,
    AntennaFigure: make_antenna_figure,
    AntennaReview: make_antenna_review,
    Response: make_response,
    Extension: make_extension,
    Question: make_question,
    Message: make_message,
    MailSender: make_mail_sender,
    FormDraft: make_form_draft,
    Edition: make_edition,
    EditionText: make_edition_text,
    Issue: make_issue,
    IssuedReport: make_issued_report,
    LoadedRow: make_loaded_row,
}
"""The builder of each model of the house."""
