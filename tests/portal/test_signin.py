from django.test import override_settings

from portal.models import User
from tests.factories import PASSWORD
from tests.visitor import Visitor

DOOR = "/admin/login/"


def knock(visitor: Visitor, name: str, password: str) -> int:
    return visitor.post(DOOR, {"username": name, "password": password}).status


def test_who_knows_the_password_comes_in(visitor: Visitor, officer: User) -> None:
    assert knock(visitor, officer.username, PASSWORD) == 302


@override_settings(WRONG_PASSWORDS=3)
def test_after_many_wrong_passwords_even_the_right_one_waits(
    visitor: Visitor, officer: User
) -> None:
    for _ in range(3):
        knock(visitor, officer.username, "wrong")
    assert knock(visitor, officer.username, PASSWORD) == 200


@override_settings(WRONG_PASSWORDS=3)
def test_right_passwords_do_not_count(visitor: Visitor, officer: User) -> None:
    assert {knock(Visitor(), officer.username, PASSWORD) for _ in range(5)} == {302}


@override_settings(WRONG_PASSWORDS=3)
def test_an_account_that_does_not_exist_waits_in_the_same_way(visitor: Visitor) -> None:
    for _ in range(4):
        page = visitor.post(DOOR, {"username": "nobody", "password": "wrong"})
    assert "60" in page.text or "分钟" in page.text


def test_one_account_that_waits_keeps_no_other_out(
    visitor: Visitor, officer: User, editor: User
) -> None:
    with override_settings(WRONG_PASSWORDS=1):
        knock(visitor, officer.username, "wrong")
        assert knock(visitor, editor.username, PASSWORD) == 302
