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
from reporting.editing import EditionTextBundle, save_text
from reporting.models import Edition, EditionText
from reporting.queries import list_text_places
from reporting.texts import move_text, remove_text
from rounds import drafts
from rounds.saving import SavingMixin

STEPS = {"up": -1, "down": 1}


# --- The list -------------------------------------------------------------------------------------


@require_safe
@never_cache
@coordination_required
def list_texts(request, edition):
    """The texts of the edition at their places, with what they lack."""
    edition = _get_edition(request.user, edition)
    places, strays = list_text_places(edition)
    return render(request, "reporting/texts/list.html", {"edition": edition, "places": places, "strays": strays})


@require_POST
@coordination_required
def move(request, edition, text):
    """Move a text up or down among those of its place."""
    edition = _get_edition(request.user, edition)
    text = _find_text(request, edition, text)
    if text is None:
        return _redirect_removed(request, edition)
    try:
        move_text(text, STEPS.get(request.POST.get("to"), 0), by=request.user)
    except StaleRecordError:
        messages.error(
            request,
            _("Somebody changed this text while you were reading it; nothing was moved. See how it stands now."),
        )
    return redirect(f"{_get_list_address(edition)}#text-{text.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordination_required
def remove(request, edition, text):
    """Ask whether the text goes; a POST removes it."""
    edition = _get_edition(request.user, edition)
    seen = _find_text(request, edition, text)
    if seen is None:
        return _redirect_removed(request, edition)
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
        return redirect(_get_list_address(edition))
    return render(
        request,
        "reporting/texts/remove.html",
        {"edition": edition, "text": seen, "list_address": _get_list_address(edition)},
    )


def _get_edition(user, key):
    return get_object_or_404(Edition.objects.editable_by(user).select_related("framework"), key=key)


def _get_list_address(edition):
    return reverse("reporting:texts", args=[edition.key])


def _find_text(request, edition, key):
    """The text, at the version that the page showed; None where it was removed, 404 where it never was."""
    text = EditionText.objects.editable_by(request.user).filter(edition=edition, pk=key).select_related("volet").first()
    if text is None and _find_last_version(edition, key) is None:
        raise Http404
    if text and request.method == "POST":
        text.version = read_version(request.POST.get("seen_version", ""))
    return text


def _find_last_version(edition, key):
    """The last line in the history of a text of the edition, or None."""
    return EditionText.history.filter(id=key, edition_id=edition.pk).select_related("history_user", "volet").first()


def _redirect_removed(request, edition):
    messages.error(request, _("This text was removed meanwhile."))
    return redirect(_get_list_address(edition))


# --- Writing --------------------------------------------------------------------------------------


class TextPage(View):
    """A page on one text of an edition, named by its number, or on a new one, named by its place."""

    @cached_property
    def edition(self):
        return _get_edition(self.request.user, self.kwargs["edition"])

    @property
    def form_name(self):
        """The name under which the typing is kept."""
        if "text" in self.kwargs:
            return f"edition-text-{self.kwargs['text']}"
        return f"edition-{self.kwargs['edition']}-text-{self.kwargs['place']}"[:200]

    def load_text(self):
        """(the text, None), or where somebody removed it (the text as it was to be written again, its removal)."""
        if "place" in self.kwargs:
            return self._make_text(), None
        texts = EditionText.objects.editable_by(self.request.user).filter(edition=self.edition)
        if text := texts.filter(pk=self.kwargs["text"]).select_related("volet").first():
            return text, None
        past = _find_last_version(self.edition, self.kwargs["text"])
        if past is None:
            raise Http404
        text = EditionText(
            pk=past.id, edition=self.edition, place=past.place, volet=past.volet, style=past.style,
            position=past.position, version=past.version + 1,
        )  # fmt: skip
        return text, past

    def _make_text(self):
        places, _strays = list_text_places(self.edition)
        place = next((place for place in places if place.name == self.kwargs["place"]), None)
        if place is None:
            raise Http404
        return EditionText(edition=self.edition, place=place.place, volet=place.volet)


class WriteText(SavingMixin, TextPage):
    """GET shows what is stored, or with `?typed` what was being typed; POST saves, or shows the page with a preview."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            # A session that ended while somebody wrote: what was sent waits until he has signed in again.
            drafts.keep_for_sign_in(request, self.form_name, request.POST)
        return self._guarded_dispatch(request, *args, **kwargs)

    @method_decorator(coordination_required)
    def _guarded_dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        drafts.restore_after_sign_in(request.user, self.form_name)
        draft, bundle = self.find_draft(), self.make_bundle()
        if draft and (bundle.removal or "typed" in request.GET):
            return self.show_form(self.make_bundle(drafts.read_data(draft)))
        if bundle.removal:
            return _redirect_removed(request, self.edition)
        return self.show_form(bundle, draft=draft)

    def post(self, request, **kwargs):
        bundle = self.make_bundle(drafts.normalize_line_ends(request.POST))
        if "conflict" not in bundle.data:
            drafts.save_draft(request.user, self.form_name, request.POST)
        return self.show_form(bundle) if bundle.data.get("action") == "preview" else self.save(bundle)

    def make_bundle(self, data=None):
        text, removal = self.load_text()
        return EditionTextBundle(text, self.request.user, data, removal=removal)

    def save(self, bundle):
        if bundle.removal and "again" not in bundle.data:
            return self.show_form(bundle, status=409)
        return super().save(bundle)

    def write(self, bundle):
        save_text(bundle, by=self.request.user)

    def get_success_address(self, bundle):
        return f"{_get_list_address(self.edition)}#text-{bundle.text.pk}"

    def show_form(self, bundle, *, status=200, with_errors=False, draft=None):
        context = {
            "editing": bundle,
            "form": bundle.form,
            "styles": [bundle.form["style"]],
            "shown": bundle.build_preview_text(),
            "problems": bundle.list_problems(),
            "removal": bundle.removal,
            "with_errors": with_errors,
            "draft": draft,
            "form_name": self.form_name,
            "keep_address": reverse("reporting:keep-text", kwargs=self.kwargs),
            "discard_address": reverse("reporting:discard-text", kwargs=self.kwargs),
            "preview_address": reverse("reporting:preview-text", kwargs=self.kwargs),
        }
        return self._render_page("form", bundle.text, context, status)

    def show_choice(self, choice):
        text, _removal = self.load_text()
        return self._render_page("conflict", text, choice.build_context(text), 409)

    def _render_page(self, page, text, context, status):
        context |= {"edition": self.edition, "text": text, "list_address": _get_list_address(self.edition)}
        return render(self.request, f"reporting/texts/{page}.html", context, status=status)


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
        self.load_text()
        drafts.save_draft(request.user, self.form_name, request.POST)
        return HttpResponse(status=204)


class PreviewText(ScriptPage):
    """The part of the page that shows what is being typed as the report will show it. Nothing is written."""

    def post(self, request, **kwargs):
        text, _removal = self.load_text()
        bundle = EditionTextBundle(text, request.user, drafts.normalize_line_ends(request.POST))
        return render(
            request,
            "reporting/texts/preview.html",
            {"shown": bundle.build_preview_text(), "problems": bundle.list_problems()},
        )


@method_decorator(coordination_required, name="dispatch")
class DiscardText(TextPage):
    """Forgets what was being typed: the stored text stands."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        drafts.delete_draft(request.user, self.form_name)
        return redirect(reverse("reporting:text" if "text" in kwargs else "reporting:add-text", kwargs=kwargs))
