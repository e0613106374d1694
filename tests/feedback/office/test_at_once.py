"""Several lists are counted, or entered, by one question to the database."""

from typing import Any

from feedback.models import Case
from feedback.office import at_once
from feedback.vocabulary import Stage
from tests.factories import CaseFactory


def test_several_lists_are_counted_in_one_question(
    db: None, django_assert_num_queries: Any
) -> None:
    CaseFactory(), CaseFactory(accepted=True), CaseFactory(accepted=True)
    cases, new = Case.objects.all(), Case.objects.filter(stage=Stage.RECEIVED)
    with django_assert_num_queries(1):
        assert at_once.counted([cases, new, cases, Case.objects.none()], 9) == [3, 1, 3, 0]


def test_nothing_is_counted_further_than_is_said(db: None) -> None:
    for _number in range(4):
        CaseFactory()
    assert at_once.counted([Case.objects.order_by("gist")], 2) == [3]


def test_what_cannot_hold_anything_is_not_asked_for(
    db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert at_once.counted([Case.objects.none()], 9) == [0]
        assert at_once.counted([], 9) == []


def test_a_way_leads_to_the_first_case_of_its_first_list_that_has_any(
    db: None, django_assert_num_queries: Any
) -> None:
    new, accepted = CaseFactory(), CaseFactory(accepted=True)
    waiting, taken = (
        Case.objects.filter(stage=Stage.WAITING),
        Case.objects.filter(gist=accepted.gist),
    )
    ways = [
        [waiting, taken.filter(pk=accepted.pk)],
        [Case.objects.filter(pk=new.pk), taken],
        [waiting],
    ]
    with django_assert_num_queries(1):
        assert at_once.first([*ways, [Case.objects.none()]]) == [accepted.pk, new.pk, None, None]


def test_what_was_typed_is_a_value_and_never_a_part_of_the_question(db: None) -> None:
    case = CaseFactory(gist="50 %s'; DROP TABLE")
    typed = Case.objects.filter(gist__icontains="%s'; DROP")
    assert at_once.counted([typed, typed.filter(pk=0)], 9) == [1, 0]
    assert at_once.first([[typed]]) == [case.pk]
