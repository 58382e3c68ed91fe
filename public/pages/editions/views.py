"""The issued editions: their list, a page for each with its contents and its files, and the files themselves."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from document.rendering import Format
from public.index.caching import cached_page
from public.pages.editions.contents import extract_toc
from public.pages.former_addresses import follow_former_names
from records.files.checksums import DamagedFileError, read_kept
from records.language_codes import REQUIRED_LANGUAGES
from reporting.downloads import make_report_response
from reporting.models import Edition
from reporting.queries import find_current_report, find_numbered_report, list_issued_editions

FORMATS = frozenset(Format)


@require_safe
@follow_former_names(edition=Edition)
def issued_report(request, edition, language, file_format):
    """A file of the latest issue of an edition; what was never issued is not found."""
    report = _require_format(language, file_format) and find_current_report(edition, language, file_format)
    return _serve_file(report, f"{edition}-{language}.{file_format}")


@require_safe
@follow_former_names(edition=Edition)
def numbered_issue(request, edition, number, language, file_format):
    """A file of one issue, also of an earlier one: that says where the latest is."""
    report = _require_format(language, file_format) and find_numbered_report(edition, number, language, file_format)
    response = _serve_file(report, f"{edition}-{number}-{language}.{file_format}")
    latest = settings.SITE_URL + reverse("issued-report", args=[edition, language, file_format])
    response["Link"] = f'<{latest}>; rel="latest-version"'
    return response


def _require_format(language, file_format):
    return language in REQUIRED_LANGUAGES and file_format in FORMATS


def _serve_file(report, name):
    """The file of a report; not found where there is none, or where it is no longer the one that was issued."""
    if not report:
        raise Http404
    try:
        return make_report_response(read_kept(report), name, report.format)
    except DamagedFileError as error:
        raise Http404 from error


@require_safe
@cached_page()
def editions(request):
    """The editions that were issued, the latest first."""
    found = [(edition, edition.issues.all()[0]) for edition in list_issued_editions()]
    return render(request, "public/editions/list.html", {"crumbs": [], "editions": found})


@require_safe
@cached_page()
@follow_former_names(key=Edition)
def edition(request, key):
    """What an edition covers, its contents, its files, and the issues that were replaced."""
    found = list_issued_editions().select_related("framework").prefetch_related("periods").filter(key=key).first()
    if found is None:
        raise Http404
    latest, *earlier = found.issues.all()
    context = {
        "crumbs": [(_("Reports"), reverse("public:editions"))],
        "edition": found,
        "issue": latest,
        "reports": list(latest.reports.all()),
        "contents": _list_contents(latest, get_language()),
        # Each with the issue that took its place.
        "earlier": list(zip(earlier, [latest, *earlier], strict=False)),
    }
    return render(request, "public/editions/edition.html", context)


def _list_contents(issue, language):
    """(the web page, its contents) in the language of the page, or in each language there is where it has none."""
    pages = [report for report in issue.reports.all() if report.format == Format.HTML]
    shown = [report for report in pages if report.language == language] or pages
    return [(report, contents) for report in shown if (contents := _extract_contents(report, issue))]


def _extract_contents(report, issue):
    return extract_toc(report, reverse("issued-report", args=[issue.edition.key, report.language, report.format]))
