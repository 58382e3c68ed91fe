"""The editions of the report and their editorial texts."""

from exchange.dataset.schema.cells import Choice, Day, Reference, References, Text, Whole, key
from exchange.dataset.schema.structure import Column, Table, both
from reporting.models import Edition, EditionText

EDITIONS = Table(
    name="editions",
    model=Edition,
    about="An edition of the report.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", key(), "The key of the edition", required=True),
        Column("framework", Reference("frameworks"), "The framework it follows up", required=True),
        *both("title", Text(), "Its title", required=True),
        Column("covers_from", Day(), "The first day it covers", required=True),
        Column("covers_to", Day(), "The last day it covers", required=True),
        Column("periods", References("periods"), "The periods it reports on", required=True),
    ),
)

EDITION_TEXTS = Table(
    name="edition_texts",
    model=EditionText,
    about="An editorial text of an edition, in French or in Dutch; the report marks one that lacks the other.",
    key=("edition", "place", "volet"),
    lookups=("edition__key", "place", "volet__number"),
    siblings=("edition", "place", "volet"),
    numbered=True,
    ordered_by="order",
    columns=(
        Column("edition", Reference("editions"), "The edition", required=True),
        Column("place", Choice(EditionText.Place), "Where it stands", required=True),
        Column("volet", Reference("volets", ("edition.framework",)), "The number of the volet, for the place volet"),
        Column("order", Whole(1), "Its place among the texts that stand there", required=True, stored=False),
        Column("style", Choice(EditionText.Style), "Running text or callout", required=True),
        *both("title", Text(), "Its title"),
        *both("body", Text(markdown=True), "The text"),
    ),
)
