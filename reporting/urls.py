from django.urls import path

from reporting.views import editions, preview, report_order, texts

app_name = "reporting"

urlpatterns = [
    path("", editions.EditionList.as_view(), name="editions"),
    path("order/", report_order.arrange_latest, name="arrange-latest"),
    path("preview/<int:update>/", preview.preview_text, name="preview"),
    path("preview/antenna/<int:antenna_text>/", preview.preview_antenna_text, name="preview-antenna"),
    path("<slug:edition>/issue/", editions.issue, name="issue"),
    path("<slug:edition>/texts/", texts.list_texts, name="texts"),
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
    path("<slug:edition>/order/", report_order.arrange, name="arrange"),
    path("<slug:edition>/order/<int:volet>/", report_order.arrange, name="arrange"),
    path("<slug:edition>/order/<int:volet>/move/", report_order.move_initiative, name="arrange-move"),
    path("<slug:edition>/order/<int:volet>/theme/", report_order.change_theme, name="arrange-theme"),
    path("<slug:edition>/order/<int:volet>/highlight/", report_order.change_highlight, name="arrange-highlight"),
    path("<slug:edition>/<str:language>.<str:file_format>", editions.export_file, name="export"),
]
