"""Where each commune stands on the map: as a tile, or as its real shape. Units of the drawing, 1000 across."""

import json
from dataclasses import dataclass

from public.pages.maps.names import split_name
from public.pages.maps.outlines import draw_outlines
from records.models.base import get_displayed_name

WIDTH = 1000
TILES_ACROSS = 5
TILE = WIDTH // TILES_ACROSS
GAP = 4  # on each side of a tile
PADDING = 9
LINE = 36
NAME_WIDTH = 14  # of a letter of a name on a shape
NAME_HEIGHT = 30


@dataclass(frozen=True)
class Area:
    """A commune as it is drawn: a path, its name in lines, its number, each with its place."""

    path: str
    order: tuple
    name_lines: tuple  # (text, x, y)
    number: tuple  # (x, y)


def place_tiles(communes):
    """(width, height, commune → Area): the communes that have a tile, five to a row or as many as it takes."""
    tiled = [commune for commune in communes if commune.tile_row and commune.tile_column]
    columns = max((commune.tile_column for commune in tiled), default=TILES_ACROSS)
    rows = max((commune.tile_row for commune in tiled), default=TILES_ACROSS)
    return max(columns, TILES_ACROSS) * TILE, rows * TILE, {commune: _build_tile(commune) for commune in tiled}


def _build_tile(commune):
    left, top = (commune.tile_column - 1) * TILE + GAP, (commune.tile_row - 1) * TILE + GAP
    side = TILE - 2 * GAP
    name = split_name(get_displayed_name(commune, "name"))
    lines = [(line, left + PADDING, top + LINE * number) for number, line in enumerate(name, start=1)]
    return Area(
        path=f"M{left} {top}h{side}v{side}h-{side}z",
        order=(commune.tile_row, commune.tile_column),
        name_lines=tuple(lines),
        number=(left + PADDING, top + side - PADDING - 4),
    )


def place_shapes(communes):
    """(width, height, commune → Area): the real shapes; a name stands on a shape that is wide enough for it."""
    width, height, outlines = draw_outlines(tuple(json.dumps(commune.boundary) for commune in communes), WIDTH)
    return width, height, {
        commune: _build_shape(commune, outline) for commune, outline in zip(communes, outlines, strict=True)
    }  # fmt: skip


def _build_shape(commune, outline):
    x, y = outline.middle
    lines = split_name(get_displayed_name(commune, "name"))
    fits = max(map(len, lines)) * NAME_WIDTH <= outline.room
    named = [(line, x, y + 26 + NAME_HEIGHT * number) for number, line in enumerate(lines)] if fits else []
    return Area(
        path=outline.path,
        order=(y, x),
        name_lines=tuple(named),
        number=(x, y - 4 if fits else y + 13),
    )
