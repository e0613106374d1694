"""How a publisher freezes and publishes: what is offered, asked, refused, and done in one press."""

import re
from typing import Any

import pytest
import time_machine
from wagtail.models import ModelLogEntry

from portal.models import Hospital, User
from tests.visitor import Page, Visitor
from transparency import correcting, releases
from transparency.models import Release
from transparency.office import shelf
from transparency.periods import Period
from transparency.releases import TooLittleChanged

ROOM = "/admin/transparency/figures/"
WHY = {"reason": "漏计了电话渠道。", "reason_en": "Calls had been left out."}


@pytest.fixture(autouse=True)
def _in_may() -> Any:
    with time_machine.travel("2026-05-20 10:00+08:00"):
        yield


@pytest.fixture
def desk(editor: User) -> Visitor:
    """Editor Lin at the desk."""
    return Visitor(editor)


@pytest.fixture
def hospital(db: None) -> Hospital:
    return Hospital.objects.get(code="main")


def freeze(desk: Visitor, code: str, **words: str) -> Page:
    hospital = Hospital.objects.get(code="main").pk
    return desk.post(f"{ROOM}freeze/", {"hospital": hospital, "period": code, **words})


def offered(desk: Visitor) -> list[str]:
    return [option["value"] for option in desk.get(ROOM).soup.select("[name=period] option")]


def public(hospital: Hospital, code: str) -> Release:
    release = releases.freeze(hospital, Period.read(code))
    releases.publish(release)
    return release


# One period


def test_only_what_is_over_is_offered(desk: Visitor) -> None:
    found = offered(desk)
    assert {"2026-04", "2026-Q1", "2026-to-04", "2025", "2025-Q4", "2024-06"} <= {*found}
    assert not {"2026-05", "2026-Q2", "2026-to-05", "2026"} & {*found}


def test_what_is_frozen_is_looked_at_and_published(desk: Visitor) -> None:
    looked = desk.follow(freeze(desk, "2026-Q1"))
    assert not Release.objects.published().exists()
    desk.post(f"{looked.path}publish/")
    assert Release.objects.published().get().period.code == "2026-Q1"


@pytest.mark.parametrize("code", ["2026-05", "2026", "2026-02-2026-03", "spring", ""])
def test_what_cannot_be_frozen_is_explained(desk: Visitor, code: str) -> None:
    page = freeze(desk, code)
    assert (page.status, Release.objects.count()) == (200, 0)
    assert page.soup.select(".error-message, .w-field__errors")


def test_a_period_that_ends_meanwhile_is_refused_too(desk: Visitor, monkeypatch: Any) -> None:
    def late(*args: Any, **kwargs: Any) -> None:
        raise releases.NoSuchPeriod("The last month is not over yet.")

    monkeypatch.setattr(releases, "freeze", late)
    assert "The last month is not over yet." in freeze(desk, "2026-04").text


@pytest.mark.parametrize("missing", ["reason", "reason_en"])
def test_what_is_public_is_frozen_again_with_a_reason_only(
    desk: Visitor, hospital: Hospital, missing: str
) -> None:
    public(hospital, "2026-04")
    page = freeze(desk, "2026-04", **{**WHY, missing: ""})
    assert (page.status, Release.objects.count()) == (200, 1)


def test_a_reason_names_no_person(desk: Visitor, hospital: Hospital) -> None:
    public(hospital, "2026-04")
    freeze(desk, "2026-04", **{**WHY, "reason": "请联系 13800138000。"})
    assert Release.objects.count() == 1


def test_too_small_a_change_is_explained(desk: Visitor, hospital: Hospital) -> None:
    public(hospital, "2026-04")
    page = freeze(desk, "2026-04", **WHY)
    assert "--anew" in page.text
    assert Release.objects.count() == 1


def test_the_rule_itself_refuses_it(hospital: Hospital) -> None:
    public(hospital, "2026-04")
    with pytest.raises(TooLittleChanged):
        releases.freeze(hospital, Period.read("2026-04"))


def test_the_history_says_who_froze_and_who_published(desk: Visitor, editor: User) -> None:
    looked = desk.follow(freeze(desk, "2026-04"))
    desk.post(f"{looked.path}publish/")
    found = ModelLogEntry.objects.filter(action__startswith="transparency.").order_by("pk")
    assert [(one.action, one.user) for one in found] == [
        ("transparency.freeze", editor), ("transparency.publish", editor),
    ]  # fmt: skip


