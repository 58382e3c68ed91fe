"""What partners do and say: initiatives, their updates, the figures and events of these, the notes of partners."""

from exchange.dataset.schema.cells import (
    KEY,
    ChoiceCell,
    KeyPartCell,
    NumberCell,
    PartialDateCell,
    ReferenceCell,
    ReferencesCell,
    SiblingCell,
    TextCell,
    UrlCell,
    WholeNumberCell,
    YesNoCell,
)
from exchange.dataset.schema.structure import Column, Table, translate_column
from initiatives.models import Event, Figure, Initiative, Qualifier, Update
from rounds.models import Response

YEAR = WholeNumberCell(1900, 2100)
OF_AN_UPDATE = (
    Column("initiative", KeyPartCell(of="initiatives"), "The initiative", required=True),
    Column(
        "period",
        ReferenceCell("updates", ("initiative",)),
        "The period; the two have a row in updates.csv",
        required=True,
        attribute="update",
    ),
)
VALUE = (
    Column("value", NumberCell(), "The figure; whole when a count, unless it is an average", required=True),
    Column("qualifier", ChoiceCell(Qualifier), "How exact it is", required=True),
    *translate_column("note", TextCell(), "What exactly is counted"),
)


def freeze_partner(update):
    """The lead at the time of loading; it stays when the lead changes."""
    update.partner_id = update.initiative.lead_id


INITIATIVES = Table(
    name="initiatives",
    model=Initiative,
    about="Something that a partner does.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", KEY, "The key of the initiative", required=True),
        Column("lead", ReferenceCell("partners"), "The partner that leads it", required=True),
        Column("co_partners", ReferencesCell("partners"), "The partners that carry it too"),
        Column("communes", ReferencesCell("communes"), "The NIS codes of the communes where it happens"),
        Column("framework", ReferenceCell("frameworks"), "The framework it answers", required=True, stored=False),
        Column("volet", ReferenceCell("volets", ("framework",)), "The number of the volet", required=True),
        Column("recommendations", ReferencesCell("recommendations", ("framework",)), "Codes within the framework"),
        Column(
            "kind",
            ChoiceCell(Initiative.Kind),
            "Day-to-day operation or specific initiative, where the updates do not say; once some are published, the "
            "initiative is of the kind of the latest",
            required=True,
            is_default=True,
        ),
        Column("theme", ReferenceCell("themes"), "The idea that it shares with others"),
        *translate_column("title", TextCell(), "Its title", required=True),
        *translate_column("audience", TextCell(), "Whom it is for"),
        *translate_column("partnerships", TextCell(), "With whom it is carried out"),
        Column("started", PartialDateCell(), "Since when"),
        Column("ended", PartialDateCell(), "Until when"),
        Column("website", UrlCell(), "Its website"),
    ),
)

UPDATES = Table(
    name="updates",
    model=Update,
    about="What a partner says of an initiative for one period. No row: nothing was reported.",
    key=("initiative", "period"),
    lookups=("initiative__key", "period__key"),
    siblings=("initiative",),
    complete=freeze_partner,
    columns=(
        Column("initiative", ReferenceCell("initiatives"), "The initiative", required=True),
        Column("period", ReferenceCell("periods"), "The period", required=True),
        Column(
            "status",
            ChoiceCell(Update.Status),
            "What became of it: new only where the partner says so or a start is known, continued where it is merely "
            "named",
            required=True,
        ),
        Column(
            "kind",
            ChoiceCell(Initiative.Kind),
            "In which list of the annex it stands for this period; empty: that of the initiative",
            optional=True,
            inherited_from="initiative",
        ),
        Column("highlight", YesNoCell(), "yes: its own heading in the volet; no: a line of the annex", required=True),
        *translate_column("body", TextCell(markdown=True), "The text"),
    ),
)

FIGURES = Table(
    name="figures",
    model=Figure,
    about="A figure of an initiative.",
    key=("initiative", "period"),
    lookups=("update__initiative__key", "update__period__key"),
    siblings=("initiative", "period"),
    numbered=True,
    essence=("indicator", "year"),
    columns=(
        *OF_AN_UPDATE,
        Column("indicator", ReferenceCell("indicators"), "What it counts", required=True),
        Column("year", YEAR, "The year it is about"),
        *VALUE,
        Column(
            "part_of",
            SiblingCell("figures", ("period",)),
            "The figure in which this one is counted already: 1 for the first row of the same initiative and period",
            optional=True,
        ),
    ),
)

EVENTS = Table(
    name="events",
    model=Event,
    about="Something dated that happened in an initiative.",
    key=("initiative", "period"),
    lookups=("update__initiative__key", "update__period__key"),
    siblings=("initiative", "period"),
    numbered=True,
    essence=("date", "title_fr"),
    columns=(
        *OF_AN_UPDATE,
        Column("date", PartialDateCell(), "When"),
        *translate_column("title", TextCell(), "What", required=True),
        Column("place", TextCell(), "Where"),
        Column("attendance", WholeNumberCell(), "How many people came"),
        Column(
            "attendance_qualifier",
            ChoiceCell(Qualifier, Qualifier.EXACT),
            "How exact that is; empty: exact",
            optional=True,
        ),
    ),
)

PARTNER_NOTES = Table(
    name="partner_notes",
    model=Response,
    about="What is said of a partner and a period as a whole.",
    key=("partner", "period"),
    lookups=("partner__key", "period__key"),
    siblings=("partner",),
    columns=(
        Column("partner", ReferenceCell("partners"), "The partner", required=True),
        Column("period", ReferenceCell("periods"), "The period", required=True),
        *translate_column("note", TextCell(markdown=True), "The note"),
    ),
)
