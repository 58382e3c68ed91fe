"""Sessions: those of people who are signed in are in the database, those of visitors in a signed cookie.

What a visitor does before signing in (the first step of a sign-in, the way to an identity provider, the challenge of a
passkey) has to be remembered for some minutes. If it were in the database, anybody could fill it.
"""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.core import signing

VISITOR_SECONDS = 60 * 60
"""How long a visitor may take between two such pages."""

MAX_COOKIE_LENGTH = 3_500
"""Characters; browsers drop a cookie of more than 4096 with its name. Larger content is dropped."""

_SALT = "accounts.sessions"


class SessionStore(DatabaseSessionStore):
    """A database session that is only written there once somebody is signed in."""

    def load(self):
        if not self._is_in_cookie():
            return super().load()
        try:
            return signing.loads(self.session_key, salt=_SALT, max_age=VISITOR_SECONDS, serializer=self.serializer)
        except (signing.BadSignature, ValueError):
            self._session_key = None
            return {}

    def save(self, must_create=False):
        if must_create or SESSION_KEY in self._session:
            if self._is_in_cookie():
                self._session_key = None
            super().save(must_create)
        else:
            if self.session_key and not self._is_in_cookie():
                super().delete()
            self._session_key = self._sign_content()

    def delete(self, session_key=None):
        if not self._is_in_cookie(session_key):
            super().delete(session_key)

    def is_empty(self):
        return super().is_empty() or (self._is_in_cookie() and not self._session)

    def _is_in_cookie(self, session_key=None):
        """The keys of the database are letters and digits; a signature follows a colon."""
        return ":" in (session_key or self.session_key or "")

    def _sign_content(self):
        content = signing.dumps(self._session, salt=_SALT, serializer=self.serializer, compress=True)
        if len(content) <= MAX_COOKIE_LENGTH:
            return content
        return signing.dumps({}, salt=_SALT, serializer=self.serializer)
