"""The steps of the yearly round: a partner's answers, its submission, and what the Coordination decides of a period."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from document.slugs import make_unique_slug, slugify
from initiatives.models import Initiative, Period, Update
from initiatives.models.reviews import EDITABLE, VALIDATED
from lisa.services import get_reporting_partners
from records.access import require_coordination
from records.language_codes import LANGUAGES
from records.models import FormerAddress
from rounds.completeness import find_missing_parts
from rounds.models import Question, Response
from rounds.queries import get_partners_for_user, read_partner_round
from rounds.text_kinds import get_text_kind


class RoundRefused(ValidationError):
    """A step of the round that is not possible as asked; nothing was written. Its messages are for the reader."""


# --- The answers of a partner ---------------------------------------------------------------------


@transaction.atomic
def continue_unchanged(initiative, period, *, by):
    """Answer that the initiative continued unchanged. Returns its update for the period."""
    return _write_answer(initiative, period, Update.Status.CONTINUED, by=by)


@transaction.atomic
def continue_changed(initiative, period, *, by):
    """Answer that it continued with changes. Where nothing was typed yet, the text starts from the last one."""
    return _write_answer(initiative, period, Update.Status.CHANGED, by=by, start_from_last=True)


@transaction.atomic
def end_initiative(initiative, period, *, by, ended=None, **why):
    """Answer that it ended: when (a PartialDate, where it is known) and why (body_fr, body_nl, body_en)."""
    return _write_answer(initiative, period, Update.Status.ENDED, by=by, ended=ended, **why)


@transaction.atomic
def ask_question(partner, period, kind, text, *, by, initiative=None):
    """Ask the Coordination: an initiative that is not ours, a duplicate, or something else. Returns the question.

    A question about an initiative is the answer on it for the period: a draft of its update is taken back. A question
    that waits for its answer already, in the same words, is not asked twice: that one is returned.
    """
    check_answering(partner, period, by)
    if not text.strip():
        raise RoundRefused(_("Write a remark: the Coordination must know what to look at."))
    if initiative:
        _undo_answer(initiative, period, by=by)
    asked = {"partner": partner, "period": period, "initiative": initiative, "kind": kind, "text": text.strip()}
    # A button pressed twice sends two requests: the second waited for the lock, and finds the question of the first.
    if waiting := Question.objects.filter(**asked, answered_at__isnull=True).first():
        return waiting
    return Question.objects.create(**asked, asked_by=by)


@transaction.atomic
def take_back_answer(initiative, period, *, by):
    """Undo the answer on an initiative, as long as it was not submitted. What was typed stays in the history.

    An initiative that has no other update or question is deleted with it: it was added by this answer.
    """
    _undo_answer(initiative, period, by=by)
    _check_initiative(initiative)
    if not (initiative.updates.exists() or initiative.questions.exists() or initiative.merged.exists()):
        initiative.delete()


@transaction.atomic
def add_initiative(partner, period, *, by, volet, kind, title, key="", status=Update.Status.NEW, **body):
    """Add an initiative that the partner leads, with its first update. `title` and `body` are by language
    ({"fr": ..., "nl": ...}, body_fr=...); without a key it is named after its partner and title. Returns the update.

    An initiative that the partner added in this round with the same titles, kind and volet is not added twice: its
    update is returned.
    """
    check_answering(partner, period, by)
    if not any((title.get(language) or "").strip() for language in LANGUAGES):
        raise RoundRefused(_("Give the initiative a title, in French or in Dutch."))
    title = {language: text.strip() for language, text in title.items() if text}
    # A button pressed twice sends two requests: the second waited for the lock, and finds what the first added.
    if added := _find_added_before(partner, period, title, kind=kind, volet=volet):
        return added
    last = Initiative.objects.order_by("-position").values_list("position", flat=True).first() or 0
    initiative = Initiative.objects.create(
        key=key or _make_free_key(partner, title), lead=partner, volet=volet, kind=kind, position=last + 1,
        **{f"title_{language}": text for language, text in title.items()},
    )  # fmt: skip
    withdraw_nothing_to_report(partner, period)
    return Update.objects.create(
        initiative=initiative, period=period, partner=partner, status=status, kind=kind, **body
    )


@transaction.atomic
def report_nothing(partner, period, *, by):
    """Answer for the whole period that there is nothing to report; refused while drafts exist. Returns the response."""
    check_answering(partner, period, by)
    drafts = Update.objects.filter(partner=partner, period=period).count()
    drafts += sum(
        item.is_decided and get_reporting_partners(item.antenna) == [partner]
        for item in read_partner_round(partner, period).antennas
    )
    if drafts:
        raise RoundRefused(
            ngettext(
                "There is %(count)s answer for this period: take it back first.",
                "There are %(count)s answers for this period: take them back first.",
                drafts,
            )
            % {"count": drafts}
        )
    response = _get_or_create_response(partner, period)
    response.nothing_to_report, response.submitted_at, response.submitted_by = True, timezone.now(), by
    response.save()
    return response


# --- Submitting -----------------------------------------------------------------------------------


def find_missing_for_submission(partner_round):
    """(item, sentence) for each thing missing before the submission; no item where it concerns the whole page."""
    missing = [
        (item, _("Not decided yet: %(title)s") % {"title": item.owner})
        for item in (*partner_round.asked, *partner_round.antennas)
        if not item.is_decided
    ]
    for item in partner_round.answered:
        if not item.update:
            continue
        missing += [(item, sentence) for sentence in find_missing_parts(item.update)]
    if not partner_round.answered:
        missing.append((None, _("There is no answer yet. If there is none to give, choose “nothing to report”.")))
    return missing


@transaction.atomic
def submit(partner, period, *, by):
    """Hand in everything that the partner answered for the period; its texts are then locked until they are returned.

    Raises RoundRefused with every sentence of what is missing.
    """
    check_answering(partner, period, by)
    page = read_partner_round(partner, period)
    if missing := find_missing_for_submission(page):
        raise RoundRefused([ValidationError(sentence) for _item, sentence in missing])
    for item in page.answered:
        if item.update and item.update.review_state in EDITABLE:
            get_text_kind(item.update).advance(item.update, "submit", by=by)
    response = _get_or_create_response(partner, period)
    response.submitted_at, response.submitted_by, response.nothing_to_report = timezone.now(), by, False
    response.save()
    return response


@transaction.atomic
def hand_in_text(text, *, by, remark=""):
    """Hand in one text by itself, of an initiative or of an antenna, whatever its period. Returns the text.

    The transitions of the review say who may. Raises RoundRefused with every sentence of what is missing.
    """
    lock_period(text.period)
    if missing := find_missing_parts(text):
        raise RoundRefused([ValidationError(sentence) for sentence in missing])
    return get_text_kind(text).advance(text, "submit", by=by, remark=remark)


# --- What the Coordination decides ----------------------------------------------------------------


@transaction.atomic
def open_period(period, *, by, opens_on, deadline):
    """Open the round of a period, or move its dates. Refused where the period shares a day with another one."""
    require_coordination(by, RoundRefused)
    list(Period.objects.select_for_update(no_key=True).order_by("pk"))  # two people open periods one after the other
    try:
        period.clean()
    except ValidationError as refusal:
        raise RoundRefused(refusal.messages) from None
    if deadline < opens_on:
        raise RoundRefused(_("The deadline cannot come before the opening day."))
    period.opens_on, period.deadline, period.closed = opens_on, deadline, False
    period.save()
    return period


@transaction.atomic
def close_period(period, *, by):
    """Close the round: its partners answer no more, and what they did not hand in is the Coordination's. What was sent
    back stays with its partner."""
    require_coordination(by, RoundRefused)
    lock_period(period)
    period.closed = True
    period.save()
    return period


@transaction.atomic
def reopen_period(period, *, by, reason):
    """Open a closed round again. The reason stands in the history of the period."""
    require_coordination(by, RoundRefused)
    if not reason.strip():
        raise RoundRefused(_("Write why the round is opened again."))
    lock_period(period)
    period.closed = False
    period._change_reason = reason.strip()[:100]
    period.save()
    return period


@transaction.atomic
def answer_question(question, *, by, answer):
    """Answer a partner's question; the partner reads the answer on its page."""
    require_coordination(by, RoundRefused)
    if not answer.strip():
        raise RoundRefused(_("Write an answer."))
    question.answer, question.answered_by, question.answered_at = answer.strip(), by, timezone.now()
    question.save()
    return question


