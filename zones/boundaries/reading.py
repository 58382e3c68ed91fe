"""Reading a GeoJSON file of boundaries: every feature is checked, every problem is noted with its place."""

import json
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from records.files.inputs import NotAFileError, TooLargeError, read_at_most
from zones.boundaries.geometries import list_positions, read_polygons
from zones.boundaries.problems import BoundariesRefused, Problem, quote_value

LARGEST = 50_000_000
MOST_FEATURES = 5_000  # eight times the communes of Belgium
CODE_OF_THE_REGION = "210"  # the first digits of the NIS code of every commune of Brussels

# What publishers call the property with the NIS code of a commune, in small letters and digits, without the year at
# the end: Statbel, UrbIS and the Region's portal, the National Geographic Institute, the open data of the Belgian
# cities, Eurostat, OpenStreetMap.
CODE_NAMES = frozenset([
    "nis", "niscode", "codenis", "nis5", "nis5code", "cnis", "cnis5", "nisid", "nsi", "nsicode", "refnis", "munnis",
    "munniscode", "niscommune", "nisgemeente", "ins", "inscode", "codeins", "ins5", "refins", "codeinscommune",
    "cdmuntyrefnis", "cdrefnis", "muntyrefnis", "munatcode", "nationalcode", "municipalitycode", "muncode",
    "muncodeofficial", "lauid", "laucode", "lau2", "lau2code", "giscoid", "admukey",
])  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """A commune's shape as the file has it: its place there, its code, and its polygons as lists of closed rings."""

    place: str
    code: str
    polygons: list

    def list_positions(self):
        return list_positions(self.polygons)


@dataclass(frozen=True)
class FileContents:
    """What a file holds: the shapes of communes of the Region, the number of others, and the EPSG code it names."""

    shapes: list
    elsewhere: int
    epsg: int | None


def read_boundary_file(path, known_codes, code_name=None):
    """The shapes of the communes with these codes, in the coordinates of the file.

    Communes outside the Region are counted and left aside. `code_name` names the property with the NIS code; without
    it the usual names are tried. Raises BoundariesRefused with every problem of the file.
    """
    collection = _read_collection(Path(path))
    problems, shapes, elsewhere = [], [], 0
    for number, feature in enumerate(collection["features"], start=1):
        code = _read_code(number, feature, code_name, problems)
        if code and code not in known_codes and not code.startswith(CODE_OF_THE_REGION):
            elsewhere += 1
        elif code:
            place = _("feature %(number)s (%(code)s)") % {"number": number, "code": code}
            if code not in known_codes:
                problems.append(
                    Problem(place, quote_value(code), _("the NIS code of a commune that is in the database"))
                )
            polygons = read_polygons(feature.get("geometry"), place, problems)
            shapes.append(Shape(place, code, polygons))
    problems += _find_repeated(shapes)
    problems += _find_missing(shapes, known_codes, path)
    if problems:
        raise BoundariesRefused(*problems)
    return FileContents(shapes, elsewhere, _find_epsg(collection, path))


# --- The file -------------------------------------------------------------------------------------


def _read_collection(path):
    collection = _parse_json(path, _read_text(path))
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        found = quote_value(collection.get("type")) if isinstance(collection, dict) else quote_value(collection)
        _refuse_file(path, found, _("a GeoJSON object of the type FeatureCollection"))
    features = collection.get("features")
    if not isinstance(features, list) or not features:
        _refuse_file(path, quote_value(features), _("a list of features, one per commune"))
    if len(features) > MOST_FEATURES:
        found = _("%(count)d features") % {"count": len(features)}
        _refuse_file(path, found, _("at most %(count)d, one per commune") % {"count": MOST_FEATURES})
    return collection


