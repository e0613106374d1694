"""Every knob of the house: one file, each knob an environment variable with a working default.

`docs/operations.md` has a row for each variable read here (held by `tests/test_house.py`).
"""

import base64
import hashlib
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.parts import INSTALLED_APPS, MIDDLEWARE, TEMPLATES  # noqa: F401 - settings by import
from config.policies import ADMIN_POLICY, CONTENT_SECURITY_POLICY  # noqa: F401 - the same
from config.quiet import quiet_hours

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- State: everything the house writes lives under one folder ------------------------------------
HUIYIN_HOME = Path(env.str("HUIYIN_HOME", default=str(BASE_DIR / "var"))).resolve()
HUIYIN_HOME.mkdir(parents=True, exist_ok=True)
KEYS_FILE = HUIYIN_HOME / "keys.env"
if KEYS_FILE.exists():
    env.read_env(str(KEYS_FILE))  # written by the demo; real variables win over it

DEBUG = env.bool("DEBUG", default=False)


# --- Keys: a house without its keys does not open -------------------------------------------------
def _development_key(name: str) -> str:
    return base64.urlsafe_b64encode(
        hashlib.sha256(f"huiyin development {name}".encode()).digest()
    ).decode()


def _secrets(*names: str) -> dict[str, str]:
    """Read the keys; say all that are missing at once, and never start with half of them."""
    found = {name: env.str(name, default=_development_key(name) if DEBUG else "") for name in names}
    missing = [name for name, value in found.items() if not value]
    if missing:
        raise ImproperlyConfigured(
            f"These keys are missing: {', '.join(missing)}. Set them in the environment or in "
            f"{KEYS_FILE.name} below HUIYIN_HOME (`make keys` writes random ones), or set DEBUG=1 to "
            "try the site with keys that protect nothing."
        )
    return found


_keys = _secrets("SECRET_KEY", "HUIYIN_FIELD_KEYS", "HUIYIN_INDEX_KEY", "HUIYIN_CODE_KEYS")
SECRET_KEY = _keys["SECRET_KEY"]
# Comma-separated, urlsafe base64 of 32 bytes each; the first encrypts, all decrypt.
HUIYIN_FIELD_KEYS = _keys["HUIYIN_FIELD_KEYS"].split(",")
HUIYIN_INDEX_KEY = _keys["HUIYIN_INDEX_KEY"]
# Comma-separated; the first makes new tracking codes, all recognise old ones.
HUIYIN_CODE_KEYS = _keys["HUIYIN_CODE_KEYS"].split(",")

# --- Where the site stands ------------------------------------------------------------------------
PORT = env.int("PORT", default=8000)
HTTPS = env.bool("HTTPS", default=not DEBUG)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}")
WAGTAILADMIN_BASE_URL = SITE_URL
# How many proxies of ours stand before the site; 0 believes no forwarding header.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- Database, cache, tasks: a laptop by default, a city by variables -----------------------------
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{HUIYIN_HOME / 'huiyin.sqlite3'}")
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # Measured with 50 writers (docs/operations.md): anything less fails with "database is locked",
    # and FULL is what makes an acknowledged voice survive a power cut.
    _database["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; "
        f"PRAGMA synchronous={env.str('SQLITE_SYNCHRONOUS', default='FULL')}; "
        "PRAGMA secure_delete=ON;",
    }
    _database["TEST"] = {"NAME": str(HUIYIN_HOME / "test.sqlite3")}
    _database["CONN_MAX_AGE"] = None
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {}).update(
        pool={
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", default=8),
            # Whoever waits longer is told that the site is away, instead of hanging.
            "timeout": 5,
            # A pool that pauses ever longer between its tries finds a server minutes after it is back.
            "reconnect_timeout": 5,
        },
        connect_timeout=5,
        options="-c statement_timeout=30000 -c lock_timeout=10000",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://?max_entries=2000")}
if CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    CACHES["default"]["BACKEND"] = "portal.caches.ForgivingRedisCache"
# How long a public page is kept for those without a session; any change shows within a second.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=600)

# Wagtail's own small tasks (reference index, renditions) run at once, in the request.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# "thread": the relay works after commit in a thread of its own; "celery": it hands over to Celery;
# Numbers and addresses that may stand on public pages though they look like somebody's own: other
# hospitals, offices, hotlines. Those of the site's settings may always.
PUBLIC_NUMBERS = env.list("PUBLIC_NUMBERS", default=[])
# "off": only `manage.py tick` works (and the tests, which call it themselves).
RELAY = env.str("RELAY", default="thread")
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="memory://")
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="huiyin")
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", default=False)
# Measured on Redis: the defaults left tasks undone when a worker was killed (docs/operations.md).
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 45
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}

