from zones.models.partners import Partner
from zones.models.places import Commune, PoliceZone

__all__ = ["Commune", "Partner", "PoliceZone"]
