"""The API: the public tables as JSON, row by row and page by page; for reading only."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from initiatives.models import Initiative
from public.index.caching import cached_page
from public.opendata import openapi, reading
from public.opendata.answering import in_json, open_to_all, problem
from public.opendata.publisher import ATTRIBUTION, LICENCE_ADDRESS, absolute
from public.opendata.tables import TABLES
from public.opendata.tables.initiatives import INITIATIVES
from public.pages.former_addresses import redirect_to_present
from public.pages.initiatives.filters import PARAMETERS, InitiativeFilter
from records.language_codes import LANGUAGES

MOST, USUAL = 200, 50
MOST_VALUES = 20
OF_A_LIST = ("after", "limit")
OF_INITIATIVES = (*PARAMETERS, "limit", "language")
EVERY_PARAMETER = {*OF_INITIATIVES, *(column.name for table in TABLES.values() for column in table.filters)}


class Refused(Exception):
    """The address asks for what cannot be; the sentence says what could."""


@open_to_all
@cached_page()
def index(request):
    """Which tables there are."""
    tables = [{"table": name, "url": absolute("api-table", name)} for name in TABLES]
    described = absolute("openapi")
    return in_json({"license": LICENCE_ADDRESS, "attribution": ATTRIBUTION, "openapi": described, "tables": tables})


@open_to_all
@cached_page(*EVERY_PARAMETER)
def table(request, name):
    """A page of a table."""
    found = TABLES.get(name)
    if found is None:
        return _no_such_table(name)
    try:
        if found is INITIATIVES:
            return _initiatives(request.GET)
        return _rows(found, request.GET)
    except Refused as refusal:
        return problem(400, str(refusal))


@open_to_all
@cached_page()
def row(request, name, key):
    """One row of a table."""
    found = TABLES.get(name)
    if found is None:
        return _no_such_table(name)
    try:
        told = reading.one(found, reading.by_key(found, key))
    except reading.NoSuchValue:
        told = None
    if told is not None:
        return in_json(_signed({"row": _addressed(found, told)}))
    if found is INITIATIVES and (original := _original(key)):
        return redirect_to_present(request, absolute("api-row", name, original))
    if (present := reading.present_key(found, key)) != key:
        answer = row(request, name=name, key=present)
        if answer.status_code == 301:
            return answer
        if answer.status_code == 200:
            return redirect_to_present(request, absolute("api-row", name, present))
    return problem(404, _("No row of this table has the key “%(key)s”.") % {"key": key[:100]})


@open_to_all
@cached_page()
def description(request):
    """What can be asked and what is answered, as OpenAPI says it."""
    return in_json(openapi.describe())


def _original(key):
    """The key of the published initiative with which a duplicate was merged; None for any other key."""
    published = Initiative.objects.published()
    return published.filter(merged__key=key).values_list("key", flat=True).first() if key.isprintable() else None


# --- A page of a table ----------------------------------------------------------------------------


def _rows(table, parameters):
    known = {column.name: column for column in table.filters}
    _refuse_unknown(parameters, (*known, *OF_A_LIST))
    narrowed = []
    for name, values in parameters.lists():
        if name in known:
            try:
                narrowed.append(
                    reading.narrowing(known[name], reading.present_values(known[name], values[:MOST_VALUES]))
                )
            except reading.NoSuchValue as error:
                raise Refused(_no_such_value(known[name], str(error))) from None
    after = parameters.get("after", "")
    try:
        behind = reading.by_key(table, after) if after else None
    except reading.NoSuchValue:
        raise Refused(_no_such_place()) from None
    limit = _limit(parameters)
    page = reading.page(table, tuple(sorted(narrowed)), behind, limit)
    if page is None:
        raise Refused(_no_such_place())
    return _listed(table, page.rows, page.count, page.after and _next(parameters, page.after))


def _initiatives(parameters):
    """Narrowed, sorted and searched as the page of the initiatives is."""
    _refuse_unknown(parameters, OF_INITIATIVES)
    language = parameters.get("language", "fr")
    if language not in LANGUAGES:
        raise Refused(_("The language is fr, nl or en."))
    filters = InitiativeFilter(parameters, language=language)
    if filters.form.unknown:
        raise Refused(filters.form.unknown[0].refusal)
    page = filters.read_page(columns=["pk"], size=_limit(parameters))
    rows = reading.select(INITIATIVES, [entry["pk"] for entry in page.rows])
    following = filters.address(after=page.after) if page.after else None
    if following:
        following += "".join(f"&{urlencode({n: parameters[n]})}" for n in ("limit", "language") if n in parameters)
    return _listed(INITIATIVES, rows, page.count, following)


def _listed(table, rows, count, following):
    content = {
        "table": table.name,
        "count": count,
        "next": f"{absolute('api-table', table.name)}{following}" if following else None,
        "rows": [_addressed(table, row) for row in rows],
    }
    response = in_json(_signed(content))
    if following:
        response["Link"] = f'<{content["next"]}>; rel="next"'
    return response


def _signed(content):
    return {"license": LICENCE_ADDRESS, "attribution": ATTRIBUTION} | content


def _addressed(table, row):
    return {"url": absolute("api-row", table.name, table.key_of(row))} | row


def _next(parameters, after):
    following = parameters.copy()
    following["after"] = after
    return f"?{following.urlencode(safe='/')}"


def _limit(parameters):
    limit = parameters.get("limit", str(USUAL))
    if not (limit.isascii() and limit.isdigit() and len(limit) < 5 and 1 <= int(limit) <= MOST):
        raise Refused(_("The limit is a whole number from 1 to %(most)d.") % {"most": MOST})
    return int(limit)


# --- What is refused ------------------------------------------------------------------------------


def _refuse_unknown(parameters, known):
    if unknown := [name for name in parameters if name not in known]:
        raise Refused(
            _("“%(name)s” is not known here. What can be asked: %(known)s.")
            % {"name": unknown[0][:100], "known": ", ".join(known)}
        )


def _no_such_value(column, value):
    sentence = _("“%(value)s” is no value of %(column)s.") % {"value": value[:100], "column": column.name}
    codes = [code for code, _name in column.type.choices] or reading.some_keys(column)
    if codes:
        return sentence + " " + _("It is one of: %(values)s.") % {"values": ", ".join(codes)}
    return sentence


def _no_such_place():
    return _("The row after which this page would begin is not there. Begin again without “after”.")


def _no_such_table(name):
    return problem(
        404,
        _("There is no table “%(name)s”. The tables: %(tables)s.") % {"name": name[:100], "tables": ", ".join(TABLES)},
    )
