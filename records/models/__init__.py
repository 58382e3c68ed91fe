from records.models.addresses import AddressTakenError, FormerAddress
from records.models.base import Positioned, StaleRecordError, VersionedModel

__all__ = ["AddressTakenError", "FormerAddress", "Positioned", "StaleRecordError", "VersionedModel"]
