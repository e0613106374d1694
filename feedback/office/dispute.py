"""What colleagues must know of a medical dispute: its group, the notice, the sealed evidence."""

from dataclasses import dataclass
from datetime import datetime

from feedback.models import Case, CaseEvent
from feedback.office.neighbours import Known, name_of, told
from feedback.vocabulary import Act


@dataclass(frozen=True)
class Evidence:
    """An attachment, and whether its hash was fixed when evidence was sealed."""

    name: str
    sha256: str
    sealed: bool


@dataclass(frozen=True)
class Dispute:
    """How a dispute stands. Nothing is delivered or sealed while the words are empty."""

    team: list[str]
    delivered: str
    sealed_at: datetime | None
    evidence: list[Evidence]


def of(case: Case) -> Dispute | None:
    """Return how the dispute of a case stands; None where there is none."""
    if not case.dispute:
        return None
    entries = case.diary.filter(act__in=(Act.DISPUTE, Act.DELIVER, Act.SEAL)).order_by("seq")
    last: dict[str, CaseEvent] = {entry.act: entry for entry in entries}
    notice, seal = last.get(Act.DELIVER), last.get(Act.SEAL)
    fixed = {one["sha256"] for entry in last.values() for one in entry.facts.get("sealed", [])}
    return Dispute(
        team=[name_of(user) for user in case.team.order_by("last_name", "username")],
        delivered=told(notice, Known()) if notice else "",
        sealed_at=seal.at if seal else None,
        evidence=[
            Evidence(one.name, one.sha256, one.sha256 in fixed) for one in case.attachments.all()
        ],
    )
