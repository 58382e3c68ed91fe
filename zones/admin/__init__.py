from django.contrib import admin

from zones.admin import people, places  # noqa: F401  (the decorators register the admin classes)

# Lists with their filters need the whole width; the index and the breadcrumbs lead everywhere.
admin.site.enable_nav_sidebar = False
