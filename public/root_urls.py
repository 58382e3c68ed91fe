"""Addresses without a language: the way in, the files of issued editions, the health of the process."""

from django.urls import path

from public import views

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("healthz", views.health, name="health"),
    path("editions/<slug:edition>/<str:language>.<str:file_format>", views.issued_report, name="issued-report"),
]
