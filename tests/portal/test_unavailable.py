"""When the site is away: what a visitor reads, what becomes of their words, and when it is over."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.utils import timezone

from portal import errors, lifeline, maintenance
from portal.models import SiteSettings
from tests.visitor import Page, Visitor, faults

STORY = {"kind": "complaint", "story": "窗口排队两小时\n没有人解释", "form_key": "x1"}


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for the sign and the telephone, and nothing remembered."""
    settings.HUIYIN_HOME = tmp_path
    monkeypatch.setattr(lifeline, "_remembered", {})
    return tmp_path


@pytest.fixture
def dead_database() -> Iterator[None]:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        yield


def ask(path: str, data: Any = None) -> Page:
    """Ask like a browser: what breaks is answered, not raised."""
    client = Client(raise_request_exception=False)
    page = Page(client.post(path, data) if data else client.get(path), path)
    assert not list(faults(page))
    return page


# --- The database does not answer
@pytest.mark.parametrize("path", ["/", "/en/", "/feedback/submit/", "/admin/login/", "/nowhere/"])
def test_without_its_database_the_site_says_it_is_away(
    site: Any, dead_database: None, path: str
) -> None:
    page = ask(path)
    assert page.status == 503
    assert page.response.headers["Retry-After"] == "60"
    assert "no-store" in page.response.headers["Cache-Control"]
    assert page.soup.select_one(".button")["href"] == path


def test_what_somebody_was_sending_is_given_back(site: Any, dead_database: None) -> None:
    page = ask("/en/feedback/submit/", STORY)
    assert page.status == 503
    assert page.soup.select_one(".words").get_text() == STORY["story"]


def test_one_touch_sends_it_again(site: Any, dead_database: None) -> None:
    page = ask("/feedback/submit/", STORY)
    assert page.soup.form["action"] == "/feedback/submit/"
    assert page.form() == STORY


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_the_words_of_another_house_do_not_stand_on_a_page_of_ours(origin: str) -> None:
    maintenance.close(None)
    client = Client(headers={"Sec-Fetch-Site": origin})
    answer = client.post("/feedback/submit/", STORY)
    assert answer.status_code == 503
    assert "没有人解释" not in answer.content.decode()


