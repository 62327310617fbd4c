"""Settings: the only place that reads the environment. `.env.example` documents every variable.

`var/demo.env`, written by `make demo`, is read when present; the environment wins over it.
"""

import logging
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from legitimacy.environment import Environment
from legitimacy.logs import logging_config, logs_configure

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment()
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
env.file_read(VAR_DIR / "demo.env")

# --- What this installation is -------------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
DEMO_PASSWORD = env.text("DEMO_PASSWORD")
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.texts("SECRET_KEY_FALLBACKS")
FIELD_KEYS = env.texts("FIELD_KEYS")
LOOKUP_KEY = env.text("LOOKUP_KEY")
TRAIL_KEY = env.text("TRAIL_KEY")
TRAIL_RETENTION_YEARS = env.number("TRAIL_RETENTION_YEARS", 10)
TRAIL_HEADS_DIR = Path(env.text("TRAIL_HEADS_DIR", str(VAR_DIR / "trail")))
ALLOWED_HOSTS = env.texts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.texts("CSRF_TRUSTED_ORIGINS")
BEHIND_PROXY = env.flag("BEHIND_PROXY")
REDIS_URL = env.address("REDIS_URL", "redis", "rediss", "unix")
CLAMD_URL = env.address("CLAMD_URL", "tcp", "unix")
METRICS_TOKEN = env.text("METRICS_TOKEN")
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "mailto:security@localhost")

# --- Applications --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "rules",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_prometheus",
    "django_structlog",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "legitimacy",
    "evaluation",
    "complaints",
    "professionalism",
    "diversity",
    "audit",
]

MIDDLEWARE = [
    "legitimacy.health.HealthMiddleware",
    "legitimacy.measuring.MeasuredBefore",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # docs/adr/0009-compressed-pages.md
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "legitimacy.attachments.uploads.UploadLimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "legitimacy.nul.NulMiddleware",
    "legitimacy.form_addresses.FormAddressMiddleware",
    "legitimacy.accounts.middleware.SessionLimitMiddleware",
    "legitimacy.accounts.middleware.SignInMiddleware",
    "legitimacy.accounts.middleware.SecondFactorMiddleware",
    "legitimacy.accounts.middleware.AccessDenialMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "legitimacy.measuring.MeasuredAfter",
]

ROOT_URLCONF = "legitimacy.urls"
WSGI_APPLICATION = "legitimacy.wsgi.application"
AUTH_USER_MODEL = "legitimacy.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "legitimacy.accounts.context.viewer",
            ],
        },
    },
]

# --- Database, cache, jobs -----------------------------------------------------------------------------------------

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'monitor.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)

if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
        }
    }