def test_the_preview_counts_what_is_withheld(desk: Visitor) -> None:
    page = desk.follow(freeze(desk, "2026-04"))
    hidden, every = correcting.withheld(Release.objects.get())
    assert {str(hidden), str(every)} <= {*re.findall(r"\d+", page.text)}


# The shelf


def test_the_shelf_shows_what_is_missing_frozen_and_public(
    desk: Visitor, hospital: Hospital
) -> None:
    public(hospital, "2026-03")
    releases.freeze(hospital, Period.read("2026-04"))
    found = shelf.shelf(hospital, Release.objects.all(), today=Period.read("2026-04").end)
    assert [place.state for place in found[0].rows[0].months] == ["missing", "missing", "public"]


def test_a_link_in_the_shelf_fills_the_form(desk: Visitor, hospital: Hospital) -> None:
    page = desk.get(f"{ROOM}?hospital={hospital.pk}&period=2026-02")
    assert page.soup.select_one("[name=period] option[selected]")["value"] == "2026-02"


def test_the_shelf_costs_the_same_however_much_stands_on_it(
    desk: Visitor, hospital: Hospital, django_assert_max_num_queries: Any
) -> None:
    for code in ("2026-01", "2026-02"):
        releases.freeze(hospital, Period.read(code))
    desk.get(ROOM)
    with django_assert_max_num_queries(20):
        desk.get(ROOM)


# In one press


def test_what_is_missing_is_frozen_in_order(desk: Visitor, hospital: Hospital) -> None:
    public(hospital, "2026-02")
    desk.post(f"{ROOM}freeze-missing/", {"hospital": hospital.pk, "year": 2026})
    frozen = Release.objects.order_by("pk")
    assert [one.period.code for one in frozen] == [
        "2026-02", "2026-01", "2026-03", "2026-04", "2026-Q1", "2026-to-04",
    ]  # fmt: skip


def test_a_second_press_freezes_nothing(desk: Visitor, hospital: Hospital) -> None:
    for _press in range(2):
        desk.post(f"{ROOM}freeze-missing/", {"hospital": hospital.pk, "year": 2026})
    assert Release.objects.count() == 6


@pytest.mark.parametrize(
    "wrong", [{"year": 1999}, {"hospital": 999}, {"year": "x"}, {"hospital": ""}]
)
def test_no_such_year_or_hospital(desk: Visitor, hospital: Hospital, wrong: dict[str, Any]) -> None:
    asked = {"hospital": hospital.pk, "year": 2026, **wrong}
    assert desk.post(f"{ROOM}freeze-missing/", asked).status == 404


def test_all_that_is_frozen_is_confirmed_and_published(desk: Visitor, hospital: Hospital) -> None:
    for code in ("2026-Q1", "2026-01"):
        releases.freeze(hospital, Period.read(code))
    asked = desk.get(f"{ROOM}unpublished/")
    desk.post(f"{ROOM}publish-all/", asked.form())
    assert Release.objects.published().count() == 2


def test_what_was_frozen_after_the_question_stays_where_it_is(
    desk: Visitor, hospital: Hospital
) -> None:
    releases.freeze(hospital, Period.read("2026-01"))
    asked = desk.get(f"{ROOM}unpublished/").form()
    releases.freeze(hospital, Period.read("2026-02"))
    desk.post(f"{ROOM}publish-all/", asked)
    assert Release.objects.published().get().period.code == "2026-01"


def test_what_was_altered_is_left_out(desk: Visitor, hospital: Hospital) -> None:
    release = releases.freeze(hospital, Period.read("2026-01"))
    Release.objects.filter(pk=release.pk).update(complete=False)
    assert not desk.get(f"{ROOM}unpublished/").soup.select("[name=release]")
    desk.post(f"{ROOM}publish-all/", {"release": release.pk})
    assert not Release.objects.published().exists()


def test_with_nothing_to_publish_nothing_is_asked(desk: Visitor) -> None:
    page = desk.get(f"{ROOM}unpublished/")
    assert not page.soup.select("[name=release]")
