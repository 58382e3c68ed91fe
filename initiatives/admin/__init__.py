from initiatives.admin import frameworks, initiatives, reference, updates  # noqa: F401  (registers the admin classes)
