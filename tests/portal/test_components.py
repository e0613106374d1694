"""What the parts of a page show, and what they hold back."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from tests.visitor import TWENTY_DIGITS

TABLE = {
    "caption": "Received in October",
    "headings": ["Kind", "Cases", "On time"],
    "rows": [["Complaint", 1284, "96.1%"], ["Suggestion", None, "100%"], ["Compliment", 0, None]],
    "note": "As of the end of the month.",
}


def show(source: str, **context: Any) -> BeautifulSoup:
    with override("en"):
        return BeautifulSoup(Template(source).render(Context(context)), "html.parser")


def test_a_button_with_an_address_is_a_link() -> None:
    assert show('{% button "Go" href="/x/" %}').a["href"] == "/x/"


def test_a_button_without_an_address_sends_its_form() -> None:
    button = show('{% button "Close" kind="danger" name="act" value="close" %}').button
    assert (button["type"], button["name"], button["value"]) == ("submit", "act", "close")


@pytest.mark.parametrize(("kind", "role"), [("error", "alert"), ("info", None)])
def test_only_an_error_is_read_out_at_once(kind: str, role: str | None) -> None:
    assert show("{% notice 'Text' kind=kind %}", kind=kind).div.get("role") == role


def test_what_people_wrote_is_never_markup() -> None:
    soup = show("{% notice text %}{% card text '/' %}{% facts pairs %}{% data_table table %}",
        text="<b>x</b>", pairs=[("a", "<b>x</b>")],
        table={"caption": "<b>", "headings": ["<b>"], "rows": [["<b>x</b>"]]})  # fmt: skip
    assert soup.b is None


def test_a_withheld_number_says_why() -> None:
    figure = show("{% figure None 'Unsatisfied' %}")
    assert figure.abbr.get_text() == "c"
    assert "small number" in figure.select_one(".withheld__reason").get_text()


def test_zero_is_a_number_and_not_withheld() -> None:
    assert show("{% figure 0 'Reopened' %}").select_one(".figure__count").get_text() == "0"


def test_facts_leave_out_what_is_empty() -> None:
    pairs = [("Reference", "TS-2026-1"), ("Department", ""), ("Due", None), ("Files", 0)]
    labels = [label.get_text() for label in show("{% facts pairs %}", pairs=pairs).select("dt")]
    assert labels == ["Reference", "Files"]


def test_the_timeline_keeps_the_lines_of_a_text() -> None:
    entry = {
        "when": dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC),
        "title": "Replied",
        "text": "a\n\nb",
    }
    soup = show("{% timeline entries %}", entries=[entry])
    assert soup.select_one(".timeline__text").text == entry["text"]
    assert soup.time["datetime"].startswith("2026-11-21T16:00")


def test_one_s_own_entries_are_marked() -> None:
    entries = [
        {"when": dt.datetime.now(dt.UTC), "title": "t", "mine": mine} for mine in (True, False)
    ]
    assert (
        len(show("{% timeline entries %}", entries=entries).select(".timeline__entry--mine")) == 1
    )


def test_the_step_we_are_at_is_said_aloud() -> None:
    steps = show("{% steps items 2 %}", items=["Receive", ("Look into it", "five days"), "Answer"])
    assert "Look into it" in steps.select_one("[aria-current=step]").get_text()


def test_the_first_cell_names_the_row() -> None:
    heads = show("{% data_table table %}", table=TABLE).select("tbody th[scope=row]")
    assert [head.get_text() for head in heads] == ["Complaint", "Suggestion", "Compliment"]


def test_numbers_stand_at_the_right_and_gaps_are_explained() -> None:
    soup = show("{% data_table table %}", table=TABLE)
    assert len(soup.select("td.data_table__number")) == 6
    assert len(soup.select("td .withheld")) == 2
    assert "1,284" in soup.get_text()


def test_an_empty_table_is_still_a_table() -> None:
    assert show("{% data_table table %}", table={**TABLE, "rows": []}).caption


def test_the_pager_keeps_the_filters() -> None:
    request = RequestFactory().get("/?kind=complaint&page=2")
    soup = show("{% pager page %}", page=Paginator(range(30), 10).page(2), request=request)
    assert [link["href"] for link in soup.select("a")] == [
        "?kind=complaint&page=1",
        "?kind=complaint&page=3",
    ]


def test_a_code_is_shown_in_groups_and_spoken_digit_by_digit() -> None:
    soup = show("{% code_groups '12345678901234567890' %}")
    groups = [group.get_text() for group in soup.select(".code_groups__group")]
    assert groups == ["1234", "5678", "9012", "3456", "7890"]
    assert soup.select_one(".code_groups__spoken").get_text().startswith("1 2 3 4, 5 6 7 8")


def test_a_shown_code_does_not_escape_the_inspection() -> None:
    assert TWENTY_DIGITS.search(
        " ".join(show("{% code_groups '12345678901234567890' %}").get_text(" ").split())
    )


def test_a_file_that_may_not_be_opened_yet_is_no_link() -> None:
    files = [
        {"name": "a.pdf", "size": 2048, "url": "/f/"},
        {"name": "b.pdf", "state": "Being checked"},
    ]
    soup = show("{% file_list files %}", files=files)
    assert [link.get_text() for link in soup.select("a")] == ["a.pdf"]
    assert "Being checked" in soup.get_text()


@pytest.mark.parametrize("level", [2, 3])
def test_a_card_stands_at_the_level_of_its_list(level: int) -> None:
    assert show("{% card 'T' '/' level=level %}", level=level).find(f"h{level}")


def test_tools_that_need_a_script_are_hidden_without_it() -> None:
    soup = show('{% tool "print" %}{% tool "copy" "tracking-code" %}')
    assert all(button.has_attr("hidden") for button in soup.select("button"))


def test_a_headline_breaks_between_its_phrases() -> None:
    phrases = show('{% hero "您说的每一句，都有回音" %}').select(".hero__phrase")
    assert [phrase.get_text() for phrase in phrases] == ["您说的每一句，", "都有回音"]
