"""Whoever wants to count with the figures finds them as files that stay, and nothing else in them."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.models import Hospital, SiteSettings
from tests.factories import HospitalFactory
from tests.transparency.issued import DATA, DOCUMENT, ROW, TOTAL, alter, issue, numbers, sheet
from tests.visitor import Visitor
from transparency.models import Release
from transparency.readout import share

pytestmark = pytest.mark.usefixtures("site")
FILES = ["release.json", "figures.csv", "ko41a.csv"]
MACHINES = [f"{DATA}/2026-09/v1/{name}" for name in FILES] + [
    f"{DATA}/{name}"
    for name in (
        "catalogue.json", "dictionary.csv", "dictionary.json", "schema/figures.json",
        "schema/ko41a.json",
    )
]  # fmt: skip


@pytest.fixture
def september() -> Release:
    """The figures of September, as they came out first."""
    return issue()


@pytest.fixture
def corrected(september: Release) -> Release:
    """The same after a correction."""
    return issue(
        version=2, reason="有一批工单重复录入。", reason_en="Orders had been entered twice."
    )


def test_the_file_has_the_hash_that_was_published(september: Release, visitor: Visitor) -> None:
    body = visitor.get(f"{DATA}/2026-09/v1/release.json").body
    assert hashlib.sha256(body).hexdigest() == september.sha256
    assert json.loads(body)["document"] == DOCUMENT


def test_both_languages_give_the_same_files(september: Release, visitor: Visitor) -> None:
    for name in FILES:
        path = f"{DATA}/2026-09/v1/{name}"
        assert visitor.get(path).body == visitor.get(f"/en{path}").body


def test_every_figure_is_a_row(september: Release, visitor: Visitor) -> None:
    rows = sheet(visitor, "2026-09/v1/figures.csv")
    assert len(rows) == len(TOTAL) + 4 * len(ROW) + 1 + 2
    [received] = [r for r in rows if (r["table"], r["measure"]) == ("total", "received")]
    assert (received["count"], received["flag"], received["of"]) == ("1235", "", "")


def test_a_share_stands_beside_its_whole_and_its_interval(
    september: Release, visitor: Visitor
) -> None:
    [row] = [
        r for r in sheet(visitor, "2026-09/v1/figures.csv")
        if (r["table"], r["measure"]) == ("total", "on_time")
    ]  # fmt: skip
    found = share(180, 195)
    assert found is not None
    wanted = ["180", "195", *map(str, found)]
    assert [row[name] for name in ("count", "of", "percent", "low", "high")] == wanted


def test_a_withheld_number_is_empty_with_a_flag(september: Release, visitor: Visitor) -> None:
    rows = sheet(visitor, "2026-09/v1/figures.csv")
    withheld = [row for row in rows if row["flag"] == "c"]
    assert len(withheld) == 2 + 2 + 7
    assert {row["count"] + row["percent"] + row["low"] for row in withheld} == {""}


def test_no_file_holds_a_number_that_the_release_does_not(
    september: Release, visitor: Visitor
) -> None:
    known = {str(number) for number in numbers(DOCUMENT)} | {"", "c"}
    for row in sheet(visitor, "2026-09/v1/figures.csv"):
        assert {row["count"], row["of"]} <= known
        of = share(int(row["count"]), int(row["of"])) if row["count"] and row["of"] else None
        assert [row["percent"], row["low"], row["high"]] == [*map(str, of or ("", "", ""))]
    for row in sheet(visitor, "2026-09/v1/ko41a.csv"):
        assert {row[name] for name in row if name.startswith("Matters")} <= known


def test_rows_put_together_name_all_their_codes(september: Release, visitor: Visitor) -> None:
    codes = {row["code"] for row in sheet(visitor, "2026-09/v1/figures.csv")}
    assert {"ATT", "FEE|ETH", "complaint", "0-2", ""} == codes


def test_a_name_is_never_a_formula(september: Release, visitor: Visitor) -> None:
    rows = sheet(visitor, "2026-09/v1/figures.csv")
    names = {(row["label_zh"], row["label_en"]) for row in rows if row["code"] == "ATT"}
    assert names == {("'=1+1", "'@SUM(A1)")}


def test_a_table_opens_in_a_spreadsheet_program(september: Release, visitor: Visitor) -> None:
    page = visitor.get(f"{DATA}/2026-09/v1/figures.csv")
    assert page.body.startswith(b"\xef\xbb\xbfperiod,")
    assert page.body.count(b"\n") == page.body.count(b"\r\n") > 30
    assert page.response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_the_return_like_the_nhs_carries_the_open_ones_over(visitor: Visitor) -> None:
    issue("2026-08", document={**DOCUMENT, "total": {**TOTAL, "open": 75}})
    issue()
    total, kind, *subjects = sheet(visitor, "2026-09/v1/ko41a.csv")
    assert list(total.values())[-4:] == ["75", "1235", "100", "85"]
    assert list(kind.values())[-4:] == ["", "60", "50", ""]
    assert [row["Matters_Total_New"] for row in subjects] == ["60", "c", "0"]


def test_a_later_correction_of_the_month_before_changes_no_file(
    september: Release, visitor: Visitor
) -> None:
    before = visitor.get(f"{DATA}/2026-09/v1/ko41a.csv").body
    issue("2026-08")
    assert visitor.get(f"{DATA}/2026-09/v1/ko41a.csv").body == before
    assert sheet(visitor, "2026-09/v1/ko41a.csv")[0]["Matters_Total_Brought_Forward"] == ""


def test_an_old_version_stays_and_says_why_it_was_superseded(
    corrected: Release, visitor: Visitor
) -> None:
    page = visitor.get(f"/en{DATA}/2026-09/")
    newer, older = page.soup.select(".data_issue")
    assert "Orders had been entered twice." in older.get_text()
    assert older["id"] == "v1"
    assert "Superseded" not in newer.get_text()
    assert visitor.get(f"{DATA}/2026-09/v1/release.json").status == 200


def test_what_was_altered_is_not_given_out(september: Release, visitor: Visitor) -> None:
    alter(september)
    page = visitor.get(f"/en{DATA}/2026-09/v1/release.json")
    assert page.status == 410
    assert "no longer is what was frozen" in page.text
    assert not visitor.get(f"/en{DATA}/2026-09/").soup.select(".data_files")
    assert json.loads(visitor.get(f"{DATA}/catalogue.json").body)["resources"] == []


@pytest.mark.parametrize(
    "path",
    ["2026-09/v2/release.json", "2026-09/v1/secret.csv", "2026-9/", "2026-to-03/", "0000/",
     "2026-13/", "2025/", "dictionary.xlsx", "schema/nothing.json", "2026-09/v1/"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(september: Release, visitor: Visitor, path: str) -> None:
    assert visitor.get(f"{DATA}/{path}").status == 404


def test_a_period_is_written_in_one_way_only(visitor: Visitor) -> None:
    issue("2026-Q1")
    answers = [visitor.get(f"{DATA}/{code}/").status for code in ("2026-Q1", "2026-to-03")]
    assert answers == [200, 404]


def test_what_is_not_published_has_no_address(visitor: Visitor) -> None:
    issue(published=False)
    assert visitor.get(f"{DATA}/2026-09/v1/release.json").status == 404
    assert "2026-09" not in visitor.get(f"{DATA}/").text


@pytest.mark.parametrize("path", MACHINES)
def test_a_file_may_be_read_by_any_page_and_is_sent_once(
    september: Release, visitor: Visitor, path: str
) -> None:
    headers = visitor.get(path).response.headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    again = visitor.get(path, headers={"If-None-Match": headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_a_page_may_not_be_read_by_other_houses(september: Release, visitor: Visitor) -> None:
    for path in (f"{DATA}/", f"{DATA}/2026-09/", "/transparency/summaries.atom"):
        assert "Access-Control-Allow-Origin" not in visitor.get(path).response.headers


@pytest.mark.parametrize("path", MACHINES)
def test_who_asks_for_the_head_is_told_the_size(
    september: Release, client: Client, path: str
) -> None:
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))


def test_a_file_is_saved_under_a_telling_name(september: Release, visitor: Visitor) -> None:
    headers = visitor.get(f"{DATA}/2026-09/v1/figures.csv").response.headers
    assert 'filename="main-2026-09-v1-figures.csv"' in headers["Content-Disposition"]


def test_what_never_changes_may_be_kept_for_a_year(september: Release, visitor: Visitor) -> None:
    control = visitor.get(f"{DATA}/2026-09/v1/release.json").response.headers["Cache-Control"]
    assert control == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("name", "first"), [("release.json", 1), ("figures.csv", 1), ("ko41a.csv", 2)]
)
def test_a_file_costs_a_query_and_then_none(
    september: Release, visitor: Visitor, name: str, first: int, django_assert_num_queries: Any
) -> None:
    visitor.get(f"{DATA}/2026-08/v1/{name}")  # whose site it is, is known from then on
    with django_assert_num_queries(first):
        visitor.get(f"{DATA}/2026-09/v1/{name}")
    with django_assert_num_queries(0):
        visitor.get(f"{DATA}/2026-09/v1/{name}")


@pytest.mark.parametrize("path", ["", "2026-09/", "dictionary/", "catalogue.json"])
def test_a_page_of_open_data_asks_nothing_the_second_time(
    september: Release, visitor: Visitor, path: str, django_assert_num_queries: Any
) -> None:
    visitor.get(f"{DATA}/{path}")
    with django_assert_num_queries(0):
        visitor.get(f"{DATA}/{path}")


def test_many_releases_make_the_shelf_no_dearer(
    september: Release, visitor: Visitor, django_assert_num_queries: Any
) -> None:
    visitor.get(f"{DATA}/dictionary/")
    for month in range(1, 9):
        issue(f"2026-0{month}")
    visitor.get("/transparency/")
    with django_assert_num_queries(3):  # the shelf, the categories, the way back
        visitor.get(f"{DATA}/")


def test_the_catalogue_lists_hash_licence_and_citation(
    september: Release, visitor: Visitor
) -> None:
    page = visitor.get(f"/en{DATA}/")
    assert september.sha256 in page.text
    assert "CC-BY-4.0" in page.text
    assert f"curl -s http://127.0.0.1:8000{DATA}/2026-09/v1/release.json" in page.text
    assert "You may copy, change, combine and sell" in page.text


def test_of_another_licence_nothing_is_promised(
    september: Release, visitor: Visitor, settings: Any
) -> None:
    settings.DATA_LICENCE = "ODbL-1.0"
    page = visitor.get(f"/en{DATA}/")
    assert "ODbL-1.0" in page.text
    assert "You may copy" not in page.text


def test_programs_find_every_file_with_its_hash(corrected: Release, visitor: Visitor) -> None:
    package = json.loads(visitor.get(f"{DATA}/catalogue.json").body)
    paths = {one["path"] for one in package["resources"]}
    assert paths == {f"2026-09/v{version}/{name}" for version in (1, 2) for name in FILES}
    states = {one["path"][:10]: one["status"] for one in package["resources"]}
    assert states == {"2026-09/v1": "superseded", "2026-09/v2": "current"}
    assert package["resources"][0]["hash"] == f"sha256:{corrected.sha256}"


@pytest.mark.parametrize("name", ["figures", "ko41a"])
def test_the_schema_names_the_columns_of_the_file(
    september: Release, visitor: Visitor, name: str
) -> None:
    fields = json.loads(visitor.get(f"{DATA}/schema/{name}.json").body)["fields"]
    assert [one["name"] for one in fields] == list(sheet(visitor, f"2026-09/v1/{name}.csv")[0])


def test_the_dictionary_explains_whatever_stands_in_the_files(
    september: Release, visitor: Visitor
) -> None:
    known = {(row["section"], row["code"]) for row in sheet(visitor, "dictionary.csv")}
    for row in sheet(visitor, "2026-09/v1/figures.csv"):
        assert {("measure", row["measure"]), ("table", row["table"])} <= known
        assert {("figures.csv", column) for column in row} <= known


def test_the_dictionary_says_how_it_is_rounded(visitor: Visitor) -> None:
    page = visitor.get(f"/en{DATA}/dictionary/")
    assert "25 stands for 23 to 27" in page.text
    rule = json.loads(visitor.get(f"{DATA}/dictionary.json").body)["rule"]
    assert (rule["high"], rule["base"], rule["least_denominator"]) == (7, 5, 20)


def test_a_period_says_what_was_left_out(september: Release, visitor: Visitor) -> None:
    assert "too little could be shown: By channel." in visitor.get(f"/en{DATA}/2026-09/").text


def test_the_site_shows_the_figures_of_its_own_hospital(visitor: Visitor) -> None:
    issue(hospital=HospitalFactory(code="branch", name="分院"))
    SiteSettings.objects.update(hospital=Hospital.objects.get(code="main"))
    assert visitor.get(f"{DATA}/2026-09/v1/release.json").status == 404


def test_where_no_hospital_is_named_the_first_keeps_the_address(visitor: Visitor) -> None:
    SiteSettings.objects.update(hospital=None)
    issue()
    first = issue(hospital=HospitalFactory(code="branch", name="分院"))
    yesterday = timezone.now() - timedelta(days=1)
    Release.objects.filter(pk=first.pk).update(published_at=yesterday)
    body = visitor.get(f"{DATA}/2026-09/v1/release.json").body
    assert hashlib.sha256(body).hexdigest() == first.sha256


def test_search_engines_find_the_catalogue_and_the_dictionary(visitor: Visitor) -> None:
    listed = visitor.get("/sitemap.xml").body.decode()
    for path in ("", "dictionary/"):
        assert f"{DATA}/{path}</loc>" in listed
        assert f"/en{DATA}/{path}</loc>" in listed
