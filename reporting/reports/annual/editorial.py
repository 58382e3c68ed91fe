"""The editorial texts: the foreword, the introductions of volets, the closing words."""

from django.utils.translation import gettext as _

from document.blocks import Callout, Heading, Section, make_inlines
from records.wording import make_body, make_title
from reporting.models import EditionText


def build_foreword(material, language):
    return _build_chapter(material, language, EditionText.Place.FOREWORD, _("Foreword"), "foreword")


def build_closing(material, language):
    return _build_chapter(material, language, EditionText.Place.CLOSING, _("In closing"), "closing")


def _build_chapter(material, language, place, title, anchor):
    texts = [entry for entry in material.texts if entry.place == place]
    return (Section(Heading(make_inlines(title), anchor), build_text_blocks(texts, language, anchor)),) if texts else ()


def build_volet_texts(material, volet, language):
    """The introduction and the callouts of a volet."""
    texts = [entry for entry in material.texts if entry.volet_id == volet.pk]
    return build_text_blocks(texts, language, f"volet-{volet.number}")


def build_text_blocks(texts, language, anchor):
    """Running texts as sections under their title, callouts as callouts, in their order."""
    blocks = []
    for number, entry in enumerate(texts, start=1):
        title = make_title(entry, "title", language)
        if entry.style == EditionText.Style.CALLOUT:
            blocks.append(Callout(title, make_body(entry, "body", language, sections=False)))
        elif title:
            own = f"{anchor}-{number}"
            blocks.append(Section(Heading(title, own), make_body(entry, "body", language, anchor=own)))
        else:
            blocks.extend(make_body(entry, "body", language, anchor=f"{anchor}-{number}"))
    return tuple(blocks)
