"""The part on the LISA antennas: introduction, antennas by year of opening, yearly figures with their evolution."""

from itertools import groupby

from django.utils.translation import gettext as _

from document.blocks import (
    Align,
    Bar,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Heading,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    make_inlines,
    make_paragraph,
)
from document.dates import format_date
from document.numbers import format_evolution
from initiatives.wording.evidence import format_in_unit, format_value, make_figure_table
from lisa.models import AntennaStatus
from lisa.queries import Census
from lisa.wording import compute_evolutions, describe_census, group_figures, has_one_value_a_year
from records.wording import get_plain_text, join_inlines, make_body, make_note, make_title

YEAR_NOT_KNOWN, NOT_OPENED = (9998, 9998), (9999, 9999)  # in the place of years; they sort last
BEFORE_OPENING = (AntennaStatus.PLANNED, AntennaStatus.STARTING, AntennaStatus.NOT_OPEN)


def build_lisa_part(material, initiatives, language):
    """The blocks of the part; `initiatives` are the sections of those of the theme that have their own heading."""
    introduction = make_body(material.lisa_theme, "body", language, anchor="lisa") if material.lisa_theme else ()
    return (
        *introduction,
        *_build_census(material, language),
        *initiatives,
        *_group_by_year(material, language),
    )


def _build_census(material, language):
    """How many antennas are operational at the end of the edition: of those that are named, and in all."""
    if not material.antennas:
        return ()
    census = Census.from_antennas(material.antennas, material.last_day, material.antenna_count)
    return (make_paragraph(" ".join(describe_census(census, language))),)


def _group_by_year(material, language):
    def get_years(antenna):
        if antenna.opened:
            return antenna.opened.years
        return NOT_OPENED if antenna.get_status_on(material.last_day) in BEFORE_OPENING else YEAR_NOT_KNOWN

    ordered = sorted(material.antennas, key=get_years)
    return tuple(
        Section(_build_years_heading(opened), tuple(_build_antenna(antenna, material, language) for antenna in group))
        for opened, group in groupby(ordered, key=get_years)
    )


def _build_years_heading(years):
    first, last = years
    if years == YEAR_NOT_KNOWN:
        return Heading(make_inlines(_("Year of opening not known")), "lisa-year-not-known")
    if years == NOT_OPENED:
        return Heading(make_inlines(_("Antennas that have not opened")), "lisa-not-opened")
    if first == last:
        return Heading(make_inlines(_("Opened in %(year)s") % {"year": first}), f"lisa-{first}")
    return Heading(
        make_inlines(_("Opened between %(first)s and %(last)s") % {"first": first, "last": last}),
        f"lisa-{first}-{last}",
    )


def _build_antenna(antenna, material, language):
    anchor = f"antenna-{antenna.key}"
    told = [update for update in antenna.told if _is_told(update, material)]
    texts = [(update, make_body(update, "body", language, anchor=f"{anchor}-{update.period.key}")) for update in told]
    texts = [(update, blocks) for update, blocks in texts if blocks]
    if len(texts) > 1:
        sections = tuple(
            Section(
                Heading(
                    make_inlines(_("Period %(period)s") % {"period": update.period.key}),
                    f"{anchor}-{update.period.key}",
                ),
                blocks,
            )
            for update, blocks in texts
        )
    else:
        sections = tuple(block for _update, blocks in texts for block in blocks)
    return Section(
        Heading(make_title(antenna, "name", language), anchor),
        (*_build_facts(antenna, material, language), *sections, *_build_figures(antenna, language, anchor)),
    )


def _is_told(update, material):
    return update.period_id in material.period_keys or update.pk not in material.held_antenna_updates


def _build_facts(antenna, material, language):
    status = antenna.get_status_on(material.last_day)
    address = make_title(antenna, "address", language)
    if address and antenna.provisional:
        address = (*address, Text(_(" (provisional)")))
    pairs = [
        (_("Commune"), make_title(antenna.commune, "name", language)),
        (_("Address"), address),
        (_("Former names"), make_inlines(_(", ").join(filter(None, antenna.former_names.splitlines())))),
        (_("Status"), make_inlines(str(status.label)) if status != AntennaStatus.OPERATIONAL else ()),
        (_("Status since"), _build_date(antenna.marked_since, language)),
        (_("Operational since"), _build_date(antenna.operational_since, language)),
        (_("Inaugurated"), _build_date(antenna.inaugurated_on, language)),
        (_("Closed"), _build_date(antenna.closed, language)),
        (_("Police presence"), make_inlines(antenna.get_police_presence_display()) if antenna.police_presence else ()),
        (_("Opening hours"), make_title(antenna, "hours", language)),
        (_("Website"), _build_website_link(antenna.website)),
    ]
    items = [DefinitionItem(make_inlines(term), (Paragraph(content),)) for term, content in pairs if content]
    if services := _build_services(antenna, language):
        items.append(DefinitionItem(make_inlines(_("Services")), services))
    return (Definition(tuple(items)),) if items else ()


def _build_date(date, language):
    return make_inlines(format_date(date, language)) if date else ()


def _build_website_link(address):
    shown = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return (Link(make_inlines(shown), address),) if address else ()


def _build_services(antenna, language):
    """The services, each with whether it is permanent where that is known and its name does not say it."""
    remarks = {True: _(", permanent"), False: _(", not permanent"), None: ""}
    return tuple(
        Paragraph((*make_title(entry, "name", language), *make_inlines(remarks[entry.permanence_unsaid])))
        for entry in antenna.services.all()
    )


# --- Figures --------------------------------------------------------------------------------------


def _build_figures(antenna, language, anchor):
    """A table a counted thing, with the evolution from year to year; a chart where there is one value a year."""
    several, single = group_figures(antenna)
    blocks = []
    for indicator, figures in several.items():
        blocks.append(_build_table(antenna, indicator, figures, language))
        if has_one_value_a_year(figures):
            blocks.append(_build_chart(antenna, indicator, figures, language))
    if single:
        blocks.append(
            make_figure_table(_build_caption(antenna, make_inlines(_("Other figures")), language), single, language)
        )
    return tuple(blocks)


def _build_caption(antenna, name, language):
    return (*name, Text(" – "), *make_title(antenna, "name", language))


def _build_table(antenna, indicator, figures, language):
    changes = {
        year: (format_evolution(change, language), note)
        for year, (change, note) in compute_evolutions(antenna, indicator, figures).items()
    }
    columns = (
        Column(make_inlines(_("Year")), weight=2),
        Column(make_inlines(_("Value")), Align.END, weight=2),
        Column(make_inlines(_("Evolution")), Align.END, weight=2),
        Column(make_inlines(_("Detail")), weight=5),
    )
    rows = tuple(
        (
            make_inlines(str(figure.year)),
            make_inlines(format_value(figure, language)),
            make_inlines(changes.get(figure.year, ("–", ""))[0]),
            join_inlines(
                [make_note(figure, "note", language), make_inlines(changes.get(figure.year, ("", ""))[1])], "; "
            ),
        )
        for figure in figures
    )
    return Table(_build_caption(antenna, make_title(indicator, "name", language), language), columns, rows)


def _build_chart(antenna, indicator, figures, language):
    bars = tuple(
        Bar(str(figure.year), figure.value, format_in_unit(indicator, figure.value, language)) for figure in figures
    )
    in_year = _("%(value)s in %(year)s")
    return Chart(
        title=f"{get_plain_text(indicator, 'name', language)} – {get_plain_text(antenna, 'name', language)}",
        description=", ".join(in_year % {"value": bar.text, "year": bar.label} for bar in bars),
        bars=bars,
    )
