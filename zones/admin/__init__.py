from zones.admin import people, places  # noqa: F401  (the decorators register the admin classes)
