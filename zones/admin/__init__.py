from zones.admin import places  # noqa: F401
