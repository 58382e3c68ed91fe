"""The data of the annual update as tables: the same rows in both languages, in the same order."""

from django.utils.translation import gettext as _

from document.blocks import Prose, Sheet, extract_text
from document.lines import join_lines
from document.markdown import parse_markdown
from initiatives.models import Initiative, order_with_parts
from initiatives.wording.evidence import format_figure
from initiatives.wording.presence import list_presences
from records.wording import find_text
from zones.wording import format_partner_words


def build_sheets(material, language):
    return (
        _build_initiatives(material, language),
        _build_figures(material, language),
        _build_events(material, language),
        _build_antennas(material, language),
        _build_antenna_services(material, language),
        _build_antenna_figures(material, language),
        _build_antenna_updates(material, language),
        _build_annex(material, language),
        _build_texts(material, language),
    )


def _get_prose(record, field, language):
    """A translated text as a cell: typeset in the report's language; in another one it stays as it is."""
    found = find_text(record, field, language)
    if not found:
        return None
    return Prose(found.text) if found.language == language else found.text


def _get_partner_name(partner, language):
    found = format_partner_words(partner, language)
    return found and (Prose(found.text) if found.language == language else found.text)


def _join_partner_names(partners, language):
    return Prose("; ".join(found.text for one in partners if (found := format_partner_words(one, language)))) or None


def _get_plain_text(record, field, language):
    """A Markdown text as the plain words of a cell."""
    found = find_text(record, field, language)
    if not found:
        return None
    told = join_lines(parse_markdown(found.text, sections=False))
    return Prose(told) if found.language == language else told


def _join_names(records, field, language):
    return Prose("; ".join(found.text for record in records if (found := find_text(record, field, language)))) or None


def _get_changed_or_own(update, field, language):
    return _get_prose(update, field, language) or _get_prose(update.initiative, field, language)


def _build_initiatives(material, language):
    columns = (
        _("Partner"), _("Key"), _("Title"), _("Period"), _("Status"), _("Highlighted"), _("Kind"), _("Volet"),
        _("Recommendations"), _("Theme"), _("Audience"), _("Partnerships"), _("With"), _("Communes"), _("Since"),
        _("Until"), _("Website"), _("Text"),
    )  # fmt: skip
    rows = tuple(
        (
            _get_partner_name(update.partner, language),
            update.initiative.key,
            _get_changed_or_own(update, "title", language),
            update.period.key,
            update.get_status_display(),
            update.highlight,
            update.get_kind_display(),
            update.initiative.volet.number,
            "; ".join(entry.code for entry in update.initiative.recommendations.all()) or None,
            _get_prose(update.initiative.theme, "title", language) if update.initiative.theme else None,
            _get_changed_or_own(update, "audience", language),
            _get_changed_or_own(update, "partnerships", language),
            _join_partner_names(update.initiative.co_partners.all(), language),
            _join_names(update.initiative.communes.all(), "name", language),
            update.initiative.started,
            update.initiative.ended,
            update.initiative.website or None,
            _get_plain_text(update, "body", language),
        )
        for update in material.updates
    )
    return Sheet("initiatives", _("Initiatives by period"), columns, rows)


def _get_figure_columns():
    return (_("What is counted"), _("Year"), _("Value"), _("Qualifier"), _("Unit"), _("Detail"))


def _make_figure_cells(figure, language):
    return (
        _get_prose(figure.indicator, "name", language),
        figure.year,
        figure.value,
        figure.get_qualifier_display(),
        figure.indicator.get_unit_display(),
        _get_prose(figure, "note", language),
    )


def _build_figures(material, language):
    columns = (_("Partner"), _("Key"), _("Initiative"), _("Period"), *_get_figure_columns(), _("Counted already in"))
    rows = tuple(
        (
            _get_partner_name(update.partner, language),
            update.initiative.key,
            _get_changed_or_own(update, "title", language),
            update.period.key,
            *_make_figure_cells(figure, language),
            _find_total(figure, update, language),
        )
        for update in material.updates
        for figure in order_with_parts(update.figures.all())
    )
    return Sheet("figures", _("Figures"), columns, rows)


def _find_total(part, update, language):
    """The total in which a figure is counted already: whoever adds the column up leaves these rows out."""
    total = next((figure for figure in update.figures.all() if figure.pk == part.part_of_id), None)
    return Prose(extract_text(format_figure(total, language))) if total else None


def _build_events(material, language):
    columns = (
        _("Partner"), _("Key"), _("Initiative"), _("Period"), _("Title"), _("Date"), _("Place"), _("Participants"),
        _("Qualifier"),
    )  # fmt: skip
    rows = tuple(
        (
            _get_partner_name(update.partner, language),
            update.initiative.key,
            _get_changed_or_own(update, "title", language),
            update.period.key,
            _get_prose(event, "title", language),
            event.date,
            event.place or None,
            event.attendance,
            None if event.attendance is None else event.get_attendance_qualifier_display(),
        )
        for update in material.updates
        for event in update.events.all()
    )
    return Sheet("events", _("Events"), columns, rows)


