from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

# One way in for everybody, with its second factor and its limits.
admin.site.login = secure_admin_login(admin.site.login)

handler400 = "cipol.errors.answer_bad_request"
handler500 = "cipol.views.answer_server_error"

urlpatterns = [
    path("", include("public.root_urls")),
    # Without a language: an identity provider knows one address to come back to.
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    *i18n_patterns(
        path("account/", include("accounts.urls")),
        path("admin/", admin.site.urls),
        path("reports/", include("reporting.urls")),
        path("round/", include("rounds.urls")),
        path("", include("public.urls")),
        prefix_default_language=True,
    ),
]
