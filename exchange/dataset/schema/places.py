"""Who and where: zones, communes, partners."""

from exchange.dataset.schema.cells import (
    LARGEST_SMALL,
    Choice,
    Day,
    Lines,
    Reference,
    References,
    Text,
    Url,
    Whole,
    key,
    nis_code,
    postal_codes,
    zone_number,
)
from exchange.dataset.schema.structure import Column, Table, both
from zones.models import Commune, Partner, PoliceZone

TILE = Whole(1, LARGEST_SMALL)

ZONES = Table(
    name="zones",
    model=PoliceZone,
    about="A local police zone.",
    key=("number",),
    lookups=("number",),
    columns=(
        Column("number", zone_number(), "The number of the zone", required=True),
        *both("name", Text(), "Its name", required=True),
        Column("short_name", Text(), "The name by which people know it"),
        Column("website", Url(), "Its website"),
        Column("valid_from", Day(), "Its first day; empty: always"),
        Column("valid_to", Day(), "Its last day; empty: still"),
        Column("successor", Reference("zones"), "The zone that takes over"),
        Column(
            "communes_order",
            Text(),
            "The NIS codes of its communes separated by ;, in the order in which the zone is named",
            optional=True,
        ),
    ),
)

COMMUNES = Table(
    name="communes",
    model=Commune,
    about="One of the communes of the Region.",
    key=("nis_code",),
    lookups=("nis_code",),
    unique=(("tile_row", "tile_column"),),
    columns=(
        Column("nis_code", nis_code(), "Its NIS code", required=True),
        *both("name", Text(), "Its name", required=True),
        Column("postal_codes", postal_codes(), "Its postal codes"),
        Column("zones", References("zones"), "All the zones it has belonged to; their dates say when"),
        Column("tile_row", TILE, "The row of its tile on the schematic map, from the top"),
        Column("tile_column", TILE, "The column of its tile on the schematic map, from the left"),
    ),
)

PARTNERS = Table(
    name="partners",
    model=Partner,
    about="An organisation that carries initiatives.",
    key=("key",),
    lookups=("key",),
    unique=(("zone",), ("commune",)),
    columns=(
        Column("key", key(), "The key of the partner", required=True),
        Column("kind", Choice(Partner.Kind), "What it is", required=True),
        Column("group", Choice(Partner.Group), "The part of a volet in which its initiatives stand", required=True),
        *both("name", Text(), "Its name", required=True),
        Column("short_name", Text(), "The name by which people know it"),
        Column("zone", Reference("zones"), "The zone that it is: for the kind police_zone, and only for it"),
        Column("commune", Reference("communes"), "The commune that it is: for the kind commune, and only for it"),
        Column("former_names", Lines(), "The names it had before"),
        Column("website", Url(), "Its website"),
    ),
)
