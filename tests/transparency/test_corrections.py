"""What the public reads in the log of corrections, and what a publisher sees before it."""

import copy
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from portal.models import Hospital, User
from tests.visitor import Visitor
from transparency import correcting, releases
from transparency.models import Release, Tombstone
from transparency.models.release import digest
from transparency.periods import Period

WHY, WHY_EN = "漏计了电话渠道。", "Calls had been left out."
LOG = "/transparency/corrections/"
MARCH = Period(2025, 3, 3)


@pytest.fixture
def first(site: Any) -> Release:
    """The published figures of March 2025, in which nothing came in."""
    release = releases.freeze(Hospital.objects.get(code="main"), MARCH)
    releases.publish(release)
    return release


def next_version(before: Release, change: Any = None, *, public: bool = True) -> Release:
    """Return a corrected version: 40 received in place of none, or what is asked for."""
    document = copy.deepcopy(before.document)
    (change or (lambda d: d["total"].update(received=40)))(document)
    facts = {name: getattr(before, name) for name in ("hospital", "start", "end", "parameters")}
    version = before.version + 1
    release = Release(**facts, document=document, version=version, reason=WHY, reason_en=WHY_EN)
    release.sha256 = digest(release)
    release.save()
    if public:
        releases.publish(release)
    return release


def changes(before: Release, change: Any) -> list[tuple[Any, ...]]:
    with translation.override("en"):
        after = next_version(before, change)
        return [tuple(one) for one in correcting.compare(before, after).changes]


# The log


def test_an_empty_log_says_since_when_nothing_was_wrong(first: Release) -> None:
    page = Visitor().get(f"/en{LOG}")
    day = timezone.localdate().year
    assert f"{day}, nothing has had to be corrected" in page.text


def test_before_the_first_figures_there_is_nothing_to_correct(site: Any) -> None:
    assert "No figures have been published yet" in Visitor().get(f"/en{LOG}").text


@pytest.mark.parametrize(("front", "why"), [("", WHY), ("/en", WHY_EN)])
def test_a_correction_says_why_in_both_languages(first: Release, front: str, why: str) -> None:
    next_version(first)
    assert why in Visitor().get(f"{front}{LOG}").text


def test_a_correction_shows_old_and_new(first: Release) -> None:
    next_version(first)
    row = Visitor().get(f"/en{LOG}").soup.select_one("main tbody tr").find_all(["th", "td"])
    assert [cell.text for cell in row] == ["The whole period", "Received", "0", "40"]


def test_a_correction_leads_to_both_data_files(first: Release) -> None:
    next_version(first)
    links = [link["href"] for link in Visitor().get(LOG).soup.select("main a")]
    files = [f"/transparency/data/2025-03/v{n}/release.json" for n in (1, 2)]
    assert {*files} <= {*links}


def test_many_changes_are_folded_together(first: Release) -> None:
    def all_new(document: dict[str, Any]) -> None:
        document["total"] = dict.fromkeys(document["total"], 40)

    next_version(first, all_new)
    assert Visitor().get(LOG).soup.select("details table")


def test_a_third_version_is_compared_with_the_second(first: Release) -> None:
    third = next_version(next_version(first), lambda d: d["total"].update(received=80))
    found = correcting.corrections(None)
    assert [(one.before.version, one.release.version) for one in found] == [(2, 3), (1, 2)]
    assert found[0].release == third


@pytest.mark.parametrize("which", ["first", "second"])
def test_an_altered_release_tells_nothing(first: Release, which: str) -> None:
    second = next_version(first)
    row = Release.objects.filter(pk=(first if which == "first" else second).pk)
    row.update(document={**first.document, "total": {"received": 3}})
    assert correcting.corrections(None) == []


def test_what_is_frozen_and_not_public_is_in_no_log(first: Release) -> None:
    next_version(first, public=False)
    assert correcting.corrections(None) == []


def test_a_second_version_of_what_never_was_public_corrects_nothing(first: Release) -> None:
    Release.objects.filter(pk=first.pk).update(published_at=None)
    next_version(first)
    assert correcting.corrections(None) == []


