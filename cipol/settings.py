"""The one settings file. Every variable is read from the environment here; docs/operations.md lists them."""

from datetime import date
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cipol import environment
from cipol.catalogues import compile_where_possible
from cipol.log_settings import make_logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Development or production --------------------------------------------------------------------

# A copy that was given no secret is a development copy; production sets one, and debug is then off.
SECRET_KEY = environment.read_text("SECRET_KEY")
DEBUG = environment.read_flag("DEBUG", default=not SECRET_KEY)

if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY is not set. Production needs one: 50 random characters or more.")
    SECRET_KEY = "development-only-never-in-production"  # noqa: S105

ALLOWED_HOSTS = environment.read_list("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]" if DEBUG else "")
CSRF_TRUSTED_ORIGINS = environment.read_list("CSRF_TRUSTED_ORIGINS")
# Where links in messages lead.
SITE_URL = environment.read_text(
    "SITE_URL", default="http://127.0.0.1:8000" if DEBUG else f"https://{next(iter(ALLOWED_HOSTS), 'localhost')}"
).rstrip("/")

# --- Applications ---------------------------------------------------------------------------------

OUR_APPS = [
    "demo", "public", "exchange", "reporting", "rounds", "lisa", "initiatives", "zones", "accounts", "records",
]  # fmt: skip

INSTALLED_APPS = [
    # Before the admin: its forms must know the translated fields.
    "modeltranslation",
    *OUR_APPS,
    "cipol.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "accounts.requests.identifiers.RequestIdMiddleware",
    "accounts.requests.headers.PoliciesMiddleware",
    "cipol.hosts.KnownHostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "cipol.bodies.ReadableBodyMiddleware",
    "public.index.caching.PageCacheMiddleware",
    "accounts.requests.headers.NothingStoredMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.IdentityProviderMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "cipol.urls"
WSGI_APPLICATION = "cipol.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            # Those of the frame, which pages of every application use.
            "libraries": {name: f"cipol.templatetags.{name}" for name in ("cipol", "frame", "sections")},
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database -------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        environment.read_text("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),
    )
}
_engine = DATABASES["default"]["ENGINE"]
if _engine == "django.db.backends.sqlite3":
    # Opening the file takes longer than reading a page from it: each thread keeps it open.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # Writers queue instead of failing with "database is locked"; readers are never blocked by one.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif _engine == "django.db.backends.postgresql":
    # A server that is gone is noticed within two seconds by who asks it, and one statement does not hold a page for
    # longer than DATABASE_STATEMENT_SECONDS. What stands in DATABASE_URL goes before.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 2,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 2_000,
        "options": f"-c statement_timeout={environment.read_number('DATABASE_STATEMENT_SECONDS', default=0)}s",
    } | DATABASES["default"].get("OPTIONS", {})
    # Each thread keeps its connection, and asks before it is used again whether the server is still there.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How many pages each server process keeps of those that it has written for visitors.
PAGE_CACHE_ENTRIES = environment.read_number("PAGE_CACHE_ENTRIES", default=3_000)

# What the server processes must know of each other: the limits on attempts to sign in, the codes that were used. It is
# a table of the database, made by `migrate`, with so much room that nobody fills it to have his attempts forgotten.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # The pages that each server process has written for visitors, compressed: some 10 kB each.
    "pages": {
        "BACKEND": f"django.core.cache.backends.{'locmem.LocMemCache' if PAGE_CACHE_ENTRIES else 'dummy.DummyCache'}",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": PAGE_CACHE_ENTRIES},
    },
    # What the pages of things tell, as each server process has made it: some 15 kB each. What was published since has
    # another key, so that nothing is ever out of date; what was read longest ago goes first.
    "details": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "details",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 3_000},
    },
}

# --- People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "public:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
# Visitors have theirs in a cookie: only who signs in makes the database grow.
SESSION_ENGINE = "accounts.sessions"
# A session ends with the working day or with the browser, whichever comes first.
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Signing in -----------------------------------------------------------------------------------

