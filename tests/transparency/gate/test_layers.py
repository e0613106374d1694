"""What the gate finds: numbers, names of the record, somebody's own words; and what it lets through."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import timezone

from feedback.models import Case, Discharge
from feedback.services import discharges, similar
from home.models import PlainPage
from portal import crypto
from portal import gate as ask
from portal.models import PortalImage, SiteSettings, User
from tests.factories import WANG, CaseFactory, HospitalFactory, UserFactory
from tests.transparency.gate.conftest import TELEPHONE, held, kinds
from transparency import gate

STORY = "我父亲凌晨送到急诊，分诊台让我们在走廊等了整整三个钟头才有人过来看一眼。"


@pytest.fixture
def told(db: None) -> Case:
    """A case whose words are known again."""
    case = CaseFactory(story=STORY)
    similar.sweep(10)
    return case


@pytest.mark.parametrize("field", ["title", "lead", "seo_title", "search_description"])
def test_every_field_is_read(page: PlainPage, field: str) -> None:
    setattr(page, field, f"电话 {TELEPHONE}")
    assert held(page) == ["mobile"]


def test_an_address_is_read(page: PlainPage) -> None:
    page.slug = f"call-{TELEPHONE}"
    assert held(page) == ["mobile"]


@pytest.mark.parametrize(
    "block",
    [
        ("heading", f"电话 {TELEPHONE}"),
        ("paragraph", f'<p>请<a href="tel:{TELEPHONE}">打电话</a></p>'),
        ("paragraph", "<p>请打<b>1391234</b>5678</p>".replace("<b>1391234</b>5678", TELEPHONE)),
    ],
)
def test_every_part_of_the_text_is_read(page: PlainPage, block: tuple[str, str]) -> None:
    page.body = [block]
    assert "mobile" in held(page)


def test_what_is_found_is_shown_between_its_own_words(page: PlainPage) -> None:
    page.body = [("heading", f"请打 {TELEPHONE} 找人"), ("heading", "另一段很长很长很长很长的话")]
    (found,) = ask.findings(page)
    assert (found.before, found.match, found.after) == ("请打 ", TELEPHONE, " 找人")


def test_the_name_of_a_picture_s_file_is_read(page: PlainPage) -> None:
    picture = PortalImage(title="停车场")
    picture.file.save(f"{TELEPHONE}.png", ContentFile(b"x"), save=False)
    picture.width = picture.height = 1
    PortalImage.objects.bulk_create([picture])
    page.body = [
        (
            "picture",
            {"image": {"image": PortalImage.objects.get(), "alt_text": "", "decorative": True}},
        )
    ]
    assert "mobile" in held(page)


def test_the_hospital_s_own_number_may_stand_there(page: PlainPage) -> None:
    number = SiteSettings.objects.get().telephone
    page.lead = f"请打 {number.replace(' ', '-')}。"
    assert held(page) == []


@override_settings(PUBLIC_NUMBERS=["010-6666 0000"])
def test_a_number_that_was_let_in_may_stand_there(page: PlainPage) -> None:
    page.lead = "卫健委电话：010-66660000。"
    assert held(page) == []


def test_the_name_of_a_submitter_is_found(told: Case) -> None:
    found = gate.of_text(f"患者{WANG['name']}反映等候过长。")
    assert ("known", "block") in [(one.kind, one.level.value) for one in found]


def test_the_name_of_a_member_of_staff_is_found(officer: User) -> None:
    assert "known" in kinds(gate.of_text(f"由{officer.get_full_name()}答复。"))


def test_a_stranger_s_name_is_only_a_hint(told: Case) -> None:
    found = gate.of_text("患者欧阳建国女士反映等候过长。")
    assert {one.level.value for one in found} == {"soft"}


def test_a_run_of_somebody_s_words_is_found_where_it_stands(told: Case) -> None:
    text = f"家属反映：{STORY[8:34]}。"
    found = [one for one in gate.of_text(text) if one.kind == "copied"]
    assert [one.match for one in found] == [STORY[8:34]]


def test_the_same_in_other_words_is_let_through(told: Case) -> None:
    text = "一位老人夜里到急诊后，在走廊等候约三小时，其间没有医务人员查看。"
    assert gate.of_text(text) == []


def test_what_many_say_in_the_same_words_is_a_formula(db: None) -> None:
    for number in range(5):
        CaseFactory(
            story=f"{'甲乙丙丁戊'[number] * 30}希望医院领导高度重视并给予明确的书面答复为盼。"
        )
    similar.sweep(10)
    assert gate.of_text("患者希望医院领导高度重视并给予明确的书面答复为盼。") == []


@pytest.mark.parametrize(
    "text",
    [
        "患者甲六十多岁，在门诊等候两个多小时，没有人说明原因。",
        "2026年三季度共收到此类反映 25 件，已办结 20 件。",
        "In March 2026 a patient in her sixties waited two hours; windows now open at seven.",
    ],
)
def test_a_clean_text_is_let_through(told: Case, text: str) -> None:
    assert gate.of_text(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("王女士反映", "name"),
        ("护士李某态度差", "name"),
        ("阿卜杜拉·买买提反映", "name"),
        ("Dr Smith was rude", "name"),
        ("3月5日上午", "date"),
        ("二〇二六年三月五日", "date"),
        ("2026-03-05", "date"),
        ("on 5 March 2026", "date"),
        ("67岁的患者", "age"),
        ("a 67-year-old man", "age"),
        ("住在12床", "bed"),
        ("三病区", "bed"),
        ("住在幸福路38号院", "address"),
        ("他说“你们医院就是不把病人当人看，等了三个小时”", "quote"),
    ],
)
def test_what_may_point_to_somebody_is_to_be_looked_at(db: None, text: str, kind: str) -> None:
    found = gate.of_text(text)
    assert kind in kinds(found)
    assert {one.level.value for one in found} == {"soft"}


def on_the_list(name: str, **row: Any) -> Discharge:
    """Take a discharged patient in from the ward's list."""
    patient = discharges.Patient(timezone.localdate(), "13800138000", name=name, **row)
    discharges.take_in([patient], by=UserFactory(caller=True), hospital=HospitalFactory())
    return Discharge.objects.get(import_key=patient.key)


