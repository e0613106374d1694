"""Who plays in the planted cases: an officer and a caller with made-up names, a department, a month."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone

from feedback.models import Category, Department
from portal.canaries import Canaries
from portal.models import Hospital, User

OFFICER = ("work_cases", "see_contact", "approve_cases", "call_back")
CALLER = ("work_cases", "call_back")
DOCTOR = ("work_department_cases",)


@dataclass
class Scene:
    """What all planted cases have in common."""

    hospital: Hospital
    canaries: Canaries
    officer: User
    caller: User
    doctor: User
    department: Department
    category: Category
    # A day of the last month: its figures can be frozen.
    at: datetime
    # The tracking code of one case, which an owner would type.
    code: str = ""
    # Rows that hang on no case, by their model.
    others: dict[type[Any], list[int]] = field(default_factory=dict)

    def keep(self, row: Any) -> Any:
        """Remember a row that hangs on no case, and return it."""
        self.others.setdefault(type(row), []).append(row.pk)
        return row


def scene(hospital: Hospital, canaries: Canaries) -> Scene:
    """Set the scene, with staff of its own and the hospital's own department and category."""
    last_month = timezone.localtime().replace(day=1, hour=9, minute=0) - timedelta(days=1)
    doctor = somebody(canaries, DOCTOR)
    return Scene(
        hospital=hospital,
        canaries=canaries,
        officer=somebody(canaries, OFFICER),
        caller=somebody(canaries, CALLER),
        doctor=doctor,
        department=_department(hospital, doctor),
        category=_category(),
        at=last_month.replace(day=10),
    )


def somebody(canaries: Canaries, rights: tuple[str, ...]) -> User:
    """Return an account with made-up name and address, and these rights of feedback."""
    user = User.objects.create(
        username=canaries.word("portal.User.username"),
        last_name="欧阳",
        first_name=canaries.sentence("portal.User.first_name", "{0}"),
        email=f"{canaries.word('portal.User.email')}@example.org",
    )
    found = Permission.objects.filter(content_type__app_label="feedback", codename__in=rights)
    user.user_permissions.set(found)
    return user


def _department(hospital: Hospital, contact: User) -> Department:
    """Return a department of this hospital to which a made-up contact belongs."""
    found = Department.objects.filter(hospital=hospital).order_by("pk").first()
    department = found or Department.objects.create(
        hospital=hospital, name="门诊部", name_en="Outpatients", code="outpatients"
    )
    department.contacts.add(contact)
    return department


def _category() -> Category:
    """Return a category of the second level that restricts nothing."""
    open_ones = Category.objects.filter(confidential=False, parent__isnull=False, sphere="")
    found = open_ones.order_by("sort", "pk").first()
    return found or Category.objects.filter(confidential=False).order_by("sort", "pk")[0]
