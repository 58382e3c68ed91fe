"""The annual update: one document a language, built from the same material in the same order.

Order (design, "The report, once"): foreword; each covered volet with its lettered parts; closing words; annex.
"""

import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from document.blocks import Document
from document.dates import format_date
from records.wording import get_plain_text
from reporting.reports.annual import annex, editorial, sheets, volets
from reporting.reports.annual.material import Material, gather_material

PUBLISHER = "safe.brussels"


def build_document(edition, language, *, date=None, material=None):
    """The annual update of an edition in "fr" or "nl", as a document to render.

    `date` is the day that stands on the cover, today by default. `material` may be gathered once for both languages.
    """
    material = material or gather_material(edition)
    with translation.override(language):
        return _make_document(material, language, date or timezone.localdate())


def _make_document(material: Material, language, date: datetime.date):
    edition = material.edition
    return Document(
        title=get_plain_text(edition, "title", language),
        subtitle=_("From %(first)s to %(last)s") % {
            "first": format_date(edition.covers_from, language),
            "last": format_date(edition.covers_to, language),
        },
        language=language,
        publisher=PUBLISHER,
        date=date,
        contents_title=_("Contents"),
        subject=get_plain_text(edition.framework, "title", language),
        sections=(
            *editorial.build_foreword(material, language),
            *volets.build_covered_volets(material, language),
            *volets.build_uncovered_volets(material, language),
            *editorial.build_closing(material, language),
            *annex.build_annex(material, language),
        ),
        sheets=sheets.build_sheets(material, language),
    )  # fmt: skip


__all__ = ["build_document", "gather_material"]
