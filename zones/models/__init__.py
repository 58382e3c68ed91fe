from zones.models.addresses import AddressTakenError, FormerAddress
from zones.models.base import Content, Positioned, StaleRecordError
from zones.models.partners import Partner
from zones.models.places import Commune, PoliceZone
from zones.models.users import User

__all__ = [
    "AddressTakenError",
    "Commune",
    "Content",
    "FormerAddress",
    "Partner",
    "PoliceZone",
    "Positioned",
    "StaleRecordError",
    "User",
]
