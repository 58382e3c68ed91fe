from lisa.models.antennas import Antenna, AntennaService
from lisa.models.counts import AntennaCount
from lisa.models.published import PublishedAntennaUpdate
from lisa.models.status import AntennaStatus
from lisa.models.updates import AntennaFigure, AntennaReview, AntennaUpdate

__all__ = [
    "Antenna",
    "AntennaCount",
    "AntennaFigure",
    "AntennaReview",
    "AntennaService",
    "AntennaStatus",
    "AntennaUpdate",
    "PublishedAntennaUpdate",
]