def test_a_form_forged_elsewhere_does_not_speak_on_the_page_that_refuses_it(site: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    ours, theirs = (
        client.post("/feedback/submit/", STORY, headers={"Sec-Fetch-Site": origin})
        for origin in ("same-origin", "cross-site")
    )
    assert (ours.status_code, theirs.status_code) == (403, 403)
    assert "没有人解释" in ours.content.decode()
    assert "没有人解释" not in theirs.content.decode()


def test_a_code_is_not_repeated_on_the_page(site: Any, dead_database: None) -> None:
    page = ask("/feedback/track/", {"code": "1234 5678 9012 3456 7890"})
    assert page.status == 503
    assert "1234" not in page.body.decode()


def test_a_password_is_not_repeated_on_the_page(site: Any, dead_database: None) -> None:
    page = ask("/admin/login/", {"username": "li", "password": "correct horse battery"})
    assert page.status == 503
    assert "horse" not in page.body.decode()


def test_a_visitor_sees_no_trace_of_what_broke(site: Any, dead_database: None) -> None:
    assert "gone" not in ask("/").body.decode()


def test_the_operator_finds_it_in_the_log(
    site: Any, dead_database: None, caplog: pytest.LogCaptureFixture
) -> None:
    ask("/")
    record = next(one for one in caplog.records if one.name == "django.request")
    assert record.levelname == "ERROR"
    assert isinstance(record.exc_info[1], OperationalError)


def test_what_breaks_otherwise_is_our_fault_and_keeps_the_words(site: Any) -> None:
    with patch("feedback.public.submit._usable", side_effect=RuntimeError("gone")):
        page = ask("/feedback/submit/", STORY)
    assert page.status == 500
    assert page.soup.select_one(".words").get_text() == STORY["story"]


def test_the_telephone_outlives_the_process(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lifeline.remember("testserver", SiteSettings(telephone="010-5555 0123"))
    monkeypatch.setattr(lifeline, "_remembered", {})
    assert lifeline.recall("testserver").telephone == "010-5555 0123"


def test_nobody_crowds_the_telephone_out_by_ways_to_write_the_host(home: Path) -> None:
    for port in range(60):
        lifeline.remember(f"TestServer.:{port}", SiteSettings(telephone="010-5555 0123"))
    lifeline.remember("other.example", SiteSettings(telephone="1"))
    assert lifeline.recall("other.example").telephone == "1"
    assert lifeline.recall("testserver:8000").telephone == "010-5555 0123"


def test_a_spoilt_note_of_the_telephone_harms_nobody(home: Path) -> None:
    (home / "lifeline.json").write_text("[{")
    assert lifeline.recall("testserver") == lifeline.Lifeline()


# --- Too much, or by the wrong way
def test_more_than_the_site_takes_is_refused_in_words(site: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    page = ask("/en/feedback/submit/", {"story": "long " * 100})
    assert page.status == 413
    assert "too much" in page.soup.h1.get_text()


def test_a_browser_may_finish_what_it_sends_before_it_is_refused(
    rf: RequestFactory,
) -> None:
    request = rf.post("/", "story=long", content_type="application/x-www-form-urlencoded")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert request.read() == b""


def test_an_address_for_forms_says_so(visitor: Visitor, site: Any) -> None:
    page = visitor.get("/en/feedback/case/message/")
    assert page.status == 405
    assert page.response.headers["Allow"] == "POST"
    assert page.soup.select(".ways_on a")


# --- Maintenance
@pytest.mark.parametrize("path", ["/", "/en/contact/", "/feedback/submit/", "/admin/"])
def test_while_the_sign_hangs_every_page_says_so(path: str) -> None:
    maintenance.close(None)
    page = ask(path)
    assert page.status == 503
    assert page.response.headers["Retry-After"] == "600"


def test_the_process_lives_and_the_sign_has_its_dress(db: None) -> None:
    maintenance.close(None)
    assert ask("/healthz").status == ask("/readyz").status == 200
    assert ask(ask("/").soup.select_one("link[rel=stylesheet]")["href"]).status == 200


def test_the_sign_says_until_when() -> None:
    until = timezone.localtime() + timedelta(hours=2)
    maintenance.close(until)
    page = ask("/en/")
    assert f"{until:%H:%M}" in page.text
    assert 7000 < int(page.response.headers["Retry-After"]) <= 7200


@pytest.mark.parametrize("written", ["", "soon", "2026-02-30T10:00", "2020-01-01T00:00:00+08:00"])
def test_a_sign_without_an_end_to_come_says_soon(home: Path, written: str) -> None:
    (home / "maintenance").write_text(written)
    assert "open again soon" in ask("/en/").text


def test_a_sign_that_the_site_may_not_read_hangs_all_the_same(home: Path) -> None:
    (home / "maintenance").mkdir()
    assert "open again soon" in ask("/en/").text
    assert ask("/healthz").status == 200


def test_a_sign_in_another_encoding_closes_the_site_too(home: Path) -> None:
    (home / "maintenance").write_bytes("今晚".encode("gbk"))
    assert ask("/").status == 503


def test_what_was_typed_before_the_sign_went_up_is_kept() -> None:
    maintenance.close(None)
    assert ask("/feedback/submit/", STORY).form() == STORY


def test_one_command_closes_and_opens_the_site(visitor: Visitor, site: Any) -> None:
    call_command("maintenance", "on", until="18:30")
    assert "18:30" in ask("/").text
    call_command("maintenance", "off")
    assert visitor.get("/").status == 200


def test_an_end_that_is_no_moment_closes_nothing() -> None:
    with pytest.raises(CommandError, match="no moment"):
        call_command("maintenance", "on", until="tonight")
    assert not maintenance.sign().exists()


def test_what_cannot_be_read_is_given_back_as_nothing(rf: RequestFactory) -> None:
    request = rf.post("/feedback/submit/", "x", content_type="multipart/form-data; boundary=")
    assert errors.server_error(request).status_code == 500
