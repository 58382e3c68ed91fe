"""The site: read-only pages for everybody."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from initiatives.models import Initiative
from lisa.queries import open_antenna_count
from reporting.downloads import report_response
from reporting.queries import current_report, issued_editions
from zones.models import Partner


@require_safe
def choose_language(request):
    """The way in: to the home page in the language that the browser asks for."""
    response = HttpResponseRedirect(reverse("public:home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def health(request):
    """Says "ok" when the process answers and the database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def favicon(request):
    """The mark, for browsers that ask here on behalf of a page that names no icon, such as an issued report."""
    return HttpResponseRedirect(static("cipol/mark.svg"))


class Home(TemplateView):
    template_name = "public/home.html"

    def get_context_data(self, **context):
        editions = issued_editions()[:5]
        return super().get_context_data(
            editions=[(edition, edition.issues.all()[0]) for edition in editions],
            initiative_count=Initiative.objects.published().count(),
            antenna_count=open_antenna_count(timezone.localdate()),
            partner_count=Partner.objects.filter(updates__review_state="published").distinct().count(),
            languages=settings.LANGUAGES,
            **context,
        )


@require_safe
def issued_report(request, edition, language, file_format):
    """A file of the latest issue of an edition; what was never issued is not found."""
    report = current_report(edition, language, file_format)
    if report is None:
        raise Http404
    with report.file.open("rb") as opened:
        return report_response(opened.read(), f"{edition}-{language}.{file_format}", file_format)
