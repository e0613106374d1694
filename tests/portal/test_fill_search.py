"""Pages written before there was a search are found after one command."""

import pytest
from django.core.management import call_command

from home.models import HomePage, PlainPage
from tests.pages import write_page
from tests.visitor import Visitor


def test_old_pages_are_found_once_the_command_has_run(site: HomePage, visitor: Visitor) -> None:
    write_page(site)
    PlainPage.objects.update(search_text="")
    call_command("fill_search")
    assert visitor.get("/search/", {"q": "抽血窗口"}).soup.select(".hit")


def test_running_it_again_changes_nothing(
    site: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("fill_search")
    call_command("fill_search")
    assert "filled in: 0 pages" in capsys.readouterr().out
