"""What the office codes for the figures alone: the age of the patient and the profession concerned."""

import pytest

from feedback.models import Case, Category
from portal.models import User
from tests.factories import CaseFactory
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def classify(officer: User, case: Case, **said: str) -> None:
    primary = Category.objects.get(code="COM-01").pk
    typed = {"category_0": primary, "version": case.version, **said}
    Visitor(officer).post(f"/admin/cases/{case.pk}/classify/", typed)


def test_they_are_kept_with_the_case(officer: User) -> None:
    case = CaseFactory(stage="accepted")
    classify(officer, case, age_band="60-74", profession="nurse")
    case.refresh_from_db()
    assert (case.age_band, case.profession) == ("60-74", "nurse")


def test_they_can_be_taken_back(officer: User) -> None:
    case = CaseFactory(stage="accepted", age_band="60-74")
    classify(officer, case, age_band="")
    case.refresh_from_db()
    assert case.age_band == ""


def test_what_is_no_age_is_refused(officer: User) -> None:
    case = CaseFactory(stage="accepted")
    before = case.version
    classify(officer, case, age_band="Wang, 68")
    case.refresh_from_db()
    assert (case.age_band, case.version) == ("", before)
