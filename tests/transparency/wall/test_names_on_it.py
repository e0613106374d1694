"""Nobody is named on the wall without the department's word."""

import pytest

from portal import gate
from portal.gate import HeldBack
from portal.models import User
from tests.factories import DepartmentFactory
from tests.transparency.praise import (
    NAMES,
    WALL,
    agree,
    kinds,
    name,
    publish,
    wall,
    write_thanks,
)
from tests.visitor import Visitor
from transparency import praising
from transparency.models import CommendationPage


# --- Names ----------------------------------------------------------------------------------------
def test_names_hold_it_back_until_the_department_agrees(public: CommendationPage) -> None:
    page = name(public)
    assert kinds(page) == {"names"}
    with pytest.raises(HeldBack):
        page.get_latest_revision().publish()


def test_agreed_names_are_shown(public: CommendationPage, doctor: User, visitor: Visitor) -> None:
    page = name(public)
    agree(page, doctor)
    publish(page)
    with visitor.expect_private():
        assert NAMES in visitor.get(public.url).text
        assert NAMES in visitor.get(WALL).text
    assert NAMES not in visitor.get("/transparency/commendations.atom").body.decode()


@pytest.mark.parametrize("other", ["赵志远、陈思敏", "陈思敏", "赵志远医生"])
def test_only_exactly_the_agreed_names(
    public: CommendationPage, doctor: User, chen: User, other: str
) -> None:
    agree(name(public), doctor)
    assert "names" in kinds(name(public, other))


@pytest.mark.parametrize("field", ["title", "praise", "search_description", "slug"])
def test_agreed_names_stand_in_no_other_field(
    public: CommendationPage, doctor: User, field: str
) -> None:
    page = name(public)
    agree(page, doctor)
    setattr(page, field, f"谢谢{NAMES}。")
    assert "known" in kinds(page)


def test_a_number_among_the_names_is_found(public: CommendationPage, doctor: User) -> None:
    assert "mobile" in kinds(name(public, "赵志远 13912345678"))


def test_a_word_that_is_taken_back_takes_the_names_off_at_once(
    public: CommendationPage, doctor: User, visitor: Visitor
) -> None:
    page = name(public)
    agree(page, doctor)
    publish(page)
    praising.decline(praising.asked_about(page.pk, by=doctor), names=NAMES, by=doctor)
    assert NAMES not in visitor.get(public.url).text
    assert NAMES not in visitor.get(WALL).text
    row = CommendationPage.objects.get(pk=page.pk)
    assert (row.names, row.get_latest_revision_as_object().names) == ("", "")
    assert row.live


def test_a_page_of_before_cannot_bring_the_names_back(
    public: CommendationPage, doctor: User
) -> None:
    page = name(public)
    agree(page, doctor)
    page = publish(page)
    named = page.get_latest_revision()
    praising.decline(praising.asked_about(page.pk, by=doctor), names=NAMES, by=doctor)
    with pytest.raises(HeldBack):
        named.publish()


def test_the_twin_needs_a_word_of_its_own(public: CommendationPage, doctor: User) -> None:
    agree(name(public), doctor)
    twin = public.copy_for_translation(wall("en").locale)
    assert "names" in kinds(name(twin))
    assert praising.asked_about(twin.pk, by=doctor)


def test_for_a_banner_the_department_of_that_name_is_asked(doctor: User, chen: User) -> None:
    DepartmentFactory(ward=True)
    page = name(write_thanks())
    assert praising.asked_about(page.pk, by=doctor)
    assert not praising.asked_about(page.pk, by=chen)


def test_where_no_department_can_be_asked_the_editor_is_told_what_to_write() -> None:
    page = name(write_thanks(department="哪儿也没有"))
    (found,) = gate.findings(page)
    assert (
        found.kind,
        "list of departments" in str(found.advice) or "科室名单" in str(found.advice),
    ) == ("names", True)


def test_the_word_of_one_department_is_no_word_of_another(doctor: User, chen: User) -> None:
    page = write_thanks(department="心内科")
    page.names = NAMES
    page.save_revision()
    agree(page, by=doctor)
    page = CommendationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert page.names_are_agreed
    page.department = "儿科"
    assert not page.names_are_agreed
    assert "names" in kinds(page)
