"""The steps by which a value is coloured: as wide as each other, so that the reader can count them through.

Equal steps, not equal numbers of communes: with these, two communes that differ by one initiative could stand as far
apart as the first and the last. Bounds are values that occur in counting (9–12, 13–16 …), with no gap between steps.
"""

from decimal import Decimal

STEPS = 5
FINEST = 2  # decimals


class Scale:
    """Steps over values above zero: at most five, fewer where there are fewer numbers between lowest and highest."""

    def __init__(self, values):
        values = [Decimal(value) for value in values]
        if any(value < 0 for value in values):
            raise ValueError("A map shows values from zero.")
        self._decimals = max((min(FINEST, _count_decimals(value)) for value in values), default=0)
        units = [self._units(value) for value in values]
        self._lowest, self._highest = min(units, default=0), max(units, default=-1)
        self._width = max(1, -(-(self._highest - self._lowest + 1) // STEPS))
        self._count = -(-(self._highest - self._lowest + 1) // self._width)

    def step(self, value):
        """The colour of a value above zero, from 1 to 5."""
        return self._colour((self._units(Decimal(value)) - self._lowest) // self._width)

    def ranges(self):
        """(colour, first value, last value) of each step, from the lowest."""
        for place in range(self._count):
            first = self._lowest + place * self._width
            last = min(first + self._width - 1, self._highest)
            yield self._colour(place), self._value(first), self._value(last)

    def _colour(self, place):
        """Few steps are spread over the ramp: neighbours then differ more."""
        if self._count == 1:
            return (STEPS + 1) // 2
        return 1 + round(place * (STEPS - 1) / (self._count - 1))

    def _units(self, value):
        """The value counted in the smallest step that the values show."""
        return round(value.scaleb(self._decimals))

    def _value(self, units):
        return Decimal(units).scaleb(-self._decimals)


def _count_decimals(value):
    return max(0, -value.normalize().as_tuple().exponent)
