"""What an edition would be issued with: what it holds in numbers, and all that is missing or waits.

Nothing of it forbids to issue. It is read before, by whoever types the confirmation, on the page and in the command.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from document.dates import format_date
from initiatives.models import ReviewState, Update
from lisa.models import AntennaUpdate
from records.language_codes import REQUIRED_LANGUAGES
from records.models.base import get_displayed_name
from reporting.models import EditionText
from reporting.reports import annual
from rounds import board

WAITING = (ReviewState.SUBMITTED, ReviewState.RETURNED, ReviewState.DRAFT)
MOST_NAMED = 12


@dataclass(frozen=True)
class ReadinessCheck:
    """One thing that is looked at: a sentence of what is the matter, and where; no lines: nothing is."""

    name: str
    title: str
    lines: tuple[str, ...]

    @property
    def digest(self):
        return _compute_digest(self.lines)

    @property
    def shown(self):
        return self.lines[:MOST_NAMED]

    @property
    def more(self):
        return max(0, len(self.lines) - MOST_NAMED)


@dataclass(frozen=True)
class Readiness:
    """What stands on the page: `counts` of what the issue holds, `issues` so far, `checks` of what is missing."""

    edition: object
    material: object
    counts: tuple[tuple[str, int], ...]
    issues: tuple
    checks: tuple[ReadinessCheck, ...]

    @property
    def concerns(self):
        return [check for check in self.checks if check.lines]

    @property
    def fine(self):
        return [check for check in self.checks if not check.lines]

    @property
    def number(self):
        """Of the issue that would be made."""
        return len(self.issues) + 1

    @cached_property
    def seal(self):
        """What travels with the page: it differs as soon as anything that the page lists, or the report, differs."""
        digests = {check.name: check.digest for check in self.checks}
        return json.dumps(digests | {"issues": self.number, "content": self._digest_content()}, sort_keys=True)

    def list_changes_since(self, seal):
        """The titles of what differs from the page with this seal; all of it where the seal is none of ours."""
        if seal == self.seal:
            return []
        try:
            seen = dict(json.loads(seal))
        except (TypeError, ValueError):
            seen = {}
        now = json.loads(self.seal)
        titles = {check.name: check.title for check in self.checks}
        titles |= {"issues": _("Earlier issues"), "content": _("What the report holds")}
        return [title for name, title in titles.items() if seen.get(name) != now[name]]

    def _digest_content(self):
        """The rows of which the report is made, each with its version."""
        found = self.material
        rows = [found.edition, *found.volets, *found.texts, *found.updates, *found.updates_by_initiative]
        for update in found.updates:
            rows += [*update.figures.all(), *update.events.all(), *update.photos.all()]
        for antenna in found.antennas:
            rows += [antenna, *antenna.told, *antenna.figures.all(), *antenna.services.all()]
        return _compute_digest([(row._meta.label, row.pk, getattr(row, "version", 0), row.position) for row in rows])


def check_readiness(edition):
    """What issuing the edition now would make, in the active language. A constant number of queries."""
    material = annual.gather_material(edition)
    return Readiness(
        edition=edition,
        material=material,
        counts=_count_content(material),
        issues=tuple(edition.issues.select_related("issued_by").order_by("-number")),
        checks=(
            ReadinessCheck(
                "texts", _("Texts of the edition that are missing in a language"), _list_missing_texts(edition)
            ),
            ReadinessCheck(
                "introductions", _("Covered volets without an introduction"), _list_volets_without_introduction(edition)
            ),
            ReadinessCheck("titles", _("Titles that are missing in a language"), _list_missing_titles(material)),
            ReadinessCheck("bodies", _("Texts that exist in one language only"), _list_texts_in_one_language(material)),
            ReadinessCheck(
                "queue", _("Texts that were not validated: they are not in the report"), _list_waiting_texts(edition)
            ),
            ReadinessCheck("answers", _("Partners that have not answered"), _list_unanswered(edition)),
            ReadinessCheck(
                "unpublished",
                _("Validated, but not published: in the report, not on the site"),
                _list_unpublished(material),
            ),
            ReadinessCheck("photos", _("Photos whose file is lost"), _list_lost_photos(material)),
        ),
    )


# --- What it holds --------------------------------------------------------------------------------


def _count_content(material):
    of_periods = [update for update in material.updates if update.period_id in material.period_keys]
    return (
        (_("Initiatives"), len({update.initiative_id for update in of_periods})),
        (_("Texts of initiatives"), len(of_periods)),
        (_("Texts with a heading of their own"), sum(update.highlight for update in of_periods)),
        (_("Partners"), len({update.partner_id for update in of_periods})),
        (_("Figures"), sum(len(update.figures.all()) for update in of_periods)),
        (_("Events"), sum(len(update.events.all()) for update in of_periods)),
        (_("Photos"), sum(len(update.photos.all()) for update in of_periods)),
        (_("Antennas"), len(material.antennas)),
        (_("Texts of the edition"), len(material.texts)),
    )


# --- What is missing or waits ---------------------------------------------------------------------


def _list_missing_texts(edition):
    lines = [_describe_gap(name, language) for name, language in _find_gaps([(_("title"), edition)], "title")]
    for text in edition.texts.select_related("volet").order_by("place", "volet__number", "position", "pk"):
        name = _name_text_place(text)
        lines += [_describe_gap(name, language) for _name, language in _find_gaps([(name, text)], "body")]
        titled = [language for language in REQUIRED_LANGUAGES if _has_text(text, "title", language)]
        if len(titled) == 1:
            (language,) = set(REQUIRED_LANGUAGES) - set(titled)
            lines.append(_describe_gap(_("%(place)s: title") % {"place": name}, language))
    if not edition.texts.filter(place=EditionText.Place.FOREWORD).exists():
        lines.append(_("There is no foreword."))
    return tuple(lines)


def _name_text_place(text):
    place = text.get_place_display()
    if text.volet:
        place = _("Volet %(number)s") % {"number": text.volet.number}
    title = get_displayed_name(text, "title")
    return f"{place} – {title}" if _has_text(text, "title", "fr") or _has_text(text, "title", "nl") else place


def _list_volets_without_introduction(edition):
    told = edition.texts.filter(place=EditionText.Place.VOLET).values("volet")
    return tuple(str(volet) for volet in edition.framework.volets.filter(covered=True).exclude(pk__in=told))


def _list_missing_titles(material):
    named = [(str(initiative), initiative) for initiative in material.updates_by_initiative]
    named += [(str(volet), volet) for volet in material.volets]
    antennas = [(str(antenna), antenna) for antenna in material.antennas]
    gaps = [*_find_gaps(named, "title"), *_find_gaps(antennas, "name")]
    return tuple(_describe_gap(name, language) for name, language in gaps)


def _list_texts_in_one_language(material):
    texts = [u for u in material.updates if u.period_id in material.period_keys]
    texts += [update for antenna in material.antennas for update in antenna.told]
    lines = []
    for text in texts:
        written = [language for language in REQUIRED_LANGUAGES if _has_text(text, "body", language)]
        if len(written) == 1:
            (language,) = set(REQUIRED_LANGUAGES) - set(written)
            lines.append(_describe_gap(_name_text(text), language))
    return tuple(lines)


def _list_waiting_texts(edition):
    """Each text of the edition's periods that nobody validated, with the state in which it waits."""
    updates = Update.objects.filter(
        period__in=edition.periods.all(), review_state__in=WAITING, initiative__merged_into__isnull=True
    )
    told = AntennaUpdate.objects.filter(period__in=edition.periods.all(), review_state__in=WAITING)
    found = [
        *updates.select_related("initiative", "period", "partner"),
        *told.select_related("antenna", "period"),
    ]
    order = list(WAITING)
    found.sort(key=lambda text: order.index(text.review_state))
    return tuple(f"{_name_text(text)}: {text.get_review_state_display()}" for text in found)


