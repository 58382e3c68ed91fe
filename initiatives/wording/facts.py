"""What is known of an initiative beside its texts: for whom, with whom, on what recommendation, since when."""

from django.utils.translation import gettext as _

from document.blocks import Definition, DefinitionItem, Link, Paragraph, ParagraphStyle, Text, make_inlines
from document.dates import format_date
from records.wording import join_inlines, make_title
from zones.wording import format_partner_name


def list_facts(initiative, updates, language):
    """(term, inline content) for each fact that is known, in the order of the report."""
    latest = updates[-1]
    pairs = [
        (_("Audience"), _get_reviewed(initiative, latest, "audience", language)),
        (_("Partnerships"), _get_reviewed(initiative, latest, "partnerships", language)),
        (_("With"), join_inlines(format_partner_name(partner, language) for partner in initiative.co_partners.all())),
        (_("Communes"), join_inlines(make_title(commune, "name", language) for commune in initiative.communes.all())),
        (
            _("Recommendations"),
            join_inlines(_link_code(entry, initiative) for entry in initiative.recommendations.all()),
        ),
        (_("Since"), make_inlines(format_date(initiative.started, language)) if initiative.started else ()),
        (_("Until"), make_inlines(format_date(initiative.ended, language)) if initiative.ended else ()),
        (_("Website"), _link_address(initiative.website)),
    ]
    return [(term, content) for term, content in pairs if content]


def make_definitions(pairs):
    """The facts as a definition list; nothing when there is none."""
    items = tuple(DefinitionItem(make_inlines(term), (Paragraph(content),)) for term, content in pairs)
    return (Definition(items),) if items else ()


def make_facts_paragraph(pairs):
    """The facts one after the other, for under a line of the annex."""
    told = join_inlines(((Text(term + _(": ")), *content) for term, content in pairs), " · ")
    return (Paragraph(told, ParagraphStyle.NOTE),) if told else ()


def get_title(initiative, update, language):
    """The title at the time of the update: the one it brings, or the initiative's."""
    return make_title(update, "title", language) or make_title(initiative, "title", language)


def _get_reviewed(initiative, update, field, language):
    return make_title(update, field, language) or make_title(initiative, field, language)


def _link_code(recommendation, initiative):
    """The code, linked to the recommendation where it stands: in the initiative's volet when it is of that one."""
    if recommendation.volet_id == initiative.volet_id:
        return (Link(make_inlines(recommendation.code), f"#volet-{initiative.volet.number}-recommendations"),)
    return make_inlines(recommendation.code)


def _link_address(website):
    if not website:
        return ()
    shown = website.removeprefix("https://").removeprefix("http://").rstrip("/")
    return (Link(make_inlines(shown), website),)
