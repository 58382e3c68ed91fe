"""What is followed up, and what gives order to it: frameworks, volets, recommendations, themes, periods, indicators."""

from django.utils.translation import gettext_lazy as _

from initiatives.models import Framework, Indicator, Period, Recommendation, Theme, Volet
from public.opendata.structure import Column, Table, spoken
from public.opendata.types import IS_COMPLETE, Choice, Day, Key, Text, Url, Whole, YesNo

VERIFIED = Column(
    "verified", YesNo(), _("Whether the wording was checked against the official text"), required=True, filtered=True
)

FRAMEWORKS = Table(
    name="frameworks",
    title=_("Frameworks"),
    about=_("The texts whose recommendations are followed up."),
    model=Framework,
    key=("key",),
    order=("position", "pk"),
    rows=Framework.objects.all,
    columns=(
        Column("key", Key(), _("The key of the framework"), required=True),
        *spoken("title", Text(), _("Its full title")),
        *spoken("short_title", Text(), _("The title by which people know it")),
        Column("adopted_on", Day(), _("The day on which it was adopted")),
        Column("source_url", Url(), _("Where it can be read")),
        *spoken("note", Text(markdown=True), _("What of it stands here, and what does not")),
    ),
)

VOLETS = Table(
    name="volets",
    title=_("Volets"),
    about=_("The numbered groups of recommendations of a framework."),
    model=Volet,
    key=("framework", "number"),
    order=("framework__position", "framework_id", "number"),
    rows=Volet.objects.all,
    columns=(
        Column("framework", Key(to="frameworks"), _("The framework"), "framework__key", True, True),
        Column("number", Whole(), _("Its number in the framework"), required=True),
        *spoken("title", Text(), _("Its title")),
        Column("covered", YesNo(), _("Whether the reports cover it"), required=True, filtered=True),
        *spoken("note", Text(markdown=True), _("A note to the reader")),
        VERIFIED,
    ),
)

RECOMMENDATIONS = Table(
    name="recommendations",
    title=_("Recommendations"),
    about=_("The recommendations that are followed up."),
    model=Recommendation,
    key=("framework", "volet", "code"),
    order=("volet__framework__position", "volet__framework_id", "volet__number", "position", "pk"),
    rows=Recommendation.objects.all,
    columns=(
        Column("framework", Key(to="frameworks"), _("The framework"), "volet__framework__key", True, True),
        Column("volet", Whole(), _("The number of the volet"), "volet__number", True, True),
        Column("code", Key(), _("Its code"), required=True),
        *spoken("text", Text(), _("Its wording")),
        Column(
            "competence",
            Choice(Recommendation.Competence),
            _("Whose competence it is; empty: not known"),
            filtered=True,
        ),
        VERIFIED,
        Column("source_url", Url(), _("Where it can be read")),
    ),
)

THEMES = Table(
    name="themes",
    title=_("Themes"),
    about=_("Ideas that several partners carry out, with the introduction that they share."),
    model=Theme,
    key=("key",),
    order=("position", "pk"),
    rows=Theme.objects.all,
    columns=(
        Column("key", Key(), _("The key of the theme"), required=True),
        *spoken("title", Text(), _("Its title")),
        *spoken("body", Text(markdown=True), _("The shared introduction")),
    ),
)

PERIODS = Table(
    name="periods",
    title=_("Periods"),
    about=_("The periods on which partners report. Of one that is not complete some texts are still to come."),
    model=Period,
    key=("key",),
    order=("starts_on", "pk"),
    rows=Period.objects.all,
    columns=(
        Column("key", Key(), _("The key of the period, such as 2023-2024"), required=True),
        Column("starts_on", Day(), _("Its first day"), required=True),
        Column("ends_on", Day(), _("Its last day"), required=True),
        Column(
            "complete",
            IS_COMPLETE,
            _("Whether it stands in comparisons: no while its texts are being collected for the first time"),
            required=True,
        ),
    ),
)

INDICATORS = Table(
    name="indicators",
    title=_("Indicators"),
    about=_("What the figures count."),
    model=Indicator,
    key=("key",),
    order=("position", "pk"),
    rows=Indicator.objects.all,
    columns=(
        Column("key", Key(), _("The key of the indicator"), required=True),
        *spoken("name", Text(), _("Its name")),
        Column("unit", Choice(Indicator.Unit), _("Its unit"), required=True, filtered=True),
    ),
)
