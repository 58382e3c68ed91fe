"""What is followed up, and what gives order to it: frameworks, volets, recommendations, periods, indicators, themes."""

from exchange.dataset.schema.cells import (
    CODE,
    INDICATOR_KEY,
    KEY,
    LARGEST_SMALL,
    ChoiceCell,
    DayCell,
    ReferenceCell,
    TextCell,
    UrlCell,
    WholeNumberCell,
    YesNoCell,
)
from exchange.dataset.schema.structure import Column, Table, translate_column
from initiatives.models import Framework, Indicator, Period, Recommendation, Theme, Volet

FRAMEWORKS = Table(
    name="frameworks",
    model=Framework,
    about="A text whose recommendations are followed up.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", KEY, "The key of the framework", required=True),
        *translate_column("title", TextCell(), "Its full title", required=True),
        *translate_column("short_title", TextCell(), "The title by which people know it"),
        Column("adopted_on", DayCell(), "The day on which it was adopted"),
        Column("source_url", UrlCell(), "Where it can be read"),
        *translate_column("note", TextCell(markdown=True), "What of it stands here, and what does not"),
    ),
)

VOLETS = Table(
    name="volets",
    model=Volet,
    about="A numbered group of recommendations of a framework.",
    key=("framework", "number"),
    lookups=("framework__key", "number"),
    siblings=("framework",),
    columns=(
        Column("framework", ReferenceCell("frameworks"), "The framework", required=True),
        Column("number", WholeNumberCell(1, LARGEST_SMALL), "Its number in the framework", required=True),
        *translate_column("title", TextCell(), "Its title", required=True),
        Column("covered", YesNoCell(), "Whether the reports cover it", required=True),
        *translate_column("note", TextCell(markdown=True), "A note to the reader"),
        Column("verified", YesNoCell(), "Whether the wording was checked against the official text", required=True),
    ),
)

RECOMMENDATIONS = Table(
    name="recommendations",
    model=Recommendation,
    about="One recommendation. Its code is unique in its framework.",
    key=("framework", "code"),
    lookups=("volet__framework__key", "code"),
    siblings=("framework", "volet"),
    columns=(
        Column("framework", ReferenceCell("frameworks"), "The framework", required=True, stored=False),
        Column("volet", ReferenceCell("volets", ("framework",)), "The number of the volet", required=True),
        Column("code", CODE, "Its code", required=True),
        *translate_column("text", TextCell(), "Its wording", required=True),
        Column("competence", ChoiceCell(Recommendation.Competence), "Whose competence it is; empty: not known"),
        Column("verified", YesNoCell(), "Whether the wording was checked against the official text", required=True),
        Column("source_url", UrlCell(), "Where it can be read"),
    ),
)

PERIODS = Table(
    name="periods",
    model=Period,
    about="A reporting period.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", KEY, "The key of the period, such as 2023-2024", required=True),
        Column("starts_on", DayCell(), "Its first day", required=True),
        Column("ends_on", DayCell(), "Its last day", required=True),
    ),
)

INDICATORS = Table(
    name="indicators",
    model=Indicator,
    about="What a figure counts.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", INDICATOR_KEY, "The key of the indicator", required=True),
        *translate_column("name", TextCell(), "Its name", required=True),
        Column("unit", ChoiceCell(Indicator.Unit), "Its unit", required=True),
    ),
)

THEMES = Table(
    name="themes",
    model=Theme,
    about="An idea that several partners carry out, with the introduction that they share.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", KEY, "The key of the theme", required=True),
        *translate_column("title", TextCell(), "Its title", required=True),
        *translate_column("body", TextCell(markdown=True), "The shared introduction"),
    ),
)
