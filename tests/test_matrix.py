"""Every address of the house × every role × GET and POST, read from the URL configuration.

What takes a case or an attachment is tried with one of Wang, who has it open, and of Dr Zhao's ward.
Chen, and the stranger who has a case of the own open, are foreign to it. So is Officer Li once the
case is restricted to a team he is not of, names him, or complains about the unit he heads. A new
address without a row fails; `matrix_rows` says what a row needs.
"""

import copy
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils import timezone
from wagtail.models import Page

from feedback.models import (
    Absence,
    Attachment,
    CalendarDay,
    Callback,
    CallScript,
    Case,
    Category,
    DeadlinePolicy,
    Department,
    Discharge,
    Improvement,
    Lesson,
    NoticeWording,
    OrderBatch,
    ReplyTemplate,
    SphereTeam,
    SubjectMapping,
)
from feedback.services.files import PURPOSE
from feedback.vocabulary import Actor, FileState, Sphere
from portal import crypto, roles
from portal.models import Hospital, User
from tests import matrix_office
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.feedback.office.doors import OF_A_CASE
from tests.matrix_rows import LISTS, ROWS
from tests.visitor import Visitor
from transparency.models import Activity

ROLES = (
    "nobody", "wang", "stranger", "officer", "doctor", "chen", "editor", "reviewer", "root",
    "director", "oversight",
)  # fmt: skip
# Officer Li, kept away from this one case: at its addresses he is answered as Chen is.
KEPT_AWAY = ("outside", "barred", "head")
METHODS = ("get", "post")
LIST_MODELS = {
    "departments": Department,
    "categories": Category,
    "working-calendar": CalendarDay,
    "deadline-policies": DeadlinePolicy,
    "hospitals": Hospital,
    "teams": SphereTeam,
    "absences": Absence,
    "notice-wordings": NoticeWording,
    "reply-templates": ReplyTemplate,
    "callback-scripts": CallScript,
    "subjects": SubjectMapping,
    "activity": Activity,
}
OURS = ("config", "home", "transparency", "feedback", "portal")
KEY = uuid.UUID("abcdefab-cdef-4abc-8def-abcdefabcdef")
# Wagtail's rooms before the sign-in: the way in, and what its pages need to be drawn.
BEFORE_SIGN_IN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}


def routes(resolver: Any = None, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the site with its full name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, (*names, *filter(None, [pattern.namespace])))
        else:
            yield ":".join((*names, pattern.name or str(pattern.pattern))), pattern


def ours() -> dict[str, URLPattern]:
    """Return the addresses that the house itself answers."""
    found = {}
    for name, pattern in routes():
        module = getattr(pattern.callback, "__module__", "")
        if name.partition(":")[0] in LIST_MODELS or module.startswith(OURS):
            found[name] = pattern
    return found


def expected(name: str) -> tuple[str, str] | None:
    """Return the row of an address: what each role is answered, by GET and by POST."""
    space, _, room = name.partition(":")
    return LISTS[space].get(room) if space in LIST_MODELS else ROWS.get(name)


@pytest.fixture
def case(site: Any) -> Case:
    """Wang's case, in Dr Zhao's ward, with a photo."""
    case: Case = CaseFactory(assigned=True)
    stored = storages["private"].save("photo", ContentFile(crypto.seal(b"photo", purpose=PURPOSE)))
    Attachment.objects.create(
        case=case, key=KEY, name="photo.jpg", actor=Actor.SUBMITTER, kind="jpeg", size=5,
        sha256="0" * 64, original=stored, safe=stored, safe_type="image/jpeg", state=FileState.SAFE,
    )  # fmt: skip
    NoticeWording.objects.create(occasion="receipt", body="{address}")
    ReplyTemplate.objects.create(title="in full", text="{reference}")
    SphereTeam.objects.create(sphere=Sphere.OTHER)
    away, today = UserFactory(officer=True), timezone.localdate()
    Absence.objects.create(officer=away, deputy=UserFactory(), start=today, end=today)
    # Found by the number of the case, as all that a room of the office takes.
    of_all = {"pk": case.pk, "title": "in full", "hospital": case.hospital, "by": away}
    Improvement.objects.create(
        **of_all, department=case.lead, due_on=today, version=1, at=timezone.now()
    )
    Lesson.objects.create(**of_all, at=timezone.now())
    called = {"pk": case.pk, "by": UserFactory(), "at": timezone.now(), "drawn": True}
    listed = {"hospital": case.hospital, "discharged_on": today, "phone": "010-5555 0101"}
    listed |= {"imported_by": away, "imported_at": timezone.now()}
    Discharge.objects.create(pk=case.pk, import_key="1", **listed)
    done = Discharge.objects.create(import_key="2", done_at=timezone.now(), **listed)
    Callback.objects.create(discharge=done, **called)
    brought = {"pk": case.pk, "hospital": case.hospital, "by": away, "at": timezone.now()}
    OrderBatch.objects.create(**brought, channel="h12345", header=[["内容", "story"]], digest="0")
    SubjectMapping.objects.create(channel="h12345", path="卫生健康")
    Activity.objects.create(hospital=case.hospital, month=today, visits=1, discharges=1)
    return case


