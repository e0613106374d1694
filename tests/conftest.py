"""What every test may ask for: a visitor, the cast, the site. Rooms of its own for each process."""

from collections.abc import Generator, Iterator

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.test import override_settings
from django.utils import translation
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from home.models import HomePage
from home.site import lay_site
from portal import edition, middleware
from portal.models import User
from tests import laid as laid_site
from tests.factories import UserFactory
from tests.visitor import Visitor


def flushes(item: pytest.Item | None) -> bool:
    """Say whether a test empties the database behind it: one that needs real commits."""
    marker = item.get_closest_marker("django_db") if item else None
    named = {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(named or (marker and marker.kwargs.get("transaction")))


def asks_database(item: pytest.Item) -> bool:
    """Say whether a test reads or writes the database, itself or through a fixture."""
    marked = item.get_closest_marker("django_db") is not None
    return marked or "django_db_setup" in getattr(item, "fixturenames", ())


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give such a test what the migrations wrote: root page, site, locales, lists, groups."""
    if flushes(item):
        marker = pytest.mark.django_db(transaction=True, serialized_rollback=True)
        item.add_marker(marker, append=False)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another database than the usual one, leave out the tests that ask no database."""
    if connection.vendor == "sqlite":
        return
    free = {item for item in items if not asks_database(item)}
    config.hook.pytest_deselected(items=list(free))
    items[:] = [item for item in items if item not in free]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """Give it back also to the tests behind it."""
    yield
    if nextitem and flushes(item) and not flushes(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@pytest.fixture(scope="session", autouse=True)
def _folders_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Two test processes never see each other's files."""
    folder = tmp_path_factory.mktemp("files")
    storages["private"]._location = str(folder / "private")
    with override_settings(MEDIA_ROOT=str(folder / "media")):  # tells the storages to look again
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test before leaves no cached menu or site address, and not the language of its page."""
    monkeypatch.setattr(edition, "LOOKS_EVERY", 3600)  # no query more or less by the clock
    monkeypatch.setattr(middleware, "WRITES_EVERY", 10**12)
    cache.clear()
    edition.forget()
    translation.deactivate()


@pytest.fixture
def visitor(db: None) -> Visitor:
    """Somebody from the street."""
    return Visitor()


@pytest.fixture
def officer(db: None) -> User:
    """Officer Li of the complaint office."""
    return UserFactory(officer=True)


@pytest.fixture
def doctor(db: None) -> User:
    """Dr Zhao, contact of the ward."""
    return UserFactory(doctor=True)


@pytest.fixture
def chen(db: None) -> User:
    """Chen of another ward, who must see nothing."""
    return UserFactory(chen=True)


@pytest.fixture
def editor(db: None) -> User:
    """Editor Lin, communications."""
    return UserFactory(editor=True)


@pytest.fixture
def reviewer(db: None) -> User:
    """Reviewer He, second pair of eyes."""
    return UserFactory(reviewer=True)


@pytest.fixture
def director(db: None) -> User:
    """Director Qian, who approves."""
    return UserFactory(director=True)


@pytest.fixture
def oversight(db: None) -> User:
    """Wu on the oversight seat, who reads without persons."""
    return UserFactory(oversight=True)


@pytest.fixture
def second_officer(db: None) -> User:
    """Officer Zhou, who dealt with none of the cases Officer Li did."""
    return UserFactory(second_officer=True)


@pytest.fixture
def caller(db: None) -> User:
    """Tang of the callback centre, who opens no case."""
    return UserFactory(caller=True)


@pytest.fixture
def superuser(db: None) -> User:
    """The IT person, who may do what Wagtail lets a superuser do."""
    return UserFactory(superuser=True)


@pytest.fixture(scope="session")
def laid() -> list[laid_site.Change]:
    """What laying the site changes in the database; filled by the first test that asks for it."""
    return []


@pytest.fixture
def site(db: None, laid: list[laid_site.Change]) -> HomePage:
    """The Wagtail tree of a hospital: its home page, with all other pages below."""
    if laid:
        laid_site.put_back(laid)
        Site.clear_site_root_paths_cache()
        return HomePage.objects.get(locale__language_code="zh-hans", depth=2)
    tables = laid_site.tables()
    before = laid_site.read(tables)
    home = lay_site()
    laid.extend(laid_site.changes(before, tables))
    return home
