from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("public.root_urls")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("reports/", include("reporting.urls")),
        path("", include("public.urls")),
        prefix_default_language=True,
    ),
]
