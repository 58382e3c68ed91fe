"""What is asked of the antennas as a whole."""

from lisa.models import Antenna, AntennaStatus


def open_antenna_count(date):
    """How many antennas are operational on that day."""
    return sum(antenna.status_on(date) == AntennaStatus.OPERATIONAL for antenna in Antenna.objects.all())
