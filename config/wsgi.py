"""The door for the web server; it stays shut while the keys are not the right ones."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from portal import keycheck  # noqa: E402 - models can be imported only once the apps are loaded

keycheck.verify()
