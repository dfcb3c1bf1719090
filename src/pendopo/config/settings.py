"""Settings, read from the environment and from `.env` in the data directory."""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from pendopo.config import environment as env
from pendopo.core.later import put_off

put_off("sqlparse")  # Django names it beside every database, and uses it for scripts of SQL alone

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("PENDOPO_DATA", str(Path.cwd() / "var"))).resolve()
env.read_file(DATA_DIR / ".env")

DEBUG = env.flag("PENDOPO_DEBUG")
DEMO = env.flag("PENDOPO_DEMO")
TODAY = env.text("PENDOPO_TODAY", "")
TESTING = env.flag("PENDOPO_TESTING")


def _kept_secret(name: str) -> str:
    """A secret made once and kept beside the data, readable by its owner only."""
    path = DATA_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = env.text("PENDOPO_SECRET_KEY", "") or _kept_secret("secret_key")
# What seals personal data, the newest key first; a key of its own, so that a new SECRET_KEY loses nobody's data.
DATA_KEYS = env.names("PENDOPO_DATA_KEYS", []) or [SECRET_KEY if TESTING else _kept_secret("data_key")]
# What marks of sealed data are made with; it stays while DATA_KEYS change. Empty means the oldest of them.
MARK_KEY = env.text("PENDOPO_MARK_KEY", "")
SITE_URL = env.text("PENDOPO_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.names("PENDOPO_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "modeltranslation",
    "pendopo.accounts",  # before the next and allauth, so that our templates and words win
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "django_scopes",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pendopo.core",
    "pendopo.convenings",
    "pendopo.runs",
    "pendopo.hosts",
    "pendopo.cooperation",
    "pendopo.delegates",
    "pendopo.press",
    "pendopo.web",
    "pendopo.cli",
    "pendopo.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pendopo.core.caching.PublicPageCache",
    "csp.middleware.CSPMiddleware",
    "pendopo.core.http.CompressText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pendopo.core.http.LanguageFromAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pendopo.accounts.http.DevicesSeen",
    "pendopo.convenings.http.ConveningMiddleware",
    "pendopo.core.http.WordedRefusals",
]

ROOT_URLCONF = "pendopo.config.urls"
WSGI_APPLICATION = "pendopo.config.wsgi.application"
_FINDERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
_PIECES = [("django.template.loaders.cached.Loader", _FINDERS)] if not DEBUG else _FINDERS
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "pendopo.web.context.shell",
            ],
            "loaders": [("template_partials.loader.Loader", _PIECES)],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "django_cotton.templatetags.cotton",
                "pendopo.core.templatetags.constants",
                "pendopo.core.templatetags.links",
                "pendopo.core.templatetags.dates",
                "pendopo.core.templatetags.pieces",
                "pendopo.web.templatetags.parts",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        env.text("PENDOPO_TEST_DATABASE_URL" if TESTING else "DATABASE_URL")
        or f"sqlite:///{DATA_DIR / 'pendopo.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "cached_statements": 64,  # each holds about 15 kB, in every thread
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-512;"  # kB in every thread; the system keeps the file in memory once for all
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = not DATABASES["default"]["ENGINE"].endswith("sqlite3")
if TESTING and not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_pendopo_{os.getpid()}"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
MODELTRANSLATION_DEFAULT_LANGUAGE = "id"
MODELTRANSLATION_LANGUAGES = ("id", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("id", "en")}
LOCALE_PATHS: list[Path] = []
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "pendopo.core.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
PUBLIC_PAGES_BYTES = env.number("PENDOPO_PAGES_MB", 8) * 1024 * 1024  # kept by each process; 0 keeps none
ATTACHMENT_MAX_BYTES = env.number("PENDOPO_ATTACHMENT_MAX_MB", 10) * 1024 * 1024

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
# A desk opens only to accounts with a second factor; the demonstration and the tests do without.
SECOND_FACTOR_REQUIRED = not (DEMO or TESTING)
ACCOUNT_ADAPTER = "pendopo.accounts.http.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "pendopo.accounts.forms.SignInForm",
    "add_email": "pendopo.accounts.forms.AddressForm",
    "change_password": "pendopo.accounts.forms.NewPasswordForm",
    "reauthenticate": "pendopo.accounts.forms.ConfirmForm",
    "reset_password": "pendopo.accounts.forms.LostPasswordForm",
    "reset_password_from_key": "pendopo.accounts.forms.PasswordByLinkForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever opens an invitation has shown that the address is theirs
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Pendopo"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://")
MFA_FORMS = {"add_webauthn": "pendopo.accounts.forms.PasskeyForm"}
USERSESSIONS_TRACK_ACTIVITY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("PENDOPO_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31536000 if SITE_URL.startswith("https:") else 0
X_FRAME_OPTIONS = "DENY"
FORM_RENDERER = "pendopo.web.widgets.Renderer"
CSRF_FAILURE_VIEW = "pendopo.core.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

EMAIL_BACKEND = env.text(
    "PENDOPO_EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("PENDOPO_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("PENDOPO_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("PENDOPO_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("PENDOPO_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("PENDOPO_EMAIL_TLS")
EMAIL_TIMEOUT = 20  # seconds for each answer of the mail server; a claim on an e-mail lasts longer
DEFAULT_FROM_EMAIL = env.text("PENDOPO_EMAIL_FROM", "pendopo@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Refusals (404, 405, 422) are ordinary answers; the log of the server is for faults of ours.
    "loggers": {"django": {"handlers": []}, "django.request": {"level": "ERROR"}},
}

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "runs"],
    }
}
PHONE_COUNTRY = "ID"  # of numbers written without a country
SILENCED_SYSTEM_CHECKS: list[str] = []
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
