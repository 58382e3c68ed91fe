"""The rules that look at more than one cell. A rule is asked only where its columns are whole."""

from collections import Counter, defaultdict
from decimal import Decimal

from django.utils.translation import gettext as _

from exchange.dataset.problems import quote_cell
from exchange.dataset.schema.cells import describe_both_readings, describe_whole_number, is_ambiguous
from initiatives.models import Indicator, Qualifier
from lisa.models import AntennaStatus
from records.limits import MOST_ROWS, MOST_YEARLY_ROWS
from reporting.models import EditionText
from zones.models import Partner

RULES = defaultdict(list)


def rule(table, *columns):
    """Register a rule over these columns of a table: it says what is expected where a row breaks it, or None."""

    def register(function):
        RULES[table].append((columns, function))
        return function

    return register


def find_broken_rules(rows, known):
    """A problem for each rule that one of the rows of a table breaks."""
    for row in rows:
        for columns, broken in RULES[row.table.name]:
            if row.broken.isdisjoint(columns) and (expected := broken(row.values, row, known)):
                yield row.make_problem(columns, expected)
    if rows:
        for columns in rows[0].table.unique:
            yield from _find_shared(columns, rows, known)
        yield from _find_crowded(rows)


CROWDS = {
    "figures": (("initiative", "period"), MOST_ROWS),
    "events": (("initiative", "period"), MOST_ROWS),
    "antenna_services": (("antenna",), MOST_ROWS),
    "antenna_figures": (("antenna",), MOST_YEARLY_ROWS),
}
"""Table → under what its rows stand, and how many of them at the most: a form takes no more."""


def _find_crowded(rows):
    """A problem for the first row that is one too many under what it stands."""
    columns, most = CROWDS.get(rows[0].table.name, ((), 0))
    counts = Counter()
    for row in rows if columns else ():
        parent = tuple(row.cells[name] for name in columns)
        counts[parent] += 1
        if counts[parent] == most + 1:
            expected = _("at most %(most)d rows for %(parent)s") % {
                "most": most,
                "parent": quote_cell("/".join(parent)),
            }
            yield row.make_problem(columns, expected)


def _find_shared(columns, rows, known):
    """A problem for each row whose values in these columns another row has already, here or in the database."""
    holders = _find_holders(columns, rows, known)
    for row in rows:
        plain = tuple(row.table.by_name[name].type.to_plain(row.values[name]) for name in columns)
        if not row.broken.isdisjoint(columns) or not all(plain):
            continue
        if plain in holders:
            found = quote_cell(", ".join(row.cells[name] for name in columns))
            expected = _("another one: %(holder)s has it already") % {"holder": holders[plain]}
            yield row.make_problem(columns, expected, found)
        holders.setdefault(plain, _("row %(row)d") % {"row": row.line})


def _find_holders(columns, rows, known):
    stored = known.database[rows[0].table.name]
    given = {row.identity for row in rows}
    return {
        tuple(stored.get_plain_values(pk)[name] for name in columns): _("%(key)s in the database")
        % {"key": "/".join(identity)}
        for pk, identity in stored.identities.items()
        if identity not in given
    }


# --- Days in order ----------------------------------------------------------------------------------


@rule("zones", "valid_from", "valid_to")
def zone_ends_after_its_start(values, row, known):
    return _check_order(values["valid_from"], values["valid_to"])


@rule("periods", "starts_on", "ends_on")
def period_ends_after_its_start(values, row, known):
    return _check_order(values["starts_on"], values["ends_on"])


@rule("periods", "starts_on", "ends_on")
def period_shares_no_day_with_another(values, row, known):
    """What happened on such a day would be asked and told twice: the rule of the form (`Period.clean`)."""
    first, last = values["starts_on"], values["ends_on"]
    if not (first and last):
        return None
    for identity, starts_on, ends_on in _list_other_periods(row, known):
        if starts_on and ends_on and starts_on <= last and first <= ends_on:
            named = {"period": identity, "first": starts_on.isoformat(), "last": ends_on.isoformat()}
            return _("days that no other period has: %(period)s goes from %(first)s to %(last)s") % named
    return None


def _list_other_periods(row, known):
    """(key, first day, last day) of each other period, of the dataset or of the database."""
    keys = {*(other.identity for other in known.rows["periods"]), *known.database["periods"].pks}
    for (key,) in sorted(keys - {row.identity}):
        yield key, *(known.get_value("periods", (key,), name) for name in ("starts_on", "ends_on"))