def test_the_name_of_a_discharged_patient_is_found(db: None) -> None:
    assert gate.of_text("感谢司徒美堂老人来信。") == []
    on_the_list("司徒美堂")
    assert kinds(gate.of_text("感谢司徒美堂老人来信。")) == ["known"]


def test_the_next_list_is_known_too(db: None) -> None:
    on_the_list("司徒美堂")
    gate.of_text("感谢司徒美堂老人来信。")
    on_the_list("诸葛思远", number="2")
    assert kinds(gate.of_text("感谢诸葛思远老人来信。")) == ["known"]


def test_a_patient_who_was_erased_is_known_no_more(db: None) -> None:
    row = on_the_list("司徒美堂")
    gate.of_text("感谢司徒美堂老人来信。")
    Discharge.objects.filter(pk=row.pk).update(done_at=timezone.now() - timedelta(days=100))
    discharges.sweep()
    assert gate.of_text("感谢司徒美堂老人来信。") == []


def test_a_list_is_opened_once_however_often_is_asked(db: None, monkeypatch: Any) -> None:
    for number in range(20):
        on_the_list("司徒美堂", number=str(number))
    gate.of_text("感谢司徒美堂老人来信。")
    monkeypatch.setattr(crypto, "unseal", None)
    assert kinds(gate.of_text("感谢司徒美堂老人来信。")) == ["known"]


def test_a_list_of_names_is_not_told_which_of_them_are_known(page: PlainPage) -> None:
    known = ["王桂兰", "陈秀英", "赵建国", "孙丽华", "李国庆", "刘玉珍"]
    for name in known:
        CaseFactory(contact={**WANG, "name": name})
    page.lead = "、".join(known[:5])
    assert kinds(ask.findings(page)) == ["known"] * 5
    page.lead = "、".join([*known, "周志明"])
    (found,) = ask.findings(page)
    assert (found.kind, found.match, found.before, found.after) == ("many", "", "", "")
