"""Every address of the house × every role × GET and POST, read from the URL configuration.

What takes a case or an attachment is tried with one of Wang, who has it open, and of Dr Zhao's ward.
Chen, and the stranger who has a case of the own open, are foreign to it. A new address without a row
fails.
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

from feedback.models import Attachment, CalendarDay, Case, Category, DeadlinePolicy, Department
from feedback.services.files import PURPOSE
from feedback.vocabulary import Actor, FileState
from portal import crypto
from portal.models import Hospital
from tests.factories import CaseFactory, UserFactory
from tests.matrix_rows import LISTS, ROWS
from tests.visitor import Visitor

ROLES = ("nobody", "wang", "stranger", "officer", "doctor", "chen", "editor", "reviewer", "root")
METHODS = ("get", "post")
LIST_MODELS = {
    "departments": Department,
    "categories": Category,
    "working-calendar": CalendarDay,
    "deadline-policies": DeadlinePolicy,
    "hospitals": Hospital,
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
    return case


def seated(role: str, case: Case) -> Visitor:
    """Return somebody in this role at a browser."""
    if role in {"nobody", "wang", "stranger"}:
        visitor = Visitor()
        code = {"wang": case, "stranger": CaseFactory()}.get(role, case).tracking_code
        if role != "nobody":
            visitor.post("/feedback/track/", {"code": code})
        return visitor
    return Visitor(UserFactory(**{"superuser" if role == "root" else role: True}))


def address(name: str, pattern: URLPattern, case: Case) -> str:
    """Return the address with the case, or another thing it takes, in it."""
    model = LIST_MODELS.get(name.partition(":")[0])
    number = model.objects.latest("pk").pk if model else case.pk
    known = {"pk": number, "case_pk": case.pk, "key": KEY, "digest": "x", "path": "no.png"}
    takes = getattr(pattern.pattern, "converters", None) or pattern.pattern.regex.groupindex
    return reverse(name, kwargs={one: known.get(one, number) for one in takes})


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


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_as_its_column_says(role: str, case: Case) -> None:
    visitor, column, wrong = seated(role, case), ROLES.index(role), []
    for name, pattern in ours().items():
        url, row = address(name, pattern, case), expected(name)
        for method, cells in zip(METHODS, row or (), strict=False):
            got, wanted = answer(visitor, method, url), cells.split()[column]
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
