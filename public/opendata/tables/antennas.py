"""The LISA antennas: their facts, services, published texts and yearly figures."""

from django.utils.translation import gettext_lazy as _

from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaService, PublishedAntennaUpdate
from public.opendata.structure import Column, Table, spoken
from public.opendata.tables.initiatives import VALUE
from public.opendata.types import STATUS_TODAY, Choice, Key, Lines, Partial, Text, Url, Whole, YesNo

OF_AN_ANTENNA = Column("antenna", Key(to="antennas"), _("The antenna"), "antenna__key", True, True)
UNDER_AN_ANTENNA = ("antenna__position", "antenna_id", "position", "pk")
KEY = Column("key", Key(), _("Its key within the antenna; it never changes"), required=True)

ANTENNAS = Table(
    name="antennas",
    title=_("LISA antennas"),
    about=_("The local integrated security antennas that are named. There may be more: see the counts of antennas."),
    model=Antenna,
    key=("key",),
    order=("position", "pk"),
    rows=Antenna.objects.all,
    columns=(
        Column("key", Key(), _("The key of the antenna"), required=True),
        *spoken("name", Text(), _("Its name")),
        Column("former_names", Lines(), _("The names it had before")),
        Column("commune", Key(to="communes"), _("The NIS code of its commune"), "commune__nis_code", True, True),
        *spoken("address", Text(), _("Its address")),
        Column("provisional", YesNo(), _("Whether the address is provisional; empty: not known")),
        Column("status", STATUS_TODAY, _("Its status on the day of the answer, as far as it is known"), required=True),
        Column("operational", Partial(), _("Since when it is open"), "operational_since"),
        Column("closed", Partial(), _("When it closed")),
        Column("status_since", Partial(), _("Since when it is planned, starting up or suspended"), "marked_since"),
        Column("inaugurated_on", Partial(), _("When it was inaugurated")),
        Column("police_presence", Choice(Antenna.PolicePresence), _("How the police is there; empty: not known")),
        *spoken("hours", Text(), _("Its opening hours")),
        Column("website", Url(), _("Its website")),
    ),
)

ANTENNA_SERVICES = Table(
    name="antenna_services",
    title=_("Services of the antennas"),
    about=_("The services that are present in an antenna."),
    model=AntennaService,
    key=("antenna", "key"),
    order=UNDER_AN_ANTENNA,
    rows=AntennaService.objects.all,
    columns=(
        OF_AN_ANTENNA,
        *spoken("service", Text(), _("The service"), "name"),
        Column("permanent", YesNo(), _("Whether it is always there; empty: not known")),
        KEY,
    ),
)

ANTENNA_UPDATES = Table(
    name="antenna_updates",
    title=_("Texts of the antennas"),
    about=_("What happened to an antenna in one period. No row: nothing was published."),
    model=PublishedAntennaUpdate,
    key=("antenna", "period"),
    order=("antenna__position", "antenna_id", "period__starts_on", "pk"),
    rows=PublishedAntennaUpdate.objects.shown,
    columns=(
        OF_AN_ANTENNA,
        Column("period", Key(to="periods"), _("The period"), "period__key", True, True),
        *spoken("body", Text(markdown=True), _("The text")),
    ),
)

ANTENNA_FIGURES = Table(
    name="antenna_figures",
    title=_("Figures of the antennas"),
    about=_("The yearly figures of the antennas."),
    model=AntennaFigure,
    key=("antenna", "key"),
    order=UNDER_AN_ANTENNA,
    rows=AntennaFigure.objects.all,
    columns=(
        OF_AN_ANTENNA,
        Column("year", Whole(), _("The year"), required=True, filtered=True),
        Column("indicator", Key(to="indicators"), _("What it counts"), "indicator__key", True, True),
        *VALUE,
        KEY,
    ),
)

ANTENNA_COUNTS = Table(
    name="antenna_counts",
    title=_("Counts of antennas"),
    about=_("How many operational antennas a source counts, whether it names them or not."),
    model=AntennaCount,
    key=("key",),
    order=("position", "pk"),
    rows=AntennaCount.objects.all,
    columns=(
        Column("key", Key(), _("The key of the count"), required=True),
        Column("counted_on", Partial(), _("When they were counted"), required=True),
        Column("number", Whole(), _("How many were operational"), required=True),
        *spoken("source", Text(), _("Who counted them")),
    ),
)
