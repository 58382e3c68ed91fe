"""The lines of a list of recommendations, ready to be shown: what a page repeats is put into words here."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from document.dates import format_date
from document.numbers import NO_BREAK_SPACE, format_number
from document.typography import typeset
from public.pages.texts import render_line


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation in a list: its text is marked where it is in another language than the page."""

    address: str
    code: str
    text: str
    mark: str  # "" where the wording is the official one
    remark: str  # how many initiatives answer it, and whose competence it is


def build_recommendation_rows(chapter):
    """The recommendations of a volet, in their order."""
    mark = typeset(_("wording not official"), get_language())
    overview = reverse("public:volet", args=[chapter.volet.framework.key, chapter.volet.number])
    return [_build_row(demand, overview, mark) for demand in chapter.demands]


def _build_row(demand, overview, mark):
    recommendation = demand.recommendation
    remarks = [write_count(demand.initiatives)]
    if recommendation.competence:
        competence = recommendation.get_competence_display()
        remarks.append(typeset(_("competence: %(competence)s") % {"competence": competence}, get_language()))
    return RecommendationRow(
        address=write_recommendation_address(overview, recommendation.code),
        code=recommendation.code,
        text=render_line(recommendation, "text"),
        mark="" if recommendation.verified else mark,
        remark=" · ".join(remarks),
    )


def write_recommendation_address(overview, code):
    """The page of a recommendation, from that of its volet."""
    return overview + _quote_code(code)


@lru_cache(maxsize=500)
def _quote_code(code):
    """The end of an address, as the patterns of addresses write it."""
    return reverse("public:recommendation", args=["-", 1, code]).partition("/-/1/")[2]


def write_count(initiatives):
    """How many initiatives: none is no more than that nothing was linked."""
    language = get_language()
    if not initiatives:
        return typeset(_("No initiative linked yet"), language)
    sentence = ngettext("%(counter)s initiative", "%(counter)s initiatives", initiatives)
    return sentence % {"counter": format_number(initiatives, language)}


def write_since(answer):
    """Since when an initiative is known of: its start, or else the first period that counts of which something is
    published; "" where there is none."""
    language = get_language()
    if answer.started:
        date = format_date(answer.started, language).replace(" ", NO_BREAK_SPACE)
        return typeset(_("started: %(date)s") % {"date": date}, language)
    if not answer.first_period:
        return ""
    return typeset(_("followed since %(period)s") % {"period": answer.first_period}, language)