# --- Files: private ones never lie below the web root ---------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HUIYIN_HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HUIYIN_HOME / "media"
# Pictures of the public pages; a web server or CDN in front may take this over.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HUIYIN_HOME / "private"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# What browsers ask for at the root without being told: /favicon.ico, /apple-touch-icon.png.
WHITENOISE_ROOT = BASE_DIR / "portal" / "root"

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [
    BASE_DIR / "config" / "locale"
]  # only what others' catalogues lack: portal/overlay.py
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "portal.User"
LOGIN_URL = "wagtailadmin_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Fences ---------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("SESSION_MINUTES", default=30) * 60
SESSION_ENGINE = "portal.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REDIRECT_EXEMPT = [r"^healthz", r"^readyz"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
# "no-referrer" makes Chromium send `Origin: null` with every form, which CSRF protection refuses.
# Whether a whole domain is preloaded is its owner's decision and cannot be taken back for months.
# Wagtail's template library has two modules of its name: ours stands in its place (config/parts.py).
SILENCED_SYSTEM_CHECKS = ["security.W021", "templates.W003"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Forms, search, editor ------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "huiyin"
FORMS_URLFIELD_ASSUME_HTTPS = True
WAGTAIL_SITE_NAME = "Huiyin 回音"
# Wagtail's default takes a run of Han characters for one word and finds next to nothing.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
WAGTAILIMAGES_IMAGE_MODEL = "portal.PortalImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
# Published papers are PDF files to be downloaded; a page or a script among them would run as ours.
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.pictures.PictureForm"
WAGTAILADMIN_USER_LOGIN_FORM = "portal.signin.SignInForm"
# Nothing of the admin may call another house.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True

# --- The house's own rules ------------------------------------------------------------------------
STORY_LENGTH = env.int("STORY_LENGTH", default=5000)
ATTACHMENTS_PER_ACT = env.int("ATTACHMENTS_PER_ACT", default=5)
ATTACHMENT_BYTES = env.int("ATTACHMENT_MEGABYTES", default=20) * 1024 * 1024
RECEIPT_MINUTES = env.int("RECEIPT_MINUTES", default=30)
# Wrong tracking codes an hour before look-ups wait: for one network, and for the whole site.
WRONG_CODES_PER_NETWORK = env.int("WRONG_CODES_PER_NETWORK", default=10)
WRONG_CODES_PER_SITE = env.int("WRONG_CODES_PER_SITE", default=10000)
# Looks around before sending, an hour: of one network (a hospital's visitors are one), of the site.
LOOKS_PER_NETWORK = env.int("LOOKS_PER_NETWORK", default=200)
LOOKS_PER_SITE = env.int("LOOKS_PER_SITE", default=5000)
# Wrong passwords an hour before an account waits, whatever network they come from.
WRONG_PASSWORDS = env.int("WRONG_PASSWORDS", default=10)
# Under which licence published figures may be used: its short name (SPDX) and where it can be read.
DATA_LICENCE = env.str("DATA_LICENCE", default="CC-BY-4.0")
DATA_LICENCE_URL = env.str(
    "DATA_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"
)
# After so many days the house looks for its own leaks again; 0 switches that off.
SELF_CHECK_DAYS = env.int("SELF_CHECK_DAYS", default=7)
SHARED_DATA = Path(env.str("HUIYIN_SHARED_DATA", default=str(BASE_DIR.parent / "shared" / "data")))

# --- Mail: none where no server is named, for whatever is printed a log may keep ------------------
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=False)
# Four answers of the server take less than a task's time limit together.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    default="django.core.mail.backends.%s.EmailBackend"
    % ("smtp" if EMAIL_HOST else "console" if DEBUG else "dummy"),
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
# Between these hours of the hospital's time only receipts go out; empty: at any hour.
QUIET_HOURS = quiet_hours(env.str("QUIET_HOURS", default="21:00-08:00"))

# --- Text messages: none without an account at the gateway ----------------------------------------
SMS_ENDPOINT = env.str("SMS_ENDPOINT", default="https://dysmsapi.aliyuncs.com")
SMS_KEY_ID = env.str("SMS_KEY_ID", default="")
SMS_KEY_SECRET = env.str("SMS_KEY_SECRET", default="")
SMS_SIGN_NAME = env.str("SMS_SIGN_NAME", default="")
SMS_TIMEOUT = env.int("SMS_TIMEOUT", default=10)
SMS_BACKEND = env.str(
    "SMS_BACKEND", default="aliyun" if SMS_KEY_ID and SMS_KEY_SECRET and SMS_SIGN_NAME else ""
)

# --- Logs: references, never codes, names or texts ------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"numbers": {"()": "portal.logs.NumbersFilter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["numbers"]}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Wagtail logs the titles of pages, drafts among them: nothing a log may keep.
    "loggers": {name: {"level": "WARNING"} for name in ("wagtail", "django_tasks")},
}
