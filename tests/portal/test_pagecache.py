"""Public pages are kept for everybody, private ones for nobody, and a change shows at once."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from home.models import HomePage, PlainPage
from portal import edition, pagecache
from portal.models import SiteSettings, User
from portal.pagecache import PageCacheMiddleware
from tests.visitor import Visitor

Commits = Callable[..., Any]


@pytest.fixture(autouse=True)
def _keeping(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE_SECONDS = 60
    yield
    cache.clear()


@pytest.fixture
def page(site: HomePage) -> PlainPage:
    """A page that anybody may read."""
    made = PlainPage(title="就诊须知", slug="visit", locale=site.locale)
    site.add_child(instance=made)
    return made


def told(kept: bool, visitor: Visitor, path: str, **extra: Any) -> str:
    """Change the words of a page behind the site's back, and read what a visitor is told."""
    visitor.get(path)
    PlainPage.objects.filter(slug="visit").update(title="改过了")
    title = visitor.get(path, **extra).soup.h1.get_text()
    return title if kept else title.replace("改过了", "anew")


class House:
    """Some view behind the page cache; counts how often it was asked."""

    def __init__(self, make: Callable[[HttpRequest], Any]) -> None:
        self.asked, self.make = 0, make
        self.ask = PageCacheMiddleware(self._view)

    def _view(self, request: HttpRequest) -> Any:
        self.asked += 1
        return self.make(request)


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>Hello</p>")


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = hello(request)
    response.set_cookie("taste", "tea")
    return response


def with_token(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(get_token(request))
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):  # what Django's middleware does
        response.set_cookie("csrftoken", request.META["CSRF_COOKIE"])
    return response


def marked(control: str) -> Callable[[HttpRequest], HttpResponse]:
    return lambda request: HttpResponse("x", headers={"Cache-Control": control})


def test_a_page_is_kept_for_the_next_visitor(page: PlainPage, visitor: Visitor) -> None:
    assert told(True, visitor, "/visit/") == "就诊须知"


