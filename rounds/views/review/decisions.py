from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from document.differences import compare_texts, is_different
from initiatives.approvals import find_approvals, find_changed_since_approval, get_field_label
from initiatives.languages import find_left_behind
from initiatives.models import Update
from initiatives.review import TRANSITIONS, is_transition_possible
from records.decorators import coordination_required
from records.difference_markup import render_differences
from records.history.registration import get_translated_fields
from records.language_codes import LANGUAGES
from records.models import StaleRecordError
from rounds import review_queue
from rounds.mail.returns import find_return_notices
from rounds.models import Question
from rounds.services import hand_in_text
from rounds.text_kinds import TEXT_KINDS, get_answering_partners
from rounds.views.review.forms import DecisionForm

VALIDATED, PERIOD, SEEN = "validated", "period", "seen"


@dataclass(frozen=True)
class ComparedText:
    """A text of another time, beside which the one under review can be read."""

    name: str
    label: str
    text: object


@dataclass(frozen=True)
class MarkedDifference:
    label: str
    language: str
    markup: str


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordination_required
def review_text(request, kind, pk):
    """One text: as it will stand in the report, what changed, what is missing, the log; and the decision on it."""
    kind = TEXT_KINDS.get(kind)
    if kind is None:
        raise Http404
    text = get_object_or_404(kind.get_texts().filter(pk__in=kind.model.objects.visible_to(request.user)), pk=pk)
    if request.method != "POST":
        return _render_text(request, kind, text, DecisionForm(kind=kind))
    form = DecisionForm(request.POST, kind=kind)
    seen = None
    if not form.is_valid():
        for sentence in _list_form_errors(form):
            messages.error(request, sentence)
    elif _decide(request, kind, text, form):
        seen = form.cleaned_data["seen_version"]
    elif not form.errors:
        return redirect("rounds:review", kind.name, text.pk)
    return _render_text(request, kind, kind.get_texts().get(pk=text.pk), form, seen=seen)


def _list_form_errors(form):
    """What is wrong with a decision that cannot even be tried."""
    if form.errors.keys() & {"verb", "seen_version"}:
        return [_("This decision is not complete. Choose again what to do with the text.")]
    return [sentence for sentences in form.errors.values() for sentence in sentences]


def _decide(request, kind, text, form):
    """Decide. Whether the text is another than the one that was seen; a refusal stands in the form and is told."""
    decision, verb = form.cleaned_data, form.cleaned_data["verb"]
    text.version = decision["seen_version"]
    try:
        if verb == "submit":
            hand_in_text(text, by=request.user, remark=decision["remark"])
        else:
            kind.advance(
                text, verb, by=request.user, remark=decision["remark"], field_remarks=form.field_remarks,
                languages_confirmed=decision["languages_confirmed"],
            )  # fmt: skip
    except StaleRecordError:
        messages.error(
            request,
            _("Somebody changed this text while you were reading it; nothing was decided. See what changed."),
        )
        return True
    except ValidationError as refusal:
        form.add_error(None, refusal)
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(
            request, _("The text is now in the state “%(state)s”.") % {"state": text.get_review_state_display()}
        )
    return False


def _render_text(request, kind, text, form, *, seen=None):
    bases = _list_bases(text, seen)
    chosen = request.GET.get("against") if seen is None else SEEN
    base = next((base for base in bases if base.name == chosen), bases[0] if bases else None)
    return render(
        request,
        "rounds/review/text.html",
        {
            "kind": kind,
            "text": text,
            "owner": getattr(text, kind.owner),
            "partners": get_answering_partners(text),
            "is_initiative": kind.model is Update,
            "is_changed": text.pk in find_changed_since_approval([text]),
            "missing": kind.find_publication_gaps(text),
            "left_behind": find_left_behind([text])[text.pk],
            "can_publish": is_transition_possible("publish", text),
            "bases": bases,
            "base": base,
            "differences": _list_differences(text, base) if base else [],
            "questions": _list_questions(request.user, text),
            "log": _list_log_entries(text),
            "return_notices": find_return_notices(text),
            "form": form,
            "verbs": [(verb, TRANSITIONS[verb]) for verb in review_queue.list_possible_verbs(text)],
            "next_address": _get_next_address(request.user, text),
            "admin_address": _get_admin_address(text, "change"),
            "history_address": _get_admin_address(text, "history"),
        },
    )


def _get_admin_address(text, page):
    return reverse(f"admin:{text._meta.app_label}_{text._meta.model_name}_{page}", args=[text.pk])


def _list_bases(text, seen):
    """What the text can be compared with: what was just seen, what was last validated, the period before."""
    bases = []
    if seen is not None and (past := text.history.filter(version=seen).order_by("history_id").last()):
        bases.append(ComparedText(SEEN, _("the text that you had before you"), past))
    if approval := find_approvals([text]).get(text.pk):
        bases.append(ComparedText(VALIDATED, _("the text that was last validated"), approval.text))
    if last := review_queue.find_last_with_text(review_queue.find_earlier_texts([text])[text.pk]):
        bases.append(ComparedText(PERIOD, _("the text of %(period)s") % {"period": last.period}, last))
    return bases


def _list_differences(text, base):
    """The fields of words in which the texts differ, French beside Dutch.

    What is left empty beside the period before was not taken away: it goes on as it was.
    """
    return [
        MarkedDifference(
            get_field_label(f"{name}_{language}"), language, render_differences(compare_texts(before, now))
        )
        for name in get_translated_fields(type(text))
        if base.name != PERIOD or any(getattr(text, f"{name}_{language}") for language in LANGUAGES)
        for language in LANGUAGES
        for before, now in [(getattr(base.text, f"{name}_{language}"), getattr(text, f"{name}_{language}"))]
        if is_different(before, now)
    ]


def _list_questions(user, text):
    """What the partner asked about the initiative for this period."""
    if not isinstance(text, Update):
        return []
    questions = Question.objects.visible_to(user).filter(initiative=text.initiative, period=text.period)
    return list(questions.select_related("asked_by", "partner"))


def _list_log_entries(text):
    """(entry, remarks on fields as (label, remark)) of every line, the latest first."""
    lines = text.review_log.select_related("by").order_by("-at", "-pk")
    return [(line, [(get_field_label(name), said) for name, said in line.field_remarks.items()]) for line in lines]


def _get_next_address(user, text):
    upcoming = review_queue.find_next_to_review(user, text)
    return reverse("rounds:review", args=upcoming) if upcoming else None
