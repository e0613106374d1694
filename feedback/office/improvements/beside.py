"""What a case led to, beside it: its improvement measures and its lesson, and how to begin one."""

from dataclasses import dataclass, field

from feedback.models import Case, Improvement, Lesson
from feedback.office import holdings
from feedback.services import improving, library
from feedback.vocabulary import Stage
from portal.models import User


@dataclass(frozen=True)
class Learning:
    """The measures and the lesson of a case, and what this person may add."""

    measures: list[Improvement] = field(default_factory=list)
    lesson: Lesson | None = None
    may_begin: bool = False
    may_take: bool = False

    def __bool__(self) -> bool:
        return bool(self.measures or self.lesson or self.may_begin or self.may_take)


def of(case: Case, user: User) -> Learning:
    """Return what a case that is seen led to, as far as this person may read that."""
    measures = (
        improving.visible_to(user).filter(cases=case).select_related("department")
        if holdings.of(case, user).improvements
        else ()
    )
    lesson: Lesson | None = getattr(case, "lesson", None)
    is_free = case.stage == Stage.CLOSED and not (case.restricted or case.dispute or lesson)
    return Learning(
        measures=list(measures),
        lesson=lesson,
        may_begin=improving.may_keep(user),
        may_take=is_free and library.may_keep(user),
    )
