"""Addresses without a language: the way in, the files of issued editions, what machines ask for."""

from django.urls import path

from public import views

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("healthz", views.health, name="health"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("editions/<slug:edition>/<str:language>.<str:file_format>", views.issued_report, name="issued-report"),
]
