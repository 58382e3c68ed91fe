"""The board of a round: dates, partners, questions. For the Coordination."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.models import Period
from records.decorators import coordination_required
from records.models import StaleRecordError
from rounds import services
from rounds.board import count_by_progress, list_board_rows
from rounds.coordination_forms import AnswerForm, ExtensionForm, PeriodForm, ReopenForm, build_next_period
from rounds.extensions import grant_extension
from rounds.filters import BoardFilter
from rounds.models import Extension, Question
from rounds.queries import get_open_rounds
from rounds.unfinished_texts import find_leftovers
from zones.models import Partner

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@coordination_required
def current_board(request):
    """The board of the latest open round, or else of the latest period; where there is none, the form for the first."""
    period = (
        get_open_rounds(timezone.localdate()).last()
        or Period.objects.visible_to(request.user).order_by("starts_on").last()
    )
    return redirect("rounds:board", period.key) if period else redirect("rounds:new-period")


@require_safe
@never_cache
@coordination_required
def board(request, period):
    period = _get_period(request, period)
    everybody = list_board_rows(period, timezone.localdate())
    filters = BoardFilter(request.GET)
    context = {
        "period": period,
        "periods": Period.objects.visible_to(request.user).order_by("-starts_on"),
        "rows": filters.select_rows(everybody),
        "counts": count_by_progress(everybody),
        "total": len(everybody),
        "late": sum(1 for row in everybody if row.days_late),
        "unreachable": sum(1 for row in everybody if not row.referents),
        "filters": filters,
        "asked": filters.asked,
        "questions": _get_open_questions(period),
        "answer_form": AnswerForm(auto_id=False),
        "reopen_form": ReopenForm(),
    }
    return render(request, "rounds/board/board.html", context)


@FORM
@never_cache
@coordination_required
def new_period(request):
    """Open the round of a new period: the form proposes the one after the last."""
    last = Period.objects.order_by("ends_on").last()
    return _render_dates_form(request, build_next_period(last, timezone.localdate()), _("Open a new round"))


@FORM
@never_cache
@coordination_required
def edit_dates(request, period):
    """Change the dates of a round, or open one for a period that has none yet."""
    period = _get_period(request, period)
    if period.closed:
        messages.error(request, _("This round is closed: open it again before changing its dates."))
        return redirect("rounds:board", period.key)
    return _render_dates_form(request, period, _("Dates of the round %(period)s") % {"period": period})


def _render_dates_form(request, period, heading):
    form = PeriodForm(request.POST or None, instance=period)
    if form.is_valid() and _try_step(request, form, lambda: _open_period(request, form)):
        messages.success(request, _("The round %(period)s has its dates.") % {"period": form.instance})
        return redirect("rounds:board", form.instance.key)
    today = timezone.localdate()
    others = [
        (other, sum(not row.is_done for row in list_board_rows(other, today)))
        for other in get_open_rounds(today).exclude(pk=period.pk)
    ]  # fmt: skip
    return render(request, "rounds/board/form.html", {"form": form, "heading": heading, "others": others})


def _open_period(request, form):
    data = form.cleaned_data
    services.open_period(form.instance, by=request.user, opens_on=data["opens_on"], deadline=data["deadline"])


@FORM
@never_cache
@coordination_required
def close_round(request, period):
    """First what is left over and what becomes of it; then it is done."""
    period = _get_period(request, period)
    if period.closed:
        return redirect("rounds:board", period.key)
    if request.method == "POST":
        services.close_period(period, by=request.user)
        messages.success(request, _("The round %(period)s is closed.") % {"period": period})
        return redirect("rounds:board", period.key)
    context = {"period": period, "left": find_leftovers(period, timezone.localdate())}
    return render(request, "rounds/board/close.html", context)


@require_POST
@coordination_required
def reopen_round(request, period):
    period = _get_period(request, period)
    form = ReopenForm(request.POST)
    try:
        if form.is_valid():
            services.reopen_period(period, by=request.user, reason=form.cleaned_data["reason"])
    except services.RoundRefused as refusal:
        form.add_error(None, refusal)
    if not form.is_valid():
        messages.error(request, " ".join(sentence for field in form.errors.values() for sentence in field))
    else:
        messages.success(request, _("The round %(period)s is open again.") % {"period": period})
    return redirect("rounds:board", period.key)


@FORM
@never_cache
@coordination_required
def edit_extension(request, period, partner):
    """More time for one partner."""
    period = _get_period(request, period)
    partner = get_object_or_404(Partner.objects.visible_to(request.user), key=partner)
    stored = Extension.objects.visible_to(request.user).filter(partner=partner, period=period).first()
    form = ExtensionForm(request.POST or None, initial=_build_initial(stored))
    if form.is_valid() and _try_step(
        request, form, lambda: grant_extension(partner, period, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("%(partner)s has more time.") % {"partner": partner})
        return redirect("rounds:board", period.key)
    heading = _("More time for %(partner)s") % {"partner": partner}
    return render(request, "rounds/board/extension.html", {"form": form, "heading": heading, "period": period})


def _build_initial(stored):
    if stored is None:
        return {}
    return {"deadline": stored.deadline, "reason": stored.reason, "seen_version": stored.version}


@FORM
@never_cache
@coordination_required
def answer_question(request, question):
    """Answer a question of a partner; an answer that stands already is shown, and can be changed."""
    question = get_object_or_404(
        Question.objects.visible_to(request.user).select_related("partner", "period", "initiative", "asked_by"),
        pk=question,
    )
    form = AnswerForm(request.POST or None, initial={"answer": question.answer, "seen_version": question.version})
    if form.is_valid() and _try_step(request, form, lambda: _write_answer(request, question, form)):
        messages.success(request, _("%(partner)s can read your answer.") % {"partner": question.partner})
        return redirect("rounds:board", question.period.key)
    return render(request, "rounds/board/question.html", {"form": form, "question": question})


def _write_answer(request, question, form):
    seen = Question.objects.select_related("partner", "period").get(pk=question.pk)
    seen.version = form.cleaned_data["seen_version"]
    services.answer_question(seen, by=request.user, answer=form.cleaned_data["answer"])


def _try_step(request, form, step):
    """Whether the step went through. Otherwise the form says why, with everything that was typed still in it."""
    try:
        step()
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except (StaleRecordError, IntegrityError):
        form.add_error(None, _("Somebody changed this while you were typing. Open the page again to see what stands."))
    return form.is_valid()


def _get_period(request, key):
    return get_object_or_404(Period.objects.visible_to(request.user), key=key)


def _get_open_questions(period):
    """The questions that wait for an answer, the oldest first."""
    unanswered = Question.objects.filter(period=period, answered_at__isnull=True)
    return unanswered.select_related("partner", "initiative", "asked_by").order_by("asked_at", "pk")
