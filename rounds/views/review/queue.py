from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from initiatives.models import ReviewState
from initiatives.review import TRANSITIONS
from records.decorators import coordination_required
from records.models import StaleRecordError
from rounds.filters import ReviewQueueFilter
from rounds.review_queue import BULK_VERBS, count_by_state, find_rows_left_behind, list_queue_rows, list_waiting
from rounds.text_kinds import TEXT_KINDS
from rounds.views.review.forms import BulkForm

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordination_required
def review_queue(request):
    """What was handed in, oldest first, with its filters; several texts can be decided at a time."""
    if request.method == "GET" or request.method == "HEAD":
        return _render_queue(request, BulkForm())
    form = BulkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _get_first_error(form))
    elif not (chosen := form.read_rows(request.POST.getlist("text"))):
        messages.error(request, _("Choose at least one text."))
    else:
        _report_decisions(request, *_decide(request.user, chosen, form.cleaned_data))
        return redirect(request.get_full_path())
    return _render_queue(request, form)


def _get_first_error(form):
    return next(sentence for sentences in form.errors.values() for sentence in sentences)


def _render_queue(request, form):
    filters = ReviewQueueFilter(request.GET, request=request)
    chosen, state = filters.chosen, filters.state_value
    page = Paginator(list_waiting(request.user, state=state, **chosen), PER_PAGE).get_page(request.GET.get("page"))
    counts = count_by_state(request.user, **chosen)
    rows, verbs = list_queue_rows(page.object_list), _list_verbs(state)
    can_publish = any(verb == "publish" for verb, _label in verbs)
    return render(
        request,
        "rounds/review/queue.html",
        {
            "filters": filters,
            "page": page,
            "rows": rows,
            "left_behind": find_rows_left_behind(rows) if can_publish else [],
            "states": [(one, counts[one], one == state, _build_query(request, state=one.value)) for one in counts],
            "addresses": [(number, _build_query(request, page=number)) for number in page.paginator.page_range],
            "state": ReviewState(state),
            "form": form,
            "ticked": request.POST.getlist("text"),
            "verbs": verbs,
        },
    )


def _build_query(request, **changed):
    """The query of this page with something else in it; another state starts at its first page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return query.urlencode()


def _list_verbs(state):
    """(verb, label) of what can be done with several texts in that state."""
    return [(verb, TRANSITIONS[verb].label) for verb in BULK_VERBS if state in TRANSITIONS[verb].from_states]


def _decide(user, chosen, decision):
    """Move each of the texts by itself. Returns how many were moved, and (text, sentence) for those that were not."""
    by_kind = defaultdict(dict)
    for kind, pk, version in chosen:
        by_kind[kind.name][pk] = version
    moved, refused = 0, []
    for name, versions in by_kind.items():
        kind = TEXT_KINDS[name]
        texts = kind.get_texts().filter(pk__in=kind.model.objects.editable_by(user).filter(pk__in=versions))
        for text in texts:
            text.version = versions[text.pk]
            if sentence := _try_transition(kind, text, user, decision):
                refused.append((text, sentence))
            else:
                moved += 1
    return moved, refused


def _try_transition(kind, text, user, decision):
    """Move the text; the sentence that says why not, where it was refused."""
    try:
        kind.advance(
            text, decision["verb"], by=user, remark=decision["remark"],
            languages_confirmed=decision["languages_confirmed"],
        )  # fmt: skip
    except StaleRecordError:
        return _("It was changed since you opened the list. Read it again.")
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _report_decisions(request, moved, refused):
    if moved:
        sentence = ngettext("%(count)s text was moved on.", "%(count)s texts were moved on.", moved)
        messages.success(request, sentence % {"count": moved})
    if refused:
        sentence = ngettext("%(count)s text was not moved:", "%(count)s texts were not moved:", len(refused))
        messages.error(request, sentence % {"count": len(refused)})
    for text, reason in refused:
        messages.error(request, _("%(text)s: %(reason)s") % {"text": text, "reason": reason})
