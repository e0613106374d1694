"""Attachments: sealed as they came, made safe after the request, opened only through a case."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db.models import F
from django.utils import timezone

from feedback.models import Attachment, Case, CaseEvent
from feedback.models.files import AttachmentQuerySet
from feedback.vocabulary import Actor, FileState
from portal import crypto, uploads

PURPOSE = "feedback.attachment"
# A worker that died holds its claim no longer than this; after five tries a file is given up.
CLAIM = timedelta(minutes=2)
TRIES = 5
SUFFIXES = {kind.content_type: kind.suffix for kind in uploads.Kind}


@dataclass(frozen=True)
class Sealed:
    """An upload that lies encrypted in the private store, not yet tied to a case."""

    stored: str
    name: str
    kind: str
    size: int
    sha256: str


@contextmanager
def sealed(files: "Iterable[File[bytes]]", *, max_bytes: int) -> Iterator[list[Sealed]]:
    """Encrypt uploads into the private store, and remove them again if the act they belong to fails.

    Done around the transaction, which must stay short. Raises `uploads.Refused` for a file that is
    not accepted.
    """
    taken: list[Sealed] = []
    try:
        for file in files:  # one by one, so that those before a refused one are known
            taken.append(  # noqa: PERF401
                _seal(file, uploads.inspect(file, max_bytes=max_bytes))
            )
        yield taken
    except BaseException:
        discard(taken)
        raise


def discard(sealed: Iterable[Sealed]) -> None:
    """Remove uploads whose case did not come to be."""
    for one in sealed:
        storages["private"].delete(one.stored)


def attach(case: Case, event: CaseEvent, sealed: Iterable[Sealed], *, actor: Actor) -> None:
    """Tie sealed uploads to the diary entry they came with."""
    Attachment.objects.bulk_create(
        Attachment(
            case=case,
            event=event,
            name=one.name,
            actor=actor,
            kind=one.kind,
            size=one.size,
            sha256=one.sha256,
            original=one.stored,
        )
        for one in sealed
    )


def make_safe(attachment: Attachment) -> bool:
    """Make the copy that may be shown; return whether this worker was the one to do it."""
    now = timezone.now()
    free = Attachment.objects.filter(pk=attachment.pk, state=FileState.RECEIVED)
    claimed = free.exclude(claimed_at__gt=now - CLAIM).update(claimed_at=now, tries=F("tries") + 1)
    if not claimed:
        return False
    try:
        data = _read(attachment.original)
        safe = uploads.make_safe_in_child(data, uploads.Kind(attachment.kind))
    except uploads.Refused:
        free.update(state=FileState.REFUSED)
        return True
    stored = _store(safe.data)
    free.update(state=FileState.SAFE, safe=stored, safe_type=safe.content_type)
    return True


def unchecked() -> AttachmentQuerySet:
    """Return the attachments a worker should take up now, given-up ones excluded."""
    waiting = Attachment.objects.unchecked().filter(tries__lt=TRIES)
    return waiting.exclude(claimed_at__gt=timezone.now() - CLAIM)


def name_of(attachment: Attachment) -> str:
    """Return the name for a download: the submitter's, with the ending of what the file really is."""
    return uploads.shown_name(attachment.name, SUFFIXES.get(attachment.safe_type, ""))


def open_safe(attachment: Attachment) -> bytes:
    """Return the bytes that may be shown to whoever may see the case."""
    return _read(attachment.safe)


def _seal(file: "File[bytes]", kind: uploads.Kind) -> Sealed:
    data = file.read()
    return Sealed(
        stored=_store(data),
        name=uploads.shown_name(file.name or ""),
        kind=kind.value,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _store(data: bytes) -> str:
    return storages["private"].save(
        f"{timezone.now():%Y/%m}/{secrets.token_hex(16)}",
        ContentFile(crypto.seal(data, purpose=PURPOSE)),
    )


def _read(stored: str) -> bytes:
    with storages["private"].open(stored) as file:
        return crypto.unseal(file.read(), purpose=PURPOSE)
