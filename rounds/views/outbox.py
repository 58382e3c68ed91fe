"""The outbox, for the Coordination: mails of a round are prepared, read over and let go; those of accounts are seen."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.models import Period
from records.decorators import coordination_required
from records.versions import read_version
from rounds.board import list_board_rows
from rounds.coordination_forms import MessageForm
from rounds.filters import BoardFilter
from rounds.mail import outbox as service
from rounds.mail.queue import get_queue_state, may_leave
from rounds.mail.returns import find_return_notices, write_return_mails
from rounds.models import Message
from rounds.services import RoundRefused
from rounds.text_kinds import TEXT_KINDS, get_answering_partners
from zones.models import Partner

LEAVING = (Message.State.QUEUED, Message.State.SENDING)
MAX_LISTED = 200
"""How many of the latest mails of accounts are listed."""


@require_safe
@never_cache
@coordination_required
def outbox(request, period):
    period = _get_period(request, period)
    mails = Message.objects.visible_to(request.user).filter(period=period).select_related("partner", "sent_by")
    mails = list(mails.order_by("-created_at", "pk"))
    context = {
        "period": period,
        "waiting": [mail for mail in mails if mail.state == Message.State.PREPARED],
        **_group_by_state(mails),
    }
    return render(request, "rounds/outbox/outbox.html", context)


def _group_by_state(mails):
    """What stuck, what leaves and what has left."""
    now = timezone.now()
    troubled = [mail for mail in mails if mail.state == Message.State.FAILED or mail.is_interrupted(now)]
    return {
        "troubled": [(mail, mail.is_interrupted(now), may_leave(mail, now, again=True)) for mail in troubled],
        "leaving": [mail for mail in mails if mail.state in LEAVING and mail not in troubled],
        "sent": [mail for mail in mails if mail.state == Message.State.SENT],
    }


@require_safe
@never_cache
@coordination_required
def account_mails(request):
    """What became of the mails of accounts and of errors: to whom, when, and never what they say."""
    mails = Message.objects.visible_to(request.user).filter(period__isnull=True).select_related("sent_by")
    context = {"queue": get_queue_state(), **_group_by_state(list(mails.order_by("-created_at", "pk")[:MAX_LISTED]))}
    return render(request, "rounds/outbox/account_mails.html", context)


@require_POST
@coordination_required
def prepare_mails(request, period):
    """Write mails for the partners that were ticked on the board, or for all that it showed."""
    period = _get_period(request, period)
    kind = Message.Kind.INVITATION if request.POST.get("mail") == "invitation" else Message.Kind.REMINDER
    partners = _get_chosen_partners(request, period)
    if not partners:
        messages.error(request, _("No partner was chosen."))
        return redirect("rounds:board", period.key)
    try:
        prepared = service.prepare_mails(period, partners, kind, by=request.user, today=timezone.localdate())
    except RoundRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("rounds:board", period.key)
    _report_prepared(request, prepared)
    return redirect("rounds:outbox", period.key)


def _get_chosen_partners(request, period):
    if request.POST.get("who") == "shown":
        shown = BoardFilter(request.POST).select_rows(list_board_rows(period, timezone.localdate()))
        return [row.partner for row in shown]
    keys = set(request.POST.getlist("partner"))
    return [partner for partner in Partner.objects.visible_to(request.user) if partner.key in keys]


def _report_prepared(request, prepared):
    count = len(prepared.messages)
    said = [ngettext("%(count)s mail is ready.", "%(count)s mails are ready.", count) % {"count": count}]
    if prepared.existing:
        said.append(
            ngettext(
                "%(count)s person has this mail already: none was written.",
                "%(count)s persons have this mail already: none was written.",
                prepared.existing,
            )
            % {"count": prepared.existing}
        )
    if prepared.done:
        said.append(
            _("Not reminded, because they have answered: %(partners)s.") % {"partners": _join_names(prepared.done)}
        )
    messages.success(request, " ".join(said))
    if prepared.without_referent:
        nobody = _("Nobody to write to: %(partners)s.") % {"partners": _join_names(prepared.without_referent)}
        messages.error(request, nobody)


def _join_names(partners):
    return ", ".join(str(partner) for partner in partners)


@require_POST
@coordination_required
def send_prepared_mails(request, period):
    """Let every mail of the round that is prepared leave."""
    period = _get_period(request, period)
    _queue_and_report(request, lambda: service.queue_prepared_mails(period, by=request.user))
    return redirect("rounds:outbox", period.key)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordination_required
def edit_message(request, message):
    """One mail as its reader will see it, and the form to change it while it has not left."""
    mail = _get_mail(request, message)
    form = MessageForm(request.POST or None, instance=mail)
    if request.method == "POST" and form.is_valid():
        try:
            service.edit_mail(mail, by=request.user, **form.cleaned_data)
        except RoundRefused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The mail is kept as you wrote it."))
            return redirect("rounds:message", mail.pk)
    mail = _get_mail(request, message)
    context = {
        "mail": mail,
        "form": _set_seen_version(form, mail),
        "period": mail.period,
        "is_editable": mail.state in (Message.State.PREPARED, Message.State.FAILED),
        "is_interrupted": mail.is_interrupted(timezone.now()),
    }
    return render(request, "rounds/outbox/message.html", context)


def _set_seen_version(form, mail):
    """The form, sent and shown again, for the mail as it stands now above it."""
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen_version"] = mail.version
    return form


@require_POST
@coordination_required
def send_message(request, message):
    """Let one mail leave, for the first time or again; from its own page as it was read there."""
    mail = get_object_or_404(_get_mails(request), pk=message)
    seen = request.POST.get("seen_version")
    seen_version = None if seen is None else read_version(seen)
    is_leaving = _queue_and_report(
        request, lambda: service.queue_mail(mail, by=request.user, seen_version=seen_version)
    )
    if mail.period is None:
        return redirect("rounds:account-mails")
    if is_leaving:
        return redirect("rounds:outbox", mail.period.key)
    return redirect("rounds:message", mail.pk)


@require_POST
@coordination_required
def notify_partners(request, kind, pk):
    """Write the mails about what was sent back to the partners of a text, and lead to them."""
    kind = TEXT_KINDS.get(kind)
    if kind is None:
        raise Http404
    text = get_object_or_404(kind.get_texts().filter(pk__in=kind.model.objects.visible_to(request.user)), pk=pk)
    for partner in get_answering_partners(text):
        write_return_mails(partner, text.period)
    waiting = [mail for notice in find_return_notices(text) for mail in notice.waiting]
    if len(waiting) == 1:
        return redirect("rounds:message", waiting[0].pk)
    return redirect("rounds:outbox", text.period.key)


@require_POST
@coordination_required
def discard_message(request, message):
    """Take a prepared mail out of the outbox."""
    mail = _get_mail(request, message)
    try:
        service.discard_mail(mail, by=request.user)
    except RoundRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The mail to %(recipient)s is discarded.") % {"recipient": mail.recipient})
    return redirect("rounds:outbox", mail.period.key)


def _queue_and_report(request, step):
    """Put mails into the queue, and say what came of it. Whether it could be done."""
    try:
        outcome = step()
    except RoundRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    if outcome.leaving:
        leaving = ngettext("%(count)s mail is leaving.", "%(count)s mails are leaving.", outcome.leaving)
        messages.success(request, leaving % {"count": outcome.leaving})
    if outcome.taken:
        messages.error(request, _("What somebody else sent, or is sending, was not sent a second time."))
    if outcome == service.QueuedMails():
        messages.success(request, _("There was nothing to send."))
    return True


def _get_period(request, key):
    return get_object_or_404(Period.objects.visible_to(request.user), key=key)


def _get_mail(request, key):
    """A mail of a round: the others are nobody's to read."""
    return get_object_or_404(_get_mails(request).filter(period__isnull=False), pk=key)


def _get_mails(request):
    mails = Message.objects.visible_to(request.user)
    return mails.select_related("period", "partner", "sent_by", "edited_by")