def seated(role: str, case: Case) -> Visitor:
    """Return somebody in this role at a browser."""
    if role in {"nobody", "wang", "stranger"}:
        visitor = Visitor()
        code = {"wang": case, "stranger": CaseFactory()}.get(role, case).tracking_code
        if role != "nobody":
            visitor.post("/feedback/track/", {"code": code})
        return visitor
    if role in KEPT_AWAY:
        return Visitor(kept_away(role, case))
    return Visitor(UserFactory(**{"superuser" if role == "root" else role: True}))


def kept_away(role: str, case: Case) -> User:
    """Return Officer Li, who may not open this case."""
    officer: User = UserFactory(officer=True)
    if role == "outside":
        Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.PRIVACY)
        team = SphereTeam.objects.create(sphere=Sphere.PRIVACY)
        team.members.add(UserFactory(groups=[roles.OFFICERS]))
    elif role == "barred":
        case.barred.add(officer)
    else:
        Case.objects.filter(pk=case.pk).update(about=DepartmentFactory(head=officer))
    return officer


def address(name: str, pattern: URLPattern, case: Case) -> str:
    """Return the address with the case, or another thing it takes, in it."""
    model = LIST_MODELS.get(name.partition(":")[0])
    number = model.objects.latest("pk").pk if model else case.pk
    known = {"pk": number, "case_pk": case.pk, "key": KEY, "digest": "x", "path": "no.png"}
    known |= {"occasion": "receipt", "slug": "volume"}
    # A page that is there: numbers of cases and of pages may or may not meet.
    known |= {"page_pk": Page.objects.filter(depth=2).latest("pk").pk, "mark": "x"}
    takes = getattr(pattern.pattern, "converters", None) or pattern.pattern.regex.groupindex
    return reverse(name, kwargs={one: known.get(one, number) for one in takes})


def is_of_a_case(name: str, pattern: URLPattern) -> bool:
    """Say whether an address takes a case, or an attachment of one."""
    takes = set(getattr(pattern.pattern, "converters", {}))
    room = name.partition(":")[2]
    return bool(takes & {"case_pk", "key"}) or (room in OF_A_CASE and name.startswith("office:"))


def answer(visitor: Visitor, method: str, url: str) -> str:
    """Return the status; for a redirect of the admin, whether to the sign-in or to its start page.

    Whatever the answer did is undone, in the database and in the browser.
    """
    cookies = copy.deepcopy(visitor.client.cookies)
    with transaction.atomic():
        response = getattr(visitor.client, method)(url)
        transaction.set_rollback(True)
    visitor.client.cookies = cookies
    if response.status_code != 302:
        return str(response.status_code)
    if "/login/" in response.url:
        return "in"
    return "home" if response.url == "/admin/" else "302"


def test_every_address_of_the_house_has_a_row_and_every_row_an_address() -> None:
    listed = {f"{space}:{room}" for space, rooms in LISTS.items() for room in rooms}
    assert {*ours()} == {*ROWS, *listed}


def column(role: str, name: str, pattern: URLPattern) -> int:
    """Return which cell of a row is this role's."""
    if role not in KEPT_AWAY:
        return ROLES.index(role)
    return ROLES.index("chen" if is_of_a_case(name, pattern) else "officer")


def cell(role: str, name: str, pattern: URLPattern, cells: str, method: int) -> str:
    """Return what this role is answered by the first or the second method."""
    if role == "caller":
        return matrix_office.caller(name, method, cells)
    return cells.split()[column(role, name, pattern)]


@pytest.mark.parametrize("role", [*ROLES, *KEPT_AWAY, "caller"])
def test_each_role_is_answered_as_its_column_says(role: str, case: Case) -> None:
    visitor, wrong = seated(role, case), []
    for name, pattern in ours().items():
        url, row = address(name, pattern, case), expected(name)
        for number, cells in enumerate(row or ()):
            method, wanted = METHODS[number], cell(role, name, pattern, cells, number)
            got = answer(visitor, method, url)
            wrong += [f"{method} {name}: {got}, not {wanted}"] * (got != wanted)
    assert not wrong, "\n".join(wrong)


def test_no_room_of_wagtail_opens_without_a_sign_in(site: Any) -> None:
    visitor, opened = Visitor(), []
    for name, pattern in routes(_admin()):
        takes = getattr(pattern.pattern, "converters", {})
        if name in BEFORE_SIGN_IN or isinstance(pattern.pattern, RegexPattern):
            continue
        url = "/admin/" + _filled(str(pattern.pattern), takes)
        got = answer(visitor, "get", url)
        opened += [f"{url}: {got}"] * (got not in {"in", "301", "404", "405", "403"})
    assert not opened


def _admin() -> URLResolver:
    return next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")


def _filled(route: str, takes: dict[str, Any]) -> str:
    for name, converter in takes.items():
        value = str(KEY) if "UUID" in type(converter).__name__ else "1"
        for kind in ("int", "str", "slug", "uuid", "path"):
            route = route.replace(f"<{kind}:{name}>", value)
        route = route.replace(f"<{name}>", value)
    return route
