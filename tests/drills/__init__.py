"""Drills: a house of its own in which things are broken on purpose, and figures of what came of it.

Importing this names the house's places in the environment, because the settings are read from there.
`DRILL_DATABASE_URL` names another PostgreSQL; the database in it is made anew and removed.
"""

import os
import tempfile
from pathlib import Path

import django

from tests.sink import free_port

HOME = Path(tempfile.mkdtemp(prefix="huiyin-drill-"))
BROKER_PORT, MAIL_PORT = free_port(), free_port()

os.environ.update(
    {
        "QUIET_HOURS": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "1",
        "LOG_LEVEL": "ERROR",
        "HUIYIN_HOME": str(HOME),
        "DATABASE_URL": os.environ.get(
            "DRILL_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/huiyin_drill"
        ),
        "RELAY": "celery",
        "CELERY_BROKER_URL": f"redis://127.0.0.1:{BROKER_PORT}/0",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(MAIL_PORT),
    }
)
django.setup()
