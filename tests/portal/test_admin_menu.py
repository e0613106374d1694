"""The menu of the admin is kept for a moment, and never shows anybody the menu of somebody else."""

import json
from typing import Any

from django.contrib.auth.models import Group
from django.middleware.csrf import _does_token_match
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from home.models import HomePage
from portal.models import User
from portal.roles import EDITORS, OFFICERS
from tests.visitor import Page, Visitor

ROOM = "/admin/account/"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"


def menu(page: Page) -> str:
    return str(page.soup.select_one("#wagtail-sidebar-props").string)


def told(page: Page) -> dict[str, Any]:
    return dict(json.loads(page.soup.select_one("#wagtail-config").string))


def keys(page: Page) -> str:
    return page.body.decode().partition("shortcuts__category")[2].partition("</template>")[0]


def test_the_menu_asks_nothing_the_second_time(
    officer: User, django_assert_max_num_queries: Any
) -> None:
    visitor = Visitor(officer)
    first = menu(visitor.get("/admin/cases/"))
    with django_assert_max_num_queries(12):
        assert menu(visitor.get("/admin/cases/")) == first


def test_who_loses_a_right_sees_another_menu_at_once(officer: User) -> None:
    visitor = Visitor(officer)
    officer.groups.add(Group.objects.get(name=EDITORS))
    assert "/admin/cases/orders/" in menu(visitor.get(ROOM))
    officer.groups.remove(Group.objects.get(name=OFFICERS))
    assert "/admin/cases/orders/" not in menu(visitor.get(ROOM))


def test_who_is_given_a_right_sees_another_menu_at_once(editor: User) -> None:
    visitor = Visitor(editor)
    assert "/admin/cases/orders/" not in menu(visitor.get(ROOM))
    editor.groups.add(Group.objects.get(name=OFFICERS))
    assert "/admin/cases/orders/" in menu(visitor.get(ROOM))


def test_who_becomes_a_superuser_sees_another_menu_at_once(officer: User) -> None:
    visitor = Visitor(officer)
    assert "/admin/users/" not in menu(visitor.get(ROOM))
    User.objects.filter(pk=officer.pk).update(is_superuser=True)
    assert "/admin/users/" in menu(visitor.get(ROOM))


def test_the_way_to_the_pages_goes_with_the_right_to_them(
    site: HomePage, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    visitor = Visitor(editor)
    assert "/admin/pages/" in menu(visitor.get(ROOM))
    with django_capture_on_commit_callbacks(execute=True):
        for right in GroupPagePermission.objects.all():
            right.delete()
    assert "/admin/pages/" not in menu(visitor.get(ROOM))


def test_two_who_may_do_the_same_each_read_their_own_name(
    officer: User, second_officer: User
) -> None:
    shown = [menu(Visitor(user).get(ROOM)) for user in (officer, second_officer)]
    named = [json.dumps(user.first_name) for user in (officer, second_officer)]
    assert [name in page for name, page in zip(named, shown, strict=True)] == [True, True]


def test_a_new_name_stands_in_the_menu_at_once(officer: User) -> None:
    visitor = Visitor(officer)
    visitor.get(ROOM)
    User.objects.filter(pk=officer.pk).update(first_name="Mei")
    assert '"Mei"' in menu(visitor.get(ROOM))


def test_another_language_is_another_menu_at_once(officer: User) -> None:
    visitor, profile = Visitor(officer), UserProfile.get_for_user(officer)
    seen = []
    for profile.preferred_language in ("zh-hans", "en"):
        profile.save()
        page = visitor.get(ROOM)
        seen.append((menu(page), keys(page), told(page)["STRINGS"]["MONTHS"][0]))
    assert all(chinese != english for chinese, english in zip(*seen, strict=True))


def test_each_has_the_own_token_against_forged_requests(
    officer: User, second_officer: User
) -> None:
    for visitor in (Visitor(officer), Visitor(second_officer)):
        token = told(visitor.get(ROOM))["CSRF_TOKEN"]
        assert _does_token_match(token, visitor.client.cookies["csrftoken"].value)


def test_who_wants_no_shortcuts_is_told_at_once_that_there_are_none(officer: User) -> None:
    visitor, profile = Visitor(officer), UserProfile.get_for_user(officer)
    assert told(visitor.get(ROOM))["KEYBOARD_SHORTCUTS_ENABLED"]
    profile.keyboard_shortcuts = False
    profile.save()
    assert not told(visitor.get(ROOM))["KEYBOARD_SHORTCUTS_ENABLED"]


def test_each_keyboard_has_its_own_list_of_shortcuts(officer: User) -> None:
    visitor = Visitor(officer)
    assert "Ctrl + s" in keys(visitor.get(ROOM))
    assert "⌘ + s" in keys(visitor.get(ROOM, headers={"user-agent": MAC}))