# The second factor of the Coordination and of superusers; `accounts/second_factor.py` heeds a "no" in debug only.
MFA_REQUIRED = environment.read_flag("MFA_REQUIRED", default=True)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "activate_totp": "accounts.forms.SetUpAppForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
    "authenticate": "accounts.bounded_forms.CodeForm",
    "authenticate_webauthn": "accounts.bounded_forms.PasskeyForm",
    "login_webauthn": "accounts.bounded_forms.SignInWithPasskeyForm",
    "reauthenticate": "accounts.bounded_forms.ConfirmWithCodeForm",
    "reauthenticate_webauthn": "accounts.bounded_forms.ConfirmWithPasskeyForm",
}
MFA_TOTP_ISSUER = "CiPol"
# The code before and the one after are valid too: typing takes seconds, and clocks differ (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

ACCOUNT_FORMS = {
    "login": "accounts.bounded_forms.SignInForm",
    "reset_password": "accounts.forms.AskForNewPasswordForm",
    "reset_password_from_key": "accounts.bounded_forms.NewPasswordForm",
    "change_password": "accounts.bounded_forms.OtherPasswordForm",
    "set_password": "accounts.bounded_forms.FirstPasswordForm",
    "reauthenticate": "accounts.bounded_forms.ConfirmForm",
}
ACCOUNT_RATE_LIMITS = {
    # Passwords are counted by `accounts/attempts.py`; these would lock out a whole network, or an account from
    # everywhere. What is left counts the codes of the second factor, by account: who tries them knows the password.
    "login": None,
    "login_failed": "5/5m/key",
}
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An address is what the Coordination wrote into the account, and nothing else: allauth's own list of addresses stays
# empty, so that an address that was changed opens no door any more.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False

