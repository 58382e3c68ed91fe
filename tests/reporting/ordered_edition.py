"""An edition with a volet to arrange, and the page on which that is done, as a reader of it sees it."""

import datetime

from django.urls import reverse
from django.utils import translation

from document.blocks import Section
from initiatives.models import Initiative, ReviewState
from reporting.reports import annual
from tests import builders
from tests.reading import text, tree


class ArrangedEdition:
    """Volet 1 of an edition of two periods. Initiatives are named by their keys, and numbered without gaps."""

    def __init__(self):
        self.volet = builders.make_volet(number=1, verified=True, title_fr="Contacts", title_nl="Contacten")
        self.early, self.late = (
            builders.make_period(
                key=f"{year}-{year + 1}",
                starts_on=datetime.date(year, 9, 1), ends_on=datetime.date(year + 1, 8, 31),
            )
            for year in (2022, 2023)
        )  # fmt: skip
        self.edition = builders.make_edition(
            framework=self.volet.framework, periods=[self.early, self.late], key="update-2024"
        )
        self.partner = builders.make_partner(name_fr="Zone", name_nl="Zone")

    def add(self, *keys, highlight=True, state=ReviewState.PUBLISHED, **fields):
        for key in keys:
            texts = {"title_fr": f"Le {key}", "title_nl": f"De {key}"}
            initiative = builders.make_initiative(
                **{"volet": self.volet, "lead": self.partner, "key": key, **texts, **fields},
                position=Initiative.objects.count() + 1,
            )
            builders.make_update(
                initiative=initiative, period=self.late, state=state, highlight=highlight,
                body_fr=f"Texte {key}.", body_nl=f"Tekst {key}.",
            )  # fmt: skip
        return self

    def address(self, name="arrange", *, volet=1, language="nl"):
        with translation.override(language):
            return reverse(f"reporting:{name}", args=["update-2024", volet])

    def report(self, language="fr"):
        """The anchors of themes and initiatives in the lettered parts of volet 1, in the order of the built report."""
        volets = annual.build_document(self.edition, language).sections
        volet = next(section for section in volets if section.heading.anchor == "volet-1")
        return [anchor for anchor in _anchors(volet) if anchor.startswith(("theme-", "initiative-"))]


def _anchors(section):
    for block in section.blocks:
        if isinstance(block, Section):
            yield block.heading.anchor
            yield from _anchors(block)


def stored(key):
    return Initiative.objects.get(key=key)


def seen(key):
    """What the page sends of an initiative: its key, and the version that was read."""
    return f"{stored(key).pk}-{stored(key).version}"


def in_parts(response):
    """The anchors of themes and initiatives in the parts of the page, in its order."""
    return [
        item.get("id")
        for shelf in tree(response).find_class("shelf")
        if shelf.get("aria-labelledby") != "in-annex"
        for item in shelf.iter("li")
        if item.get("data-item")
    ]


def in_annex(response):
    """(list, anchors) of what stands in the annex only."""
    return [
        (text(fold.find("summary")), [item.get("id") for item in fold.iter("li")])
        for fold in tree(response).find_class("annex-list")
    ]


def move(desk, world, key, side, other, **changed):
    """Send what the page sends to put one initiative before or after another, and come back to the page."""
    sent = {"moved": seen(key), "to": f"{side}-{seen(other)}"} | changed
    return desk.post(world.address("arrange-move", language="en"), sent, follow=True)


def sentences(response):
    return [(message.get("class").split()[1], text(message)) for message in tree(response).find_class("message")]
