"""Numbers as a reader of French, Dutch or English writes them, and evolutions from one value to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_GROUP = {"fr": NARROW_NO_BREAK_SPACE, "nl": ".", "en": ","}
_DECIMAL = {"fr": ",", "nl": ",", "en": "."}


def format_number(value: Decimal | int, language: str, *, signed: bool = False, decimals: int | None = None) -> str:
    """A number with its thousands grouped: 20 242 (fr, narrow no-break space), 20.242 (nl), 20,242 (en).

    Trailing zeros after the decimal mark are dropped, unless `decimals` says how many digits stand there; with
    `signed`, a plus stands before what is above zero.
    """
    number = Decimal(value)
    digits = f"{abs(number):f}" if decimals is None else f"{abs(number):.{decimals}f}"
    whole, _, fraction = digits.partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", _GROUP[language])
    text = grouped + (_DECIMAL[language] + fraction if fraction else "")
    if number < 0:
        return MINUS + text
    return "+" + text if signed and number > 0 else text


class AmbiguousNumberError(ValueError):
    """A number that may be read in two ways, such as 18.195: `whole` where its mark stands between the thousands,
    `decimal` where it stands before the decimals."""

    def __init__(self, whole: Decimal, decimal: Decimal) -> None:
        super().__init__(f"{decimal} may be read as {whole}")
        self.whole, self.decimal = whole, decimal


_SPACES = " \t\u00a0\u2007\u2009\u202f"
# The mark between the thousands is the same all along, and another one than that before the decimals.
_GROUPED = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?P<mark>[ .,'])\d{3}(?:(?P=mark)\d{3})*)(?:(?!(?P=mark))[.,](?P<decimals>\d+))?",
    re.ASCII,
)
_UNGROUPED = re.compile(r"(?P<sign>[-+]?)(?P<whole>\d*)[.,](?P<decimals>\d+)", re.ASCII)


def read_number(typed: str) -> Decimal:
    """A number as people type it: 11553, 11 553, 11 553,5, 62,5, 1.234.567, 1.234,5, also with no-break spaces.

    A comma or a point before the decimals, spaces, points, commas or apostrophes between the thousands. One that may be
    either, as in 18.195, is not guessed: AmbiguousNumberError. Anything else raises ValueError.
    """
    words = re.sub(f"[{_SPACES}]", " ", typed.strip(_SPACES)).replace("\u2019", "'").replace(MINUS, "-")
    if found := re.fullmatch(r"([-+]?)([1-9]\d{0,2})[.,](\d{3})", words, re.ASCII):
        sign, before, after = found.groups()
        raise AmbiguousNumberError(Decimal(f"{sign}{before}{after}"), Decimal(f"{sign}{before}.{after}"))
    plain = re.fullmatch(r"[-+]?\d+", words, re.ASCII)
    found = plain or _UNGROUPED.fullmatch(words) or _GROUPED.fullmatch(words)
    if not found:
        raise ValueError(f"{typed!r} is not a number")
    if plain:
        return Decimal(words)
    parts = found.groupdict()
    whole = re.sub(r"[ .,']", "", parts["whole"])
    decimals = f".{parts['decimals']}" if parts["decimals"] else ""
    return Decimal(f"{parts['sign']}{whole or '0'}{decimals}")


def write_number(value: Decimal | int, language: str) -> str:
    """A number as it stands in a field of a form: what `read_number` reads as the same number, in each language.

    Nothing stands between its thousands, and never three digits alone behind its decimal mark.
    """
    whole, _, decimals = f"{Decimal(value):f}".partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) == 3:
        decimals += "0"
    return f"{whole}{_DECIMAL[language]}{decimals}" if decimals else whole


def format_percent(value: Decimal | int, language: str, *, signed: bool = False, decimals: int | None = None) -> str:
    """A percentage: "62 %" in French, "62%" in Dutch and English."""
    space = NARROW_NO_BREAK_SPACE if language == "fr" else ""
    return f"{format_number(value, language, signed=signed, decimals=decimals)}{space}%"


def format_euro(value: Decimal | int, language: str) -> str:
    """An amount: "1 250 €" in French, "€ 1.250" in Dutch, "€1,250" in English."""
    number = format_number(value, language)
    if language == "fr":
        return f"{number}{NO_BREAK_SPACE}€"
    return f"€{NO_BREAK_SPACE}{number}" if language == "nl" else f"€{number}"


@dataclass(frozen=True, slots=True)
class Evolution:
    """The change from one value to the next: a percentage, or points where the values are percentages.

    Rounded to one decimal, half away from zero, so that 687 to 446 is -35.1.
    """

    change: Decimal
    in_points: bool


def compute_evolution(
    before: Decimal | int | None, after: Decimal | int | None, *, percentages: bool = False
) -> Evolution | None:
    """The evolution between two values; None from or to a missing value, and from zero.

    `percentages` says that the values are percentages themselves: their evolution is a difference in points.
    """
    if before is None or after is None:
        return None
    before, after = Decimal(before), Decimal(after)
    if percentages:
        return Evolution(_round_to_tenth(after - before), in_points=True)
    if before == 0:
        return None
    return Evolution(_round_to_tenth((after - before) * 100 / abs(before)), in_points=False)


def _round_to_tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


_POINTS = {
    "fr": ("point", "points"),
    "nl": ("procentpunt", "procentpunten"),
    "en": ("point", "points"),
}


def format_evolution(change: Evolution, language: str) -> str:
    """An evolution with its sign and one decimal: "−35,1 %" (fr), "+79,0%" (nl), "+2,0 points" (percentage points)."""
    if not change.in_points:
        return format_percent(change.change, language, signed=True, decimals=1)
    one, many = _POINTS[language]
    # French keeps the singular below two; Dutch and English use it for exactly one.
    single = abs(change.change) < 2 if language == "fr" else abs(change.change) == 1
    number = format_number(change.change, language, signed=True, decimals=1)
    return f"{number}{NO_BREAK_SPACE}{one if single else many}"
