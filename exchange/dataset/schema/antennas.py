"""The LISA antennas: their facts, services, updates and yearly figures."""

from django.db import models

from exchange.dataset.schema.cells import LARGEST_SMALL, Choice, Lines, Partial, Reference, Text, Url, Whole, YesNo, key
from exchange.dataset.schema.initiatives import VALUE, YEAR
from exchange.dataset.schema.structure import Column, Table, both
from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaService, AntennaStatus, AntennaUpdate

OF_AN_ANTENNA = Column("antenna", Reference("antennas"), "The antenna", required=True)


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
        Column("key", key(), "The key of the antenna", required=True),
        *both("name", Text(), "Its name", required=True),
        Column("former_names", Lines(), "The names it had before"),
        Column("commune", Reference("communes"), "The NIS code of its commune", required=True),
        *both("address", Text(), "Its address"),
        Column("provisional", YesNo(), "Whether the address is provisional; empty: not known"),
        Column("status", Choice(Status), "Its status today", required=True, attribute="mark"),
        Column("operational", Partial(), "Since when it is open", attribute="operational_since"),
        Column("closed", Partial(), "When it closed"),
        Column("status_since", Partial(), "Since when it is planned, starting or suspended", attribute="marked_since"),
        Column("inaugurated_on", Partial(), "When it was inaugurated"),
        Column("police_presence", Choice(Antenna.PolicePresence), "How the police is there; empty: not known"),
        *both("hours", Text(), "Its opening hours"),
        Column("website", Url(), "Its website"),
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
        *both("service", Text(), "The service", required=True, attribute="name"),
        Column("permanent", YesNo(), "Whether it is always there; empty: not known"),
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
        Column("period", Reference("periods"), "The period", required=True),
        *both("body", Text(markdown=True), "The text"),
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
        Column("indicator", Reference("indicators"), "What it counts", required=True),
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
        Column("key", key(), "The key of the count", required=True),
        Column("counted_on", Partial(), "When they were counted", required=True),
        Column("number", Whole(0, LARGEST_SMALL), "How many were operational", required=True),
        *both("source", Text(), "Who counted them", required=True),
    ),
)
