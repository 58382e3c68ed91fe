"""The settings of the tests: those of a development copy, whatever the environment of the person who runs them says."""

import os

os.environ["SECRET_KEY"] = ""
os.environ["DEBUG"] = "1"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or "sqlite:///:memory:"

from cipol.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
# As Django's own runner sets EMAIL_BACKEND: what leaves is kept in a list.
EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
# Static files are served from where they are written: nothing has to be collected first.
WHITENOISE_AUTOREFRESH = True
