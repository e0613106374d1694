"""The roll-ups: what is counted of the cases, when, by how many workers, and that nothing is lost."""

from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from feedback import services
from feedback.counting import SINGLE
from feedback.models import Case, CaseTally, SphereTeam, TallyMark
from feedback.services import tallies
from feedback.vocabulary import Act, Channel, Count, Dimension, Kind, Sphere
from feedback.workflow import MOVES, WrongStage
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.feedback.procedure import BY_STAFF, BY_SUBMITTER

pytestmark = pytest.mark.django_db

MARCH = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
APRIL, JUNE = (MARCH.replace(month=month) for month in (4, 6))


def snapshot() -> Counter[Any]:
    """Return all that is counted, ready to be compared."""
    rows = CaseTally.objects.values_list(
        "hospital", "month", "sphere", "kind", "dimension", "value", "count", "number"
    )
    return Counter({tuple(row[:-1]): row[-1] for row in rows})


def counted(count: str, dimension: str = Dimension.TOTAL) -> dict[str, int]:
    rows = CaseTally.objects.filter(dimension=dimension, count=count)
    return {f"{row.month:%Y-%m} {row.value}".strip(): row.number for row in rows}


def test_a_first_round_counts_every_month() -> None:
    CaseFactory(replied=True, received_at=MARCH, acted_at=APRIL)
    tallies.sweep()
    assert counted(Count.RECEIVED) == {"2026-03": 1}
    assert counted(Count.ANSWERED) == {"2026-04": 1}


def test_a_round_without_anything_new_counts_nothing() -> None:
    CaseFactory(replied=True, received_at=MARCH, acted_at=APRIL)
    tallies.sweep()
    assert tallies.sweep() == 0


def test_what_changed_since_is_counted_in_its_own_months_only() -> None:
    with time_machine.travel(JUNE, tick=False):
        case = CaseFactory(replied=True, received_at=MARCH, acted_at=APRIL)
        tallies.sweep()
        services.rate(case, satisfaction=4, resolution="resolved")
        assert tallies.sweep() == 3  # March, April, and the running June
    assert counted(Count.RATED) == {"2026-04": 1}


def test_what_is_open_becomes_late_by_the_day_alone() -> None:
    with time_machine.travel(MARCH, tick=False):
        CaseFactory(accepted=True)
        tallies.sweep()
        assert counted(Count.DUE) == {}
    with time_machine.travel(APRIL, tick=False):
        tallies.sweep()
    assert counted(Count.DUE) == {"2026-03": 1}
    assert counted(Count.OPEN) == {"2026-03": 1, "2026-04": 1}


def test_what_a_restricted_matter_counts_for_only_its_team_may_read(officer: User) -> None:
    case = CaseFactory(accepted=True)
    other = UserFactory(username="other", groups=["Complaint officers"])
    services.restrict(case, by=officer, sphere=Sphere.STAFF, team=[officer])
    SphereTeam.objects.create(sphere=Sphere.STAFF).members.add(officer)
    tallies.sweep()
    seen = [CaseTally.objects.seen_by(user).count() > 0 for user in (officer, other)]
    assert seen == [True, False]


def test_a_restriction_moves_what_was_counted_before(officer: User) -> None:
    case = CaseFactory(replied=True, received_at=MARCH, acted_at=APRIL)
    tallies.sweep()
    services.restrict(case, by=officer, sphere=Sphere.STAFF, team=[officer])
    tallies.sweep()
    assert set(CaseTally.objects.values_list("sphere", flat=True)) == {Sphere.STAFF}


def test_what_is_restricted_without_a_sphere_counts_under_the_others() -> None:
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere="")
    tallies.sweep()
    assert set(CaseTally.objects.values_list("sphere", flat=True)) == {Sphere.OTHER}


def test_what_is_quarantined_is_not_counted() -> None:
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(quarantined=True)
    tallies.sweep()
    assert not CaseTally.objects.exists()


def test_while_one_worker_counts_the_other_leaves_it_alone() -> None:
    CaseFactory()
    TallyMark.objects.create(name=tallies.CLAIM, at=timezone.now())
    assert tallies.count_all() == 0
    assert not CaseTally.objects.exists()


def test_a_worker_that_died_counting_does_not_stop_the_others_for_long() -> None:
    CaseFactory()
    TallyMark.objects.create(name=tallies.CLAIM, at=timezone.now() - timedelta(hours=2))
    assert tallies.count_all() == 1


