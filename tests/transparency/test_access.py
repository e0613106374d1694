"""Which role opens which room of transparency in the admin."""

from typing import Any

import pytest

from portal.models import Hospital
from tests.visitor import Visitor
from transparency import releases
from transparency.models import CaseSummaryPage
from transparency.office.urls import urlpatterns
from transparency.periods import Period

ROOM = "/admin/transparency"
EDITORS = {"editor", "superuser"}
# Address → who gets in by GET, and by POST; who is sent away gets 302 to the start page or 404.
ROOMS: dict[str, tuple[str, set[str]]] = {
    "releases": ("GET", EDITORS),
    "freeze": ("POST", EDITORS),
    "freeze_missing": ("POST", EDITORS),
    "unpublished": ("GET", EDITORS),
    "publish_all": ("POST", EDITORS),
    "release": ("GET", EDITORS),
    "publish": ("POST", EDITORS),
    "draft": ("POST", {"officer", "superuser"}),
    "wish": ("GET", EDITORS),
    "grant": ("POST", {"reviewer", "superuser"}),
    "drafted": ("GET", {"officer", "editor", "superuser"}),
    "commendation": ("POST", {"officer", "superuser"}),
    "commendation_drafted": ("GET", {"officer", "editor", "superuser"}),
    "names": ("GET", {"officer", "doctor", "chen", "editor", "reviewer", "superuser"}),
    "names_of": ("GET", {"doctor"}),
    "names_answer": ("POST", {"doctor"}),
    "notice": ("POST", {"officer", "superuser"}),
    "notice_drafted": ("GET", {"officer", "editor", "superuser"}),
}
# Asked for what is not there: all are told the same.
NOT_THERE = {
    "draft", "freeze_missing", "wish", "grant", "commendation", "commendation_drafted", "names_of",
    "names_answer", "notice", "notice_drafted",
}  # fmt: skip
ROLES = ["officer", "doctor", "chen", "editor", "reviewer", "superuser"]


def test_every_room_has_a_row() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(ROOMS)


@pytest.fixture
def addresses(draft: CaseSummaryPage) -> dict[str, str]:
    hospital = Hospital.objects.get(code="main")
    release = releases.freeze(hospital, Period(2025, 1, 3))
    return {
        "releases": f"{ROOM}/figures/",
        "freeze": f"{ROOM}/figures/freeze/",
        "freeze_missing": f"{ROOM}/figures/freeze-missing/",
        "unpublished": f"{ROOM}/figures/unpublished/",
        "publish_all": f"{ROOM}/figures/publish-all/",
        "release": f"{ROOM}/figures/{release.pk}/",
        "publish": f"{ROOM}/figures/{release.pk}/publish/",
        "draft": f"{ROOM}/draft/99999/",
        "wish": f"{ROOM}/gate/{draft.pk}/nothing/",
        "grant": f"{ROOM}/gate/99999/",
        "drafted": f"{ROOM}/drafted/{draft.pk}/",
        "commendation": f"{ROOM}/commendation/99999/",
        "commendation_drafted": f"{ROOM}/commendation-drafted/99999/",
        "names": f"{ROOM}/names/",
        "names_of": f"{ROOM}/names/99999/",
        "names_answer": f"{ROOM}/names/99999/agree/",
        "notice": f"{ROOM}/notice/99999/",
        "notice_drafted": f"{ROOM}/notice-drafted/99999/",
    }


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("role", ROLES)
def test_a_room_opens_to_its_roles_only(
    addresses: dict[str, str], request: Any, room: str, role: str
) -> None:
    method, welcome = ROOMS[room]
    visitor = Visitor(request.getfixturevalue(role))
    page = visitor.get(addresses[room]) if method == "GET" else visitor.post(addresses[room])
    sent_away = page.to == "/admin/" or page.status == 404
    assert sent_away == (role not in welcome or room in NOT_THERE)


@pytest.mark.parametrize("room", ROOMS)
def test_the_street_is_sent_to_the_sign_in(
    addresses: dict[str, str], visitor: Visitor, room: str
) -> None:
    assert "/admin/login/" in visitor.get(addresses[room]).to


@pytest.mark.parametrize("room", [room for room, (method, _) in ROOMS.items() if method == "POST"])
def test_a_link_changes_nothing(addresses: dict[str, str], superuser: Any, room: str) -> None:
    assert Visitor(superuser).get(addresses[room]).status == 405


def test_only_those_who_publish_figures_see_the_menu(
    addresses: Any, editor: Any, officer: Any
) -> None:
    seen = [
        Visitor(user).get("/admin/").body.count(b"/admin/transparency/figures/") > 0
        for user in (editor, officer)
    ]
    assert seen == [True, False]
