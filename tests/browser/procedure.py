"""The whole procedure as a way to walk: who does which act on which page, and what is typed there."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from feedback.models import Case, Category
from feedback.vocabulary import (
    Channel,
    DeclineReason,
    Delivery,
    ExtendReason,
    Measure,
    Priority,
    Sphere,
)
from feedback.workflow import Role
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory

WORDS = "经核实，当天窗口少开了一个。"
ANSWER = "已核实，向您致歉，高峰时段已增加人手。"

OFFICER, DOCTOR, DIRECTOR, SUBMITTER = "li", "zhao", "qian", "wang"
# Who calls back: not Officer Li, who dealt with the case.
COLLEAGUE = "colleague"
ROLES = {
    OFFICER: Role.OFFICER,
    COLLEAGUE: Role.OFFICER,
    DOCTOR: Role.DEPARTMENT,
    DIRECTOR: Role.DIRECTOR,
    SUBMITTER: Role.SUBMITTER,
}


@dataclass(frozen=True)
class Step:
    """One act by one person. An answer that is known only with the case is a function of it."""

    who: str
    act: str
    typed: dict[str, Any]

    def answers(self, case: Case) -> dict[str, Any]:
        """Return what is typed, each answer as the page wants it."""
        return {
            name: value(case) if callable(value) else value for name, value in self.typed.items()
        }


@dataclass(frozen=True)
class Way:
    """The way of one case: how it came in, and what is done to it, one act after the other."""

    name: str
    came_in: Callable[[], Case]
    steps: tuple[Step, ...]


def step(who: str, act: str, **typed: Any) -> Step:
    return Step(who, act, typed)


def _ward(case: Case) -> str:
    return str(DepartmentFactory(ward=True).pk)


def _category(case: Case) -> str:
    return str(Category.objects.get(code="PRO-02").pk)


def _later(case: Case) -> str:
    return (timezone.localdate() + timedelta(days=60)).isoformat()


def _other(case: Case) -> str:
    return Case.objects.exclude(pk=case.pk).exclude(split_from=case).get().reference


def _people(*names: str) -> Callable[[Case], list[str]]:
    return lambda case: [
        str(pk) for pk in User.objects.filter(username__in=names).values_list("pk", flat=True)
    ]


def _person(name: str) -> Callable[[Case], str]:
    return lambda case: str(User.objects.get(username=name).pk)


def _photo(case: Case) -> dict[str, Any]:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    return {"name": "window.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def _beside_another() -> Case:
    CaseFactory(accepted=True, anonymous=True, gist="住院费用")
    return CaseFactory(accepted=True)


MORE_TIME = {"to": _later, "reason": ExtendReason.PAPERS, "explanation": WORDS}
TEAM = _people(OFFICER, DIRECTOR)

WAYS = (
    Way(
        "understood",
        CaseFactory,
        (
            step(OFFICER, "accept"),
            step(OFFICER, "restate", problem=WORDS),
            step(SUBMITTER, "correct", text="是上午，不是下午。"),
            step(OFFICER, "seen"),
            step(OFFICER, "restate", problem=ANSWER),
            step(SUBMITTER, "confirm"),
            step(OFFICER, "restate", problem=WORDS),
            step(OFFICER, "confirm", how="phone", remark=WORDS),
            step(OFFICER, "ask", question="请问是哪一个窗口？"),
            step(SUBMITTER, "answer", text="二号窗口。"),
            step(OFFICER, "ask", question="请问是上午还是下午？"),
            step(OFFICER, "resume", reason=WORDS),
            step(SUBMITTER, "message", text="补充：当天是周一。"),
            step(OFFICER, "classify", category_0=_category, severity_0="2", gist="门诊等候"),
            step(OFFICER, "prioritise", priority=Priority.IMPORTANT),
            step(DIRECTOR, "prioritise", priority=Priority.URGENT, measures=WORDS),
            step(DIRECTOR, "note", text=WORDS),
            step(OFFICER, "note", text=WORDS),
            step(OFFICER, "withdraw", reason="来电要求撤回。"),
            step(SUBMITTER, "reopen", reason="还没有解决。"),
            step(SUBMITTER, "withdraw", reason="已经当面解决。"),
            step(OFFICER, "reopen", reason=WORDS, new_facts=WORDS),
        ),
    ),
    Way(
        "looked into",
        lambda: CaseFactory(accepted=True),
        (
            step(OFFICER, "assign", lead=_ward, instruction=WORDS),
            step(DOCTOR, "take_on"),
            step(DOCTOR, "return", objection=WORDS),
            step(OFFICER, "uphold", reason=WORDS),
            step(OFFICER, "assign", lead=_ward, instruction=WORDS),
            step(DOCTOR, "return", objection=WORDS),
            step(OFFICER, "overrule", reason=WORDS),
            step(OFFICER, "remind", text=WORDS),
            step(DOCTOR, "note", text=WORDS),
            step(DOCTOR, "attach", papers=_photo, remark=WORDS),
            step(DOCTOR, "ask_time", **MORE_TIME),
            step(DIRECTOR, "refuse_time", reason=WORDS),
            step(OFFICER, "ask_time", **MORE_TIME),
            step(OFFICER, "attach", papers=_photo, remark=WORDS),
            step(DIRECTOR, "extend", to=_later, text=WORDS),
            step(OFFICER, "hand_over", to=_person("colleague"), remark=WORDS),
        ),
    ),
    Way(
        "answered",
        lambda: CaseFactory(assigned=True),
        (
            step(DOCTOR, "draft", answer=WORDS),
            step(OFFICER, "send_back", remark=WORDS),
            step(OFFICER, "draft", answer=WORDS),
            step(DIRECTOR, "send_back", remark=WORDS),
            step(DOCTOR, "draft", answer=ANSWER),
            step(DIRECTOR, "approve", remark=WORDS),
            step(OFFICER, "reply"),  # the approved words stand in the form already
            step(SUBMITTER, "rate", satisfaction="4"),
            step(SUBMITTER, "consent", agreed=True),
            step(SUBMITTER, "revoke"),
            step(COLLEAGUE, "call_back", resolution="resolved", satisfaction="4", remark=WORDS),
            step(
                OFFICER,
                "close",
                hospital_resolution="resolved",
                **{"outcome_PRO-02": "upheld", "measures": [Measure.APOLOGY], "finding": WORDS},
            ),
            step(SUBMITTER, "reopen", reason="又发生了。", new_facts="昨天等了两个小时。"),
        ),
    ),
    Way(
        "together",
        _beside_another,
        (
            step(OFFICER, "split", story="另一件事：住院费用。", kind="complaint", gist="费用"),
            step(OFFICER, "link", reference=_other, why="同一窗口"),
            step(OFFICER, "unlink", reference=_other),
            step(OFFICER, "merge", reference=_other, text=WORDS),
            step(OFFICER, "unmerge", text=WORDS),
        ),
    ),
    Way(
        "protected",
        lambda: CaseFactory(accepted=True),
        (
            step(OFFICER, "restrict", sphere=Sphere.OTHER, team=TEAM, reason=WORDS),
            step(DIRECTOR, "unrestrict", reason=WORDS),
            step(DIRECTOR, "restrict", sphere=Sphere.STAFF, team=TEAM, reason=WORDS),
            step(OFFICER, "bar", people=_people("colleague"), reason=WORDS),
            step(DIRECTOR, "bar", people=_people(DOCTOR), reason=WORDS),
            step(DIRECTOR, "unbar", people=_people("colleague", DOCTOR), reason=WORDS),
            step(OFFICER, "dispute", team=TEAM, reason=WORDS),
            step(OFFICER, "deliver", delivery=Delivery.HAND, text=WORDS),
            step(OFFICER, "seal", text="病历一册，共三十页，双方签字。"),
            step(DIRECTOR, "undispute", reason=WORDS),
            step(DIRECTOR, "release", reason=WORDS),
            step(DIRECTOR, "hold", reason=WORDS),
            step(DIRECTOR, "release", reason=WORDS),
            step(OFFICER, "hold", reason=WORDS),
        ),
    ),
    Way(
        "passed on by the hotline",
        lambda: CaseFactory(accepted=True, channel=Channel.H12345),
        (
            step(OFFICER, "urge", text=WORDS),
            step(OFFICER, "contest", reason=WORDS),
            step(OFFICER, "contest_lost", text=WORDS),
            step(OFFICER, "reply", answer=ANSWER),
            step(OFFICER, "report_back"),  # what the submitter was told stands in the form already
        ),
    ),
    Way(
        "given back to the hotline",
        lambda: CaseFactory(accepted=True, channel=Channel.H12345),
        (
            step(OFFICER, "contest", reason=WORDS),
            step(OFFICER, "contest_won", explanation=WORDS),
            step(OFFICER, "report_back", text=WORDS),
        ),
    ),
    Way(
        "not ours",
        lambda: CaseFactory(registered=True),
        (
            step(OFFICER, "show_code"),
            step(OFFICER, "decline", reason=DeclineReason.POLICE, explanation=WORDS),
        ),
    ),
)
