"""What a department is told of a colleague's matter: neutral words, which are asked for and looked at."""

import pytest
from django.core.exceptions import ValidationError

from feedback import fingerprints, services
from feedback.models import Case, Category
from feedback.services.handling import Subject
from feedback.vocabulary import Act, Channel
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory

pytestmark = pytest.mark.django_db

STORY = "我上夜班的时候请心内科会诊，打了三次电话都说马上来，等了一个多小时，家属冲着我发火。"
COPIED = STORY[6:30]
NEUTRAL = "有科室反映急会诊到场较晚，请核实。"


@pytest.fixture
def case(db: None) -> Case:
    """A colleague's matter the office has taken up."""
    return CaseFactory(accepted=True, channel=Channel.STAFF, story=STORY, gist="会诊")


def assign(case: Case, by: User, **said: str) -> None:
    services.assign(case, by=by, to=DepartmentFactory(ward=True), **said)


def test_a_colleagues_matter_goes_to_no_department_without_neutral_words(
    case: Case, officer: User
) -> None:
    with pytest.raises(ValidationError):
        assign(case, officer, neutral="  ")
    assert Case.objects.get(pk=case.pk).lead is None


def test_with_neutral_words_it_goes(case: Case, officer: User) -> None:
    assign(case, officer, neutral=NEUTRAL)
    kept = Case.objects.get(pk=case.pk)
    assert (kept.neutral, kept.lead.code) == (NEUTRAL, "cardiology")


def test_what_was_written_before_holds_for_the_next_department(case: Case, officer: User) -> None:
    assign(case, officer, neutral=NEUTRAL)
    services.assign(case, by=officer, to=DepartmentFactory(other_ward=True))
    assert Case.objects.get(pk=case.pk).neutral == NEUTRAL


def test_the_diary_keeps_which_words_went_to_whom(case: Case, officer: User) -> None:
    assign(case, officer, neutral=NEUTRAL, instruction="三天内。")
    assign(case, officer, neutral="换一种说法。", instruction="再看一次。")
    assign(case, officer, neutral="换一种说法。", instruction="最后一次。")
    texts = case.diary.filter(act=Act.ASSIGN).values_list("text", flat=True)
    assert list(texts) == [f"{NEUTRAL}\n\n三天内。", "换一种说法。\n\n再看一次。", "最后一次。"]


@pytest.mark.parametrize("where", ["neutral", "instruction"])
def test_a_passage_of_the_colleagues_own_goes_to_no_department(
    case: Case, officer: User, where: str
) -> None:
    said = {"neutral": NEUTRAL, where: f"请核实：{COPIED}。"}
    with pytest.raises(ValidationError):
        assign(case, officer, **said)


def test_nor_one_of_a_later_message(case: Case, officer: User) -> None:
    later = "昨天晚上十点四十分又等了两个小时才有人到病房来。"
    services.message(case, text=later)
    with pytest.raises(ValidationError):
        assign(case, officer, neutral=later)


def test_nor_one_in_the_gist(case: Case, officer: User) -> None:
    Case.objects.filter(pk=case.pk).update(gist=COPIED)
    with pytest.raises(ValidationError):
        assign(Case.objects.get(pk=case.pk), officer, neutral=NEUTRAL)


@pytest.mark.parametrize(("channel", "refused"), [(Channel.STAFF, True), (Channel.WEB, False)])
def test_only_the_gist_of_a_colleagues_matter_is_looked_at(
    officer: User, channel: str, refused: bool
) -> None:
    case = CaseFactory(accepted=True, channel=channel, story=STORY)
    subject = Subject(Category.objects.get(code="PRO-05"))
    try:
        services.classify(case, by=officer, primary=subject, gist=COPIED)
    except ValidationError:
        assert refused
    else:
        assert not refused


def test_no_refusal_repeats_what_the_colleague_wrote(case: Case, officer: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        assign(case, officer, neutral=COPIED)
    assert COPIED[:6] not in str(refusal.value)


def test_a_matter_of_the_public_has_no_neutral_words(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assign(case, officer, neutral="?", instruction=case.story)
    assert Case.objects.get(pk=case.pk).neutral == ""


LATIN = "the laboratory refuses urgent samples after midnight, nobody picks up the telephone"


@pytest.mark.parametrize(
    ("text", "source", "copied"),
    [
        (STORY[3:24], STORY, True),
        (STORY[3:22], STORY, False),  # eighteen characters, a comma not counted
        ("请看：" + STORY[3:13] + " ，" + STORY[13:25], STORY, True),
        ("拿错药，差一点出事", "拿错药，差一点出事", True),
        ("拿错药", "拿错药", False),
        ("Urgent samples after midnight wait.", LATIN, False),
        ("It refuses urgent samples after midnight, nobody picks up.", LATIN, True),
        ("Nobody picks up!", "nobody picks up", True),
        ("", STORY, False),
        (STORY, "", False),
    ],
)  # fmt: skip
def test_a_run_of_twenty_characters_is_a_copy(text: str, source: str, copied: bool) -> None:
    assert fingerprints.copies(text, source) is copied