_QUEUE_DIR = VAR_DIR / "queue"
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 3600}
    if REDIS_URL
    else {
        "data_folder_in": str(_QUEUE_DIR / "messages"),
        "data_folder_out": str(_QUEUE_DIR / "messages"),
        "control_folder": str(_QUEUE_DIR / "control"),
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep-stale-marks": {
        "task": "legitimacy.scorecards.tasks.stale_marks_sweep_task",
        "schedule": timedelta(seconds=20),
        "options": {"expires": 20},
    },
    "take-over-lost-parts": {
        "task": "legitimacy.scorecards.tasks.lost_parts_take_over_task",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 15},
    },
    "recount-open-quarters": {
        "task": "legitimacy.scorecards.tasks.open_quarters_recount_task",
        "schedule": crontab(hour=2, minute=30),
    },
    "seal-trail": {
        "task": "legitimacy.trail.tasks.trail_seal_task",
        "schedule": timedelta(seconds=60),
        "options": {"expires": 60},
    },
    "apply-retention": {
        "task": "legitimacy.trail.tasks.retention_apply_task",
        "schedule": crontab(hour=4, minute=20),
    },
    "sweep-quarantine": {
        "task": "legitimacy.attachments.tasks.quarantine_sweep_task",
        "schedule": timedelta(minutes=2),
        "options": {"expires": 120},
    },
    "sweep-orphaned-files": {
        "task": "legitimacy.attachments.tasks.orphans_sweep_task",
        "schedule": crontab(hour=3, minute=40),
    },
    "write-anonymous-answers": {
        "task": "legitimacy.answers.tasks.buffer_flush_task",
        "schedule": crontab(minute=7),
    },
    "send-waiting-notices": {
        "task": "complaints.tasks.notices_sweep_task",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "make-waiting-reports": {
        "task": "audit.tasks.reports_sweep_task",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "close-survey-rounds": {
        "task": "diversity.tasks.survey_rounds_close_task",
        "schedule": crontab(hour=0, minute=15),
    },
    "close-contact-surveys": {
        "task": "evaluation.tasks.contact_surveys_close_task",
        "schedule": crontab(hour=0, minute=16),
    },
    "bring-disciplinary-clocks-up-to-date": {
        "task": "professionalism.tasks.discipline_clocks_task",
        "schedule": crontab(hour=0, minute=40),
    },
    "end-used-up-waits": {
        "task": "complaints.tasks.waits_sweep_task",
        "schedule": crontab(hour=0, minute=20),
    },
    "warn-of-disciplinary-terms": {
        "task": "complaints.tasks.alarms_sweep_task",
        "schedule": crontab(hour=0, minute=25),
    },
    "retire-frameworks": {
        "task": "audit.tasks.frameworks_retire_task",
        "schedule": crontab(hour=0, minute=15),
    },
    "find-early-signals": {
        "task": "professionalism.tasks.signals_find_task",
        "schedule": crontab(hour=0, minute=45),
    },
    "count-own-registers": {
        "task": "complaints.tasks.register_months_task",
        "schedule": crontab(hour=0, minute=35),
    },
}

# --- People --------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "legitimacy.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account comes from an invitation sent to that very address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
# Failed sign-ins are counted by axes; allauth's limit stands above it, and for second factors alone.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/5m/key"}
SECOND_FACTOR_REQUIRED = not DEMO
MFA_ADAPTER = "legitimacy.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation has proven the address
MFA_TOTP_ISSUER = "Legitimiteitsmonitor"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
INVITATION_DAYS = 7
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"  # counts only; no addresses in the database
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "legitimacy.accounts.views.locked_out"
AXES_USERNAME_CALLABLE = "legitimacy.accounts.adapters.sign_in_name"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = 1 if BEHIND_PROXY else 0
# Without Redis the cache is a folder of this one machine, which counts well enough.
SILENCED_SYSTEM_CHECKS = [] if REDIS_URL else ["axes.W001"]
AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR"] if BEHIND_PROXY else ["REMOTE_ADDR"]
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_AGE = 60 * 60

SOCIALACCOUNT_ADAPTER = "legitimacy.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, list[dict[str, Any]]]] = {}
if env.text("OIDC_SERVER_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.text("OIDC_NAME", "OpenID Connect"),
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": env.address("OIDC_SERVER_URL", "https", "http")},
            }
        ]
    }

# --- Languages -----------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French")), ("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Static files --------------------------------------------------------------------------------------------------


def _assets_of(package: str) -> Path:
    """Folder of an installed Python package, found without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"The package {package} is not installed; run `make demo` or install requirements.")
    return Path(next(iter(spec.submodule_search_locations)))


STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("maps", BASE_DIR / "data" / "maps"),
    ("bootstrap", _assets_of("bootstrap")),
    ("plotly", _assets_of("plotly") / "package_data"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Files that people hand over -----------------------------------------------------------------------------------

ATTACHMENTS_DIR = Path(env.text("ATTACHMENTS_DIR", str(VAR_DIR / "attachments")))
ATTACHMENT_LARGEST = 20 * 1024 * 1024
ATTACHMENT_LARGEST_PIXELS = 50_000_000
ATTACHMENTS_MOST = 50  # of one record
ATTACHMENTS_LARGEST = 200 * 1024 * 1024
UPLOAD_LARGEST = 64 * 1024 * 1024  # one request; what is larger is refused unread

# --- Security ------------------------------------------------------------------------------------------------------

_SECURE = not DEBUG and not DEMO
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=_SECURE)
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-session" if _SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "legitimacy.accounts.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

# --- API -----------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "legitimacy.accounts.api_tokens.HouseTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "legitimacy.problems.problem_response",
    "DEFAULT_THROTTLE_CLASSES": [
        "legitimacy.rates.AddressRate",
        "legitimacy.rates.TokenRate",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/min", "user": "1200/min", "stream": "20/min", "complaint_submit": "60/min"},
}
KNOX_TOKEN_MODEL = "knox.AuthToken"  # noqa: S105  knox's own table, named for migrations
SPECTACULAR_SETTINGS = {
    "TITLE": "Legitimiteitsmonitor",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- Mail and logs -------------------------------------------------------------------------------------------------

vars().update(env.mail("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "legitimiteitsmonitor@localhost")
EMAIL_TIMEOUT = 10
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
LOG_LEVEL = env.one_of("LOG_LEVEL", "DEBUG", "INFO", "WARNING", "ERROR", default="WARNING" if DEMO else "INFO")
LOGGING = logging_config(LOG_LEVEL)
logs_configure()

# What could not be read above; the start-up checks say what to set.
ENVIRONMENT_MALFORMED = env.malformed
