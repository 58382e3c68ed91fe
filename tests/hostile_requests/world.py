"""A site with an open round, in which a referent, a coordinator and a visitor each may read something, not all."""

import itertools
import re

from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from rounds import chosen_photos, drafts
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_edition,
    make_edition_text,
    make_event,
    make_extension,
    make_figure,
    make_initiative,
    make_message,
    make_partner,
    make_question,
    make_response,
    make_update,
    make_user,
)
from tests.public.whole_site import Hidden, Site, photo, picture

OWN_WORD = re.compile(r"zr\d+rz")
_numbers = itertools.count(1)


class RoundOfPeople:
    """A site with hidden things (`tests/public/whole_site.py`), and a partner with a round of its own beside it.

    `visitor`, `referent` and `coordinator` are who asks; `forbidden(who)` the words that no answer to them may hold.
    """

    def __init__(self):
        self.site = Site()
        self.hidden = Hidden(self.site)
        self.own_words = {}
        self.commune = make_commune(zones=[self.site.zone])
        self.partner = make_partner(commune=self.commune, key="own-commune")
        self.visitor = None
        self.referent = make_user(partners=[self.partner], language="fr")
        self.coordinator = make_user(role=COORDINATION, language="nl")
        self._texts()
        self._around_them()
        self._typed()
        refresh_pending()

    def forbidden(self, who):
        """Word → what it is, for all that this person may not read."""
        if who is self.coordinator:
            return {word: what for word, what in self.hidden.words.items() if what == "draft of a form"}
        if who is self.referent:
            return {word: what for word, what in self.hidden.words.items() if _is_of_others(what)}
        return self.hidden.words | self.own_words

    def word(self, what):
        word = f"zr{next(_numbers)}rz"
        self.own_words[word] = what
        return word

    def _texts(self):
        """A text of the partner in each state, with what stands under it."""
        site = self.site
        self.texts = {}
        for state in ReviewState.values:
            initiative = make_initiative(
                lead=self.partner, volet=site.volet, theme=site.theme, communes=[self.commune],
                recommendations=[site.recommendation],
            )  # fmt: skip
            is_read_by_all = state == ReviewState.PUBLISHED
            body = "Un texte." if is_read_by_all else self.word(f"own {state} text")
            update = make_update(initiative=initiative, period=site.round, state=state, body_fr=body, body_nl=body)
            figure = make_figure(update=update, indicator=site.meetings)
            make_figure(update=update, indicator=site.meetings, value=3, part_of=figure)
            make_event(update=update)
            photo(update)
            self.texts[state] = update
        # Not answered yet, in this period: it has a text of the one before.
        waiting = make_initiative(lead=self.partner, volet=site.volet)
        make_update(initiative=waiting, period=site.period, state=ReviewState.VALIDATED, body_fr="Avant.")
        self.antenna = make_antenna(commune=self.commune, partners=[self.partner])
        make_antenna_service(antenna=self.antenna)
        self.antenna_text = make_antenna_update(antenna=self.antenna, period=site.round, body_fr=self.word("antenna"))

    def _around_them(self):
        asked = {"partner": self.partner, "period": self.site.round}
        make_question(**asked, asked_by=self.referent, text=self.word("own question"))
        make_response(**asked, note_fr=self.word("own note"))
        make_extension(**asked)
        make_message(**asked, subject=self.word("own mail"))
        self.edition = make_edition(key="2025", framework=self.site.framework, periods=[self.site.round])
        make_edition_text(edition=self.edition, volet=self.site.volet)
        make_edition_text(edition=self.edition, place="foreword")

    def _typed(self):
        update = self.texts[ReviewState.DRAFT]
        chosen_photos.save_photo(self.referent, update, picture())
        drafts.save_draft(self.referent, f"update-{update.pk}", _typed_text(self.word("typed")))


def _typed_text(word):
    from django.http import QueryDict

    return QueryDict(f"text-body_fr={word}")


def _is_of_others(what):
    """Of the words of others, those that no partner may read: what was not validated, and what people write."""
    return what.startswith((
        "draft", "submitted", "returned", "question", "answer", "response of an open round", "reason of an extension",
        "recipient", "mail", "subject of a mail", "form", "loaded value", "text written anew",
    ))  # fmt: skip
