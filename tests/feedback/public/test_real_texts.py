"""Real texts go in by the form and come out on the own case, to the letter."""

import json
import re

import pytest
from django.conf import settings

from feedback import services
from feedback.models import Case
from tests.factories import CaseFactory, UserFactory
from tests.feedback.public.conftest import Open, Send
from tests.visitor import Visitor

FOLDER = settings.SHARED_DATA / "zh_petitions"


def rows(name: str) -> list[dict[str, str]]:
    if not (FOLDER / name).exists():
        pytest.skip(f"No shared data at {settings.SHARED_DATA}.")
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def texts() -> list[str]:
    return [row.get("text") or "" for row in rows("health_labelled.dev.jsonl")]


def picked() -> dict[str, str]:
    """The longest, one with an emoji, one with full-width digits, the one with most line breaks."""
    found = [*texts(), *(row.get("text") or "" for row in rows("health_replies.dev.jsonl"))]
    fitting = [text for text in found if len(text) <= settings.STORY_LENGTH]
    return {
        "longest": max(fitting, key=len),
        "emoji": next((t for t in fitting if re.search(r"[\U0001f000-\U0001faff]", t)), "😀"),
        "digits": next((t for t in fitting if re.search(r"[０-９]", t)), "１"),
        "lines": max(fitting, key=lambda text: text.count("\n")),
    }


@pytest.mark.parametrize("which", ["longest", "emoji", "digits", "lines"])
def test_a_real_story_survives_unchanged(send: Send, visitor: Visitor, which: str) -> None:
    story = picked()[which].replace("\r\n", "\n")
    page = send(story=story.replace("\n", "\r\n"))
    code = "".join(group.text for group in page.soup.select(".code_groups__group"))
    visitor.post("/feedback/track/", {"code": code})
    assert Case.objects.get().story == story
    assert visitor.get("/feedback/case/").soup.select_one("#story").text == story


def test_the_longest_real_reply_is_read_to_the_letter(at_case: Open) -> None:
    reply = max(
        (row["reply"] for row in rows("health_replies.dev.jsonl") if row.get("reply")), key=len
    )
    case = CaseFactory(drafting=True)
    services.reply(case, by=UserFactory(officer=True), answer=reply)
    assert at_case(case).get("/feedback/case/").soup.select_one(".words").text == reply


def test_hostile_texts_stay_texts(send: Send, visitor: Visitor) -> None:
    file = settings.SHARED_DATA / "hostile/text/blns.json"
    if not file.exists():
        pytest.skip(f"No shared data at {settings.SHARED_DATA}.")
    hostile = [text for text in json.loads(file.read_text("utf-8")) if text.strip()]
    for text in hostile[::40]:
        assert send(story=text[: settings.STORY_LENGTH]).status == 200
