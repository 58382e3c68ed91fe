# They register the admin classes, the check of all of them, and the action that deletes.
from records.admin import addresses, checks, deleting  # noqa: F401
