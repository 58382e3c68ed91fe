from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def check_mail_sender(app_configs, **options):
    """Only in development a page waits for its mail to leave."""
    if settings.MAIL_SENDER != "request" or settings.DEBUG:
        return []
    return [
        Error(
            "MAIL_SENDER is “request”, and this is no development copy: a mail server that hangs would hold up pages.",
            hint="Take MAIL_SENDER out of the environment, or set it to “thread” or “command”.",
            id="rounds.E001",
        )
    ]
