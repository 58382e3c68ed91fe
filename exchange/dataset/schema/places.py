"""Who and where: zones, communes, partners."""

from exchange.dataset.schema.cells import (
    KEY,
    LARGEST_SMALL,
    NIS_CODE,
    POSTAL_CODES,
    ZONE_NUMBER,
    ChoiceCell,
    DayCell,
    LinesCell,
    ReferenceCell,
    ReferencesCell,
    TextCell,
    UrlCell,
    WholeNumberCell,
)
from exchange.dataset.schema.structure import Column, Table, translate_column
from zones.models import Commune, Partner, PoliceZone

TILE = WholeNumberCell(1, LARGEST_SMALL)

ZONES = Table(
    name="zones",
    model=PoliceZone,
    about="A local police zone.",
    key=("number",),
    lookups=("number",),
    columns=(
        Column("number", ZONE_NUMBER, "The number of the zone", required=True),
        *translate_column("name", TextCell(), "Its name", required=True),
        Column("short_name", TextCell(), "The name by which people know it"),
        Column("website", UrlCell(), "Its website"),
        Column("valid_from", DayCell(), "Its first day; empty: always"),
        Column("valid_to", DayCell(), "Its last day; empty: still"),
        Column("successor", ReferenceCell("zones"), "The zone that takes over"),
        Column(
            "communes_order",
            TextCell(),
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
        Column("nis_code", NIS_CODE, "Its NIS code", required=True),
        *translate_column("name", TextCell(), "Its name", required=True),
        Column("postal_codes", POSTAL_CODES, "Its postal codes"),
        Column("zones", ReferencesCell("zones"), "All the zones it has belonged to; their dates say when"),
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
        Column("key", KEY, "The key of the partner", required=True),
        Column("kind", ChoiceCell(Partner.Kind), "What it is", required=True),
        Column("group", ChoiceCell(Partner.Group), "The part of a volet in which its initiatives stand", required=True),
        *translate_column("name", TextCell(), "Its name", required=True),
        Column("short_name", TextCell(), "The name by which people know it"),
        Column("zone", ReferenceCell("zones"), "The zone that it is: for the kind police_zone, and only for it"),
        Column("commune", ReferenceCell("communes"), "The commune that it is: for the kind commune, and only for it"),
        Column("former_names", LinesCell(), "The names it had before"),
        Column("website", UrlCell(), "Its website"),
    ),
)
