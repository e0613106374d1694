"""Each desk of the procedure: who sits at it, in which stage, what is typed, where it leads, who is kept out."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from feedback.models import Case
from feedback.vocabulary import DeclineReason, ExtendReason, Measure, Priority, Stage
from portal import roles
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.feedback import procedure

TYPED = "Words somebody took a long time to find."


@dataclass(frozen=True)
class Row:
    """One desk. `typed` may be a function where it names what is only known with the case."""

    act: str
    by: str
    stage: str
    after: str
    wrong_stage: str
    wrong_person: str
    typed: Any = field(default_factory=dict)

    def case(self) -> Case:
        """Return a case of Dr Zhao's ward at which the act is open and has something to act on."""
        case = CaseFactory(stage=self.stage)
        if case.lead is None:
            Case.objects.filter(pk=case.pk).update(lead=DepartmentFactory(ward=True))
        if self.act in procedure.NEEDS:
            procedure.NEEDS[self.act](case)
        return Case.objects.get(pk=case.pk)

    def words(self) -> dict[str, Any]:
        """Return what is typed."""
        return dict(self.typed() if callable(self.typed) else self.typed)


def _colleague() -> dict[str, Any]:
    return {"to": UserFactory(username="colleague", groups=[roles.OFFICERS]).pk, "remark": TYPED}


def _ward() -> dict[str, Any]:
    return {"lead": DepartmentFactory(ward=True).pk, "instruction": TYPED}


def _later() -> str:
    return (timezone.localdate() + timedelta(days=60)).isoformat()


def _more_time() -> dict[str, Any]:
    return {"to": _later(), "reason": ExtendReason.PAPERS, "explanation": TYPED}


ROWS = [
    Row("accept", "officer", Stage.RECEIVED, Stage.ACCEPTED, Stage.CLOSED, "director"),
    Row("decline", "officer", Stage.RECEIVED, Stage.DECLINED, Stage.ASSIGNED, "doctor",
        {"reason": DeclineReason.POLICE, "explanation": TYPED}),
    Row("restate", "officer", Stage.ACCEPTED, Stage.ACCEPTED, Stage.REPLIED, "doctor",
        {"problem": TYPED}),
    Row("confirm", "officer", Stage.ACCEPTED, Stage.ACCEPTED, Stage.REPLIED, "director",
        {"how": "phone", "remark": TYPED}),
    Row("prioritise", "director", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "doctor",
        {"priority": Priority.URGENT, "measures": TYPED}),
    Row("assign", "officer", Stage.ACCEPTED, Stage.ASSIGNED, Stage.CLOSED, "director", _ward),
    Row("take_on", "doctor", Stage.ASSIGNED, Stage.INVESTIGATING, Stage.CLOSED, "officer"),
    Row("return", "doctor", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "officer",
        {"objection": TYPED}),
    Row("uphold", "officer", Stage.ASSIGNED, Stage.ACCEPTED, Stage.CLOSED, "doctor",
        {"reason": TYPED}),
    Row("overrule", "officer", Stage.ASSIGNED, Stage.INVESTIGATING, Stage.CLOSED, "doctor",
        {"reason": TYPED}),
    Row("hand_over", "officer", Stage.CLOSED, Stage.CLOSED, "", "director", _colleague),
    Row("remind", "officer", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "doctor",
        {"text": TYPED}),
    Row("seen", "officer", Stage.CLOSED, Stage.CLOSED, "", "doctor"),
    Row("ask", "officer", Stage.ACCEPTED, Stage.WAITING, Stage.REPLIED, "doctor",
        {"question": TYPED}),
    Row("resume", "officer", Stage.WAITING, Stage.ACCEPTED, Stage.ACCEPTED, "doctor",
        {"reason": TYPED}),
    Row("note", "director", Stage.CLOSED, Stage.CLOSED, "", "oversight", {"text": TYPED}),
    Row("ask_time", "doctor", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "director",
        _more_time),
    Row("extend", "director", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "officer",
        lambda: {"to": _later(), "text": TYPED}),
    Row("refuse_time", "director", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "officer",
        {"reason": TYPED}),
    Row("draft", "doctor", Stage.ASSIGNED, Stage.DRAFTING, Stage.CLOSED, "director",
        {"answer": TYPED}),
    Row("approve", "director", Stage.DRAFTING, Stage.DRAFTING, Stage.ASSIGNED, "officer",
        {"remark": TYPED}),
    Row("send_back", "director", Stage.DRAFTING, Stage.INVESTIGATING, Stage.CLOSED, "doctor",
        {"remark": TYPED}),
    Row("reply", "officer", Stage.DRAFTING, Stage.REPLIED, Stage.CLOSED, "director",
        {"answer": TYPED}),
    Row("call_back", "second_officer", Stage.REPLIED, Stage.CALLBACK, Stage.ASSIGNED, "doctor",
        {"resolution": "resolved", "satisfaction": "4", "remark": TYPED}),
    Row("reopen", "officer", Stage.CLOSED, Stage.REOPENED, Stage.ASSIGNED, "director",
        {"reason": TYPED, "new_facts": "A bill nobody had seen."}),
    Row("withdraw", "officer", Stage.ACCEPTED, Stage.WITHDRAWN, Stage.CLOSED, "doctor",
        {"reason": TYPED}),
    Row("classify", "officer", Stage.ACCEPTED, Stage.ACCEPTED, Stage.CLOSED, "director",
        lambda: {"category_0": procedure.category().pk, "gist": TYPED}),
    Row("close", "officer", Stage.REPLIED, Stage.CLOSED, Stage.ASSIGNED, "director",
        {"outcome_PRO-02": "upheld", "measures": Measure.APOLOGY, "finding": TYPED,
         "hospital_resolution": "partly"}),
    Row("urge", "officer", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "doctor",
        {"text": TYPED}),
    Row("contest", "officer", Stage.ACCEPTED, Stage.ACCEPTED, Stage.CLOSED, "director",
        {"reason": TYPED}),
    Row("contest_won", "officer", Stage.ASSIGNED, Stage.DECLINED, Stage.CLOSED, "doctor",
        {"explanation": TYPED}),
    Row("contest_lost", "officer", Stage.ASSIGNED, Stage.ASSIGNED, Stage.CLOSED, "doctor",
        {"text": TYPED}),
    Row("report_back", "officer", Stage.REPLIED, Stage.REPLIED, Stage.ACCEPTED, "director",
        {"text": TYPED}),
]  # fmt: skip
