"""The editions of the report and their editorial texts."""

from exchange.dataset.schema.cells import (
    KEY,
    ChoiceCell,
    DayCell,
    ReferenceCell,
    ReferencesCell,
    TextCell,
    WholeNumberCell,
)
from exchange.dataset.schema.structure import Column, Table, translate_column
from reporting.models import Edition, EditionText

EDITIONS = Table(
    name="editions",
    model=Edition,
    about="An edition of the report.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", KEY, "The key of the edition", required=True),
        Column("framework", ReferenceCell("frameworks"), "The framework it follows up", required=True),
        *translate_column("title", TextCell(), "Its title", required=True),
        Column("covers_from", DayCell(), "The first day it covers", required=True),
        Column("covers_to", DayCell(), "The last day it covers", required=True),
        Column("periods", ReferencesCell("periods"), "The periods it reports on", required=True),
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
        Column("edition", ReferenceCell("editions"), "The edition", required=True),
        Column("place", ChoiceCell(EditionText.Place), "Where it stands", required=True),
        Column(
            "volet", ReferenceCell("volets", ("edition.framework",)), "The number of the volet, for the place volet"
        ),
        Column("order", WholeNumberCell(1), "Its place among the texts that stand there", required=True, stored=False),
        Column("style", ChoiceCell(EditionText.Style), "Running text or callout", required=True),
        *translate_column("title", TextCell(), "Its title"),
        *translate_column("body", TextCell(markdown=True), "The text"),
    ),
)
