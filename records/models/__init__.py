from records.models.addresses import AddressTakenError, FormerAddress
from records.models.base import Content, Positioned, StaleRecordError

__all__ = ["AddressTakenError", "Content", "FormerAddress", "Positioned", "StaleRecordError"]
