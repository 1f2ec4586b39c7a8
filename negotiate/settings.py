"""The settings: everything the environment decides is read here, and nowhere else.

Three ways to run, told apart by what is set:

- production: `SECRET_KEY` is set, or `DEBUG` is set to off. What matters must be set too, or nothing starts.
- `manage.py up`: sets everything for the processes it starts.
- a command beside it, nothing set: one person's machine, with the secrets that `up` keeps under `VAR_DIR`.
"""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from negotiate.environment import Environment
from negotiate.local.places import local_database_url, var_folder
from negotiate.local.secrets import local_secrets
from negotiate.mail.relay import Relay
from negotiate.zone_data import use_newest

env = Environment()
use_newest()  # before any zone is looked up

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = var_folder(env.ENVIRON)

PRODUCTION = bool(env.str("SECRET_KEY", default="")) or not env.bool("DEBUG", default=True)
DEBUG = env.bool("DEBUG", default=not PRODUCTION)
REQUIRED = ("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "EMAIL_FROM", "DATABASE_URL")
MISSING = [name for name in REQUIRED if name not in env.ENVIRON]
if MISSING and not DEBUG:
    raise ImproperlyConfigured(f"With DEBUG off these must be set in the environment: {', '.join(MISSING)}.")

SECRET_KEY = env.str("SECRET_KEY", default="") or local_secrets(VAR_DIR)["secret_key"]
SITE_URL = env.site("SITE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SIGNUP = env.choice("SIGNUP", ("open", "closed"), default="open")
GUIDES_PUBLIC = env.bool("GUIDES_PUBLIC", default=True)
REVIEW_REQUIRED = env.bool("REVIEW_REQUIRED", default=True)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

INSTALLED_APPS = [
    "negotiate",
    "negotiate.accounts",
    "negotiate.mail",
    "negotiate.money",
    "guides",
    "offers",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "negotiate.middleware.HeadersMiddleware",
    "negotiate.middleware.ZoneDataMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "negotiate.middleware.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "negotiate.middleware.ErrorPagesMiddleware",
    "negotiate.middleware.ApiProblemsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "negotiate.middleware.SignInMiddleware",
    "negotiate.middleware.DeskClockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "negotiate.urls"
WSGI_APPLICATION = "negotiate.wsgi.application"

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
                "negotiate.mail.context.mail",
                "negotiate.pages.site",
            ],
        },
    }
]
FORM_RENDERER = "negotiate.widgets.Renderer"

DATABASES = {"default": env.database("DATABASE_URL", default=lambda: local_database_url(VAR_DIR))}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes: rate limits are counted in it. A small one would forget them under many guesses.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://cache?max_entries=100000")}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/negotiations/"

ACCOUNT_ADAPTER = "negotiate.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    name: f"negotiate.accounts.entrance_forms.{form}"
    for name, form in {
        "login": "Login",
        "signup": "Signup",
        "add_email": "AddEmail",
        "change_email": "ChangeEmail",
        "change_password": "ChangePassword",
        "set_password": "SetPassword",
        "reset_password": "ResetPassword",
        "reset_password_from_key": "ResetPasswordKey",
        "confirm_email_verification_code": "ConfirmEmailCode",
        "confirm_password_reset_code": "ConfirmResetCode",
        "reauthenticate": "Reauthenticate",
    }.items()
}
MFA_FORMS = {
    "authenticate": "negotiate.accounts.entrance_forms.Authenticate",
    "reauthenticate": "negotiate.accounts.entrance_forms.ReauthenticateByCode",
    "activate_totp": "negotiate.accounts.entrance_forms.ActivateTotp",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "negotiate.accounts.adapters.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Negotiate"
MFA_TOTP_TOLERANCE = 1  # phones' clocks are half a minute off

# No EMAIL_URL: mail stands in the local inbox.
EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_FROM = env.str("EMAIL_FROM", default="Negotiate <negotiate@localhost>")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_FROM
EMAIL_BACKEND = "negotiate.mail.backend.OutboxBackend"
if EMAIL_URL:
    Relay.from_url(EMAIL_URL)  # what cannot be read is said now, not when the first mail is due

# Bounces and complaints that a provider reports: ANYMAIL_WEBHOOK_SECRET opens its webhooks, other ANYMAIL_… are its signing keys.
ANYMAIL = {name.removeprefix("ANYMAIL_"): value for name, value in env.ENVIRON.items() if name.startswith("ANYMAIL_") and value}
if ANYMAIL and not find_spec("anymail"):
    raise ImproperlyConfigured("ANYMAIL_… is set, but django-anymail is not installed: pip install django-anymail.")

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
TICK = timedelta(seconds=2)

LANGUAGE_CODE = "en"
USE_I18N = True
FORMAT_MODULE_PATH = "negotiate.formats"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# Preloading binds a whole domain for years: its owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"broker": {"()": "negotiate.broker.AwayFilter"}, "secrets": {"()": "negotiate.secrecy.SecretsFilter"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["broker", "secrets"], "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "negotiate": {"level": "INFO"},
        "offers": {"level": "INFO"},
        "guides": {"level": "INFO"},
    },
}

# A draft is one form, however many rows its guide has: up to five thousand, as many as a file may bring, with up to twenty fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 105_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

API_RATE = "600/m"  # by person, or by address where nobody is signed in
NINJA_PAGINATION_MAX_LIMIT = 100
NINJA_PAGINATION_MAX_OFFSET = 100_000  # rows of one moment, which an import may make: with the default a page of 101 has no next one
NINJA_PAGINATION_PER_PAGE = 50
NINJA_PAGINATION_MAX_PER_PAGE_SIZE = 100
NINJA_NUM_PROXIES = TRUSTED_PROXIES
