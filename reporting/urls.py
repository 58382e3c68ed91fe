from django.urls import path

from reporting.views import editions, preview

app_name = "reporting"

urlpatterns = [
    path("", editions.Editions.as_view(), name="editions"),
    path("preview/<int:update>/", preview.preview_text, name="preview"),
    path("<slug:edition>/issue/", editions.issue, name="issue"),
    path("<slug:edition>/<str:language>.<str:file_format>", editions.export_file, name="export"),
]
