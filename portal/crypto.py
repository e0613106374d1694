"""Seals what must not lie open in the database or in a file. It never gives out a sealed value as text.

A sealed value is `version | key id | nonce | ciphertext`, AES-256-GCM, and is bound to its purpose
(for a field "app.Model.field"), so that it opens in no other column. Within one column it could be
moved from row to row; whoever can write to the database can do worse. That a value is empty, and
about how long it is, stays visible.
"""

import base64
import binascii
import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django import forms
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

VERSION = b"\x01"
KEY = 32
KEY_ID = 4
NONCE = 12  # random; one key may seal 2**32 values before that is too short
HEADER = len(VERSION) + KEY_ID
SEALED = "sealed"


class Unreadable(Exception):
    """A sealed value does not open. No message carries anything of the value."""


class KeyMissing(Unreadable):
    """The key that sealed the value is not among HUIYIN_FIELD_KEYS."""


class Tampered(Unreadable):
    """The value was changed, cut, moved to another column, or is not one of ours."""


def seal(plain: bytes, *, purpose: str) -> bytes:
    """Encrypt with the current key."""
    key_id, cipher = next(iter(_keyring().items()))
    header, nonce = VERSION + key_id, os.urandom(NONCE)
    return header + nonce + cipher.encrypt(nonce, plain, _bound_to(header, purpose))


def unseal(blob: bytes, *, purpose: str) -> bytes:
    """Decrypt with whichever key sealed the value."""
    header, nonce, ciphertext = blob[:HEADER], blob[HEADER : HEADER + NONCE], blob[HEADER + NONCE :]
    if not blob.startswith(VERSION) or len(nonce) < NONCE:
        raise Tampered(f"What is stored as {purpose} is no sealed value.")
    cipher = _keyring().get(header[len(VERSION) :])
    if cipher is None:
        raise KeyMissing(f"{purpose} was sealed with key {sealed_with(blob)}, which is not loaded.")
    try:
        return cipher.decrypt(nonce, ciphertext, _bound_to(header, purpose))
    except InvalidTag:
        raise Tampered(f"A sealed value of {purpose} does not open.") from None


def sealed_with(blob: bytes) -> str:
    """The id of the key that sealed a value; for changing keys."""
    return blob[len(VERSION) : HEADER].hex()


def current_key_id() -> str:
    """The id of the key that seals today."""
    return known_key_ids()[0]


def known_key_ids() -> list[str]:
    """The ids of all keys that open, the current one first."""
    return [key_id.hex() for key_id in _keyring()]


def keyed_index(value: str, *, purpose: str) -> str:
    """A keyed hash by which an encrypted value can be found exactly; the caller normalises it."""
    key = _key(settings.HUIYIN_INDEX_KEY, setting="HUIYIN_INDEX_KEY")
    return hmac.new(key, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def derived_key(purpose: str) -> bytes:
    """A key of its own for hashes that are made by the thousand; as secret as the one it comes from."""
    key = _key(settings.HUIYIN_INDEX_KEY, setting="HUIYIN_INDEX_KEY")
    return hmac.new(key, f"huiyin/derived-key\0{purpose}".encode(), hashlib.sha256).digest()


def _keyring() -> dict[bytes, AESGCM]:
    # Looked up by the setting's value: a changed setting is a new ring, an unchanged one costs nothing.
    return _ring(tuple(settings.HUIYIN_FIELD_KEYS))


@lru_cache(maxsize=8)
def _ring(texts: tuple[str, ...]) -> dict[bytes, AESGCM]:
    keys = [_key(text, setting="HUIYIN_FIELD_KEYS") for text in texts]
    if not keys:
        raise ImproperlyConfigured("HUIYIN_FIELD_KEYS holds no key.")
    return {
        hashlib.sha256(b"huiyin/field-key-id\0" + key).digest()[:KEY_ID]: AESGCM(key)
        for key in keys
    }


@lru_cache(maxsize=16)
def _key(text: str, *, setting: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY:
        raise ImproperlyConfigured(f"{setting} needs keys of 32 bytes in urlsafe base64.")
    return key


def _bound_to(header: bytes, purpose: str) -> bytes:
    return header + purpose.encode()


class EncryptedTextField(models.Field):  # type: ignore[type-arg]  # no generic at run time
    """Text to Python, a sealed value to the database. Nobody can search, sort or index by it.

    Renaming the field or its model changes what its values are bound to: give the old name as
    `purpose` then.
    """

    description = _("Encrypted text")

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._purpose = purpose
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    @property
    def purpose(self) -> str:
        """Return what this field's values are bound to."""
        return self._purpose or f"{self.model._meta.label}.{self.name}"

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self._purpose:
            kwargs["purpose"] = self._purpose
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        errors = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False):
            message = "An encrypted field can be neither unique nor indexed; use keyed_index()."
            errors.append(checks.Error(message, obj=self, id="portal.E001"))
        return errors

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(
                f"{self.name} is encrypted and cannot be searched by {lookup_name}; use keyed_index()."
            )
        return super().get_lookup(lookup_name)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is None:
            return None
        # An empty value stays empty bytes: nothing is in it to protect, and it can be counted.
        blob = b"" if value in ("", b"") else seal(str(value).encode(), purpose=self.purpose)
        return cast(Any, connection).Database.Binary(blob)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        """Open the value; SQLite hands over bytes, PostgreSQL a memoryview."""
        return None if value is None else self._open(bytes(value))

    def to_python(self, value: Any) -> str | None:
        """Accept text, and what `value_to_string` wrote.

        That is a dictionary and no marked text: a form gives only text, so nobody who stole a
        sealed value can paste it into a story and read it in the own case.
        """
        if isinstance(value, dict) and set(value) == {SEALED}:
            return self._open(base64.b64decode(value[SEALED]))
        return value if value is None or isinstance(value, str) else str(value)

    def value_to_string(self, obj: models.Model) -> Any:
        """Write a fixture's value: sealed, because a dump is a file that lies around."""
        value = self.value_from_object(obj)
        if not value:
            return value
        return {SEALED: base64.b64encode(seal(value.encode(), purpose=self.purpose)).decode()}

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        defaults: dict[str, Any] = {"max_length": self.max_length, "widget": forms.Textarea}
        if self.null:
            defaults["empty_value"] = None
        return super().formfield(**{**defaults, **kwargs})

    def _open(self, blob: bytes) -> str:
        return unseal(blob, purpose=self.purpose).decode() if blob else ""
