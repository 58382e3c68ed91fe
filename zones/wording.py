"""How a partner is named, in the report and on the site: a police zone by its number, its name and its communes."""

from django.utils.translation import gettext as _

from document.blocks import Text, extract_text
from records.wording import Words, inline, joined, words


def partner_name(partner, language):
    """The name as inline content: "ZP 5341 Midi (Anderlecht / Saint-Gilles / Forest)" of a zone."""
    return zone_name(partner.zone, language) if partner.zone else inline(partner, "name", language)


def zone_name(zone, language):
    """A police zone as inline content, in the language that is active."""
    name = zone_number_and_name(zone, language)
    communes = joined((inline(commune, "name", language) for commune in _not_named_yet(zone, language)), " / ")
    return (*name, Text(" ("), *communes, Text(")")) if communes else name


def zone_number_and_name(zone, language):
    """The same without its communes: "ZP 5341 Midi"."""
    return (Text(_("ZP %(number)s") % {"number": zone.number} + " "), *inline(zone, "name", language))


def partner_words(partner, language):
    """The same as words alone, for a cell or a choice."""
    if not partner.zone:
        return words(partner, "name", language)
    return Words(extract_text(partner_name(partner, language)), language)


def _not_named_yet(zone, language):
    """The communes of the zone; none where its own name names them all, as "Uccle/Watermael-Boitsfort/Auderghem"."""
    communes = zone.communes_in_order
    own = extract_text(inline(zone, "name", language))
    return [] if all(extract_text(inline(commune, "name", language)) in own for commune in communes) else communes
