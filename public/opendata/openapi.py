"""The API as OpenAPI 3.1 says it, made from the tables: what can be asked, and what every answer holds."""

from django.utils import translation

from initiatives.models import Initiative, Update
from public.index.lists import Sort
from public.models import Facet
from public.opendata.publisher import ATTRIBUTION, LICENCE, LICENCE_ADDRESS, PUBLISHER, absolute
from public.opendata.structure import Column, Table
from public.opendata.tables import TABLES
from public.opendata.tables.initiatives import INITIATIVES
from public.opendata.types import Whole
from records.language_codes import LANGUAGES

FACETS = {
    Facet.VOLET: "framework/number of a volet",
    Facet.RECOMMENDATION: "framework/volet/code of a recommendation",
    Facet.ZONE: "number of a police zone",
    Facet.COMMUNE: "NIS code of a commune",
    Facet.PARTNER: "key of a partner that leads or carries the initiative",
    Facet.PERIOD: "key of a period of which something is published",
    Facet.STATUS: f"one of: {', '.join(Update.Status.values)}",
    Facet.KIND: f"one of: {', '.join(Initiative.Kind.values)}",
    Facet.THEME: "key of a theme",
    Facet.YEAR: "a year of a period of which something is published",
}
AFTER = {
    "name": "after",
    "in": "query",
    "schema": {"type": "string"},
    "description": "where the page begins; taken from “next” of the page before",
}
LIMIT = {
    "name": "limit",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    "description": "how many rows a page has at most",
}
SIGNED = {"license": {"type": "string", "format": "uri"}, "attribution": {"type": "string"}}


def describe():
    """The description as data. In English, as programs and their writers read it."""
    with translation.override("en"):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "CiPol",
                "version": "1",
                "description": "The public tables of CiPol, for reading only. The same parameters as the pages.",
                "license": {"name": LICENCE, "url": LICENCE_ADDRESS},
                "contact": {"name": PUBLISHER},
                "x-attribution": ATTRIBUTION,
            },
            "servers": [{"url": absolute("api-index").removesuffix("/")}],
            "paths": {path: item for table in TABLES.values() for path, item in _paths(table)},
            "components": {
                "schemas": {table.name: schema_of(table) for table in TABLES.values()} | {"problem": _problem()},
            },
        }


def schema_of(table: Table):
    """The JSON Schema of a row in the answers of the API."""
    properties = {"url": {"type": "string", "format": "uri", "description": "Where this row is."}}
    properties |= {column.name: _property(column) for column in table.columns}
    return {
        "type": "object",
        "description": str(table.about),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(column: Column):
    schema = dict(column.type.schema)
    if not column.required and schema["type"] != "array":
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    language = f" ({column.language})" if column.language else ""
    return schema | {"description": f"{column.about}{language}"}


def _paths(table):
    yield (
        f"/{table.name}/",
        {
            "get": {
                "operationId": f"list-{table.name}",
                "summary": str(table.title),
                "parameters": _parameters(table),
                "responses": {"200": _answer(_page(table)), "400": _refusal("a parameter that is not understood")},
            }
        },
    )
    yield (
        f"/{table.name}/{'/'.join(f'{{{name}}}' for name in table.key)}/",
        {
            "get": {
                "operationId": f"read-{table.name}",
                "summary": f"{table.title}: one row",
                "parameters": [
                    {"name": column.name, "in": "path", "required": True, "schema": dict(column.type.schema)}
                    for column in table.key_columns
                ],
                "responses": {"200": _answer(_single(table)), "404": _refusal("no row with this key")},
            }
        },
    )


def _parameters(table):
    if table is INITIATIVES:
        return [
            *(_several(facet.value, {"type": "string"}, FACETS[facet]) for facet in Facet.offered()),
            _query("q", {"type": "string"}, "words that the initiative and its texts hold"),
            _query("sort", {"type": "string", "enum": Sort.values, "default": Sort.LATEST.value}, "the order"),
            _query(
                "language",
                {"type": "string", "enum": list(LANGUAGES), "default": "fr"},
                "in which words are looked for first, and titles sorted",
            ),
            AFTER,
            LIMIT,
        ]
    asked = [_several(column.name, _asked(column), str(column.about)) for column in table.filters]
    return [*asked, AFTER, LIMIT]


def _asked(column):
    return {"type": "integer"} if isinstance(column.type, Whole) else dict(column.type.schema)


def _query(name, schema, description):
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _several(name, schema, description):
    """A parameter that may stand several times: rows with any of the values are found."""
    return _query(name, {"type": "array", "items": schema}, description) | {"style": "form", "explode": True}


def _page(table):
    properties = SIGNED | {
        "table": {"type": "string", "const": table.name},
        "count": {"type": ["integer", "null"], "description": "How many rows in all; null: more than 300."},
        "next": {"type": ["string", "null"], "format": "uri", "description": "The next page; null on the last one."},
        "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{table.name}"}},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _single(table):
    properties = SIGNED | {"row": {"$ref": f"#/components/schemas/{table.name}"}}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _answer(schema):
    return {
        "description": "found",
        "headers": {"ETag": {"schema": {"type": "string"}, "description": "for If-None-Match: 304 while it holds"}},
        "content": {"application/json": {"schema": schema}},
    }


def _refusal(description):
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}},
    }


def _problem():
    properties = {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, in the language of Accept-Language."},
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
