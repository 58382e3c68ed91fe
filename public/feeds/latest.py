"""What was published last, for those who follow the site with a program: texts of initiatives and antennas, reports."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.typography import typeset
from initiatives.models import PublishedUpdate, ReviewState, UpdateReview
from lisa.models import AntennaReview, PublishedAntennaUpdate
from public.index.listing import cut_beginning
from records.wording import find_text
from reporting.models import Issue, IssuedReport
from zones.wording import format_partner_words

MOST = 50
STEPS = 4 * MOST
"""So many steps of the review are read: a text that was published twice is told once."""

SINCE = "2026"  # the year of the addresses that name entries
SUMMARY = 400


@dataclass(frozen=True)
class Entry:
    """Something that was published. A text in another language than the feed's carries that language."""

    identity: str
    address: str
    title: str
    title_language: str
    summary: str
    summary_language: str
    author: str
    updated: datetime.datetime


class AtomWithLanguages(Atom1Feed):
    """Atom, in which texts are plain and say their language where it is another than the feed's."""

    def latest_post_date(self):
        """When something was published last; of an empty feed, now, to the second as of any other."""
        return super().latest_post_date().replace(microsecond=0)

    def add_item_elements(self, handler, item):
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("title", item["title"], {"xml:lang": item["title_language"]})
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("link", "", {"rel": "alternate", "type": "text/html", "href": item["link"]})
        if item["author_name"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", item["author_name"])
            handler.endElement("author")
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"xml:lang": item["summary_language"]})


class LatestFeed(Feed):
    """What was published last, in the language of the address."""

    feed_type = AtomWithLanguages
    author_name = "safe.brussels"
    feed_copyright = "CC BY 4.0"

    def title(self):
        return _("Citizens · Police")

    def subtitle(self):
        return _("What was published last")

    def link(self):
        return f"{settings.SITE_URL}{reverse('public:home')}"

    def feed_url(self):
        return f"{settings.SITE_URL}{reverse('public:feed')}"

    def feed_guid(self):
        return _tag(get_language(), "feed")

    def items(self):
        return entries(get_language())

    def item_title(self, entry):
        return entry.title

    def item_description(self, entry):
        return entry.summary

    def item_link(self, entry):
        return entry.address

    def item_guid(self, entry):
        return entry.identity

    def item_author_name(self, entry):
        return entry.author

    def item_updateddate(self, entry):
        return entry.updated

    def item_extra_kwargs(self, entry):
        return {"title_language": entry.title_language, "summary_language": entry.summary_language}


def entries(language):
    """The latest, the newest first. Four queries."""
    found = [*_of_initiatives(language), *_of_antennas(language), *_of_editions(language)]
    return sorted(found, key=lambda entry: entry.updated, reverse=True)[:MOST]


def _of_initiatives(language):
    latest = _publications(UpdateReview, PublishedUpdate, "initiative", "period", "partner__zone")
    latest = latest.prefetch_related("subject__record__partner__zone__communes")
    for step in _once(latest[:STEPS]):
        told, initiative = step.subject.record, step.subject.record.initiative
        yield _entry(
            language,
            ("update", str(told.pk)),
            reverse("public:initiative", args=[initiative.key]),
            title=(find_text(initiative, "title", language), _period(told.period)),
            text=find_text(told, "body", language),
            author=format_partner_words(told.partner, language),
            updated=step.at,
        )


def _of_antennas(language):
    latest = _publications(AntennaReview, PublishedAntennaUpdate, "antenna", "period")
    for step in _once(latest[:STEPS]):
        told, antenna = step.subject.record, step.subject.record.antenna
        yield _entry(
            language,
            ("antenna", str(told.pk)),
            reverse("public:antenna", args=[antenna.key]),
            title=(find_text(antenna, "name", language), _period(told.period)),
            text=find_text(told, "body", language),
            author=None,
            updated=step.at,
        )


def _period(period):
    return period.key if period.counts else _("%(period)s (being collected)") % {"period": period.key}


def _of_editions(language):
    """The issues of which there are files: each is news, also where it corrects another."""
    issues = Issue.objects.filter(pk__in=IssuedReport.objects.values("issue")).select_related("edition")
    for issue in issues.order_by("-issued_at", "-pk")[:MOST]:
        number = _("issue %(number)d") % {"number": issue.number}
        yield _entry(
            language,
            ("issue", str(issue.pk)),
            reverse("public:edition", args=[issue.edition.key]),
            title=(find_text(issue.edition, "title", language), number),
            text=None,
            author=None,
            updated=issue.issued_at,
        )


def _publications(log, records, *related):
    """The steps that published what stands on the site, the latest first, each with its record.

    A reopening that was taken back is none: nothing new was published.
    """
    steps = log.objects.filter(to_state=ReviewState.PUBLISHED, subject__record__in=records.objects.shown())
    steps = steps.exclude(from_state=ReviewState.RETURNED)
    return steps.select_related(*(f"subject__record__{name}" for name in related)).order_by("-at", "-pk")


def _once(steps):
    """The latest step of each text."""
    seen = set()
    for step in steps:
        if step.subject_id not in seen:
            seen.add(step.subject_id)
            yield step


def _entry(language, identity, address, *, title, text, author, updated):
    name, when = title
    own = name.language if name else language
    line = " ".join(name.text.split()) if name else address.strip("/").rpartition("/")[2]
    return Entry(
        identity=_tag(language, *identity),
        address=f"{settings.SITE_URL}{address}",
        title=f"{typeset(line, own)} – {typeset(when, language)}",
        title_language=own,
        summary=typeset(cut_beginning(text.text, SUMMARY), text.language) if text else "",
        summary_language=text.language if text else language,
        author=typeset(author.text, author.language) if author else "",
        updated=timezone.localtime(updated),
    )


def _tag(language, *parts):
    """An identity for ever (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{'/'.join((language, *parts))}"
