# They register the admin classes, the check of all of them, and the action that deletes.
from zones.admin import checks, deleting, people, places  # noqa: F401
