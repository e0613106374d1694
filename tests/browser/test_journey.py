"""One real text goes from the street to the public page, each act done on the page by its own role."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from feedback.models import Case, Category
from tests.browser import journey
from tests.factories import CaseFactory, DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
REAL = settings.SHARED_DATA / "zh_petitions" / "health_replies.dev.jsonl"
ANSWER = "经核实，您反映的情况属实。我们已向您致歉，并从本月起增加窗口。"
FINDING = "经核实，高峰时段窗口人手不足，患者等候过久。"
# With twelve others, thirteen: shown as 15, where twelve would be shown as 10.
OTHERS = 12
# Among these of the same field the summary hides.
ALIKE = 5
MATTER = "某患者反映门诊高峰时段等候时间过长，希望医院增加窗口。"


@pytest.fixture
def real_story() -> str:
    """The longest real text, of 2,977 characters."""
    if not REAL.exists():
        pytest.skip(f"{REAL.name} is not here (HUIYIN_SHARED_DATA names the folder of real texts)")
    rows = (json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines())
    return max((row["text"] for row in rows), key=len)


def test_a_real_voice_goes_from_the_street_to_the_public_page(  # noqa: PLR0915 - one way, in order
    person: Callable[..., Page], site: object, real_story: str
) -> None:
    ward = DepartmentFactory(ward=True)
    CaseFactory.create_batch(OTHERS - ALIKE, anonymous=True)
    CaseFactory.create_batch(ALIKE, anonymous=True, assigned=True)
    for role in ("officer", "doctor", "editor", "reviewer"):
        UserFactory(**{role: True})
    patient, officer, doctor, editor, reviewer = (person() for _ in range(5))

    filed = journey.file_voice(patient, real_story, name="王桂兰", phone="13800138000")
    assert Case.objects.get(reference=filed.reference).story == real_story

    journey.sign_in(officer, "li")
    case = journey.open_case(officer, filed.reference)
    journey.press(officer, case, "accept")
    journey.do(officer, case, "classify", category_0=_category("PRO-02"), gist="门诊等候过久")
    journey.do(officer, case, "assign", lead=str(ward.pk), instruction="请核实当天窗口安排。")
    journey.do(officer, case, "ask", question="请问是哪一个窗口？")

    journey.track(patient, filed.code)
    patient.fill("form[action$='/answer/'] textarea", "二号窗口。")
    patient.click("form[action$='/answer/'] [type=submit]")

    journey.sign_in(doctor, "zhao")
    seen = journey.open_case(doctor, filed.reference)
    assert "王桂兰" not in doctor.content()
    journey.do(doctor, seen, "draft", answer=ANSWER)

    journey.do(officer, case, "reply")  # the draft stands in the form already

    journey.track(patient, filed.code)
    assert ANSWER in patient.inner_text("main")
    patient.click("form[action$='/rate/'] button[name=satisfaction][value='4']")
    patient.check("form[action$='/rate/'] [name=resolution][value=resolved]")
    patient.click("form[action$='/rate/'] [type=submit]")

    outcome = {"outcome_PRO-02": "upheld", "hospital_resolution": "resolved"}
    journey.do(officer, case, "close", measures=["apology", "process"], finding=FINDING, **outcome)
    journey.draft_summary(officer, case)

    journey.sign_in(editor, "lin")
    summary = journey.edit_waiting_summary(editor, matter=MATTER)
    journey.sign_in(reviewer, "he")
    journey.approve(reviewer, summary)

    patient.goto("/transparency/summaries/")
    assert MATTER in patient.inner_text("main")
    patient.click("main a[href*='/transparency/summaries/20']")
    patient.wait_for_url("**/transparency/summaries/20*/")
    shown = patient.inner_text("main")
    assert MATTER in shown
    assert FINDING in shown
    assert not _runs_of(real_story, shown)
    feed = patient.request.get("/transparency/summaries.atom").text()
    assert MATTER in feed

    next_month = (timezone.now().replace(day=1) + timedelta(days=40)).replace(day=2)
    with time_machine.travel(next_month, tick=True):
        journey.sign_in(editor, "lin")
        journey.publish_figures(editor)
        patient.goto("/transparency/statistics/")
        figures = patient.inner_text("main")
    assert re.search(r"收到\s+15\b", figures)
    acted = Case.objects.get(reference=filed.reference).diary.exclude(by=None)
    assert {event.by.username for event in acted} == {"li", "zhao"}


def test_emoji_wide_digits_and_line_breaks_survive(
    person: Callable[..., Page], site: object
) -> None:
    story = "护士很好😊👍🏽\n\n我的号是１２３４\n\n\n谢谢！"
    filed = journey.file_voice(person(), story)
    assert Case.objects.get(reference=filed.reference).story == story


def _category(code: str) -> str:
    return str(Category.objects.get(code=code).pk)


def _runs_of(story: str, page: str, length: int = 12) -> list[str]:
    """Return the runs of the story that stand on a page."""
    return [run for n in range(len(story) - length) if (run := story[n : n + length]) in page]
