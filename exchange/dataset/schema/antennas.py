"""The LISA antennas: their facts, services, updates and yearly figures."""

from django.db import models

from exchange.dataset.schema.cells import (
    KEY,
    LARGEST_SMALL,
    ChoiceCell,
    LinesCell,
    PartialDateCell,
    ReferenceCell,
    TextCell,
    UrlCell,
    WholeNumberCell,
    YesNoCell,
)
from exchange.dataset.schema.initiatives import VALUE, YEAR
from exchange.dataset.schema.structure import Column, Table, translate_column
from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaService, AntennaStatus, AntennaUpdate

OF_AN_ANTENNA = Column("antenna", ReferenceCell("antennas"), "The antenna", required=True)


class Status(models.TextChoices):
    """How an antenna stands, as people say it: what follows from its dates alone is not written."""

    OPERATIONAL = AntennaStatus.OPERATIONAL.value
    PLANNED = AntennaStatus.PLANNED.value
    STARTING = AntennaStatus.STARTING.value
    SUSPENDED = AntennaStatus.SUSPENDED.value
    CLOSED = AntennaStatus.CLOSED.value


def keep_the_mark(values):
    """The model keeps a mark only for what the dates do not say."""
    status = values["status"]
    dated = status == AntennaStatus.CLOSED and values.get("closed")
    values["status"] = "" if dated or status == AntennaStatus.OPERATIONAL else status


ANTENNAS = Table(
    name="antennas",
    model=Antenna,
    about="A LISA antenna.",
    key=("key",),
    lookups=("key",),
    derive=keep_the_mark,
    columns=(
        Column("key", KEY, "The key of the antenna", required=True),
        *translate_column("name", TextCell(), "Its name", required=True),
        Column("former_names", LinesCell(), "The names it had before"),
        Column("commune", ReferenceCell("communes"), "The NIS code of its commune", required=True),
        *translate_column("address", TextCell(), "Its address"),
        Column("provisional", YesNoCell(), "Whether the address is provisional; empty: not known"),
        Column("status", ChoiceCell(Status), "Its status today", required=True, attribute="mark"),
        Column("operational", PartialDateCell(), "Since when it is open", attribute="operational_since"),
        Column("closed", PartialDateCell(), "When it closed"),
        Column(
            "status_since",
            PartialDateCell(),
            "Since when it is planned, starting or suspended",
            attribute="marked_since",
        ),
        Column("inaugurated_on", PartialDateCell(), "When it was inaugurated"),
        Column("police_presence", ChoiceCell(Antenna.PolicePresence), "How the police is there; empty: not known"),
        *translate_column("hours", TextCell(), "Its opening hours"),
        Column("website", UrlCell(), "Its website"),
    ),
)

ANTENNA_SERVICES = Table(
    name="antenna_services",
    model=AntennaService,
    about="A service present in an antenna.",
    key=("antenna",),
    lookups=("antenna__key",),
    siblings=("antenna",),
    numbered=True,
    essence=("service_fr",),
    columns=(
        OF_AN_ANTENNA,
        *translate_column("service", TextCell(), "The service", required=True, attribute="name"),
        Column("permanent", YesNoCell(), "Whether it is always there; empty: not known"),
    ),
)

ANTENNA_UPDATES = Table(
    name="antenna_updates",
    model=AntennaUpdate,
    about="What happened to an antenna in one period.",
    key=("antenna", "period"),
    lookups=("antenna__key", "period__key"),
    siblings=("antenna",),
    columns=(
        OF_AN_ANTENNA,
        Column("period", ReferenceCell("periods"), "The period", required=True),
        *translate_column("body", TextCell(markdown=True), "The text"),
    ),
)

ANTENNA_FIGURES = Table(
    name="antenna_figures",
    model=AntennaFigure,
    about="A yearly figure of an antenna.",
    key=("antenna",),
    lookups=("antenna__key",),
    siblings=("antenna",),
    numbered=True,
    essence=("year", "indicator"),
    columns=(
        OF_AN_ANTENNA,
        Column("year", YEAR, "The year", required=True),
        Column("indicator", ReferenceCell("indicators"), "What it counts", required=True),
        *VALUE,
    ),
)

ANTENNA_COUNTS = Table(
    name="antenna_counts",
    model=AntennaCount,
    about="How many operational antennas a source counts, whether it names them or not.",
    key=("key",),
    lookups=("key",),
    columns=(
        Column("key", KEY, "The key of the count", required=True),
        Column("counted_on", PartialDateCell(), "When they were counted", required=True),
        Column("number", WholeNumberCell(0, LARGEST_SMALL), "How many were operational", required=True),
        *translate_column("source", TextCell(), "Who counted them", required=True),
    ),
)
