"""The floor's settings: no middleware, no languages; the database as durable as the product's."""

import os
from pathlib import Path

HOME = Path(os.environ["HUIYIN_HOME"])
SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "benchmarks.floor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
# Each view carries the middleware its operation needs.
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "benchmarks.floor.urls"
WSGI_APPLICATION = "benchmarks.floor.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "floor.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; "
            f"PRAGMA synchronous={os.environ.get('SQLITE_SYNCHRONOUS', 'FULL')}; "
            "PRAGMA secure_delete=ON;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME / "media"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LOGIN_URL = "/sign-in/"
