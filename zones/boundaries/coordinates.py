"""The coordinate systems in which Brussels is measured, and the way from each to WGS 84.

The formulas are those of EPSG guidance note 7-2: the conic projection with two standard parallels (method 9802) and
the change of datum with seven parameters (method 9607, transformation 15929). They agree with PROJ to the centimetre;
the change of datum itself is good to a metre, far below what a map on a page shows.
"""

from dataclasses import dataclass
from math import atan, atan2, cos, degrees, hypot, log, pi, radians, sin, sqrt, tan

from django.utils.translation import gettext_lazy as _

# What a degree measures at 50.84° north, in the middle of the Region.
METRES_A_DEGREE_EAST = 70_440
METRES_A_DEGREE_NORTH = 111_250


@dataclass(frozen=True)
class Ellipsoid:
    axis: float
    flattening: float

    @property
    def eccentricity_squared(self):
        return self.flattening * (2 - self.flattening)

    def to_cartesian(self, longitude, latitude):
        """The point of the surface (angles in radians) as metres from the centre of the earth."""
        squared = self.eccentricity_squared
        radius = self.axis / sqrt(1 - squared * sin(latitude) ** 2)
        return (
            radius * cos(latitude) * cos(longitude),
            radius * cos(latitude) * sin(longitude),
            radius * (1 - squared) * sin(latitude),
        )

    def to_angles(self, x, y, z):
        """Longitude and latitude in radians of a point near the surface; its height is dropped."""
        squared = self.eccentricity_squared
        latitude = atan2(z, hypot(x, y) * (1 - squared))
        for _turn in range(5):
            radius = self.axis / sqrt(1 - squared * sin(latitude) ** 2)
            latitude = atan2(z + squared * radius * sin(latitude), hypot(x, y))
        return atan2(y, x), latitude


HAYFORD = Ellipsoid(6_378_388, 1 / 297)
GRS_80 = Ellipsoid(6_378_137, 1 / 298.257222101)
WGS_84_ELLIPSOID = Ellipsoid(6_378_137, 1 / 298.257223563)


@dataclass(frozen=True)
class Conic:
    """Lambert's conformal conic projection with two standard parallels. Angles in degrees."""

    ellipsoid: Ellipsoid
    origin: tuple[float, float]  # longitude, latitude
    parallels: tuple[float, float]
    false_origin: tuple[float, float]

    def to_angles(self, x, y):
        """Longitude and latitude in radians, on the projection's own datum."""
        first, second = (radians(parallel) for parallel in self.parallels)
        exponent = log(self._m(first) / self._m(second)) / log(self._t(first) / self._t(second))
        factor = self.ellipsoid.axis * self._m(first) / (exponent * self._t(first) ** exponent)
        radius_of_origin = factor * self._t(radians(self.origin[1])) ** exponent
        east, north = x - self.false_origin[0], radius_of_origin - (y - self.false_origin[1])
        t = (hypot(east, north) / factor) ** (1 / exponent)
        return radians(self.origin[0]) + atan2(east, north) / exponent, self._latitude(t)

    def _m(self, latitude):
        return cos(latitude) / sqrt(1 - self.ellipsoid.eccentricity_squared * sin(latitude) ** 2)

    def _t(self, latitude):
        if latitude >= pi / 2:
            return 0.0
        return tan(pi / 4 - latitude / 2) / self._stretch(latitude)

    def _stretch(self, latitude):
        eccentricity = sqrt(self.ellipsoid.eccentricity_squared)
        return ((1 - eccentricity * sin(latitude)) / (1 + eccentricity * sin(latitude))) ** (eccentricity / 2)

    def _latitude(self, t):
        latitude = pi / 2 - 2 * atan(t)
        for _turn in range(6):
            latitude = pi / 2 - 2 * atan(t * self._stretch(latitude))
        return latitude


# The figures of EPSG 31370 and 3812.
_LAMBERT_72 = Conic(
    HAYFORD, (4.36748666666667, 90), (51.1666672333333, 49.8333339), (150_000.013, 5_400_088.438)
)  # fmt: skip
_LAMBERT_2008 = Conic(
    GRS_80, (4.35921583333333, 50.797815), (49.8333333333333, 51.1666666666667), (649_328, 665_262)
)  # fmt: skip

# From the Belgian datum of 1972 to WGS 84: metres, seconds of arc, parts per million.
_SHIFT = (-106.8686, 52.2978, -103.7239)
_TURN = (-0.3366, 0.457, -1.8422)
_SCALE = -1.2747


def _from_lambert_72(x, y):
    return _in_degrees(WGS_84_ELLIPSOID.to_angles(*_to_world(*HAYFORD.to_cartesian(*_LAMBERT_72.to_angles(x, y)))))


def _to_world(x, y, z):
    a, b, c = (radians(seconds / 3600) for seconds in _TURN)
    scale = 1 + _SCALE / 1_000_000
    return (
        _SHIFT[0] + scale * (x + c * y - b * z),
        _SHIFT[1] + scale * (-c * x + y + a * z),
        _SHIFT[2] + scale * (b * x - a * y + z),
    )


def _from_lambert_2008(x, y):
    # Its datum, ETRS89, has left WGS 84 by less than a metre since 1989.
    return _in_degrees(_LAMBERT_2008.to_angles(x, y))


def _as_it_is(x, y):
    return x, y


def _in_degrees(angles):
    longitude, latitude = angles
    return degrees(longitude), degrees(latitude)


@dataclass(frozen=True)
class System:
    """A coordinate system: its name, where the Brussels-Capital Region lies in it, the way to WGS 84."""

    epsg: int
    name: str
    west: float
    south: float
    east: float
    north: float
    to_wgs_84: object

    def holds(self, position):
        """Whether a position lies in or close to the Region."""
        x, y = position
        return self.west <= x <= self.east and self.south <= y <= self.north


WGS_84 = System(4326, _("WGS 84"), 4.22, 50.74, 4.50, 50.94, _as_it_is)
LAMBERT_72 = System(31370, _("Belgian Lambert 72"), 139_000, 158_000, 160_000, 181_500, _from_lambert_72)
LAMBERT_2008 = System(3812, _("Belgian Lambert 2008"), 639_000, 658_000, 660_000, 681_500, _from_lambert_2008)
SYSTEMS = {"wgs84": WGS_84, "lambert72": LAMBERT_72, "lambert2008": LAMBERT_2008}


def detected(positions):
    """The system in which most of the positions lie in Brussels; None where none does in any."""
    held = {system: sum(map(system.holds, positions)) for system in SYSTEMS.values()}
    best = max(held, key=held.get)
    return best if held[best] else None


def has_latitude_first(positions):
    """Whether most positions would lie in Brussels if they were turned around: GeoJSON wants the longitude first."""
    turned = sum(WGS_84.holds((y, x)) for x, y in positions)
    return turned > len(positions) / 2


def local_plane(longitude, latitude):
    """Metres to the east and to the north, from Greenwich and the equator, true at the latitude of Brussels.

    A degree of longitude is taken to be as long everywhere as it is at 50.84°. At the rim of the Region, 9 km to the
    north or to the south, it is 0.2 % off: some 18 metres at 9 km from the middle, less than a pixel of a map.
    """
    return longitude * METRES_A_DEGREE_EAST, latitude * METRES_A_DEGREE_NORTH
