"""How a voice becomes a case: what it says, its first diary entry, and the receipt of the public form."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback import tracking, workflow
from feedback.models import Case, CaseEvent, Consent, Contact, Department, WorkOrder
from feedback.services import clock, codes, contacts, dialogue, files, step
from feedback.services.files import Sealed
from feedback.vocabulary import (
    REFERENCE_PREFIX,
    TRANSFERS,
    Act,
    Actor,
    Channel,
    Kind,
    Stage,
)
from portal import edition
from portal.crypto import keyed_index
from portal.models import Hospital, PrivacyNotice, User


@dataclass(frozen=True)
class Voice:
    """What somebody told us, before it is a case. Only kind and story are needed."""

    kind: str
    story: str
    channel: str = Channel.WEB
    department: Department | None = None
    happened_on: date | None = None
    relationship: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    # Whose account it was in a ledger that is brought in; only its keyed hash is kept.
    account: str = ""
    consent_health: bool = False
    # Sent as no person would: it is taken in like any other, and marked for a second look.
    suspicious: bool = False
    language: str = "zh-hans"
    gist: str = ""
    external_number: str = ""
    external_due_on: date | None = None
    # Of an order: by which office it was passed on, under which category of its own, and when.
    passed_on_by: str = ""
    their_category: str = ""
    dispatched_at: datetime | None = None
    # Where a roving desk was spoken to, and when it, or a letter, was told us before it was written down.
    place: str = ""
    told_at: datetime | None = None
    # The number of the public page this is about.
    page: int | None = None

    @property
    def is_anonymous(self) -> bool:
        return not (self.name or self.phone or self.email or self.relationship)


class Receipt(NamedTuple):
    """What the submitter takes home. The code is empty when it can no longer be shown.

    `added` says of a second sending what became of that which it said differently: None when it said
    nothing new, True when it was kept as a message, False when the case took no message any more.
    """

    case: Case
    code: str
    fresh: bool
    added: bool | None = None


def submit(
    voice: Voice,
    *,
    form_key: str,
    hospital: Hospital,
    attachments: Sequence[Sealed] = (),
    at: datetime | None = None,
) -> Receipt:
    """Take in a voice from the public form. The same form sent twice is one case.

    What a second sending says differently is kept as a message, so nothing typed is lost.
    """
    earlier = sent_before(form_key)
    if earlier:
        return _repeat(earlier, voice, form_key, attachments)
    case = new_case(voice, hospital, stage=Stage.RECEIVED, form_key=form_key, received_at=at)
    code = codes.issue(case, form_key)
    try:
        open_diary(case, voice, Act.SUBMIT, actor=Actor.SUBMITTER, attachments=attachments)
    except IntegrityError:
        earlier = sent_before(form_key)  # the other click of a double click was faster
        if earlier is None:
            raise
        return _repeat(earlier, voice, form_key, attachments)
    return Receipt(case, code, fresh=True)


def receipt_is_open(case: Case) -> bool:
    """Say whether the receipt of a form may still be shown again."""
    return timezone.now() - case.received_at < timedelta(minutes=settings.RECEIPT_MINUTES)


def find_receipt(form_key: str) -> Receipt | None:
    """Return the receipt of a form that has been sent before, or None when it never was."""
    case = sent_before(form_key)
    if case is None:
        return None
    code = codes.again(case, form_key) if receipt_is_open(case) else ""
    return Receipt(case, code, fresh=False)


def sent_before(form_key: str) -> Case | None:
    """Return the case a form has become before, if it has."""
    sent = Case.objects.filter(form_key=codes.form_index(form_key))
    return sent.get() if sent.exists() else None


def _repeat(case: Case, voice: Voice, form_key: str, attachments: Sequence[Sealed]) -> Receipt:
    added = _keep_what_is_new(case, voice.story, attachments)
    code = codes.again(case, form_key) if receipt_is_open(case) else ""
    return Receipt(case, code, fresh=False, added=added)


def _keep_what_is_new(case: Case, story: str, attachments: Sequence[Sealed]) -> bool | None:
    known = set(case.attachments.values_list("sha256", flat=True))
    new = [one for one in attachments if one.sha256 not in known]
    files.discard(one for one in attachments if one.sha256 in known)
    told = {case.story, *case.diary.filter(act=Act.MESSAGE).values_list("text", flat=True)}
    if story in told and not new:
        return None
    if not receipt_is_open(case):  # whoever has the old page may not go on speaking for its sender
        files.discard(new)
        return False
    try:
        dialogue.message(case, text=story, attachments=new)
    except workflow.WrongStage:  # it has moved on since; the page gives the words back
        files.discard(new)
        return False
    return True


def new_case(
    voice: Voice,
    hospital: Hospital,
    *,
    stage: Stage,
    form_key: str = "",
    received_at: datetime | None = None,
) -> Case:
    """Build a case that is not yet saved, its clocks running."""
    case = Case(
        hospital=hospital,
        kind=voice.kind,
        channel=voice.channel,
        stage=stage,
        version=1,
        story=voice.story,
        gist=voice.gist,
        language=voice.language,
        quarantined=voice.suspicious,
        about=voice.department,
        happened_on=voice.happened_on,
        place=voice.place,
        received_at=received_at or timezone.now(),
        external_number=voice.external_number,
        external_due_on=voice.external_due_on,
        form_key=codes.form_index(form_key) if form_key else None,
        submitter_key=contacts.key(voice),
    )
    if voice.external_number:
        case.external_index = keyed_index(voice.external_number, purpose="external")
    case.reference = _reference(case.received_on.year, Kind(voice.kind))
    clock.start(case)
    return case


def _reference(year: int, kind: Kind) -> str:
    while True:
        reference = tracking.reference(
            year, REFERENCE_PREFIX[kind], lambda: secrets.randbelow(tracking.REFERENCE_SPAN)
        )
        if not Case.objects.filter(reference=reference).exists():
            return reference


@transaction.atomic
def open_diary(  # noqa: PLR0913 - what makes a first diary entry
    case: Case,
    voice: Voice,
    act: Act,
    *,
    actor: Actor,
    by: User | None = None,
    at: datetime | None = None,
    attachments: Sequence[Sealed] = (),
) -> CaseEvent:
    case.save(force_insert=True)
    if not voice.is_anonymous:
        Contact.objects.create(case=case, **contacts.columns(voice))
    if case.external_number or case.channel in TRANSFERS:
        _open_order(case, voice)
    if actor is not Actor.SYSTEM:
        _consents(case, voice)
    event = step.append(
        case,
        act,
        actor=actor,
        by=by,
        at=at or case.received_at,
        public=True,
        facts={"channel": case.channel} | ({"page": voice.page} if voice.page else {}),
    )
    files.attach(case, event, attachments, actor=actor)
    return event


def _open_order(case: Case, voice: Voice) -> None:
    """Keep what a hotline or authority wants of a case beside the answer to the submitter."""
    WorkOrder.objects.create(
        case=case,
        office=voice.passed_on_by,
        subject=voice.their_category,
        dispatched_at=voice.dispatched_at,
    )


def _consents(case: Case, voice: Voice) -> None:
    notice = edition.kept(("notice", timezone.localdate()), PrivacyNotice.current)
    purposes = [Consent.Purpose.NOTICE] + [Consent.Purpose.HEALTH] * voice.consent_health
    Consent.objects.bulk_create(
        Consent(
            case=case,
            purpose=purpose,
            notice=notice,
            fingerprint=notice.fingerprint if notice else "",
            channel=case.channel,
            given_at=case.received_at,
        )
        for purpose in purposes
    )