# An identity provider beside the passwords, where all of its settings are given.
OIDC_SERVER_URL = environment.read_text("OIDC_SERVER_URL")
SOCIALACCOUNT_ADAPTER = "accounts.adapters.IdentityProviderAdapter"
# By a link: the content policy would stop a form on its way to the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True
# How long it may take for each answer that it gives to the server.
SOCIALACCOUNT_REQUESTS_TIMEOUT = environment.read_seconds("OIDC_TIMEOUT", default=5)
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": environment.read_text("OIDC_NAME", default="OpenID Connect"),
                "client_id": environment.read_text("OIDC_CLIENT_ID"),
                "secret": environment.read_text("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# --- Languages ------------------------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "cipol" / "locale"]
# Before the apps are loaded: what is read of a language then is kept.
compile_where_possible()
TIME_ZONE = "Europe/Brussels"
USE_THOUSAND_SEPARATOR = True

# What is missing in a language is seen as missing: no fallback, ever.
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = ()

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(environment.read_text("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "cipol" / "static"]
MEDIA_ROOT = Path(environment.read_text("MEDIA_ROOT", default=str(BASE_DIR / "media")))
# Nothing is served from MEDIA_ROOT by address: a view decides who reads which file.
MEDIA_URL = "media/"

STORAGES = {
    "default": {"BACKEND": "records.files.storage.AtomicFileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# A form with all the rows that a text may have sends some 1,800 fields, one with texts of the greatest length in three
# languages half a megabyte. A photo is no field, and has its own limit: `initiatives/photos.py`.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# The largest request that is read at all: a photo of 15 MB with what is said of it.
LARGEST_REQUEST = 20 * 1024 * 1024

# --- Mail -----------------------------------------------------------------------------------------

# Every mail goes into the queue; what lets it leave from there is EMAIL_TRANSPORT.
EMAIL_BACKEND = "rounds.mail.backend.EmailBackend"
EMAIL_TRANSPORT = environment.read_text(
    "EMAIL_TRANSPORT",
    default="django.core.mail.backends.console.EmailBackend" if DEBUG else "rounds.mail.transport.EmailBackend",
)
# Who takes the mails out of the queue: a thread of the server, the command `send_mail`, or, in development, the request
# that has put them there.
MAIL_SENDER = environment.read_choice(
    "MAIL_SENDER", ["thread", "command", "request"], default="request" if DEBUG else "thread"
)
EMAIL_SUBJECT_PREFIX = "[CiPol] "
EMAIL_HOST = environment.read_text("EMAIL_HOST", default="localhost")
EMAIL_PORT = environment.read_number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = environment.read_text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.read_text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.read_flag("EMAIL_USE_TLS", default=False)
# How long the mail server may take for each of its answers.
EMAIL_TIMEOUT = environment.read_seconds("EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = environment.read_text("DEFAULT_FROM_EMAIL", default="cipol@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
ADMINS = [(address, address) for address in environment.read_list("ADMIN_EMAILS")]
# `send_reminders` writes to partners this many days before their deadline, and after it.
FIRST_REMINDER_DAYS = environment.read_number("FIRST_REMINDER_DAYS", default=14)
LAST_REMINDER_DAYS = environment.read_number("LAST_REMINDER_DAYS", default=3)
OVERDUE_DAYS = environment.read_number("OVERDUE_DAYS", default=1)
RETURNED_DAYS = environment.read_number("RETURNED_DAYS", default=14)

# --- What the law asks a public site to say -------------------------------------------------------

CONTACT_EMAIL = environment.read_text("CONTACT_EMAIL")
CONTACT_ADDRESS = environment.read_text("CONTACT_ADDRESS")
PRIVACY_EMAIL = environment.read_text("PRIVACY_EMAIL")
# The accessibility statement: how far the site conforms ("full", "partial", "none"; empty: not assessed yet), when that
# was found and looked at again, and by whom.
ACCESSIBILITY_STATUS = environment.read_choice("ACCESSIBILITY_STATUS", ["full", "partial", "none"])
ACCESSIBILITY_DRAWN_UP_ON = environment.read_day("ACCESSIBILITY_DRAWN_UP_ON")
ACCESSIBILITY_REVIEWED_ON = environment.read_day("ACCESSIBILITY_REVIEWED_ON")
ACCESSIBILITY_AUDITED_BY = environment.read_text("ACCESSIBILITY_AUDITED_BY")

# --- Security -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = environment.read_flag("SSL_REDIRECT", default=not DEBUG)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else environment.read_number("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG and environment.read_flag("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = not DEBUG and environment.read_flag("HSTS_PRELOAD", default=True)
# A word that an administrator has left out on purpose is no oversight.
SILENCED_SYSTEM_CHECKS = [
    *(["security.W005"] if not SECURE_HSTS_INCLUDE_SUBDOMAINS else []),
    *(["security.W021"] if not SECURE_HSTS_PRELOAD else []),
]
CSRF_FAILURE_VIEW = "accounts.requests.csrf.csrf_failure"
# Only behind proxies that set these headers themselves and drop them from outside.
PROXY_COUNT = environment.read_number("PROXY_COUNT", default=int(environment.read_flag("BEHIND_PROXY", default=False)))
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Whom to tell of a hole, and the last day on which that is true: `.well-known/security.txt`, where both are given.
SECURITY_CONTACT = environment.read_list("SECURITY_CONTACT")
SECURITY_CONTACT_EXPIRES = environment.read_text("SECURITY_CONTACT_EXPIRES")
try:
    if SECURITY_CONTACT_EXPIRES:
        date.fromisoformat(SECURITY_CONTACT_EXPIRES)
except ValueError:
    raise ImproperlyConfigured(
        f"SECURITY_CONTACT_EXPIRES is {SECURITY_CONTACT_EXPIRES!r}; write a day such as 2027-06-30."
    ) from None

# --- Logging --------------------------------------------------------------------------------------

# Who signed in and who could not, whose rights changed, what was exported: a line each, to be read by machines.
AUDIT_LOG = environment.read_text("AUDIT_LOG")

LOGGING = make_logging_settings(environment.read_text("LOG_LEVEL", default="INFO"), AUDIT_LOG)
