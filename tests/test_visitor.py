"""The inspector is inspected: each fault that a page can have is found, and a good page has none."""

import pytest
from django.http import HttpResponse

from tests.factories import WANG
from tests.visitor import Page, faults

GOOD = (
    '<html lang="en"><title>Track</title><main><h1>Track</h1><h2>Code</h2>'
    '<form action="/en/feedback/track/"><label for="code">Your code</label><input id="code" name="code">'
    '<button>Show</button></form><img src="/a.png" alt=""></main></html>'
)
CODE = "1234 5678 9012 3456 7891"
FENCES = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}


def found(html: str, *, path: str = "/en/feedback/track/", private: bool = False) -> str:
    page = Page(HttpResponse(html, headers=FENCES), path)
    return "; ".join(faults(page, private=private))


def test_a_good_page_has_no_fault() -> None:
    assert found(GOOD) == ""


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('lang="en"', 'lang="zh-Hans"', "lang=en"),
        ("<title>Track", "<title>", "no title"),
        ("<h2>Code</h2>", "<h1>Code</h1>", "2 first-level"),
        ("<h2>Code</h2>", "<h3>Code</h3>", "jumps to <h3>"),
        ('for="code"', 'for="cod"', "no label for 'code'"),
        ('for="code"', 'for="cod"', "points to #cod"),
        ("<button>Show", '<button id="code">Show', "the id 'code' twice"),
        ("<button>Show", "<button>", "nameless"),
        ("<h2>", '<h2 style="color:red">', "inline style"),
        ("<h2>", "<script>go()</script><h2>", "inline script"),
        ("<h2>", '<h2 onclick="go()">', "inline handler"),
        ("<h2>", '<a href="javascript:go()">Go</a><h2>', "javascript:"),
        ("/a.png", "https://cdn.example/a.png", "another house"),
        (' alt=""', "", "without alt"),
        ("<form ", '<form method="post" ', "without its token"),
        ("Code</h2>", "%(name)s</h2>", "raw '%(name)s'"),
        ("Code</h2>", f"{CODE}</h2>", "tracking code"),
        ("Code</h2>", f"{WANG['name']}</h2>", "names"),
        ("Code</h2>", f"{WANG['phone']}</h2>", "names"),
    ],
)
def test_a_fault_is_found(good: str, bad: str, fault: str) -> None:
    assert fault in found(GOOD.replace(good, bad, 1))


def test_the_receipt_may_show_its_code() -> None:
    assert found(GOOD.replace("Code", CODE), private=True) == ""


def test_no_address_may_carry_a_code_even_there() -> None:
    linked = GOOD.replace("/a.png", f"/{CODE.replace(' ', '')}.png")
    assert "tracking code" in found(linked, private=True)


def test_a_page_that_may_be_kept_is_found() -> None:
    page = Page(HttpResponse(GOOD), "/en/feedback/track/")
    assert "kept by a cache" in "; ".join(faults(page))


def test_a_form_is_read_as_a_browser_would_send_it() -> None:
    html = '<form><input name="a" value="1"><input type="checkbox" name="b"><textarea name="c">\nx</textarea></form>'
    assert Page(HttpResponse(html), "/").form() == {"a": "1", "c": "x"}
