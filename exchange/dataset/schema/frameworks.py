"""What is followed up, and what gives order to it: frameworks, volets, recommendations, periods, indicators, themes."""

from exchange.dataset.schema.cells import (
    LARGEST_SMALL,
    Choice,
    Day,
    Reference,
    Text,
    Url,
    Whole,
    YesNo,
    code,
    indicator_key,
    key,
)
from exchange.dataset.schema.structure import Column, Table, both
from initiatives.models import Framework, Indicator, Period, Recommendation, Theme, Volet

FRAMEWORKS = Table(
    name="frameworks",
    model=Framework,
    about="A text whose recommendations are followed up.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", key(), "The key of the framework", required=True),
        *both("title", Text(), "Its full title", required=True),
        *both("short_title", Text(), "The title by which people know it"),
        Column("adopted_on", Day(), "The day on which it was adopted"),
        Column("source_url", Url(), "Where it can be read"),
        *both("note", Text(markdown=True), "What of it stands here, and what does not"),
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
        Column("framework", Reference("frameworks"), "The framework", required=True),
        Column("number", Whole(1, LARGEST_SMALL), "Its number in the framework", required=True),
        *both("title", Text(), "Its title", required=True),
        Column("covered", YesNo(), "Whether the reports cover it", required=True),
        *both("note", Text(markdown=True), "A note to the reader"),
        Column("verified", YesNo(), "Whether the wording was checked against the official text", required=True),
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
        Column("framework", Reference("frameworks"), "The framework", required=True, stored=False),
        Column("volet", Reference("volets", ("framework",)), "The number of the volet", required=True),
        Column("code", code(), "Its code", required=True),
        *both("text", Text(), "Its wording", required=True),
        Column("competence", Choice(Recommendation.Competence), "Whose competence it is; empty: not known"),
        Column("verified", YesNo(), "Whether the wording was checked against the official text", required=True),
        Column("source_url", Url(), "Where it can be read"),
    ),
)

PERIODS = Table(
    name="periods",
    model=Period,
    about="A reporting period.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", key(), "The key of the period, such as 2023-2024", required=True),
        Column("starts_on", Day(), "Its first day", required=True),
        Column("ends_on", Day(), "Its last day", required=True),
    ),
)

INDICATORS = Table(
    name="indicators",
    model=Indicator,
    about="What a figure counts.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", indicator_key(), "The key of the indicator", required=True),
        *both("name", Text(), "Its name", required=True),
        Column("unit", Choice(Indicator.Unit), "Its unit", required=True),
    ),
)

THEMES = Table(
    name="themes",
    model=Theme,
    about="An idea that several partners carry out, with the introduction that they share.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", key(), "The key of the theme", required=True),
        *both("title", Text(), "Its title", required=True),
        *both("body", Text(markdown=True), "The shared introduction"),
    ),
)
