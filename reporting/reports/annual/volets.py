"""The volets: title, introduction, callouts, then lettered parts for the partner groups that have something in it."""

from itertools import chain
from string import ascii_uppercase

from django.utils.translation import gettext as _

from document.blocks import (
    Definition,
    DefinitionItem,
    Footnote,
    Heading,
    Link,
    Paragraph,
    ParagraphStyle,
    Section,
    Text,
    make_inlines,
    make_paragraph,
)
from initiatives.wording.initiatives import make_initiative_section
from records.wording import join_inlines, make_body, make_note, make_title
from reporting.reports.annual import editorial, lisa
from reporting.reports.annual.volet_parts import get_group_names, list_parts


def build_covered_volets(material, language):
    return tuple(_build_volet(material, volet, language) for volet in material.volets if volet.covered)


def build_uncovered_volets(material, language):
    """The volets that the reports do not deal with: named, with what is known of them, so that none is silent."""
    volets = [volet for volet in material.volets if not volet.covered]
    if not volets:
        return ()
    sections = tuple(
        Section(
            Heading(make_title(volet, "title", language), f"volet-{volet.number}", _format_number(volet), volet.number),
            (
                *_build_mark(volet, with_note=False),
                *make_body(volet, "note", language, sections=False),
                *_build_recommendations(volet, language, f"volet-{volet.number}-recommendations"),
            ),
        )
        for volet in volets
    )
    return (Section(Heading(make_inlines(_("Volets that are not dealt with")), "volets-not-covered"), sections),)


def _format_number(volet):
    return _("Volet %(number)s") % {"number": volet.number}


def _build_volet(material, volet, language):
    heading = Heading(
        make_title(volet, "title", language), f"volet-{volet.number}", _format_number(volet), volet.number
    )
    introduction = (
        *_build_mark(volet, with_note=True, language=language),
        *_build_recommendations_section(volet, language),
        *editorial.build_volet_texts(material, volet, language),
    )
    lettered = tuple(
        Section(Heading(name, f"volet-{volet.number}-{anchor}", f"{letter}.", volet.number), blocks)
        for letter, (name, anchor, blocks) in zip(
            ascii_uppercase, _build_parts(material, volet, language), strict=False
        )
    )
    if not lettered:
        lettered = (
            make_paragraph(_("No initiative is highlighted in this volet in this edition."), ParagraphStyle.NOTE),
        )
    return Section(heading, introduction + lettered)


# --- Recommendations ------------------------------------------------------------------------------


def _build_mark(record, *, with_note, language="fr"):
    """The mark of what was not checked against the official text, with the volet's note at the foot of the page."""
    if record.verified:
        return ()
    note = make_note(record, "note", language) if with_note else ()
    words = Text(_("Title: wording not official"))
    return (Paragraph((words, Footnote(note)) if note else (words,), ParagraphStyle.NOTE),)


def _build_recommendations_section(volet, language):
    anchor = f"volet-{volet.number}-recommendations"
    blocks = _build_recommendations(volet, language, anchor)
    return (
        (Section(Heading(make_inlines(_("Recommendations")), anchor, accent=volet.number), blocks),) if blocks else ()
    )


def _build_recommendations(volet, language, anchor):
    items = tuple(
        DefinitionItem(make_inlines(entry.code), (Paragraph(_build_recommendation(entry, language)),))
        for entry in volet.recommendations.all()
    )
    return (Definition(items),) if items else ()


def _build_recommendation(entry, language):
    remarks = []
    if entry.competence:
        remarks.append(make_inlines(_("competence: %(competence)s") % {"competence": entry.get_competence_display()}))
    if not entry.verified:
        remarks.append(make_inlines(_("wording not official")))
    remark = (Text(" ("), *join_inlines(remarks, _("; ")), Text(")")) if remarks else ()
    source = ()
    if entry.source_url:
        source = (Footnote((Text(_("Source: ")), Link(make_inlines(entry.source_url), entry.source_url))),)
    return (*make_title(entry, "text", language), *remark, *source)


# --- Lettered parts -------------------------------------------------------------------------------


def _build_parts(material, volet, language):
    """(title, anchor, blocks) of each part that has something in it, in the order of the groups."""
    names = get_group_names()
    for part in list_parts(material, volet):
        if part.group is None:
            own = tuple(make_initiative_section(entry, language) for item in part.items for entry in item.entries)
            theme = material.lisa_theme
            name = make_title(theme, "title", language) if theme else make_inlines(_("The LISA antennas"))
            yield name, part.anchor, lisa.build_lisa_part(material, own, language)
        else:
            yield make_inlines(names[part.group]), part.anchor, _build_group(part, language)


def _build_group(part, language):
    return (
        *chain.from_iterable(_build_item(item, language) for item in part.items),
        *(build_theme_section(theme, (), language) for theme in part.loose_themes),
    )


def _build_item(item, language):
    sections = tuple(make_initiative_section(entry, language) for entry in item.entries)
    return (build_theme_section(item.theme, sections, language),) if item.theme else sections


def build_theme_section(theme, sections, language):
    """A theme: its title, the introduction that its partners share, then what each of them does."""
    anchor = f"theme-{theme.key}"
    return Section(
        Heading(make_title(theme, "title", language), anchor),
        (*make_body(theme, "body", language, anchor=anchor), *sections),
    )
