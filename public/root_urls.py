"""Addresses without a language: the way in, the files of issued editions, what machines ask for."""

from django.urls import path

from public.feeds import views as feeds
from public.opendata.views import api, files
from public.pages.editions import views as editions
from public.pages.health import views as health
from public.pages.initiatives import views as initiatives
from public.pages.root import views as root

urlpatterns = [
    path("", root.choose_language, name="root"),
    path("healthz", health.health, name="health"),
    path("readyz", health.readiness, name="readiness"),
    path("favicon.ico", root.favicon, name="favicon"),
    path("photos/<slug:sha256>.jpg", initiatives.photo, name="photo"),
    path("editions/<slug:edition>/<str:language>.<str:file_format>", editions.issued_report, name="issued-report"),
    path(
        "editions/<slug:edition>/<int:number>/<str:language>.<str:file_format>",
        editions.numbered_issue,
        name="numbered-issue",
    ),
    path("data/catalogue.jsonld", files.catalogue, name="catalogue"),
    path("data/dictionary.json", files.dictionary, {"file_format": "json"}, name="dictionary-json"),
    path("data/dictionary.csv", files.dictionary, {"file_format": "csv"}, name="dictionary-csv"),
    path("data/<slug:name>.<slug:file_format>", files.table, name="data-table"),
    path("api/v1/", api.index, name="api-index"),
    path("api/v1/openapi.json", api.description, name="openapi"),
    path("api/v1/<slug:name>/", api.table, name="api-table"),
    path("api/v1/<slug:name>/<path:key>/", api.row, name="api-row"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemaps/<slug:name>-<int:part>.xml", feeds.sitemap_part, name="sitemap-part"),
    path("robots.txt", feeds.robots, name="robots"),
    path(".well-known/security.txt", feeds.security, name="security"),
]