def _list_unanswered(edition):
    """The partners from which a round of one of the periods still expects something."""
    lines = []
    today = timezone.localdate()
    for period in edition.periods.filter(opens_on__isnull=False).order_by("starts_on"):
        for row in board.list_board_rows(period, today):
            if row.asked and not row.is_done:
                lines.append(f"{row.partner} ({period}): {row.label}")
    return tuple(lines)


def _list_unpublished(material):
    texts = [u for u in material.updates if u.period_id in material.period_keys]
    texts += [update for antenna in material.antennas for update in antenna.told]
    return tuple(_name_text(text) for text in texts if getattr(text, "review_state", "") == ReviewState.VALIDATED)


def _list_lost_photos(material):
    return tuple(
        f"{_name_text(update)}: {photo.alternative_fr or photo.alternative_nl or photo.sha256[:12]}"
        for update in material.updates
        for photo in update.photos.all()
        if not photo.has_file
    )


# --- Words ----------------------------------------------------------------------------------------


def _find_gaps(named, field):
    return [
        (name, language)
        for name, record in named
        for language in REQUIRED_LANGUAGES
        if not _has_text(record, field, language)
    ]


def _has_text(record, field, language):
    return bool((getattr(record, f"{field}_{language}") or "").strip())


def _describe_gap(name, language):
    languages = {"fr": pgettext("missing", "in French"), "nl": pgettext("missing", "in Dutch")}
    return _("%(name)s: missing %(language)s") % {"name": name, "language": languages[language]}


def _name_text(text):
    subject = text.antenna if hasattr(text, "antenna") else text.initiative
    return f"{subject} ({text.period})"


def _compute_digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


def format_readiness(found):
    """The same as lines of text, for the command."""
    yield _("Issue %(number)d of %(edition)s") % {"number": found.number, "edition": found.edition.key}
    yield ""
    yield from (f"  {number:>6}  {name}" for name, number in found.counts)
    for issue in found.issues:
        told = _("Issue %(number)d, %(date)s") % {"number": issue.number, "date": _format_day(issue.issued_at)}
        yield f"  {told}{f' – {issue.reason}' if issue.reason else ''}"
    for check in found.concerns:
        yield ""
        yield f"{check.title} ({len(check.lines)})"
        yield from (f"  - {line}" for line in check.shown)
        if check.more:
            more = ngettext("and %(count)s more", "and %(count)s more", check.more) % {"count": check.more}
            yield f"  - {more}"
    yield ""
    for check in found.fine:
        yield _("%(title)s: none") % {"title": check.title}


def _format_day(moment):
    return format_date(timezone.localtime(moment).date(), get_language() or settings.LANGUAGE_CODE)
