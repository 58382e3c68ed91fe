"""A site on which everything public is there once, and beside it each kind of thing that nobody outside may read.

Every word that must not be read is made by `Hidden.word`, so that a reader of answers knows it wherever it stands.
"""

import datetime
import hashlib
import io
import itertools
import re

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from PIL import Image

from initiatives.models import Photo, PublishedPhoto, ReviewState
from initiatives.services import advance_update
from lisa.services import advance_antenna_update
from public.index.changes import refresh_pending
from public.index.lists import PAGE
from records.files.checksums import compute_checksum
from reporting.models import IssuedReport
from tests.builders import (
    COORDINATION,
    make_antenna_figure,
    make_antenna_review,
    make_antenna_update,
    make_commune,
    make_edition,
    make_edition_text,
    make_event,
    make_extension,
    make_figure,
    make_form_draft,
    make_indicator,
    make_initiative,
    make_issue,
    make_loaded_row,
    make_message,
    make_partner,
    make_period,
    make_photo,
    make_question,
    make_response,
    make_update,
    make_update_review,
    make_user,
    unpublish,
)
from tests.public.opendata.world import World
from tests.reporting.issues import keep

PUBLISHED = ReviewState.PUBLISHED
UNPUBLISHED = [state.value for state in ReviewState if state != PUBLISHED]
LANGUAGES = ("fr", "nl", "en")
ENDED = datetime.date(2024, 6, 30)
REPORT = """<!doctype html><html lang="fr"><head><title>Rapport</title><style>p { margin: 0 }</style></head><body>
<nav class="contents"><ol><li><a href="#foreword">Avant-propos</a></li></ol></nav><h1 id="foreword">Rapport</h1>
</body></html>"""

ALIKE = re.compile(r"/petite-(?!1/)")
"""What stands in the addresses of the many small initiatives; of the first one nothing is passed by."""

HIDDEN_WORD = re.compile(r"zq\d+qz")
_numbers = itertools.count(1)


class Site(World):
    """What is published: more of the open data's world, with files that can be read and lists of several pages.

    All that is public by itself (places, partners, periods, volets …) is here from the beginning: `Hidden` adds none.
    """

    def __init__(self):
        super().__init__()
        self.coordinator = make_user(role=COORDINATION)
        self.round = make_period(
            key="2024-2025", starts_on=datetime.date(2024, 7, 1), ends_on=datetime.date(2025, 6, 30),
            opens_on=datetime.date(2025, 9, 1), deadline=datetime.date(2026, 12, 31),
        )  # fmt: skip
        self.earlier = make_period(
            key="2022-2023", starts_on=datetime.date(2022, 7, 1), ends_on=datetime.date(2023, 6, 30), closed=True
        )
        self.silent = make_partner(key="silent")
        self.meetings = make_indicator(key="meetings", name_fr="Rencontres", name_nl="Ontmoetingen")
        self.elsewhere = make_commune(nis_code="21005", name_fr="Etterbeek", name_nl="Etterbeek", zones=[self.zone])
        self._another_initiative()
        self._enough_for_a_second_page()
        self._files()
        refresh_pending()

    def _another_initiative(self):
        """Two published texts of one initiative, with everything that can stand under one."""
        self.walks = make_initiative(
            key="promenades", lead=self.other, co_partners=[self.lead], communes=[self.elsewhere], volet=self.volet,
            title_fr="Promenades à vélo", title_nl="Fietstochten", kind="daily", theme=self.theme,
            recommendations=[self.recommendation],
        )  # fmt: skip
        self.first, self.second = (
            make_update(initiative=self.walks, period=period, state=PUBLISHED, status=status, body_fr=fr, body_nl=nl)
            for period, status, fr, nl in (
                (self.earlier, "new", "Cinq balades.", "Vijf tochten."),
                (self.period, "changed", "Neuf balades.", "Negen tochten."),
            )
        )
        for update, year, value in ((self.first, 2022, 5), (self.second, 2023, 9)):
            make_update_review(subject=update, from_state="validated", to_state=PUBLISHED)
            make_figure(update=update, indicator=self.meetings, year=year, value=value, note_fr=f"Note {year}")
            make_event(update=update, title_fr=f"Départ {year}", title_nl=f"Vertrek {year}", place="Cinquantenaire")
        self.picture = photo(self.second, credit="Photographe des balades", alternative_fr="Des vélos")
        make_antenna_figure(antenna=self.antenna, indicator=self.indicator, value=700, year=2024)

    def _enough_for_a_second_page(self):
        for number in range(1, PAGE + 1):
            small = make_initiative(
                key=f"petite-{number}", lead=self.other, volet=self.volet, title_fr=f"Petite {number}", title_nl=""
            )
            make_update(initiative=small, period=self.earlier, state=PUBLISHED, body_fr="Texte.")

    def _files(self):
        """The world's rows name files that are nowhere: here they are."""
        for row in (*Photo.objects.all(), *PublishedPhoto.objects.all(), *IssuedReport.objects.all()):
            if not row.file.storage.exists(row.file.name):
                row.file.storage.save(row.file.name, ContentFile(picture()))
            kept = {"size": row.file.size}
            if isinstance(row, IssuedReport):
                with row.file.open() as opened:
                    kept["sha256"] = compute_checksum(opened.read())
            # Past the rule that an issued row never changes.
            QuerySet(type(row)).filter(pk=row.pk).update(**kept)
        edition = make_edition(
            key="rapport-2023", framework=self.framework, periods=[self.earlier], covers_from=self.earlier.starts_on,
            covers_to=self.earlier.ends_on,
        )  # fmt: skip
        for issue in (make_issue(edition=edition), make_issue(edition=edition, number=2, reason="Une erreur.")):
            for language in ("fr", "nl"):
                keep(issue, language, "html", REPORT.encode())