def _build_antennas(material, language):
    columns = (
        _("Key"), _("Antenna"), _("Former names"), _("Commune"), _("Address"), _("Provisional"), _("Status"),
        _("Operational since"), _("Inaugurated"), _("Closed"), _("Status since"), _("Police presence"),
        _("Opening hours"), _("Website"),
    )  # fmt: skip
    rows = tuple(
        (
            antenna.key,
            _get_prose(antenna, "name", language),
            Prose("; ".join(filter(None, antenna.former_names.splitlines()))) or None,
            _get_prose(antenna.commune, "name", language),
            _get_prose(antenna, "address", language),
            antenna.provisional,
            str(antenna.get_status_on(material.last_day).label),
            antenna.operational_since,
            antenna.inaugurated_on,
            antenna.closed,
            antenna.marked_since,
            antenna.get_police_presence_display() or None,
            _get_prose(antenna, "hours", language),
            antenna.website or None,
        )
        for antenna in material.antennas
    )
    return Sheet("antennas", _("Antennas"), columns, rows)


def _build_antenna_services(material, language):
    columns = (_("Key"), _("Antenna"), _("Service"), _("Permanent"))
    rows = tuple(
        (antenna.key, _get_prose(antenna, "name", language), _get_prose(service, "name", language), service.permanent)
        for antenna in material.antennas
        for service in antenna.services.all()
    )
    return Sheet("antenna-services", _("Services of antennas"), columns, rows)


def _build_antenna_figures(material, language):
    columns = (_("Key"), _("Antenna"), *_get_figure_columns())
    rows = tuple(
        (
            antenna.key,
            _get_prose(antenna, "name", language),
            *_make_figure_cells(figure, language),
        )
        for antenna in material.antennas
        for figure in antenna.figures.all()
    )
    return Sheet("antenna-figures", _("Figures of antennas"), columns, rows)


def _build_antenna_updates(material, language):
    columns = (_("Key"), _("Antenna"), _("Period"), _("Text"))
    rows = tuple(
        (
            antenna.key,
            _get_prose(antenna, "name", language),
            update.period.key,
            _get_plain_text(update, "body", language),
        )
        for antenna in material.antennas
        for update in antenna.told
    )
    return Sheet("antenna-updates", _("Texts of antennas"), columns, rows)


def _build_annex(material, language):
    columns = (_("Partner"), _("Period"), _("Kind"), _("Key"), _("Initiative"), _("Compared with the previous period"))
    rows = tuple(
        (
            _get_partner_name(partner, language),
            presence.period.key,
            update.get_kind_display(),
            update.initiative.key,
            _get_changed_or_own(update, "title", language),
            course,
        )
        for partner in material.updates_by_partner
        for presence in list_presences(material, partner)
        for update, course in _compare_with_previous(presence)
    )
    return Sheet("annex", _("Annex"), columns, rows)


def _compare_with_previous(presence):
    """Each update of the period with what it is beside the previous one; empty where nobody said so."""
    continued, ended, added, carried = (
        {update.initiative_id for update in updates}
        for updates in (presence.continued, presence.ended, presence.added, presence.carried)
    )
    order = (Initiative.Kind.DAILY, Initiative.Kind.SPECIFIC)
    for update in sorted(presence.updates, key=lambda update: order.index(update.kind)):
        if update.initiative_id in ended:
            yield update, _("ended")
        elif update.initiative_id in continued:
            yield update, _("continued")
        elif update.initiative_id in added:
            yield update, _("added")
        elif update.initiative_id in carried and presence.going_on:
            yield update, _("also carried")
        else:
            yield update, None


def _build_texts(material, language):
    columns = (_("Place"), _("Volet"), _("Title"), _("Text"))
    cover = ((_("Edition"), None, _get_prose(material.edition, "title", language), None),)
    editorial = tuple(
        (
            entry.get_place_display(),
            entry.volet.number if entry.volet_id else None,
            _get_prose(entry, "title", language),
            _get_plain_text(entry, "body", language),
        )
        for entry in material.texts
    )
    volets = tuple(
        (_("Volet"), volet.number, _get_prose(volet, "title", language), _get_plain_text(volet, "note", language))
        for volet in material.volets
    )
    recommendations = tuple(
        (_("Recommendation"), volet.number, entry.code, _get_prose(entry, "text", language))
        for volet in material.volets
        for entry in volet.recommendations.all()
    )
    themes = {i.theme_id: i.theme for i in material.updates_by_initiative if i.theme}
    shared = tuple(
        (_("Theme"), None, _get_prose(theme, "title", language), _get_plain_text(theme, "body", language))
        for theme in themes.values()
    )
    notes = tuple(
        (_get_partner_name(partner, language), None, presence.period.key, _get_plain_text(response, "note", language))
        for partner in material.updates_by_partner
        for presence in list_presences(material, partner)
        if (response := material.responses.get((partner.pk, presence.period.pk)))
    )
    return Sheet("texts", _("Texts"), columns, cover + editorial + volets + recommendations + shared + notes)
