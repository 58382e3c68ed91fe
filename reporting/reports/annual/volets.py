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
from initiatives.wording.initiatives import initiative_section
from records.wording import body, inline, inline_note, joined
from reporting.reports.annual import editorial, lisa
from reporting.reports.annual.arrangement import group_names, parts


def covered(material, language):
    return tuple(_volet(material, volet, language) for volet in material.volets if volet.covered)


def not_covered(material, language):
    """The volets that the reports do not deal with: named, with what is known of them, so that none is silent."""
    volets = [volet for volet in material.volets if not volet.covered]
    if not volets:
        return ()
    sections = tuple(
        Section(
            Heading(inline(volet, "title", language), f"volet-{volet.number}", _number(volet), volet.number),
            (
                *_mark(volet, with_note=False),
                *body(volet, "note", language, sections=False),
                *_recommendations(volet, language, f"volet-{volet.number}-recommendations"),
            ),
        )
        for volet in volets
    )
    return (Section(Heading(make_inlines(_("Volets that are not dealt with")), "volets-not-covered"), sections),)


def _number(volet):
    return _("Volet %(number)s") % {"number": volet.number}


def _volet(material, volet, language):
    heading = Heading(inline(volet, "title", language), f"volet-{volet.number}", _number(volet), volet.number)
    introduction = (
        *_mark(volet, with_note=True, language=language),
        *_recommendations_section(volet, language),
        *editorial.of_volet(material, volet, language),
    )
    lettered = tuple(
        Section(Heading(name, f"volet-{volet.number}-{anchor}", f"{letter}.", volet.number), blocks)
        for letter, (name, anchor, blocks) in zip(ascii_uppercase, _parts(material, volet, language), strict=False)
    )
    if not lettered:
        lettered = (
            make_paragraph(_("No initiative is highlighted in this volet in this edition."), ParagraphStyle.NOTE),
        )
    return Section(heading, introduction + lettered)


# --- Recommendations ------------------------------------------------------------------------------


def _mark(record, *, with_note, language="fr"):
    """The mark of what was not checked against the official text, with the volet's note at the foot of the page."""
    if record.verified:
        return ()
    note = inline_note(record, "note", language) if with_note else ()
    words = Text(_("Title: wording not official"))
    return (Paragraph((words, Footnote(note)) if note else (words,), ParagraphStyle.NOTE),)


def _recommendations_section(volet, language):
    anchor = f"volet-{volet.number}-recommendations"
    blocks = _recommendations(volet, language, anchor)
    return (
        (Section(Heading(make_inlines(_("Recommendations")), anchor, accent=volet.number), blocks),) if blocks else ()
    )


def _recommendations(volet, language, anchor):
    items = tuple(
        DefinitionItem(make_inlines(entry.code), (Paragraph(_recommendation(entry, language)),))
        for entry in volet.recommendations.all()
    )
    return (Definition(items),) if items else ()


def _recommendation(entry, language):
    remarks = []
    if entry.competence:
        remarks.append(make_inlines(_("competence: %(competence)s") % {"competence": entry.get_competence_display()}))
    if not entry.verified:
        remarks.append(make_inlines(_("wording not official")))
    remark = (Text(" ("), *joined(remarks, _("; ")), Text(")")) if remarks else ()
    source = ()
    if entry.source_url:
        source = (Footnote((Text(_("Source: ")), Link(make_inlines(entry.source_url), entry.source_url))),)
    return (*inline(entry, "text", language), *remark, *source)


# --- Lettered parts -------------------------------------------------------------------------------


def _parts(material, volet, language):
    """(title, anchor, blocks) of each part that has something in it, in the order of the groups."""
    names = group_names()
    for part in parts(material, volet):
        if part.group is None:
            own = tuple(initiative_section(entry, language) for block in part.blocks for entry in block.entries)
            theme = material.lisa_theme
            name = inline(theme, "title", language) if theme else make_inlines(_("The LISA antennas"))
            yield name, part.anchor, lisa.part(material, own, language)
        else:
            yield make_inlines(names[part.group]), part.anchor, _of_group(part, language)


def _of_group(part, language):
    return (
        *chain.from_iterable(_block(block, language) for block in part.blocks),
        *(theme_section(theme, (), language) for theme in part.loose_themes),
    )


def _block(block, language):
    sections = tuple(initiative_section(entry, language) for entry in block.entries)
    return (theme_section(block.theme, sections, language),) if block.theme else sections


def theme_section(theme, sections, language):
    """A theme: its title, the introduction that its partners share, then what each of them does."""
    anchor = f"theme-{theme.key}"
    return Section(
        Heading(inline(theme, "title", language), anchor),
        (*body(theme, "body", language, anchor=anchor), *sections),
    )
