"""Who and where: partners, police zones, communes."""

from django.utils.translation import gettext_lazy as _

from public.opendata.structure import Column, Table, spoken
from public.opendata.types import Choice, Day, Key, Keys, Lines, PostalCodes, Text, Url, Whole
from zones.models import Commune, Partner, PoliceZone

PARTNERS = Table(
    name="partners",
    title=_("Partners"),
    about=_("The organisations that carry initiatives."),
    model=Partner,
    key=("key",),
    order=("position", "pk"),
    rows=Partner.objects.all,
    columns=(
        Column("key", Key(), _("The key of the partner"), required=True),
        Column("kind", Choice(Partner.Kind), _("What it is"), required=True, filtered=True),
        Column(
            "group", Choice(Partner.Group), _("The part of the report in which its initiatives stand"), "", True, True
        ),
        *spoken("name", Text(), _("Its name")),
        Column("short_name", Text(), _("The name by which people know it")),
        Column("zone", Key(to="zones"), _("The police zone that it is"), "zone__number", filtered=True),
        Column("commune", Key(to="communes"), _("The commune that it is"), "commune__nis_code", filtered=True),
        Column("former_names", Lines(), _("The names it had before")),
        Column("website", Url(), _("Its website")),
    ),
)

ZONES = Table(
    name="zones",
    title=_("Police zones"),
    about=_("The local police zones."),
    model=PoliceZone,
    key=("number",),
    order=("position", "pk"),
    rows=PoliceZone.objects.all,
    columns=(
        Column("number", Key(), _("The number of the zone"), required=True),
        *spoken("name", Text(), _("Its name")),
        Column("short_name", Text(), _("The name by which people know it")),
        Column("website", Url(), _("Its website")),
        Column("valid_from", Day(), _("Its first day; empty: always")),
        Column("valid_to", Day(), _("Its last day; empty: still")),
        Column("successor", Key(to="zones"), _("The zone that takes over"), "successor__number"),
        Column(
            "communes_order",
            Text(),
            _("The NIS codes of its communes separated by ;, in the order in which the zone is named"),
        ),
    ),
)

COMMUNES = Table(
    name="communes",
    title=_("Communes"),
    about=_("The communes of the Region."),
    model=Commune,
    key=("nis_code",),
    order=("position", "pk"),
    rows=Commune.objects.all,
    columns=(
        Column("nis_code", Key(), _("Its NIS code"), required=True),
        *spoken("name", Text(), _("Its name")),
        Column("postal_codes", PostalCodes(), _("Its postal codes")),
        Column("zones", Keys("zones"), _("All the zones it has belonged to; their dates say when"), "zones__number"),
        Column("tile_row", Whole(), _("The row of its tile on the schematic map, from the top")),
        Column("tile_column", Whole(), _("The column of its tile on the schematic map, from the left")),
    ),
)
