"""How the program writes its logs: what goes where, in which form. docs/operations.md says how to read them."""


def make_logging_settings(level: str, audit_log: str) -> dict[str, object]:
    """What Django calls LOGGING: from this level on, with the log of accounts in that file, if any."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "cipol.logs.LineFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
            },
            "audit": {"format": "%(message)s"},
        },
        "filters": {
            "no_traceback": {"()": "cipol.logs.NoTraceback"},
            "require_debug_false": {"()": "django.utils.log.RequireDebugFalse"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"},
            "refusals": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_traceback"]},
            "error_mails": {
                "class": "cipol.logs.ErrorMailHandler",
                "level": "ERROR",
                "filters": ["require_debug_false"],
            },
            "audit": {"class": "logging.handlers.WatchedFileHandler", "filename": audit_log, "formatter": "audit"}
            if audit_log
            else {"class": "logging.StreamHandler", "formatter": "audit"},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": ["error_mails"]},
            # What a hostile request causes at will: no mail to the administrators, no traceback.
            "django.security": {"handlers": ["refusals"], "propagate": False},
            "cipol.audit": {"handlers": ["audit"], "level": "INFO", "propagate": False},
            # It announces itself at every export.
            "pikepdf": {"level": "WARNING"},
        },
    }
