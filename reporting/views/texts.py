"""The editorial texts of an edition: their list in the order of the report, and the page on which one is written."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import View

from records.access import require_coordination
from records.decorators import coordination_required
from records.models import StaleRecordError
from records.versions import read_version
from reporting.models import Edition, EditionText
from reporting.queries import text_places
from reporting.texts import move_text, remove_text
from reporting.writing import TextEditing, save_text
from rounds import drafts
from rounds.conflicts import MINE, as_seen_now, decided, differences, last_editor, resolved

STEPS = {"up": -1, "down": 1}


# --- The list -------------------------------------------------------------------------------------


@require_safe
@never_cache
@coordination_required
def texts(request, edition):
    """The texts of the edition at their places, with what they lack."""
    edition = _edition(request.user, edition)
    places, strays = text_places(edition)
    return render(request, "reporting/texts/list.html", {"edition": edition, "places": places, "strays": strays})


@require_POST
@coordination_required
def move(request, edition, text):
    """Move a text up or down among those of its place."""
    edition = _edition(request.user, edition)
    text = _as_seen(request, edition, text)
    if text is None:
        return _removed_meanwhile(request, edition)
    try:
        move_text(text, STEPS.get(request.POST.get("to"), 0), by=request.user)
    except StaleRecordError:
        messages.error(
            request,
            _("Somebody changed this text while you were reading it; nothing was moved. See how it stands now."),
        )
    return redirect(f"{_list_address(edition)}#text-{text.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordination_required
def remove(request, edition, text):
    """Ask whether the text goes; a POST removes it."""
    edition = _edition(request.user, edition)
    seen = _as_seen(request, edition, text)
    if seen is None:
        return _removed_meanwhile(request, edition)
    if request.method == "POST":
        try:
            remove_text(seen, by=request.user)
        except StaleRecordError:
            messages.error(
                request,
                _("Somebody changed this text while you were reading it; nothing was removed. See how it stands now."),
            )
            return redirect("reporting:remove-text", edition.key, text)
        messages.success(request, _("The text is removed."))
        return redirect(_list_address(edition))
    return render(
        request,
        "reporting/texts/remove.html",
        {"edition": edition, "text": seen, "list_address": _list_address(edition)},
    )


def _edition(user, key):
    return get_object_or_404(Edition.objects.editable_by(user).select_related("framework"), key=key)


def _list_address(edition):
    return reverse("reporting:texts", args=[edition.key])


def _as_seen(request, edition, key):
    """The text, at the version that the page showed; None where it was removed, 404 where it never was."""
    text = EditionText.objects.editable_by(request.user).filter(edition=edition, pk=key).select_related("volet").first()
    if text is None and _past(edition, key) is None:
        raise Http404
    if text and request.method == "POST":
        text.version = read_version(request.POST.get("seen_version", ""))
    return text


def _past(edition, key):
    """The last line in the history of a text of the edition, or None."""
    return EditionText.history.filter(id=key, edition_id=edition.pk).select_related("history_user", "volet").first()


def _removed_meanwhile(request, edition):
    messages.error(request, _("This text was removed meanwhile."))
    return redirect(_list_address(edition))


# --- Writing --------------------------------------------------------------------------------------


class TextPage(View):
    """A page on one text of an edition, named by its number, or on a new one, named by its place."""

    @cached_property
    def edition(self):
        return _edition(self.request.user, self.kwargs["edition"])

    @property
    def form_name(self):
        """The name under which the typing is kept."""
        if "text" in self.kwargs:
            return f"edition-text-{self.kwargs['text']}"
        return f"edition-{self.kwargs['edition']}-text-{self.kwargs['place']}"[:200]

    def load(self):
        """(the text, None), or where somebody removed it (the text as it was to be written again, its removal)."""
        if "place" in self.kwargs:
            return self._new(), None
        texts = EditionText.objects.editable_by(self.request.user).filter(edition=self.edition)
        if text := texts.filter(pk=self.kwargs["text"]).select_related("volet").first():
            return text, None
        past = _past(self.edition, self.kwargs["text"])
        if past is None:
            raise Http404
        text = EditionText(
            pk=past.id, edition=self.edition, place=past.place, volet=past.volet, style=past.style,
            position=past.position, version=past.version + 1,
        )  # fmt: skip
        return text, past

    def _new(self):
        places, _strays = text_places(self.edition)
        place = next((place for place in places if place.name == self.kwargs["place"]), None)
        if place is None:
            raise Http404
        return EditionText(edition=self.edition, place=place.place, volet=place.volet)


class WriteText(TextPage):
    """GET shows what is stored, or with `?typed` what was being typed; POST saves, or shows the page with a preview."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            # A session that ended while somebody wrote: what was sent waits until he has signed in again.
            drafts.leave_behind(request, self.form_name, request.POST)
        return self._guarded_dispatch(request, *args, **kwargs)

    @method_decorator(coordination_required)
    def _guarded_dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        text, removal = self.load()
        drafts.take_over(request.user, self.form_name)
        draft = self._draft(text)
        if draft and (removal or "typed" in request.GET):
            return self._show(TextEditing(text, request.user, drafts.typed(draft)), removal=removal)
        if removal:
            return _removed_meanwhile(request, self.edition)
        return self._show(TextEditing(text, request.user), draft=draft)

    def _draft(self, text):
        """What was being typed; what says nothing else than what is stored is forgotten."""
        draft = drafts.kept(self.request.user, self.form_name)
        if draft and not TextEditing(text, self.request.user, drafts.typed(draft)).has_changed():
            drafts.forget(self.request.user, self.form_name)
            return None
        return draft

    def post(self, request, **kwargs):
        data = drafts.without_carriage_returns(request.POST)
        text, removal = self.load()
        if "conflict" not in data:
            drafts.keep(request.user, self.form_name, request.POST)
        editing = TextEditing(text, request.user, data)
        if data.get("action") == "preview":
            return self._show(editing, removal=removal)
        return self._save(editing, removal)

    def _save(self, editing, removal):
        if removal and "again" not in editing.data:
            return self._show(editing, removal=removal, status=409)
        if editing.is_overtaken():
            found, data = differences(editing), as_seen_now(editing)
            # Where the other changed nothing of what is shown here (a move in the list, say), there is no choice.
            if any(difference.choice != MINE for difference in found):
                return self._show_conflict(editing, found, data)
            editing = TextEditing(self.load()[0], self.request.user, data)
        elif "conflict" in editing.data:
            found = decided(editing)
            if not all(difference.choice for difference in found):
                return self._show_conflict(editing, found, editing.data, is_incomplete=True)
            editing = TextEditing(self.load()[0], self.request.user, resolved(editing, found))
        if not editing.is_valid():
            return self._show(editing, removal=removal, status=422, with_errors=True)
        try:
            save_text(editing, by=self.request.user)
        except StaleRecordError:
            text, removal = self.load()
            return self._save(TextEditing(text, self.request.user, editing.data), removal)
        drafts.forget(self.request.user, self.form_name)
        messages.success(self.request, _("Saved."))
        return redirect(f"{_list_address(self.edition)}#text-{editing.text.pk}")

    def _show(self, editing, *, removal=None, status=200, with_errors=False, draft=None):
        context = {
            "editing": editing,
            "form": editing.form,
            "styles": [editing.form["style"]],
            "shown": editing.in_report(),
            "problems": editing.problems(),
            "removal": removal,
            "with_errors": with_errors,
            "draft": draft,
            "form_name": self.form_name,
            "keep_address": reverse("reporting:keep-text", kwargs=self.kwargs),
            "discard_address": reverse("reporting:discard-text", kwargs=self.kwargs),
            "preview_address": reverse("reporting:preview-text", kwargs=self.kwargs),
        }
        return render(self.request, "reporting/texts/form.html", self._around(editing) | context, status=status)

    def _show_conflict(self, editing, found, data, *, is_incomplete=False):
        who, when = last_editor(editing.text)
        technical = {"csrfmiddlewaretoken", "action", "conflict", *(difference.choice_name for difference in found)}
        context = {
            "found": found,
            "fields": [(name, value) for name, values in data.lists() if name not in technical for value in values],
            "who": who,
            "when": when,
            "is_incomplete": is_incomplete,
        }
        return render(self.request, "reporting/texts/conflict.html", self._around(editing) | context, status=409)

    def _around(self, editing):
        return {"edition": self.edition, "text": editing.text, "list_address": _list_address(self.edition)}


class ScriptPage(TextPage):
    """What a script asks while somebody types. It never redirects."""

    http_method_names = ["post"]

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponse(status=401)
        require_coordination(request.user)
        return super().dispatch(request, *args, **kwargs)


class KeepText(ScriptPage):
    """Takes what is being typed, every few seconds."""

    def post(self, request, **kwargs):
        self.load()
        drafts.keep(request.user, self.form_name, request.POST)
        return HttpResponse(status=204)


class PreviewText(ScriptPage):
    """The part of the page that shows what is being typed as the report will show it. Nothing is written."""

    def post(self, request, **kwargs):
        text, _removal = self.load()
        editing = TextEditing(text, request.user, drafts.without_carriage_returns(request.POST))
        return render(
            request,
            "reporting/texts/preview.html",
            {"shown": editing.in_report(), "problems": editing.problems()},
        )


@method_decorator(coordination_required, name="dispatch")
class DiscardText(TextPage):
    """Forgets what was being typed: the stored text stands."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        drafts.forget(request.user, self.form_name)
        return redirect(reverse("reporting:text" if "text" in kwargs else "reporting:add-text", kwargs=kwargs))
