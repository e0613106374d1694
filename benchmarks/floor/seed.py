"""Fills the floor with as many rows as the product gets."""

import json
import secrets
from datetime import timedelta
from pathlib import Path
from random import Random

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from benchmarks.floor.models import Case, Department, Text
from benchmarks.floor.views import digest

DEPARTMENTS = 10
PAGES = 12
CODES = 6_000
STORY = "母亲在心内科住院，换药时间每天都不一样，问过两次，都说等通知。我们不是不愿意等，只是想提前知道。"
ANSWER = "您好，您反映的情况我们已向护理部核实。换药时间已经固定，并写在床头卡上。给您带来不便，向您致歉。"


def main(plan: Path, wanted: int) -> None:
    """Build the floor and write the plan."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    with transaction.atomic():
        codes = _rows(wanted)
    Random(7).shuffle(codes)  # noqa: S311 - the same order for every run
    plan.write_text(
        json.dumps(
            {
                "codes": codes[:CODES],
                "wrong_codes": [_code() for _ in range(CODES)],
                "officer": _session(User.objects.create_user("officer")),
                "department": str(Department.objects.order_by("pk")[0].pk),
            }
        )
    )


def _rows(wanted: int) -> list[str]:
    Text.objects.bulk_create(
        Text(slug=f"p{number}", title=f"公开与改进 {number}", lead=STORY, body=f"{STORY}\n\n" * 8)
        for number in range(PAGES)
    )
    departments = Department.objects.bulk_create(
        Department(name=f"第{number}科") for number in range(DEPARTMENTS)
    )
    now = timezone.now()
    codes = [_code() for _ in range(wanted)]
    Case.objects.bulk_create(
        Case(
            reference=f"TS-2026-{number:06}",
            digest=digest(code),
            kind="complaint",
            stage="received",
            gist="换药时间不确定",
            story=STORY,
            answer=ANSWER,
            department=departments[number % DEPARTMENTS],
            name="王女士",
            phone="010-5555 0123",
            received_at=now - timedelta(minutes=90 * number),
            due_on=timezone.localdate(now),
        )
        for number, code in enumerate(codes)
    )
    return codes


def _code() -> str:
    return f"{secrets.randbelow(10**20):020}"


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