def test_a_worker_that_was_taken_for_dead_writes_nothing_any_more() -> None:
    TallyMark.objects.create(name=tallies.CLAIM, at=timezone.now())
    late = Counter({(1, "", Kind.COMPLAINT, Dimension.TOTAL, "", Count.RECEIVED): 7})
    assert not tallies._write(2026 * 12, late, JUNE)
    assert not CaseTally.objects.exists()


def test_a_counting_that_breaks_off_frees_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    CaseFactory()
    monkeypatch.setattr(tallies, "_replace", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tallies.sweep()
    monkeypatch.undo()
    assert tallies.sweep() == 1


def test_what_no_diary_tells_of_is_healed_by_counting_everything() -> None:
    case = CaseFactory(received_at=MARCH)
    tallies.sweep()
    Case.objects.filter(pk=case.pk).delete()
    call_command("tally", "--all", stdout=StringIO())
    assert not CaseTally.objects.exists()


def test_an_entry_that_becomes_visible_late_is_counted_all_the_same() -> None:
    case = CaseFactory(received_at=MARCH)
    tallies.sweep()
    late = case.diary.get()
    newer = CaseFactory()  # its entry has the higher number, and is seen first
    tallies.sweep()
    assert TallyMark.objects.get(name=tallies.CASES).event < newer.diary.get().pk
    assert late.pk < newer.diary.get().pk


def test_the_command_says_how_many_months() -> None:
    CaseFactory(received_at=timezone.now())
    said = StringIO()
    call_command("tally", stdout=said)
    assert "1" in said.getvalue()


def test_a_page_of_cases_is_read_in_five_queries(django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        CaseFactory(closed=True, received_at=MARCH, acted_at=APRIL)
    with django_assert_max_num_queries(6):  # the calendar, then five for the page
        tallies._count(Case.objects.all(), date(2026, 6, 1))


@pytest.mark.parametrize("seed", range(3))
def test_round_by_round_and_all_at_once_come_to_the_same(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - the same acts for every run
    now = MARCH
    for turn in range(50):
        now += timedelta(hours=dice.choice([2, 40, 300, 1500]))
        with time_machine.travel(now, tick=False):
            CaseFactory(gist="another one") if turn == 0 else live(dice)
            if dice.random() < 0.4:
                tallies.sweep()
    with time_machine.travel(now, tick=False):
        tallies.sweep()
        by_rounds = snapshot()
        tallies.count_all()
    assert by_rounds == snapshot()


def live(dice: Random) -> None:
    """Let something happen: a new voice, or one of the open acts to one of the cases."""
    if dice.random() < 0.15 or Case.objects.count() < 3:
        CaseFactory(kind=dice.choice(Kind.values), channel=dice.choice(Channel.values[:5]))
        return
    case = dice.choice(list(Case.objects.order_by("pk")))
    acts = [
        act for stage, act in MOVES if stage == case.stage and {act} & {*BY_STAFF, *BY_SUBMITTER}
    ]
    act = dice.choice([*acts, Act.NOTE])
    try:
        if act in BY_SUBMITTER and dice.random() < 0.5:
            BY_SUBMITTER[act](case)
        elif act in BY_STAFF:
            BY_STAFF[act](case, UserFactory(superuser=True))
    except (ValidationError, PermissionDenied, WrongStage, Case.DoesNotExist):
        return


def test_along_each_dimension_of_one_value_everything_adds_up() -> None:
    dice = Random(5)  # noqa: S311 - see above
    CaseFactory(gist="another one")
    for _ in range(40):
        live(dice)
    tallies.sweep()
    total = sums(Dimension.TOTAL)
    assert total[Count.RECEIVED] == Case.objects.count()
    assert {dimension: sums(dimension) for dimension in SINGLE} == dict.fromkeys(SINGLE, total)


@pytest.mark.parametrize(
    ("dimension", "count"),
    [
        (Dimension.HOUR, Count.RECEIVED),
        (Dimension.DAYS, Count.RECEIVED),
        (Dimension.DAYS, Count.ANSWERED),
        (Dimension.DAYS, Count.OPEN),
        (Dimension.DEPARTMENT_DAYS, Count.RECEIVED),
        (Dimension.DEPARTMENT_DAYS, Count.ANSWERED),
    ],
)
def test_along_hours_and_days_what_is_counted_adds_up(dimension: str, count: str) -> None:
    for stage in ("replied", "accepted", "withdrawn", "declined", "merged"):
        CaseFactory(**{stage: True}, received_at=MARCH, acted_at=APRIL)
    tallies.sweep()
    assert sums(dimension)[count] == sums(Dimension.TOTAL)[count] > 0


def sums(dimension: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for count, number in CaseTally.objects.filter(dimension=dimension).values_list(
        "count", "number"
    ):
        found[count] += number
    return found
