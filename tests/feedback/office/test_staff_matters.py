"""A colleague's matter at its department: the matter is read in neutral words, the person nowhere."""

from collections.abc import Iterator
from typing import Any

import pytest

from feedback import services
from feedback.models import Attachment, Case
from feedback.services import similar
from feedback.vocabulary import Act, Actor, Channel, Kind, Relationship
from portal import roles
from portal.models import User
from tests.factories import WANG, CaseFactory, DepartmentFactory, UserFactory
from tests.feedback.office.attacker import lists
from tests.feedback.office.doors import KEY, address, tried
from tests.feedback.public.test_attachment import attached
from tests.feedback.public.test_submit import photo
from tests.visitor import Page, Visitor

pytestmark = pytest.mark.django_db

STORY = "我上夜班的时候请心内科会诊，打了三次电话都说马上来，等了一个多小时，家属冲着我发火。"
NEUTRAL = "有科室反映急会诊到场较晚，请核实。"
# Not one an attacker types.
NUMBER = "010-5555 0142"
# Everything by which the colleague could be known, and where it stands.
SECRETS = {
    "the story": "打了三次电话",
    "a message": "护士站的白板",
    "an answer": "当晚两点四十",
    "the restated problem": "归纳成一句话",
    "a note": "孙姐来过办公室",
    "an office draft": "孙护士您好",
    "the reply": "谢谢您写信来",
    "a file": "值班照片",
    "a link": "同一个夜班",
    "the name": WANG["name"],
    "the telephone": NUMBER,
    "the e-mail": WANG["email"],
    "the relationship": str(Relationship.LAWYER.label),
    "the day": "3月5日",
}


def written(case: Case, officer: User) -> None:
    """Let everything be written that may be written of a colleague."""
    services.message(case, text="护士站的白板上写着。")
    services.restate(case, by=officer, problem="归纳成一句话：来得晚。")
    services.ask(case, by=officer, question="请问是哪一天？")
    services.answer(case, text="当晚两点四十。")
    services.note(case, by=officer, text="孙姐来过办公室。")
    services.draft(case, by=officer, answer="孙护士您好，已转科室。")


