from django.urls import path

from reporting import views

app_name = "reporting"

urlpatterns = [
    path("", views.Editions.as_view(), name="editions"),
    path("preview/<int:update>/", views.preview_text, name="preview"),
    path("<slug:edition>/issue/", views.issue, name="issue"),
    path("<slug:edition>/<str:language>.<str:file_format>", views.export_file, name="export"),
]
