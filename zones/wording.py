"""The names of partners in reports and on the site: a police zone has its number, its name and its communes."""

from django.utils.translation import gettext as _

from document.blocks import Text, extract_text
from records.wording import Words, inline, joined, words


def format_partner_name(partner, language):
    """The partner's name as inline content; of a zone "ZP 5341 Midi (Anderlecht / Saint-Gilles / Forest)"."""
    return format_zone_name(partner.zone, language) if partner.zone else inline(partner, "name", language)


def format_zone_name(zone, language):
    """A police zone with its communes as inline content; "ZP" is in the active language."""
    name = format_zone_number_and_name(zone, language)
    communes = joined((inline(commune, "name", language) for commune in _list_unnamed_communes(zone, language)), " / ")
    return (*name, Text(" ("), *communes, Text(")")) if communes else name


def format_zone_number_and_name(zone, language):
    """A police zone without its communes: "ZP 5341 Midi"."""
    return (Text(_("ZP %(number)s") % {"number": zone.number} + " "), *inline(zone, "name", language))


def format_partner_words(partner, language):
    """The partner's name as plain words, for a cell or a choice."""
    if not partner.zone:
        return words(partner, "name", language)
    return Words(extract_text(format_partner_name(partner, language)), language)


def _list_unnamed_communes(zone, language):
    """The communes of the zone; none where its name already has them all: "Uccle/Watermael-Boitsfort/Auderghem"."""
    communes = zone.communes_in_order
    own = extract_text(inline(zone, "name", language))
    return [] if all(extract_text(inline(commune, "name", language)) in own for commune in communes) else communes