@pytest.fixture
def case(officer: User, doctor: User) -> Case:
    """Nurse Sun's matter with Dr Zhao's ward, about everything of which something is written."""
    contact = {**WANG, "phone": NUMBER, "relationship": Relationship.LAWYER}
    case = CaseFactory(
        assigned=True, kind=Kind.SUGGESTION, channel=Channel.STAFF, story=STORY, contact=contact,
        neutral=NEUTRAL, gist="急会诊",
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(happened_on="2026-03-05")
    attached(case, photo("值班照片.jpg"))
    written(case, officer)
    other = CaseFactory(assigned=True, story="另一件事")
    services.link(case, by=officer, other=other, why="同一个夜班")
    return Case.objects.get(pk=case.pk)


def of_the_ward(how: str) -> User:
    """Dr Zhao, a contact of the ward; or its head, who is none."""
    if how == "contact":
        return UserFactory(doctor=True)
    head = UserFactory(groups=[roles.DEPARTMENT_CONTACTS])
    ward = DepartmentFactory(ward=True)
    ward.head = head
    ward.save()
    return head


def answers(visitor: Visitor, case: Case) -> Iterator[tuple[str, Page]]:
    """Look at every list, at each room of the case and of the one it is linked with, and at the file."""
    yield from lists(visitor, case)
    for one in Case.objects.all():
        yield from tried(visitor, one)
    for file in Attachment.objects.all():
        yield "public file", visitor.get(f"/feedback/attachment/{file.key}/")
        yield "file", visitor.get(f"/admin/cases/{case.pk}/attachment/{file.key}/")


def given_away(pages: Iterator[tuple[str, Page]]) -> list[str]:
    """Return which door shows what."""
    return [
        f"{door}: {what}"
        for door, page in pages
        for what, secret in SECRETS.items()
        if secret.encode() in page.body
    ]


@pytest.mark.parametrize("how", ["contact", "head"])
def test_no_door_shows_the_department_who_it_was(case: Case, how: str) -> None:
    assert given_away(answers(Visitor(of_the_ward(how)), case)) == []


def test_nor_once_it_is_answered(case: Case, officer: User) -> None:
    services.reply(case, by=officer, answer="谢谢您写信来，已改进。")
    assert given_away(tried(Visitor(of_the_ward("contact")), case)) == []


@pytest.mark.parametrize("person", ["officer", "director"])
def test_the_office_and_the_management_read_all_of_it(
    case: Case, person: str, request: Any
) -> None:
    page = Visitor(request.getfixturevalue(person)).get(address("case", case))
    kept_in_the_contact = {
        "the name",
        "the telephone",
        "the e-mail",
        "the relationship",
        "the reply",
    }
    hidden = {what for what, secret in SECRETS.items() if secret not in page.text}
    assert hidden <= kept_in_the_contact
    assert NEUTRAL in page.text


@pytest.mark.parametrize("how", ["contact", "head"])
def test_the_department_reads_neutral_words_instead(case: Case, how: str) -> None:
    visitor = Visitor(of_the_ward(how))
    for room in ("case", "draft", "note"):
        assert NEUTRAL in visitor.get(address(room, case)).text, room


def test_the_files_of_a_colleague_are_not_handed_out_at_either_door(case: Case) -> None:
    visitor, file = Visitor(UserFactory(doctor=True)), case.attachments.get()
    assert visitor.get(f"/feedback/attachment/{file.key}/").status == 404
    assert visitor.get(f"/admin/cases/{case.pk}/attachment/{file.key}/").status == 404
    assert not case.readings.filter(reading="attachment").exists()


def test_the_department_opens_what_it_added_itself(case: Case, doctor: User) -> None:
    Attachment.objects.filter(case=case).update(actor=Actor.DEPARTMENT, key=KEY)
    page = Visitor(doctor).get(address("attachment", case))
    assert page.status == 200


def test_what_is_written_to_the_department_and_by_it_is_read(case: Case, doctor: User) -> None:
    services.note(case, by=doctor, text="本科室查了排班。")
    case.refresh_from_db()
    services.draft(case, by=doctor, answer="拟答复：已改排班。")
    visitor = Visitor(doctor)
    assert "本科室查了排班" in visitor.get(address("case", case)).text
    assert visitor.get(address("draft", case)).form()["answer"] == "拟答复：已改排班。"


def test_a_draft_of_the_office_is_not_put_into_the_departments_form(
    case: Case, doctor: User, officer: User
) -> None:
    assert Visitor(doctor).get(address("draft", case)).form()["answer"] == ""
    assert "孙护士" in Visitor(officer).get(address("draft", case)).form()["answer"]


def test_the_hour_at_which_a_colleague_wrote_is_not_told(case: Case, doctor: User) -> None:
    submitted = case.diary.order_by("seq").first()
    page = Visitor(doctor).get(address("case", case)).soup
    entry = page.select_one(".diary__entry--submitter time")
    assert len(entry["datetime"]) == len("2026-03-05")
    assert f"{submitted.at:%H:%M:%S}" not in str(page)


def test_a_reminder_to_the_office_is_no_word_to_the_department(case: Case, doctor: User) -> None:
    case.diary.model.objects.filter(case=case, act=Act.NOTE).update(
        act=Act.REMIND, facts={"to": "officer"}
    )
    assert SECRETS["a note"] not in Visitor(doctor).get(address("case", case)).text


def test_a_case_in_the_same_words_does_not_give_the_colleague_away(
    doctor: User, officer: User
) -> None:
    case = CaseFactory(assigned=True, channel=Channel.STAFF, story=STORY)
    guessed = CaseFactory(assigned=True, story=STORY)
    similar.sweep(10)
    assert [one.case for one in similar.find(guessed, officer)] == [case]
    assert similar.find(guessed, doctor) == []


def test_a_matter_without_neutral_words_says_so(doctor: User, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(neutral="")
    page = Visitor(doctor).get(address("case", case))
    assert page.status == 200
    assert page.soup.select("#story")


def test_who_works_in_the_office_too_reads_it(case: Case, doctor: User, officer: User) -> None:
    doctor.groups.add(*officer.groups.all())
    assert SECRETS["the story"] in Visitor(doctor).get(address("case", case)).text


@pytest.mark.parametrize(("channel", "read"), [(Channel.STAFF, False), (Channel.WEB, True)])
def test_matters_of_the_public_are_read_as_ever(doctor: User, channel: str, read: bool) -> None:
    case = CaseFactory(assigned=True, channel=channel, story=STORY)
    page = Visitor(doctor).get(address("case", case))
    assert (SECRETS["the story"] in page.text) is read


def test_the_callback_centre_is_given_no_colleague_to_call(officer: User) -> None:
    case = CaseFactory(replied=True, channel=Channel.STAFF)
    caller = UserFactory(caller=True)
    assert not Case.objects.to_call_back(caller).exists()
    assert list(Case.objects.to_call_back(officer)) == [case]


def test_the_assign_form_asks_for_neutral_words_of_a_colleagues_matter_only(officer: User) -> None:
    staff = CaseFactory(accepted=True, channel=Channel.STAFF)
    visitor = Visitor(officer)
    assert "neutral" in visitor.get(address("assign", staff)).form(-1)
    assert "neutral" not in visitor.get(address("assign", CaseFactory(accepted=True))).form(-1)


def test_the_assign_form_shows_what_was_written_before(case: Case, officer: User) -> None:
    assert Visitor(officer).get(address("assign", case)).form(-1)["neutral"] == NEUTRAL


@pytest.mark.parametrize("typed", ["", STORY[3:30], "请打 13800138000 找她。"])
def test_words_that_are_not_neutral_are_refused_and_kept(
    case: Case, officer: User, typed: str
) -> None:
    form = Visitor(officer).get(address("assign", case)).form(-1)
    page = Visitor(officer).post(address("assign", case), {**form, "neutral": typed})
    assert page.status == 200
    assert page.form(-1)["neutral"] == typed
    assert page.soup.select("#id_neutral_error, [id*=neutral][id*=error], .error-message")
    assert Case.objects.get(pk=case.pk).neutral == NEUTRAL


def test_neutral_words_are_sent_by_the_form(officer: User) -> None:
    case = CaseFactory(accepted=True, channel=Channel.STAFF)
    typed = {"version": case.version, "lead": DepartmentFactory(ward=True).pk, "neutral": NEUTRAL}
    page = Visitor(officer).post(address("assign", case), typed)
    assert page.to == f"/admin/cases/{case.pk}/"
    assert Case.objects.get(pk=case.pk).neutral == NEUTRAL


def test_several_at_once_are_not_assigned_with_a_colleagues_matter_among_them(
    officer: User, case: Case
) -> None:
    plain, ward = CaseFactory(accepted=True), DepartmentFactory(other_ward=True)
    ticked = {"act": "assign", "case": [plain.pk, case.pk], "do": "1", "to": ward.pk}
    page = Visitor(officer).post("/admin/cases/bulk/", ticked)
    assert "职工渠道" in page.text
    assert list(Case.objects.filter(lead=ward)) == [plain]


def test_the_case_file_keeps_what_the_department_was_told(case: Case, officer: User) -> None:
    page = Visitor(officer).get(address("case_file", case))
    assert NEUTRAL in page.text
    assert SECRETS["the story"] in page.text


def test_a_restricted_staff_matter_stays_with_its_team(doctor: User) -> None:
    case = CaseFactory(accepted=True, channel=Channel.STAFF)
    restricted = CaseFactory(assigned=True, channel=Channel.STAFF, category="WRK-04")
    assert restricted.restricted
    assert case.restricted is False
    assert Visitor(doctor).get(address("case", restricted)).status == 404
