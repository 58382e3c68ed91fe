"""The names of partners in reports and on the site: a police zone has its number, its name and its communes."""

from django.utils.translation import gettext as _

from document.blocks import Text, extract_text
from records.wording import StoredText, find_text, join_inlines, make_title


def format_partner_name(partner, language):
    """The partner's name as inline content; of a zone "ZP 5341 Midi (Anderlecht / Saint-Gilles / Forest)"."""
    return format_zone_name(partner.zone, language) if partner.zone else make_title(partner, "name", language)


def format_zone_name(zone, language):
    """A police zone with its communes as inline content; "ZP" is in the active language."""
    name = format_zone_number_and_name(zone, language)
    communes = join_inlines(
        (make_title(commune, "name", language) for commune in _list_unnamed_communes(zone, language)), " / "
    )
    return (*name, Text(" ("), *communes, Text(")")) if communes else name


def format_zone_number_and_name(zone, language):
    """A police zone without its communes: "ZP 5341 Midi"."""
    return (Text(_("ZP %(number)s") % {"number": zone.number} + " "), *make_title(zone, "name", language))


def format_partner_words(partner, language):
    """The partner's name as plain words, for a cell or a choice."""
    if not partner.zone:
        return find_text(partner, "name", language)
    return StoredText(extract_text(format_partner_name(partner, language)), language)


def _list_unnamed_communes(zone, language):
    """The communes of the zone; none where its name already has them all: "Uccle/Watermael-Boitsfort/Auderghem"."""
    communes = zone.communes_in_order
    own = extract_text(make_title(zone, "name", language))
    return [] if all(extract_text(make_title(commune, "name", language)) in own for commune in communes) else communes
