"""What the pages ask about editions."""

from django.db.models import Prefetch

from reporting.models import Edition, Issue, IssuedReport


def issued_editions():
    """Editions that were issued, the latest first, each with `latest_issue` and its reports."""
    issues = Issue.objects.order_by("-number").prefetch_related(
        Prefetch("reports", IssuedReport.objects.order_by("language", "format"))
    )
    return (
        Edition.objects.filter(issues__isnull=False)
        .distinct()
        .prefetch_related(Prefetch("issues", issues))
        .order_by("-covers_to", "pk")
    )


def current_report(edition_key, language, file_format):
    """The file of the latest issue of an edition, or None when there is none."""
    reports = IssuedReport.objects.filter(issue__edition__key=edition_key, language=language, format=file_format)
    return reports.select_related("issue__edition").order_by("-issue__number").first()
