from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def check_second_factor(app_configs, **options):
    """Only a copy for development may do without the second factor."""
    if settings.MFA_REQUIRED or settings.DEBUG:
        return []
    return [
        Error(
            "MFA_REQUIRED is off, and this is no development copy.",
            hint="Take MFA_REQUIRED out of the environment: the Coordination and superusers need a second factor.",
            id="accounts.E001",
        )
    ]


@register(Tags.security)
def check_identity_provider(app_configs, **options):
    """An identity provider is set up with all of its settings, over HTTPS, or not at all."""
    errors = []
    for app in settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []):
        if not (app["client_id"] and app["secret"]):
            errors.append(
                Error("OIDC_SERVER_URL is set, and OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is not.", id="accounts.E002")
            )
        if not (settings.DEBUG or app["settings"]["server_url"].startswith("https://")):
            errors.append(Error("OIDC_SERVER_URL must begin with https://.", id="accounts.E003"))
    return errors
