"""The lines of a list of initiatives, ready to be shown."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from document.typography import typeset
from initiatives.models import Update
from public.index.facet_values import get_values
from public.models import Facet
from records.language_codes import LANGUAGES

COLLECTED = _("being collected")
"""In the place of a period: of what is told of a period that is not complete yet, and of no other one."""


@dataclass(frozen=True)
class Row:
    """One initiative in a list. What stands in another language than the page carries that language."""

    address: str
    title: str
    title_language: str  # "" in the language of the page
    summary: str
    summary_language: str
    lead: str
    lead_language: str
    lead_address: str
    volet: str
    period: str
    status: str
    status_name: str


def build_rows(listed, language):
    """The rows for what was read from the index, in the language of the page."""
    initiatives, partners = reverse("public:initiatives"), reverse("public:partner", args=["-"]).removesuffix("-/")
    statuses = dict(Update.Status.choices)
    return [_build_row(entry, language, initiatives, partners, statuses) for entry in listed]


def _build_row(entry, language, initiatives, partners, statuses):
    title, title_language = _find_first_text(entry, "title", language, otherwise=entry["key"])
    summary, summary_language = _find_first_text(entry, "summary", language)
    lead = get_values(Facet.PARTNER).get(entry["lead"])
    name, name_language = lead.name(language) if lead else (entry["lead"], language)
    return Row(
        address=f"{initiatives}{entry['key']}/",
        title=title,
        title_language=title_language,
        summary=summary,
        summary_language=summary_language,
        lead=name,
        lead_language="" if name_language == language else name_language,
        lead_address=f"{partners}{entry['lead']}/",
        volet=entry["volet"].rpartition("/")[2],
        period=typeset(entry["period"] or str(COLLECTED), language),
        status=entry["status"],
        status_name=statuses[entry["status"]],
    )


def _find_first_text(entry, field, language, otherwise=""):
    """The text in the language, or in the first other one that has it, with that language."""
    if text := entry[f"{field}_{language}"]:
        return text, ""
    for code in LANGUAGES:
        if text := entry[f"{field}_{code}"]:
            return text, code
    return otherwise, ""
