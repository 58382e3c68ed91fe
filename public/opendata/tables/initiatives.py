"""What partners do and say: initiatives, their published texts, the figures, events and photos under these."""

from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, PublishedEvent, PublishedFigure, PublishedPhoto, PublishedUpdate, Qualifier
from public.opendata.structure import Column, Table, spoken
from public.opendata.types import (
    AttendanceQualifier,
    Choice,
    Key,
    Keys,
    Number,
    Partial,
    PhotoAddress,
    Text,
    Url,
    Whole,
    YesNo,
)

OF_AN_UPDATE = (
    Column("initiative", Key(to="initiatives"), _("The initiative"), "update__initiative__key", True, True),
    Column("period", Key(to="periods"), _("The period"), "update__period__key", True, True),
)
UNDER_AN_UPDATE = (
    "update__initiative__position",
    "update__initiative_id",
    "update__period__starts_on",
    "update_id",
    "position",
    "pk",
)
VALUE = (
    Column("value", Number(), _("The figure"), required=True),
    Column("qualifier", Choice(Qualifier), _("How exact it is"), required=True),
    *spoken("note", Text(), _("What exactly is counted")),
)
KEY = Column("key", Key(), _("Its key within the initiative and period; it never changes"), required=True)

INITIATIVES = Table(
    name="initiatives",
    title=_("Initiatives"),
    about=_("What partners do for better relations between citizens and police."),
    model=Initiative,
    key=("key",),
    order=("position", "pk"),
    rows=Initiative.objects.published,
    columns=(
        Column("key", Key(), _("The key of the initiative"), required=True),
        Column("lead", Key(to="partners"), _("The partner that leads it"), "lead__key", True),
        Column("co_partners", Keys("partners"), _("The partners that carry it too"), "co_partners__key"),
        Column("communes", Keys("communes"), _("The NIS codes of the communes where it happens"), "communes__nis_code"),
        Column("framework", Key(to="frameworks"), _("The framework it answers"), "volet__framework__key", True),
        Column("volet", Whole(), _("The number of the volet"), "volet__number", True),
        Column("recommendations", Keys("recommendations"), _("Codes within the framework"), "recommendations__code"),
        Column(
            "kind",
            Choice(Initiative.Kind),
            _("Day-to-day operation or specific initiative, as of its latest text"),
            required=True,
        ),
        Column("theme", Key(to="themes"), _("The idea that it shares with others"), "theme__key"),
        *spoken("title", Text(), _("Its title")),
        *spoken("audience", Text(), _("Whom it is for")),
        *spoken("partnerships", Text(), _("With whom it is carried out")),
        Column("started", Partial(), _("Since when")),
        Column("ended", Partial(), _("Until when")),
        Column("website", Url(), _("Its website")),
    ),
)

UPDATES = Table(
    name="updates",
    title=_("Texts of the initiatives"),
    about=_("What a partner says of an initiative for one period. No row: nothing was published."),
    model=PublishedUpdate,
    key=("initiative", "period"),
    order=("initiative__position", "initiative_id", "period__starts_on", "pk"),
    rows=PublishedUpdate.objects.shown,
    columns=(
        Column("initiative", Key(to="initiatives"), _("The initiative"), "initiative__key", True, True),
        Column("period", Key(to="periods"), _("The period"), "period__key", True, True),
        Column("status", Choice(PublishedUpdate.Status), _("What became of it"), required=True, filtered=True),
        Column(
            "kind",
            Choice(Initiative.Kind),
            _("Day-to-day operation or specific initiative, for the period"),
            required=True,
            filtered=True,
        ),
        Column("highlight", YesNo(), _("Whether it has a heading of its own in the report"), required=True),
        *spoken("body", Text(markdown=True), _("The text")),
        Column("partner", Key(to="partners"), _("The partner that led it at that time"), "partner__key", True, True),
    ),
)

FIGURES = Table(
    name="figures",
    title=_("Figures of the initiatives"),
    about=_("The figures that partners give with their texts."),
    model=PublishedFigure,
    key=("initiative", "period", "key"),
    order=UNDER_AN_UPDATE,
    rows=PublishedFigure.objects.shown,
    columns=(
        *OF_AN_UPDATE,
        Column("indicator", Key(to="indicators"), _("What it counts"), "indicator__key", True, True),
        Column("year", Whole(), _("The year it is about"), filtered=True),
        *VALUE,
        KEY,
        Column(
            "part_of",
            Key(),
            _("The key of the figure of the same initiative and period in which this one is counted already"),
            "part_of__key",
        ),
    ),
)

EVENTS = Table(
    name="events",
    title=_("Events"),
    about=_("What happened in an initiative, with its date."),
    model=PublishedEvent,
    key=("initiative", "period", "key"),
    order=UNDER_AN_UPDATE,
    rows=PublishedEvent.objects.shown,
    columns=(
        *OF_AN_UPDATE,
        Column("date", Partial(), _("When")),
        *spoken("title", Text(), _("What")),
        Column("place", Text(), _("Where")),
        Column("attendance", Whole(), _("How many people came")),
        Column(
            "attendance_qualifier",
            AttendanceQualifier(Qualifier),
            _("How exact that is; empty where it is not known how many came"),
        ),
        KEY,
    ),
)

PHOTOS = Table(
    name="photos",
    title=_("Photos"),
    about=_("The pictures under published texts. The licence of the data does not cover the pictures themselves."),
    model=PublishedPhoto,
    key=("initiative", "period", "sha256"),
    order=UNDER_AN_UPDATE,
    rows=PublishedPhoto.objects.shown,
    columns=(
        *OF_AN_UPDATE,
        *spoken("alternative", Text(), _("What the picture shows")),
        Column("credit", Text(), _("Who made it")),
        Column("address", PhotoAddress(), _("Where the file is"), "sha256", True),
        Column("sha256", Text(), _("The checksum of the file"), required=True),
    ),
)