@rule("editions", "covers_from", "covers_to")
def edition_ends_after_its_start(values, row, known):
    return _check_order(values["covers_from"], values["covers_to"])


@rule("initiatives", "started", "ended")
def initiative_ends_after_its_start(values, row, known):
    return _check_partial_order(values["started"], values["ended"])


@rule("antennas", "operational", "closed")
def antenna_closes_after_its_opening(values, row, known):
    return _check_partial_order(values["operational"], values["closed"])


@rule("antennas", "status", "status_since")
def status_that_follows_from_dates_has_no_day_of_its_own(values, row, known):
    given = row.cells["status"] in (AntennaStatus.OPERATIONAL, AntennaStatus.CLOSED) and values["status_since"]
    return _("empty where the status is operational or closed: the dates say since when") if given else None


def _check_partial_order(first, last):
    return _check_order(first and first.earliest, last and last.latest)


def _check_order(first, last):
    return _("an end that does not come before the start") if first and last and last < first else None


# --- Who and where ----------------------------------------------------------------------------------


@rule("zones", "number", "successor")
def zone_does_not_succeed_itself(values, row, known):
    seen, successor = {row.identity}, values["successor"]
    while successor:
        if successor in seen:
            return _("a successor that does not lead back to the zone") if successor == row.identity else None
        seen.add(successor)
        successor = known.get_value("zones", successor, "successor")
    return None


@rule("zones", "number", "communes_order")
def order_names_communes_of_the_zone(values, row, known):
    """The rule of the form (`PoliceZone.clean`); where the dataset does not hold the communes, the database does."""
    for code in filter(None, (code.strip() for code in values["communes_order"].split(";"))):
        zones = known.get_value("communes", (code,), "zones")
        if zones is None or row.identity not in zones:
            sentence = _("codes of communes of this zone, separated by semicolons; %(code)s is not one of them")
            return sentence % {"code": code}
    return None


@rule("communes", "tile_row", "tile_column")
def tile_is_whole(values, row, known):
    alone = (values["tile_row"] is None) != (values["tile_column"] is None)
    return _("a row and a column, or neither") if alone else None


@rule("partners", "kind", "zone", "commune")
def partner_is_what_its_kind_says(values, row, known):
    named = (bool(values["zone"]), bool(values["commune"]))
    if values["kind"] == Partner.Kind.POLICE_ZONE:
        return None if named == (True, False) else _("a police_zone with its zone and without commune")
    if values["kind"] == Partner.Kind.COMMUNE:
        return None if named == (False, True) else _("a commune with its commune and without zone")
    return _("neither zone nor commune for this kind") if any(named) else None


# --- Figures and texts ------------------------------------------------------------------------------


@rule("figures", "value")
@rule("antenna_figures", "value")
def figure_can_be_read_in_one_way(values, row, known):
    """A count is whole. What is not a count, or an average of one, may have decimals, but not three:
    11.553 is then eleven and a half, or more than eleven thousand."""
    cell = row.cells["value"]
    whole = _is_count(values, row, known) and values["qualifier"] != Qualifier.AVERAGE
    if is_ambiguous(cell):
        return describe_whole_number(cell) if whole else describe_both_readings(cell)
    if whole and values["value"] != values["value"].to_integral_value():
        return _("a whole number such as %(number)s: the indicator is a count") % {
            "number": values["value"].quantize(Decimal(1))
        }
    return None


def _is_count(values, row, known):
    if "indicator" in row.broken:
        return False
    return known.get_value("indicators", values["indicator"], "unit") == Indicator.Unit.COUNT


@rule("figures", "part_of")
def part_stands_under_its_total(values, row, known):
    """The total counts the same, and is no part itself: a part of a part would be counted twice."""
    total = values["part_of"]
    if not total or not row.broken.isdisjoint(("period", "indicator")):
        return None
    if total == row.identity:
        return _("another row than the figure itself")
    if known.get_value("figures", total, "indicator") != values["indicator"]:
        return _("a figure of the same indicator")
    if known.get_value("figures", total, "part_of"):
        return _("a total that is no part of another figure")
    return None


@rule("edition_texts", "place", "volet")
def text_of_a_volet_names_it(values, row, known):
    if values["place"] == EditionText.Place.VOLET:
        return None if values["volet"] else _("the number of the volet in which the text stands")
    return _("no volet: only a text of the place volet has one") if values["volet"] else None


@rule("edition_texts", "body_fr", "body_nl")
def text_says_something(values, row, known):
    return None if values["body_fr"] or values["body_nl"] else _("the text in French or in Dutch")