# --- Rules ----------------------------------------------------------------------------------------


def lock_period(period):
    """Lock the row of the period until the transaction ends, and reload it.

    The steps of one round run one after the other: each sees the result of the one before, whether two people of a
    partner press a button at once or the Coordination closes the round meanwhile.
    """
    period.refresh_from_db(from_queryset=Period.objects.select_for_update(no_key=True))


def _write_answer(initiative, period, status, *, by, start_from_last=False, **fields):
    _check_lead(initiative, period, by)
    update = Update.objects.select_for_update().filter(initiative=initiative, period=period).first()
    _check_initiative(initiative)
    if update is None:
        update = Update(
            initiative=initiative, period=period, partner=initiative.lead, position=initiative.position,
            kind=_find_last_kind(initiative, period),
        )  # fmt: skip
    else:
        check_editable(update)
    if start_from_last and not (update.body_fr or update.body_nl):
        _copy_last_text(update)
    update.status = status
    for name, value in fields.items():
        setattr(update, name, value)
    update.save()
    Question.objects.filter(partner=initiative.lead, period=period, initiative=initiative, answer="").delete()
    withdraw_nothing_to_report(initiative.lead, period)
    return update


def _undo_answer(initiative, period, *, by):
    _check_lead(initiative, period, by)
    for update in Update.objects.select_for_update().filter(initiative=initiative, period=period):
        check_editable(update)
        if update.review_log.filter(to_state__in=VALIDATED).exists():
            raise RoundRefused(
                _("This text was validated before: correct it and hand it in, rather than take it back.")
            )
        update.delete()
    Question.objects.filter(partner=initiative.lead, period=period, initiative=initiative, answer="").delete()


