"""An improvement measure goes its way: planned, carried out, looked at, judged, and round again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from feedback.improvement import MOVES, Move, WrongPhase, after
from feedback.models import Case, Category, Improvement
from feedback.services import improving
from feedback.services.improving import MovedOn, Plan
from feedback.services.step import NotAllowed
from feedback.vocabulary import Effect, Phase, Sphere
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def plan(**wanted: Any) -> Plan:
    words = {
        "title": "周一采血排队",
        "problem": "三个月十四人反映等候过久。",
        "measure": "提前半小时开五个窗口。",
    }
    known = {
        "department": DepartmentFactory(ward=True),
        "due_on": in_days(20),
        "cause": "八点同时送检。",
    }
    category = Category.objects.get(code="PRO-02")
    return Plan(**{**words, **known, "category": category, **wanted})


def begun(by: User, **wanted: Any) -> Improvement:
    cases = wanted.pop("cases", ())
    return improving.begin(plan(**wanted), by=by, cases=cases)


def judged(measure: Improvement, by: User) -> Improvement:
    improving.carry_out(measure, by=by)
    improving.done(measure, by=by, on=in_days(0), text="已开五个窗口。")
    said = {"looked_at": "前后各三个月的件数。", "evaluation": "写入排班制度。"}
    improving.evaluate(measure, by=by, effect=Effect.FEWER, **said)
    return measure


def test_a_measure_goes_round_and_its_diary_keeps_every_turn(officer: User) -> None:
    measure = judged(begun(officer), officer)
    assert (measure.phase, measure.effect, measure.evaluated_on) == ("act", "fewer", in_days(0))
    improving.reopen(
        measure, by=officer, measure="再加一个窗口。", due_on=in_days(9), reason="又排队了。"
    )
    measure.refresh_from_db()
    assert (measure.phase, measure.effect, measure.done_on) == (Phase.PLAN, "", None)
    acts = list(measure.diary.values_list("seq", "act"))
    assert acts == list(enumerate(("begin", "carry_out", "done", "evaluate", "reopen"), start=1))


def test_the_second_of_two_is_told(officer: User, director: User) -> None:
    measure = begun(officer)
    seen_by_second = Improvement.objects.get(pk=measure.pk)
    improving.carry_out(measure, by=officer)
    with pytest.raises(WrongPhase):
        improving.carry_out(seen_by_second, by=director)
    assert measure.diary.count() == 2


def test_who_read_an_older_version_is_told_too(officer: User, director: User) -> None:
    measure = begun(officer)
    seen_by_second = Improvement.objects.get(pk=measure.pk)
    improving.change(measure, plan(title="采血排队"), by=officer)
    with pytest.raises(MovedOn):
        improving.change(seen_by_second, plan(title="排队"), by=director)
    measure.refresh_from_db()
    assert measure.title == "采血排队"


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("move", [move for move in Move if move != Move.BEGIN])
def test_what_is_not_in_the_table_is_refused(phase: Phase, move: Move) -> None:
    if (phase, move) in MOVES:
        assert after(phase, move) in Phase
    else:
        with pytest.raises(WrongPhase):
            after(phase, move)


def test_every_phase_is_reached_and_left() -> None:
    reached = {Phase.PLAN, *MOVES.values()}
    left = {phase for (phase, _move), to in MOVES.items() if to != phase}
    assert reached == left == set(Phase)


@pytest.mark.parametrize("person", ["doctor", "oversight", "editor"])
def test_only_the_office_and_the_management_plan(db: None, person: str) -> None:
    with pytest.raises(NotAllowed):
        begun(UserFactory(**{person: True}))


def test_the_owner_carries_out_and_reports_but_does_not_judge(officer: User, doctor: User) -> None:
    measure = begun(officer, owner=doctor)
    improving.carry_out(measure, by=doctor)
    improving.done(measure, by=doctor, on=in_days(0), text="已完成。")
    with pytest.raises(NotAllowed):
        improving.evaluate(measure, by=doctor, effect="fewer", looked_at="。", evaluation="。")


def test_who_is_not_the_owner_does_not_report(officer: User, doctor: User, chen: User) -> None:
    measure = begun(officer, owner=chen)
    with pytest.raises(NotAllowed):
        improving.carry_out(measure, by=doctor)


def test_who_could_not_open_it_cannot_own_it(officer: User, editor: User) -> None:
    with pytest.raises(ValidationError):
        begun(officer, owner=editor)
    measure = begun(officer)
    with pytest.raises(ValidationError):
        improving.hand_over(measure, by=officer, to=editor)


def test_a_day_that_is_over_is_no_due_date(officer: User) -> None:
    with pytest.raises(ValidationError):
        begun(officer, due_on=in_days(-1))
    measure = begun(officer)
    improving.carry_out(measure, by=officer)
    with pytest.raises(ValidationError):
        improving.postpone(measure, by=officer, to=in_days(-1), reason="设备未到。")


def test_nothing_is_done_tomorrow(officer: User) -> None:
    measure = begun(officer)
    improving.carry_out(measure, by=officer)
    with pytest.raises(ValidationError):
        improving.done(measure, by=officer, on=in_days(1), text="已完成。")


def test_what_stood_there_before_is_kept(officer: User) -> None:
    measure = begun(officer)
    improving.change(measure, plan(measure="加人。", due_on=in_days(30)), by=officer)
    before = measure.diary.get(seq=2).facts["before"]
    assert before == {"measure": "提前半小时开五个窗口。", "due_on": in_days(20).isoformat()}


def test_a_case_this_person_may_not_open_is_not_linked(officer: User) -> None:
    hidden, seen = CaseFactory(), CaseFactory()
    Case.objects.filter(pk=hidden.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    hidden.barred.add(officer)
    measure = begun(officer, cases=[hidden, seen])
    assert list(measure.cases.all()) == [seen]
    with pytest.raises(ValidationError):
        improving.link(measure, by=officer, cases=[hidden])


def test_a_case_is_taken_out_again(officer: User) -> None:
    case = CaseFactory()
    measure = begun(officer, cases=[case])
    improving.unlink(measure, by=officer, case=case)
    assert not measure.cases.exists()
    with pytest.raises(ValidationError):
        improving.unlink(measure, by=officer, case=case)


def test_each_reads_what_concerns_them(
    officer: User, doctor: User, chen: User, oversight: User
) -> None:
    own, handed = begun(officer), begun(officer, department=DepartmentFactory(), owner=chen)
    read = {user: set(improving.visible_to(user)) for user in (officer, doctor, chen, oversight)}
    assert read == {
        officer: {own, handed}, doctor: {own}, chen: {handed}, oversight: {own, handed},
    }  # fmt: skip


def test_only_what_is_still_to_be_carried_out_is_overdue(officer: User) -> None:
    late, done = begun(officer), judged(begun(officer), officer)
    Improvement.objects.update(due_on=in_days(-3))
    assert list(Improvement.objects.overdue(on=in_days(0))) == [late]
    assert not Improvement.objects.get(pk=done.pk).is_overdue(on=in_days(0))