def _read_text(path):
    try:
        return read_at_most(path, LARGEST).decode("utf-8-sig")
    except NotAFileError:
        _refuse_file(path, _("a folder, a pipe or a device"), _("a file that can be read"))
    except TooLargeError:
        found = _("%(size)d MB") % {"size": path.stat().st_size // 1_000_000}
        _refuse_file(path, found, _("at most %(size)d MB: simplify the shapes first") % {"size": LARGEST // 1_000_000})
    except OSError as error:
        _refuse_file(path, error.strerror, _("a file that can be read"))
    except UnicodeDecodeError:
        _refuse_file(path, _("bytes that are no text"), _("a text in UTF-8"))


def _parse_json(path, content):
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        place = _("%(file)s, line %(line)d, column %(column)d")
        place %= {"file": path.name, "line": error.lineno, "column": error.colno}
        raise BoundariesRefused(Problem(place, _("text that is no JSON"), _("a GeoJSON file"))) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        _refuse_file(path, _("text that is no JSON"), _("a GeoJSON file"))


def _refuse_file(path, found, expected):
    raise BoundariesRefused(Problem(path.name, found, expected))


def _find_epsg(collection, path):
    """The coordinate system that the file names, as GeoJSON did before 2016; None where it names none."""
    match collection.get("crs"):
        case {"properties": {"name": str(name)}}:
            if "CRS84" in name:
                return 4326
            if number := re.search(r"EPSG\W+(?:[\d.]*:)?(\d{1,9})\Z", name):
                return int(number[1])
            _refuse_file(
                Path(path), quote_value(name), _("the name of a coordinate system, such as urn:ogc:def:crs:EPSG::31370")
            )
    return None


# --- The codes ------------------------------------------------------------------------------------


def _read_code(number, feature, code_name, problems):
    """The NIS code of a feature, or None after noting why there is none."""
    place = _("feature %(number)s") % {"number": number}
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or feature.get("type") != "Feature":
        problems.append(
            Problem(place, quote_value(feature), _("a GeoJSON object of the type Feature, with properties"))
        )
        return None
    found = _find_codes(properties, code_name)
    if not found:
        name = f'"{code_name}"' if code_name else _("nis_code, or another that --property names")
        known = ", ".join(islice(properties, 12)) or _("none")
        problems.append(Problem(place, _("the properties %(names)s") % {"names": quote_value(known)}, name))
    elif len(set(found.values())) > 1:
        problems.append(Problem(place, quote_value(found), _("one NIS code: name its property with --property")))
    else:
        code = next(iter(found.values()))
        if re.fullmatch(r"[0-9]{5}", code):
            return code
        problems.append(Problem(place, quote_value(code), _("a NIS code of five digits")))
    return None


def _find_codes(properties, code_name):
    """The codes, by property, of the properties that may hold the NIS code."""
    names = [code_name] if code_name else [name for name in properties if _normalise_name(name) in CODE_NAMES]
    codes = {name: _normalise_code(properties[name]) for name in names if name in properties}
    return {name: code for name, code in codes.items() if code} or codes


def _normalise_code(value):
    """The code as text: from a number, a list of one, or a text with spaces or the country before it (BE21004)."""
    if isinstance(value, list) and len(value) == 1:
        return _normalise_code(value[0])
    text = "" if value is None else str(value).strip()
    code = re.fullmatch(r"(?:BE[_-]?)?([0-9]{5})(?:\.0)?", "".join(text.split()))
    return code[1] if code else text


def _normalise_name(name):
    letters = re.sub(r"[^a-z0-9]", "", name.lower())
    return re.sub(r"(19|20)\d\d\Z", "", letters)


def _find_repeated(shapes):
    first = {}
    for shape in shapes:
        if shape.code in first:
            expected = _("one feature a commune; %(code)s stands in %(first)s already")
            yield Problem(
                shape.place, quote_value(shape.code), expected % {"code": shape.code, "first": first[shape.code]}
            )
        else:
            first[shape.code] = shape.place


def _find_missing(shapes, known_codes, path):
    missing = sorted(set(known_codes) - {shape.code for shape in shapes})
    if missing:
        found = _("no feature for %(communes)s")
        names = ", ".join(f"{code} {known_codes[code]}" for code in missing)
        yield Problem(Path(path).name, found % {"communes": names}, _("every commune of the database"))