def test_a_withdrawn_page_stands_in_it(site: Any) -> None:
    facts = {"kind": "transparency.casesummarypage", "reason": "说得太细。"}
    Tombstone.objects.create(
        path="/transparency/summaries/x/", withdrawn_at=timezone.now(), **facts
    )
    page = Visitor().get(f"/en{LOG}")
    assert "Case summary Address /transparency/summaries/x/" in page.text
    assert page.soup.select_one("main [lang=zh-Hans]").text == "说得太细。"


def test_a_standard_reason_is_said_in_the_readers_language(site: Any) -> None:
    facts = {"kind": "gone.kind", "reason": "~expired"}
    Tombstone.objects.create(path="/x/", withdrawn_at=timezone.now(), **facts)
    assert "this time is over" in Visitor().get(f"/en{LOG}").text


def test_the_log_is_drawn_once_an_edition(first: Release) -> None:
    next_version(first)
    visitor = Visitor()
    visitor.get(LOG)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(LOG)
    assert len(asked) == 0


def test_drawing_it_costs_a_fixed_number_of_queries(first: Release) -> None:
    second = next_version(first)
    next_version(second, lambda d: d["total"].update(received=80))
    with CaptureQueriesContext(connection) as asked:
        correcting.corrections(None)
    assert len(asked) == 1


def test_search_engines_are_told_what_it_is_about(site: Any) -> None:
    assert Visitor().get(LOG).soup.select("meta[name=description]")


def test_a_post_changes_nothing(site: Any) -> None:
    assert Visitor().post(LOG).status == 405


# What changed


def test_withheld_stays_withheld(first: Release) -> None:
    found = changes(first, lambda d: d["total"].update(received=None))
    assert found == [("The whole period", "Received", 0, None)]


def test_a_row_is_named(first: Release) -> None:
    def one_row(document: dict[str, Any]) -> None:
        document["by_channel"] = [{"code": "web", "counts": {"received": 10}}]

    first.document["by_channel"] = [{"code": "web", "counts": {"received": 0}}]
    assert changes(first, one_row) == [("Web form", "Received", 0, 10)]


def test_a_row_that_is_new_had_no_number(first: Release) -> None:
    def one_more(document: dict[str, Any]) -> None:
        document["by_days"] = [*document["by_days"], {"code": "-", "counts": {"received": 10}}]

    assert [one[2:] for one in changes(first, one_more)] == [("–", 10)]


def test_a_table_left_out_is_told_in_one_sentence(first: Release) -> None:
    first.document["by_channel"] = [{"code": "web", "counts": {"received": 0}}]
    with translation.override("en"):
        after = next_version(first, lambda d: d.pop("by_channel"))
        found = correcting.compare(first, after)
    assert (found.gone, found.changes) == (["By channel"], [])


def test_visits_that_were_corrected_are_told(first: Release) -> None:
    found = changes(first, lambda d: d.update(activity={"visits": 1200, "discharges": 80}))
    assert found[0] == ("The whole period", "Visits", "–", 1200)


def test_every_measure_has_a_name() -> None:
    assert {*correcting.cells.MEASURES} <= {*correcting.NAMES}


# Before it is published


def test_the_publisher_sees_old_and_new_before(first: Release, editor: User) -> None:
    second = next_version(first, public=False)
    page = Visitor(editor).get(f"/admin/transparency/figures/{second.pk}/")
    assert [cell.text for cell in page.soup.select("table")[0].select("tbody td")][2:] == [
        "0",
        "40",
    ]


def test_a_correction_without_a_reason_is_not_published(first: Release, editor: User) -> None:
    second = next_version(first, public=False)
    Release.objects.filter(pk=second.pk).update(reason="", reason_en="")
    second.refresh_from_db()
    Release.objects.filter(pk=second.pk).update(sha256=digest(second))
    Visitor(editor).post(f"/admin/transparency/figures/{second.pk}/publish/")
    assert Release.objects.published().get() == first


def test_an_older_version_does_not_follow_a_newer(first: Release, editor: User) -> None:
    next_version(first)
    Release.objects.filter(pk=first.pk).update(published_at=None)
    Visitor(editor).post(f"/admin/transparency/figures/{first.pk}/publish/")
    assert not Release.objects.get(pk=first.pk).published_at


def test_nothing_is_published_twice(first: Release, editor: User) -> None:
    desk = Visitor(editor)
    page = desk.follow(desk.post(f"/admin/transparency/figures/{first.pk}/publish/"))
    assert page.soup.select(".messages .error")
    assert Release.objects.get().published_at == first.published_at
