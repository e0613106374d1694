"""The frame of every page, the pages for errors, and the answers that belong to no room."""

import gzip
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from portal import assets, errors, lifeline, views
from portal.models import SiteSettings, User
from tests.visitor import Visitor


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifeline, "_remembered", {})


def sheet_address(visitor: Visitor) -> str:
    return visitor.get("/nowhere/").soup.select_one("link[rel=stylesheet]")["href"]


# --- The frame
def test_the_first_key_press_leads_past_the_menu(visitor: Visitor, site: object) -> None:
    page = visitor.get("/")
    assert page.soup.body.select_one("a")["href"] == "#main"


def test_submit_and_track_are_always_within_reach(visitor: Visitor, site: object) -> None:
    links = [link["href"] for link in visitor.get("/en/contact/").soup.select(".masthead__link")]
    assert links[-2:] == ["/en/feedback/track/", "/en/feedback/submit/"]


def test_the_hospital_and_its_supervisor_stand_on_every_page(
    visitor: Visitor, site: object
) -> None:
    footer = visitor.get("/contact/").soup.footer.get_text()
    assert "010-5555 0123" in footer
    assert "010-5555 0199" in footer


@pytest.mark.parametrize("number", ["", "京ICP备12345678号-1"])
def test_a_filing_number_stands_below_once_the_hospital_has_one(
    visitor: Visitor, site: object, number: str
) -> None:
    numbers = SiteSettings.objects.get()
    numbers.icp_number, numbers.police_number = number, ""
    numbers.save()
    filed = visitor.get("/").soup.select(".footer__filing")
    assert [part.get_text(strip=True) for part in filed] == [number] * bool(number)


def test_an_editor_finds_the_way_to_edit_a_page(superuser: User, site: object) -> None:
    assert Visitor(superuser).get("/contact/").soup.select(".staff_bar__link")


def test_nobody_else_is_offered_to_edit(visitor: Visitor, site: object) -> None:
    assert not visitor.get("/contact/").soup.select(".staff_bar")


def test_no_other_house_learns_where_a_visitor_comes_from(visitor: Visitor) -> None:
    # Stricter still, "no-referrer", and browsers send `Origin: null`, which fails every form.
    assert visitor.get("/nowhere/").response.headers["Referrer-Policy"] == "same-origin"


# --- The stylesheet
def test_the_stylesheet_may_be_kept_for_ever(visitor: Visitor) -> None:
    assert "immutable" in visitor.get(sheet_address(visitor)).response.headers["Cache-Control"]


def test_a_stylesheet_of_another_version_is_not_kept(visitor: Visitor) -> None:
    response = visitor.get("/assets/0123456789abcdef/site.css").response
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_browser_that_unpacks_gets_it_packed(client: Client) -> None:
    sheet = assets.stylesheet()
    response = client.get(f"/assets/{sheet.digest}/site.css", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.content) == sheet.plain


def test_the_stylesheet_is_small_and_loads_nothing() -> None:
    sheet = assets.stylesheet()
    assert len(sheet.packed) < 12_000
    assert b"url(" not in sheet.plain
    assert b"@import" not in sheet.plain


def test_the_script_is_small() -> None:
    script = Path(views.__file__).parent / "static/portal/js/portal.js"
    assert len(gzip.compress(script.read_bytes())) < 6_000


# --- Health and robots
def test_the_process_says_it_lives_without_asking_anybody(client: Client) -> None:
    assert client.get("/healthz").json() == {"alive": True}


def test_the_house_is_ready_when_the_database_answers(visitor: Visitor) -> None:
    page = visitor.get("/readyz")
    assert page.status == 200
    assert page.response.json() == {"ready": True, "database": "ok", "cache": "ok", "news": "ok"}


def test_the_house_is_not_ready_without_its_database(rf: RequestFactory) -> None:
    with patch.object(connection, "cursor", side_effect=DatabaseError):
        response = views.ready(rf.get("/readyz"))
    assert response.status_code == 503


def test_a_broken_cache_is_told_but_turns_nobody_away(rf: RequestFactory, db: None) -> None:
    with patch.object(views.cache, "set", side_effect=ConnectionError):
        response = views.ready(rf.get("/readyz"))
    assert response.status_code == 200
    assert b'"cache": "degraded"' in response.content


def test_robots_are_kept_out_of_cases_and_the_office(visitor: Visitor) -> None:
    text = visitor.get("/robots.txt").body.decode()
    for closed in ("/admin/", "/feedback/case/", "/en/feedback/case/"):
        assert f"Disallow: {closed}\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


# --- Pages for errors
@pytest.mark.parametrize("path", ["/nowhere/", "/en/nowhere/"])
def test_a_wrong_address_leads_on(visitor: Visitor, site: object, path: str) -> None:
    page = visitor.get(path)
    assert page.status == 404
    assert page.soup.select(".ways_on a")
    assert page.soup.select(".contact_box__telephone")


def test_a_closed_page_says_that_nothing_was_changed(
    rf: RequestFactory, site: object, client: Client
) -> None:
    request = rf.get("/feedback/")
    response = errors.forbidden(request, PermissionError())
    assert response.status_code == 403
    assert b"ways_on" in response.content


def test_a_form_from_elsewhere_is_explained(site: object) -> None:
    careful = Client(enforce_csrf_checks=True)
    response = careful.post("/en/contact/", {"story": "x"})
    assert response.status_code == 403
    assert "still in your browser" in response.content.decode()


def test_an_unreadable_request_is_answered_without_its_host(client: Client) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert b"contact_box" in response.content


def test_when_all_breaks_the_page_needs_no_database(rf: RequestFactory, forgetful: None) -> None:
    response = errors.server_error(rf.get("/en/feedback/submit/"))
    assert response.status_code == 500
    assert "120" in response.content.decode()


def test_when_all_breaks_the_telephone_last_shown_is_still_there(
    visitor: Visitor, site: object, forgetful: None
) -> None:
    visitor.get("/")
    request = RequestFactory(headers={"Host": "testserver"}).get("/")
    with CaptureQueriesContext(connection) as asked:
        assert "010-5555 0123" in errors.server_error(request).content.decode()
    assert len(asked) == 0


@pytest.mark.parametrize(("path", "language"), [("/x/", "zh-Hans"), ("/en/x/", "en")])
def test_when_all_breaks_the_language_is_that_of_the_address(
    rf: RequestFactory, path: str, language: str
) -> None:
    assert f'lang="{language}"' in errors.server_error(rf.get(path)).content.decode()


def test_the_memory_of_telephones_is_bounded(forgetful: None) -> None:
    for number in range(200):
        lifeline.remember(f"host{number}", SiteSettings(telephone="1"))
    assert lifeline.recall("host199") == lifeline.Lifeline()


def test_what_the_last_act_left_to_say_is_shown_once(superuser: User, site: object) -> None:
    visitor = Visitor(superuser)
    request: HttpRequest = visitor.get("/contact/").response.wsgi_request
    request._messages.add(20, "Saved.")
    response = errors.not_found(request, Exception())
    assert "Saved." in response.content.decode()