def test_with_no_seconds_nothing_is_kept(page: PlainPage, visitor: Visitor, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0
    assert told(False, visitor, "/visit/") == "anew"


def test_a_kept_page_asks_the_database_nothing(
    page: PlainPage, visitor: Visitor, django_assert_num_queries: Any
) -> None:
    visitor.get("/visit/")
    with django_assert_num_queries(0):
        visitor.get("/visit/")


def test_a_kept_page_has_all_its_fences(page: PlainPage, visitor: Visitor) -> None:
    made, kept = (visitor.get("/visit/").response.headers for _ in range(2))
    assert dict(kept) == dict(made)
    assert {"Content-Security-Policy", "X-Frame-Options", "Referrer-Policy"} <= set(kept)


def test_browsers_ask_again_before_they_show_a_kept_page(page: PlainPage, visitor: Visitor) -> None:
    headers = visitor.get("/visit/").response.headers
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {"Accept-Encoding", "Cookie"} <= set(headers["Vary"].split(", "))


def test_who_has_the_page_already_is_sent_nothing(page: PlainPage, visitor: Visitor) -> None:
    tag = visitor.get("/visit/").response.headers["ETag"]
    again = visitor.get("/visit/", headers={"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


def test_it_travels_packed_to_those_who_unpack(page: PlainPage, visitor: Visitor) -> None:
    plain = visitor.get("/visit/").body
    packed = visitor.client.get("/visit/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain


def test_a_published_change_shows_at_once(
    page: PlainPage, visitor: Visitor, django_capture_on_commit_callbacks: Commits
) -> None:
    visitor.get("/visit/")
    with django_capture_on_commit_callbacks(execute=True):
        page.title = "新的须知"
        page.save_revision().publish()
    assert visitor.get("/visit/").soup.h1.get_text() == "新的须知"


def test_an_unpublished_page_is_gone_at_once(
    page: PlainPage, visitor: Visitor, django_capture_on_commit_callbacks: Commits
) -> None:
    visitor.get("/visit/")
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert visitor.get("/visit/").status == 410


def test_a_new_telephone_number_shows_at_once(
    page: PlainPage, visitor: Visitor, django_capture_on_commit_callbacks: Commits
) -> None:
    visitor.get("/visit/")
    with django_capture_on_commit_callbacks(execute=True):
        settings = SiteSettings.objects.get()
        settings.telephone = "010-5555 9999"
        settings.save()
    assert "010-5555 9999" in visitor.get("/visit/").text


def test_a_page_closed_to_the_public_is_closed_at_once(
    page: PlainPage, visitor: Visitor, django_capture_on_commit_callbacks: Commits
) -> None:
    visitor.get("/visit/")
    with django_capture_on_commit_callbacks(execute=True):
        page.view_restrictions.create(restriction_type="login")
    assert visitor.get("/visit/").status == 302


def test_what_is_shown_behind_a_restriction_is_never_kept(
    page: PlainPage, visitor: Visitor, editor: User
) -> None:
    page.view_restrictions.create(restriction_type="login")
    assert Visitor(editor).get("/visit/").status == 200
    assert visitor.get("/visit/").status == 302


def test_an_editor_neither_gets_nor_makes_a_kept_page(
    page: PlainPage, visitor: Visitor, editor: User
) -> None:
    assert "编辑" in Visitor(editor).get("/visit/").text
    assert "编辑" not in visitor.get("/visit/").text
    assert "编辑" in Visitor(editor).get("/visit/").text


def test_each_language_has_its_own(site: HomePage, visitor: Visitor) -> None:
    pages = [visitor.get(path).soup.html["lang"] for path in ("/", "/en/", "/", "/en/")]
    assert pages == ["zh-Hans", "en", "zh-Hans", "en"]


@pytest.mark.parametrize("name", ["sessionid", "messages"])
def test_who_brings_a_session_or_a_message_is_answered_anew(rf: RequestFactory, name: str) -> None:
    house = House(hello)
    rf.cookies[name] = "something"
    for _ in range(2):
        house.ask(rf.get("/visit/"))
    assert house.asked == 2


@pytest.mark.parametrize(
    "view",
    [
        with_cookie,
        with_token,
        marked("private"),
        marked("no-store"),
        marked("max-age=0, no-cache"),
        lambda request: HttpResponse("x", status=404),
        lambda request: StreamingHttpResponse(["x"]),
        lambda request: HttpResponse("x", content_type="application/pdf"),
    ],
)
@pytest.mark.django_db
def test_what_may_be_somebodys_is_not_kept(rf: RequestFactory, view: Any) -> None:
    house = House(view)
    rf.cookies["csrftoken"] = "a" * 32
    for _ in range(2):
        house.ask(rf.get("/visit/"))
    assert house.asked == 2


@pytest.mark.parametrize(
    "path",
    [
        "/feedback/track/",
        "/en/feedback/case/x.css",
        "/admin/",
        "/search/",
        "/en/search/",
        "/visit/?q=1",
        "/visit/?page=0",
        "/visit/?page=1&page=2",
        "/visit/?month=2026-13",
        "/visit/?kind=" + "a" * 13,
        "/visit/?page=1&" + "&" * 200,
    ],
)
def test_below_closed_paths_and_odd_queries_nothing_is_kept(rf: RequestFactory, path: str) -> None:
    house = House(hello)
    for _ in range(2):
        house.ask(rf.get(path))
    assert house.asked == 2


@pytest.mark.django_db
def test_the_order_of_a_permitted_query_does_not_matter(rf: RequestFactory) -> None:
    house = House(hello)
    house.ask(rf.get("/visit/?page=2&month=2026-03&kind="))
    house.ask(rf.get("/visit/?kind=&page=2&month=2026-03"))
    assert house.asked == 1


@pytest.mark.django_db
def test_counting_up_a_query_does_not_fill_the_cache(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagecache, "QUERIES_KEPT", 3)
    house = House(hello)
    for number in [*range(1, 6), *range(1, 6)]:
        house.ask(rf.get(f"/visit/?page={number}"))
    assert house.asked == 7


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver:4711", "a.testserver", "TestServer", "testserver."]
)
def test_under_a_made_up_host_nothing_is_kept(rf: RequestFactory, host: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", ".testserver"]
    house = House(hello)
    for _ in range(2):
        house.ask(rf.get("/visit/", headers={"host": host}))
    assert house.asked == 2


@pytest.mark.django_db
def test_each_host_and_each_scheme_has_its_own(rf: RequestFactory, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    house = House(lambda request: HttpResponse(request.build_absolute_uri()))
    asked = [rf.get("/"), rf.get("/", secure=True), rf.get("/", headers={"host": "other.example"})]
    pages = {house.ask(request).content for request in asked}
    assert pages == {b"http://testserver/", b"https://testserver/", b"http://other.example/"}


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_answered_from_the_cache(rf: RequestFactory, method: str, db: None) -> None:
    house = House(hello)
    house.ask(rf.get("/visit/"))
    house.ask(getattr(rf, method)("/visit/"))
    assert house.asked == 2


@pytest.mark.django_db
def test_a_new_edition_knows_no_kept_page(rf: RequestFactory) -> None:
    house = House(hello)
    house.ask(rf.get("/visit/"))
    edition._raise()
    house.ask(rf.get("/visit/"))
    assert house.asked == 2
