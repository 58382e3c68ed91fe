"""Made-up communes to draw: squares in Belgian Lambert 72, and files that hold them."""

import json

EAST, NORTH = 148_000, 170_000  # in the middle of Brussels
SIDE = 2_000


def square(column=0, row=0, side=SIDE):
    """A closed ring, counter-clockwise, `column` and `row` squares away from the middle of Brussels."""
    x, y = EAST + column * SIDE, NORTH + row * SIDE
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def feature(code, *rings, name="nis_code", **members):
    """A commune of one polygon."""
    geometry = {"type": "Polygon", "coordinates": list(rings) or [square()]}
    return {"type": "Feature", "properties": {name: code}, "geometry": geometry} | members


def collection(*features, **members):
    return {"type": "FeatureCollection", "features": list(features)} | members


def written(folder, content):
    """The path of a file with this content: text as it is, anything else as JSON."""
    path = folder / "boundaries.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path
