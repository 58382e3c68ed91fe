"""Pages for the Coordination: the editions, their exports, their issues."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import ListView

from accounts.audit import log_event
from document.rendering import Format
from records.decorators import coordination_required
from records.language_codes import REQUIRED_LANGUAGES
from reporting.downloads import make_report_response
from reporting.forms import IssueForm
from reporting.models import Edition
from reporting.readiness import check_readiness
from reporting.services import FilesNotKept, IssueRefused, export_edition, issue_edition
from rounds.editing import list_form_problems


@method_decorator(coordination_required, name="dispatch")
class EditionList(ListView):
    template_name = "reporting/editions.html"
    context_object_name = "editions"

    def get_queryset(self):
        return (
            Edition.objects.visible_to(self.request.user)
            .select_related("framework")
            .prefetch_related("issues__reports", "issues__issued_by", "periods")
            .order_by("-covers_to", "pk")
        )

    def get_context_data(self, **context):
        return super().get_context_data(
            report_languages=REQUIRED_LANGUAGES, formats=[str(entry) for entry in Format], **context
        )


@require_safe
@never_cache
@coordination_required
def export_file(request, edition, language, file_format):
    """The edition as it stands now, rendered on the spot."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user), key=edition)
    if language not in REQUIRED_LANGUAGES or file_format not in list(Format):
        raise Http404
    exported = export_edition(edition, language, file_format)
    log_event("edition_exported", edition=edition.key, language=language, format=str(file_format))
    return make_report_response(exported.content, exported.name, file_format)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordination_required
def issue(request, edition):
    """What the edition would be issued with, all that is missing, and the confirmation that is typed below it.

    Issuing freezes eight files and publishes them. What changed between the page and the confirmation is said, and
    the list is shown again.
    """
    edition = get_object_or_404(Edition.objects.editable_by(request.user), key=edition)
    if request.method != "POST":
        return _render_issue_page(request, check_readiness(edition), IssueForm(edition=edition))
    form, status = IssueForm(request.POST, edition=edition), 422
    if form.is_valid():
        try:
            issued = issue_edition(
                edition, by=request.user, reason=form.cleaned_data["reason"], seal=form.cleaned_data["seal"]
            )
        except IssueRefused as refusal:
            form.add_error(None, refusal)
            if isinstance(refusal, FilesNotKept):
                status = 507
        else:
            messages.success(
                request, _("Issue %(number)s of “%(edition)s” stands.") % {"number": issued.number, "edition": edition}
            )
            return redirect("reporting:editions")
    found = check_readiness(edition)
    changed = found.list_changes_since(form["seal"].value() or "")
    return _render_issue_page(request, found, form, changed, status=status)


def _render_issue_page(request, found, form, changed=(), *, status=200):
    context = {
        "found": found,
        "form": form,
        "seal": found.seal,
        "changed": changed,
        "problems": list(list_form_problems(form)),
        "languages": REQUIRED_LANGUAGES,
        "formats": [str(entry) for entry in Format],
    }
    return render(request, "reporting/issue.html", context, status=status)