def _find_added_before(partner, period, title, **facts):
    """The update with which the partner added, in this round, an initiative with exactly these titles; or None."""
    same = Initiative.objects.filter(lead=partner, merged_into__isnull=True, **facts)
    for language in LANGUAGES:
        field = f"title_{language}"
        text = title.get(language)
        same = same.filter(**{field: text}) if text else same.filter(Q(**{field: ""}) | Q(**{f"{field}__isnull": True}))
    told_before = Update.objects.exclude(period=period).values("initiative")
    return Update.objects.filter(period=period, initiative__in=same).exclude(initiative__in=told_before).first()


def _make_free_key(partner, title):
    """A key that no initiative has, nor had before: the partner's, and the words of the title."""
    words = next(slug for language in LANGUAGES if (slug := slugify(title.get(language) or "")) or language == "en")
    name = f"{partner.key}-{words or 'initiative'}"[:90].rstrip("-")
    taken = Initiative.objects.filter(key__startswith=name).values_list("key", flat=True)
    formerly_taken = FormerAddress.objects.of_model(Initiative).filter(name__startswith=name)
    return make_unique_slug(name, {*taken, *formerly_taken.values_list("name", flat=True)})


def _copy_last_text(update):
    """Copy the text of the latest earlier period that has one."""
    last = (
        Update.objects.filter(initiative=update.initiative, period__starts_on__lt=update.period.starts_on)
        .filter(Q(body_fr__gt="") | Q(body_nl__gt=""))
        .order_by("-period__starts_on")
        .first()
    )
    if last:
        for language in LANGUAGES:
            setattr(update, f"body_{language}", getattr(last, f"body_{language}"))


def _find_last_kind(initiative, period):
    """The kind that is proposed: that of the latest earlier period; the initiative's own where there is none."""
    earlier = initiative.updates.filter(period__starts_on__lt=period.starts_on).order_by("-period__starts_on", "-pk")
    return earlier.values_list("kind", flat=True).first() or initiative.kind


def _get_or_create_response(partner, period):
    response, _created = Response.objects.select_for_update().get_or_create(partner=partner, period=period)
    return response


def withdraw_nothing_to_report(partner, period):
    """Withdraw the answer that the partner had nothing to report: it reports something now."""
    response = Response.objects.filter(partner=partner, period=period, nothing_to_report=True).first()
    if response:
        response.nothing_to_report, response.submitted_at, response.submitted_by = False, None, None
        response.save()


def _check_lead(initiative, period, by):
    check_answering(initiative.lead, period, by)


def _check_initiative(initiative):
    """Refuse one that was removed or merged since it was read, and lock it against both until the transaction ends.

    The row is locked after that of its update: whoever writes both locks them in this order.
    """
    row = Initiative.objects.select_for_update(no_key=True).filter(pk=initiative.pk, merged_into__isnull=True)
    if not row:
        raise RoundRefused(_("This initiative was taken back or became part of another one."))


def check_answering(partner, period, by):
    """Refuse people who do not speak for the partner, and everybody while the round takes no answers from them."""
    lock_period(period)
    if not get_partners_for_user(by).filter(pk=partner.pk).exists():
        raise RoundRefused(_("Only the lead partner answers for its initiatives."))
    if period.is_closed_for(by):
        raise RoundRefused(_("This round is closed. Ask the Coordination if something must still change."))
    if not period.takes_answers_of(by):
        raise RoundRefused(_("This round has not opened yet."))


def check_editable(update):
    if update.review_state not in EDITABLE:
        raise RoundRefused(_("This text was handed in. It can change again when the Coordination sends it back."))
