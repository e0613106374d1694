"""Fills an empty house with thousands of cases: the demo's, walked by the services, copied with new
keys and dates. Writes down what the visitors of the bench need: form keys, codes, sessions.

COUNTED says of how many cases the figures are to be, where that is more than there are: public figures
are made of the roll-ups alone, so these are multiplied instead of writing a million cases.
"""

import json
import os
import secrets
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import models, transaction

from feedback import tracking
from feedback.models import (
    Case,
    CaseCategory,
    CaseEvent,
    CaseMeasure,
    CaseTally,
    Consent,
    Contact,
    Department,
    Fingerprint,
    TallyMark,
)
from feedback.models.case import new_salt
from feedback.public import formkey
from feedback.services import codes, similar, tallies
from feedback.vocabulary import OPEN
from portal.models import User
from transparency.models import CaseSummaryPage

PARTS: tuple[type[models.Model], ...] = (
    Contact,
    Consent,
    CaseCategory,
    CaseMeasure,
    CaseEvent,
    Fingerprint,
)
BEFORE = ("demo_site", "demo_news", "demo_cases")
CHUNK = 500
VISITS = 8_000
OWN_BITS = 20
DAYS = 3 * 365
ENGINE = "django.contrib.auth.backends.ModelBackend"


def main(plan: Path, wanted: int) -> None:
    """Build the house and write the plan."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    for name in BEFORE:
        call_command(name, stdout=StringIO())
    while similar.sweep(CHUNK):
        pass
    with transaction.atomic():
        opened = list(multiply(wanted))
    count(int(os.environ.get("COUNTED", "0")))
    call_command("demo_transparency", stdout=StringIO())
    officer = User.objects.get(username="li")
    plan.write_text(json.dumps(knowledge(officer, opened, visits=VISITS)))


def multiply(wanted: int) -> Iterator[str]:
    """Copy the cases there are until there are as many as wanted; yield the copies' codes."""
    dice = Random(19)  # noqa: S311 - the same house for every run; nothing secret comes from it
    originals = list(Case.objects.order_by("pk"))
    parts = {part: _by_case(part) for part in PARTS}
    years = Case.objects.values_list("reference", flat=True)
    taken = set(years)
    missing = wanted - len(originals)
    for start in range(0, missing, CHUNK):
        chunk = dice.choices(originals, k=min(CHUNK, missing - start))
        opened = [_copy(original, dice, taken) for original in chunk]
        copies = Case.objects.bulk_create(case for case, _code in opened)
        for part, rows in parts.items():
            part._default_manager.bulk_create(
                _moved(row, copy, original)
                for original, copy in zip(chunk, copies, strict=True)
                for row in rows.get(original.pk, ())
            )
        yield from (code for _case, code in opened)


def count(wanted: int) -> None:
    """Make the roll-ups; of more cases than there are by taking each so many times."""
    TallyMark.objects.all().delete()
    tallies.count_all()
    # All is counted, also what was written within the last minutes: else it would be counted again.
    last = CaseEvent.objects.aggregate(last=models.Max("pk"))["last"] or 0
    TallyMark.objects.filter(name=tallies.CASES).update(event=last)
    times = -(-wanted // max(Case.objects.count(), 1))
    if times > 1:
        CaseTally.objects.update(number=models.F("number") * times)


def _by_case(part: type[models.Model]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in part._default_manager.order_by("pk"):
        found.setdefault(row.case_id, []).append(row)  # type: ignore[attr-defined]
    return found


def _copy(original: Case, dice: Random, taken: set[str]) -> tuple[Case, str]:
    """Return an unsaved case like another one, some days older, with its own keys, and its code."""
    key = codes.new_form_key()
    code = tracking.derive(key, key=codes._keys()[0])
    case = Case(**_values(original))
    shift = timedelta(days=dice.uniform(0, 20 if original.stage in OPEN else DAYS))
    case.received_at -= shift
    for name in ("answered_at", "closed_at", "rated_at", "waiting_since"):
        if getattr(case, name):
            setattr(case, name, getattr(case, name) - shift)
    for name in ("due_on", "acknowledge_by", "answer_due_on"):
        if getattr(case, name):
            setattr(case, name, getattr(case, name) - timedelta(days=shift.days))
    case.reference = _reference(case, dice, taken)
    case.salt, case.form_key = new_salt(), codes.form_index(key)
    case.code_digest = tracking.digest(code, key=codes._keys()[0])
    case.code_key = tracking.key_id(codes._keys()[0])
    return case, code


def _reference(case: Case, dice: Random, taken: set[str]) -> str:
    prefix = case.reference[:2]
    while True:
        reference = tracking.reference(
            case.received_on.year, prefix, lambda: dice.randrange(tracking.REFERENCE_SPAN)
        )
        if reference not in taken:
            taken.add(reference)
            return reference


def _values(row: models.Model) -> dict[str, Any]:
    fields = (field.attname for field in row._meta.concrete_fields if not field.primary_key)
    return {name: getattr(row, name) for name in fields}


def _moved(row: Any, copy: Case, original: Case) -> Any:
    """Return an unsaved row like another one, of another case and as much older as that is."""
    moved = type(row)(**{**_values(row), "case_id": copy.pk})
    for name in ("at", "given_at"):
        if hasattr(moved, name):
            setattr(moved, name, getattr(moved, name) + (copy.received_at - original.received_at))
    if isinstance(moved, CaseEvent):
        moved.told_at = moved.at  # its news is long out
    if isinstance(moved, Fingerprint):
        moved.value ^= copy.pk << OWN_BITS  # told in words of its own
    return moved


def knowledge(officer: User, opened: list[str], *, visits: int) -> dict[str, Any]:
    """Return what the visitors need; the newest pages of the site stand for all of their kind."""
    summary = CaseSummaryPage.objects.live().filter(locale__language_code="zh-hans").first()
    nobody = User.objects.create_user("nobody-of-the-bench")
    key = codes._keys()[0]
    Random(7).shuffle(opened)  # noqa: S311 - see above
    worked_on = Case.objects.exclude(lead=None).order_by("pk").values_list("pk", flat=True)
    return {
        "form_keys": [formkey.fresh() for _ in range(visits)],
        "codes": opened[:visits],
        "wrong_codes": [tracking.derive(secrets.token_hex(9), key=key) for _ in range(visits)],
        "case_pages": [f"/admin/cases/{pk}/" for pk in islice(worked_on, visits)],
        "officer": _session(officer),
        "nobody": _session(nobody),
        "summary": summary.url if summary else "/transparency/summaries/",
        "department": Department.objects.offered()[0].code,
    }


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), ENGINE
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(timedelta(days=30))
    session.save()
    return str(session.session_key)
