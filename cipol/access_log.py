"""The log of requests, one a line: with the address of the visitor and the identifier, without keys of addresses."""

from django.conf import settings
from gunicorn.glogging import Logger

from accounts.requests.clients import get_client_address
from accounts.requests.redaction import redact_secrets

FORMAT = '%(h)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s" %(M)sms %({x-request-id}o)s'


class AccessLog(Logger):
    """gunicorn's own, which would say the address of the proxy, and invitations with their keys."""

    def atoms(self, resp, req, environ, request_time):  # type: ignore[no-untyped-def]
        found = super().atoms(resp, req, environ, request_time)
        found = {name: redact_secrets(value) if isinstance(value, str) else value for name, value in found.items()}
        return found | {"h": get_client_address(environ, settings.PROXY_COUNT) or "-"}
