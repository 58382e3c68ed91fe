from django.contrib import admin

from zones.admin import checks, people, places  # noqa: F401  (registers the admin classes, and the check of all)

# Lists with their filters need the whole width; the index and the breadcrumbs lead everywhere.
admin.site.enable_nav_sidebar = False
