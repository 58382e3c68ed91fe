from django.urls import path

from reporting.views import arranging, editions, preview, texts

app_name = "reporting"

urlpatterns = [
    path("", editions.Editions.as_view(), name="editions"),
    path("order/", arranging.arrange_latest, name="arrange-latest"),
    path("preview/<int:update>/", preview.preview_text, name="preview"),
    path("preview/antenna/<int:antenna_text>/", preview.preview_antenna_text, name="preview-antenna"),
    path("<slug:edition>/issue/", editions.issue, name="issue"),
    path("<slug:edition>/texts/", texts.texts, name="texts"),
    path("<slug:edition>/texts/<int:text>/", texts.WriteText.as_view(), name="text"),
    path("<slug:edition>/texts/<int:text>/move/", texts.move, name="move-text"),
    path("<slug:edition>/texts/<int:text>/remove/", texts.remove, name="remove-text"),
    path("<slug:edition>/texts/<int:text>/keep/", texts.KeepText.as_view(), name="keep-text"),
    path("<slug:edition>/texts/<int:text>/discard/", texts.DiscardText.as_view(), name="discard-text"),
    path("<slug:edition>/texts/<int:text>/preview/", texts.PreviewText.as_view(), name="preview-text"),
    path("<slug:edition>/texts/add/<slug:place>/", texts.WriteText.as_view(), name="add-text"),
    path("<slug:edition>/texts/add/<slug:place>/keep/", texts.KeepText.as_view(), name="keep-text"),
    path("<slug:edition>/texts/add/<slug:place>/discard/", texts.DiscardText.as_view(), name="discard-text"),
    path("<slug:edition>/texts/add/<slug:place>/preview/", texts.PreviewText.as_view(), name="preview-text"),
    path("<slug:edition>/order/", arranging.arrange, name="arrange"),
    path("<slug:edition>/order/<int:volet>/", arranging.arrange, name="arrange"),
    path("<slug:edition>/order/<int:volet>/move/", arranging.move, name="arrange-move"),
    path("<slug:edition>/order/<int:volet>/theme/", arranging.theme, name="arrange-theme"),
    path("<slug:edition>/order/<int:volet>/highlight/", arranging.highlight, name="arrange-highlight"),
    path("<slug:edition>/<str:language>.<str:file_format>", editions.export_file, name="export"),
]
