from lisa.models.antennas import Antenna, AntennaService, AntennaStatus
from lisa.models.published import PublishedAntennaUpdate
from lisa.models.updates import AntennaFigure, AntennaReview, AntennaUpdate

__all__ = [
    "Antenna",
    "AntennaFigure",
    "AntennaReview",
    "AntennaService",
    "AntennaStatus",
    "AntennaUpdate",
    "PublishedAntennaUpdate",
]
