"""What the pages ask about editions."""

from dataclasses import dataclass

from django.db.models import Prefetch, Subquery

from initiatives.models import Volet
from reporting.models import Edition, EditionText, Issue, IssuedReport


def list_issued_editions():
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


def find_current_report(edition_key, language, file_format):
    """The file of the latest issue of an edition, or None when there is none."""
    reports = IssuedReport.objects.filter(issue__edition__key=edition_key, language=language, format=file_format)
    return reports.select_related("issue__edition").order_by("-issue__number").first()


def find_numbered_report(edition_key, number, language, file_format):
    """The file of one issue of an edition, the latest or an earlier one, or None when there is none."""
    return IssuedReport.objects.filter(
        issue__edition__key=edition_key, issue__number=number, language=language, format=file_format
    ).first()


# --- The editorial texts of an edition ------------------------------------------------------------


@dataclass(frozen=True)
class TextPlace:
    """A place of the report where editorial texts stand, with those of one edition in their order."""

    place: str
    volet: Volet | None = None
    texts: tuple[EditionText, ...] = ()

    @property
    def name(self):
        """What names it in an address: "foreword", "volet-2", "closing"."""
        return f"volet-{self.volet.number}" if self.volet else self.place


def list_text_places(edition):
    """(the places of the report in its order, the texts that stand at none: the report passes their volet by)."""
    texts = list(edition.texts.select_related("volet").order_by("position", "pk"))
    volets = edition.framework.volets.filter(covered=True).order_by("number")
    keys = [
        (EditionText.Place.FOREWORD, None),
        *((EditionText.Place.VOLET, volet) for volet in volets),
        (EditionText.Place.CLOSING, None),
    ]
    places = [
        TextPlace(place, volet, tuple(text for text in texts if (text.place, text.volet) == (place, volet)))
        for place, volet in keys
    ]
    placed = {text.pk for place in places for text in place.texts}
    return places, [text for text in texts if text.pk not in placed]


def list_latest_reports():
    """The files of the latest issue of the latest edition, language by language; empty when none was issued."""
    latest = Issue.objects.order_by("-edition__covers_to", "-edition", "-number").values("pk")[:1]
    reports = IssuedReport.objects.filter(issue=Subquery(latest))
    return list(reports.select_related("issue__edition").order_by("language", "format"))
