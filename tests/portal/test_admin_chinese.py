"""The admin speaks Chinese: no English is left where staff read, and none comes with an upgrade."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4.element import NavigableString, TemplateString
from django.contrib.auth.models import Group
from django.utils.translation.trans_real import DjangoTranslation

from home.models import HomePage
from portal import overlay
from portal.models import User
from tests.visitor import Page, Visitor

ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’]+(?: [A-Za-z'’]+)+")
NOT_READ = ["script", "style", "code", "textarea"]
READ_ALOUD = ("aria-label", "placeholder", "title", "alt", "data-w-tooltip-content-value")
ROOMS = [
    "/admin/",
    "/admin/account/",
    "/admin/pages/{home}/",
    "/admin/pages/{home}/edit/",
    "/admin/pages/{home}/history/",
    "/admin/pages/{home}/delete/",
    "/admin/bulk/wagtailcore/page/publish/?id={home}",
    "/admin/images/",
    "/admin/snippets/portal/privacynotice/",
    "/admin/users/",
    "/admin/sites/",
    "/admin/departments/",
]


def read(page: Page) -> Iterator[str]:
    """Yield each piece of text, also what waits in a closed dialog or is only read aloud."""
    for text in page.soup.find_all(string=True):
        if type(text) in (NavigableString, TemplateString) and not text.find_parent(NOT_READ):
            yield text
    for tag in page.soup.find_all(True):
        yield from (tag[name] for name in READ_ALOUD if tag.has_attr(name))


def english(page: Page) -> set[str]:
    """Find two or more English words in a row; the groups' names are in both languages."""
    in_both = " ".join(Group.objects.values_list("name", flat=True))
    found = {words for text in read(page) for words in ENGLISH.findall(" ".join(text.split()))}
    return {words for words in found if words not in in_both}


def said(domain: str) -> dict[tuple[str, str], str]:
    """Give what the site says in Chinese, whoever translated it; of a plural the only form."""
    spoken: dict[tuple[str, str], str] = {}
    for key, chinese in DjangoTranslation("zh-hans", domain=domain)._catalog.items():
        context, _, sentence = (key if isinstance(key, str) else key[0]).rpartition("\x04")
        spoken.setdefault((context, sentence), chinese)
    return spoken


def test_no_room_of_the_admin_speaks_english(superuser: User, site: HomePage) -> None:
    visitor = Visitor(superuser)
    pages = [visitor.get(room.format(home=site.pk)) for room in ROOMS]
    assert [page.path for page in pages if page.status != 200] == []
    left = {page.path: english(page) for page in pages}
    assert {path: words for path, words in left.items() if words} == {}


def test_what_scripts_say_comes_from_the_overlay_too(superuser: User) -> None:
    script = Visitor(superuser).get("/admin/jsi18n/").body.decode()
    assert f'"Insert a block": {json.dumps("插入区块")}' in script


@pytest.mark.parametrize("domain", overlay.DOMAINS)
def test_every_foreign_sentence_has_its_chinese(domain: str) -> None:
    wanted, _ = overlay.foreign(domain)
    assert wanted.keys() - said(domain).keys() == set()


@pytest.mark.parametrize("domain", overlay.DOMAINS)
def test_the_overlay_wins_over_everybody(domain: str) -> None:
    spoken = said(domain)
    ours = overlay.present(domain)
    assert {key: it.chinese for key, it in ours.items()} == {key: spoken[key] for key in ours}


@pytest.mark.parametrize("domain", overlay.DOMAINS)
def test_the_overlay_holds_what_is_needed_and_no_more(domain: str) -> None:
    assert list(overlay.faults(domain)) == []


def test_an_upgrade_with_new_sentences_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay, "FOLDER", tmp_path)
    assert "'Search all pages…': not translated." in list(overlay.faults("django"))


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        ("", "'Save': nobody asks for it any more, or somebody else says it."),
        ('# instead of: "存"\n', "'Save': replaces Chinese that others no longer say"),
    ],
)
def test_what_wagtail_translates_by_now_is_noticed(
    kept: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay, "FOLDER", tmp_path)
    (tmp_path / "djangojs.po").write_text(f'{overlay.HEADER}\n{kept}msgid "Save"\nmsgstr "存盘"\n')
    assert any(line.startswith(fault) for line in overlay.faults("djangojs"))


def test_collecting_keeps_what_was_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = overlay.present("djangojs")
    monkeypatch.setattr(overlay, "FOLDER", tmp_path)
    (tmp_path / "djangojs.po").write_text("\n".join(map(str, before.values())))
    overlay.write("djangojs")
    assert overlay.present("djangojs") == before
