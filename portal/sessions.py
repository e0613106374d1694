"""Sessions in the database, made without asking first whether a new key is taken.

A key has more than 160 random bits, and a row that existed all the same would be refused by the
database and another key tried.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.utils.crypto import get_random_string

LENGTH = 32


class SessionStore(db.SessionStore):
    """Django's own, one question cheaper at the start."""

    def _get_new_session_key(self) -> str:
        return get_random_string(LENGTH, VALID_KEY_CHARS)