class Hidden:
    """Each kind of unpublished thing beside a site, in words that stand nowhere else.

    `words` says of each word what it is; `pages` are the addresses that would lead to it.
    """

    def __init__(self, site):
        self.site, self.words, self.photos, self.initiatives, self.editions = site, {}, [], [], []
        for state in UNPUBLISHED:
            self._text_of_its_own(state)
            self._beside_published_texts(state)
        self._what_was_public_once()
        self._what_is_written_anew()
        self._merged_duplicate()
        self._people_and_what_they_write()
        self._not_issued()
        refresh_pending()

    def word(self, what):
        word = f"zq{next(_numbers)}qz"
        self.words[word] = what
        return word

    def spoken(self, what, *fields):
        """The fields in every language, each with a word of its own."""
        return {
            f"{name}_{language}": self.word(f"{what}: {name}_{language}") for name in fields for language in LANGUAGES
        }

    @property
    def pages(self):
        """Addresses at which a hidden thing would be, if it were published."""
        pages = [f"/initiatives/{initiative.key}/" for initiative in self.initiatives]
        pages += [f"/editions/{edition.key}/" for edition in self.editions]
        rows = [f"initiatives/{initiative.key}" for initiative in self.initiatives]
        for update in (update for initiative in self.initiatives for update in initiative.updates.all()):
            key = f"{update.initiative.key}/{update.period.key}"
            rows += [f"updates/{key}", f"figures/{key}/1", f"events/{key}/1"]
        rows += [f"updates/cafe/{self.site.round.key}", f"antenna_updates/lisa-nord/{self.site.round.key}"]
        rows += [f"editions/{edition.key}" for edition in self.editions]
        return [
            *(f"/{language}{page}" for page in pages for language in LANGUAGES),
            *(f"/api/v1/{row}/" for row in rows),
            *(f"/photos/{photo.sha256}.jpg" for photo in self.photos),
            *(f"/editions/{edition.key}/fr.html" for edition in self.editions),
            *(f"/editions/{edition.key}/1/nl.pdf" for edition in self.editions),
        ]

    # --- Texts ------------------------------------------------------------------------------------

    def _initiative(self, what, **links):
        site = self.site
        found = make_initiative(
            key=self.word(f"{what}: key"), lead=site.lead, co_partners=[site.silent, site.other],
            communes=[site.commune], volet=site.volet, theme=site.theme, recommendations=[site.recommendation],
            **self.spoken(what, "title", "audience", "partnerships"), **links,
        )  # fmt: skip
        self.initiatives.append(found)
        return found

    def _update(self, what, state, **links):
        update = make_update(state=state, **self.spoken(what, "body", "title", "audience", "partnerships"), **links)
        self._under(update, what)
        return update

    def _under(self, update, what):
        make_figure(update=update, indicator=self.site.indicator, **self.spoken(f"{what}, figure", "note"))
        make_event(update=update, place=self.word(f"{what}, place"), **self.spoken(f"{what}, event", "title"))
        self.photos.append(
            photo(update, credit=self.word(f"{what}, credit"), **self.spoken(f"{what}, photo", "alternative"))
        )

    def _text_of_its_own(self, state):
        what = f"{state} text of an unpublished initiative"
        self._update(what, state, initiative=self._initiative(what), period=self.site.round)

    def _beside_published_texts(self, state):
        what = f"{state} text of a published initiative"
        site = self.site
        period = site.round
        initiative = {"draft": site.initiative, "submitted": site.walks}.get(state)
        if initiative is None:
            # An initiative has one text a period: these stand beside the small ones.
            initiative = site.other.led_initiatives.exclude(updates__period=period).order_by("-pk").first()
        self._update(what, state, initiative=initiative, period=period)
        if state == "draft":
            make_antenna_update(antenna=site.antenna, period=period, **self.spoken("draft of an antenna", "body"))

    def _what_was_public_once(self):
        site = self.site
        withdrawn = self._update(
            "withdrawn text", PUBLISHED, initiative=self._initiative("withdrawn text"), period=site.round
        )
        deleted = self._update(
            "deleted text", PUBLISHED, initiative=self._initiative("deleted text"), period=site.round
        )
        told = make_antenna_update(
            antenna=site.antenna, period=site.earlier, state=PUBLISHED, **self.spoken("withdrawn, antenna", "body")
        )
        for update in (withdrawn, deleted):
            make_update_review(subject=update, from_state="validated", to_state=PUBLISHED)
        make_antenna_review(subject=told, from_state="validated", to_state=PUBLISHED)
        was, site.walks.title_fr = site.walks.title_fr, self.word("former title in the history")
        site.walks.save()
        gone = photo(site.second, credit=self.word("deleted photo"))
        refresh_pending()
        for text in (withdrawn, told):
            unpublish(text, ReviewState.VALIDATED)
        initiative = deleted.initiative
        # What is on the site cannot be deleted: it was withdrawn and sent back before.
        unpublish(deleted, ReviewState.RETURNED)
        refresh_pending()
        deleted.delete()
        initiative.delete()
        site.walks.title_fr = was
        site.walks.save()
        _put(site.second, ReviewState.RETURNED)
        Photo.objects.get(pk=gone.pk).delete()
        _put(site.second, PUBLISHED)
        self.photos.append(gone)
        self.initiatives.remove(initiative)

    def _what_is_written_anew(self):
        """Reopened texts, another in every word and in all that stands under them: the site shows the record."""
        site, what = self.site, "text written anew"
        antenna = site.antenna.updates.get(period=site.period)
        for text, advance in ((site.second, advance_update), (antenna, advance_antenna_update)):
            text.refresh_from_db()
            advance(text, "reopen", by=site.coordinator, remark=self.word(f"{what}: remark"))
        for row in (*site.second.figures.all(), *site.second.events.all(), *site.second.photos.all()):
            row.delete()
        self._under(site.second, what)
        for name, value in self.spoken(what, "body", "title", "audience", "partnerships").items():
            setattr(site.second, name, value)
        site.second.status = "ended"
        site.second.save()
        for name, value in self.spoken(f"{what}, antenna", "body").items():
            setattr(antenna, name, value)
        antenna.save()

    def _merged_duplicate(self):
        duplicate = self._initiative("merged duplicate", merged_into=self.site.initiative)
        self._update("merged duplicate", PUBLISHED, initiative=duplicate, period=self.site.round)
        self.initiatives.remove(duplicate)  # its address leads to the original
        self.photos[-1].refresh_from_db()

    # --- Around the texts -------------------------------------------------------------------------

    def _people_and_what_they_write(self):
        site = self.site
        referent = self._person("referent", partners=[site.lead])
        coordinator = self._person("coordinator", role=COORDINATION)
        for subject, make in ((site.update, make_update_review), (site.antenna.updates.first(), make_antenna_review)):
            make(
                subject=subject, by=coordinator, remark=self.word("remark"),
                field_remarks={"body_fr": self.word("remark on a field")},
            )  # fmt: skip
        asked = {"partner": site.lead, "period": site.round}
        make_question(
            **asked, asked_by=referent, initiative=site.initiative, text=self.word("question"),
            answer=self.word("answer"), answered_by=coordinator,
            answered_at=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC),
        )  # fmt: skip
        make_response(**asked, submitted_by=referent, submitted_at=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC),
                      **self.spoken("response of an open round", "note"))  # fmt: skip
        make_extension(**asked, reason=self.word("reason of an extension"))
        make_message(
            **asked, recipient=f"{self.word('recipient')}@example.brussels", subject=self.word("subject of a mail"),
            body=self.word("mail"),
        )  # fmt: skip
        make_form_draft(user=referent, form=self.word("form"), data={"body_fr": self.word("draft of a form")})
        make_loaded_row(table="initiatives", key="cafe", values={"title_fr": self.word("loaded value")})

    def _person(self, what, **fields):
        return make_user(
            email=f"{self.word(f'{what}: e-mail')}@example.brussels", first_name=self.word(f"{what}: first name"),
            last_name=self.word(f"{what}: last name"), **fields,
        )  # fmt: skip

    def _not_issued(self):
        site = self.site
        edition = make_edition(
            key=self.word("edition: key"), framework=site.framework, periods=[site.round],
            **self.spoken("edition", "title"),
        )  # fmt: skip
        self.editions.append(edition)
        for subject in (edition, site.edition):
            make_edition_text(edition=subject, volet=site.volet, **self.spoken("text of an edition", "title", "body"))
            make_edition_text(edition=subject, place="foreword", **self.spoken("foreword", "title", "body"))


def _put(text, state):
    text.review_state = state
    text.save()


def photo(update, **fields):
    """A picture that is nowhere else, with its file."""
    content = picture()
    digest = hashlib.sha256(content).hexdigest()
    name = default_storage.save(f"photos/{digest}.jpg", ContentFile(content))
    return make_photo(update=update, file=name, sha256=digest, **fields)


def picture():
    number = next(_numbers)
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), (number % 256, number // 256 % 256, 99)).save(drawn, "JPEG", quality=95)
    return drawn.getvalue() + str(number).encode()


def hidden_words(text):
    """The hidden words that stand in a text."""
    return set(HIDDEN_WORD.findall(text.casefold()))
