"""A change of what the public reads begins a new edition; what concerns nobody outside does not."""

from collections.abc import Callable

import pytest
from django.db import models

from feedback import services
from feedback.models import DeadlinePolicy
from home.models import HomePage, PlainPage
from portal import edition
from portal.models import Edition, SiteSettings, User
from tests.factories import CaseFactory

Commits = Callable[..., object]


@pytest.fixture
def began(
    site: HomePage, django_capture_on_commit_callbacks: Commits
) -> Callable[[Callable[[], object]], bool]:
    """Do something, let it stand, and say whether a new edition began."""

    def does(act: Callable[[], object]) -> bool:
        edition.forget()
        before = edition.current()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        edition.forget()
        return edition.current() != before

    return does


Began = Callable[[Callable[[], object]], bool]


def test_a_published_page_begins_one(began: Began) -> None:
    page = PlainPage.objects.first()
    assert began(page.save_revision().publish)


def test_a_page_taken_down_begins_one(began: Began) -> None:
    assert began(PlainPage.objects.first().unpublish)


def test_a_deleted_page_begins_one(began: Began) -> None:
    assert began(PlainPage.objects.first().delete)


def test_a_page_moved_in_the_menu_begins_one(began: Began, site: HomePage) -> None:
    page = PlainPage.objects.child_of(site).last()
    assert began(lambda: page.move(site, pos="first-child"))


@pytest.mark.parametrize("kind", [SiteSettings, DeadlinePolicy])
def test_a_changed_list_that_pages_show_begins_one(began: Began, kind: type[models.Model]) -> None:
    assert began(kind.objects.first().save)


def test_an_act_on_a_case_begins_none(began: Began, officer: User) -> None:
    case = CaseFactory()
    assert not began(lambda: services.accept(case, by=officer))


def test_what_was_made_is_kept_until_the_next_edition(db: None) -> None:
    made: list[int] = []
    for _page in range(3):
        edition.kept("menu", lambda: made.append(1))
    edition.renew()
    edition.kept("menu", lambda: made.append(2))
    assert made == [1, 2]


def test_another_worker_notices_by_the_number(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "LOOKS_EVERY", -1)
    assert edition.kept("menu", lambda: "old") == "old"
    Edition.objects.update_or_create(pk=1, defaults={"number": 7_000})
    assert edition.kept("menu", lambda: "new") == "new"


def test_a_house_without_a_number_begins_to_count(
    db: None, django_capture_on_commit_callbacks: Commits
) -> None:
    Edition.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        edition.renew()
    assert edition.current() > 0
