"""Cases told in the same words, or by the same person, are known as one matter."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from feedback.models import Case
from feedback.services import contacts, joint, similar
from feedback.services.intake import Voice
from tests.factories import CaseFactory

HOT = Path(__file__).parents[3] / "shared/data/zh_petitions/all_hot_2019.dev.jsonl.gz"
STORY = "三楼候诊区的空调已经坏了两个星期，老人和孩子在里面等三个小时实在受不了，请尽快派人修理。"
pytestmark = pytest.mark.django_db


def test_who_tells_the_same_again_is_found_under_the_first() -> None:
    first, second, other = (
        CaseFactory(story=STORY),
        CaseFactory(story=f"{STORY}谢谢！"),
        CaseFactory(),
    )
    swept()
    tied = dict(Case.objects.values_list("pk", "told_alike"))
    assert tied == {first.pk: first.pk, second.pk: first.pk, other.pk: other.pk}


def test_what_is_looked_at_once_is_not_looked_at_again() -> None:
    CaseFactory(story=STORY)
    swept()
    assert joint.sweep(10) == 0


def test_a_case_waits_until_its_fingerprints_are_written() -> None:
    CaseFactory(story=STORY)
    assert joint.sweep(10) == 0


@pytest.mark.parametrize(
    "told", [{"phone": "138 0013 8000"}, {"email": "wang@example.org"}, {"account": "u1"}]
)
def test_the_same_person_is_known_again_without_a_name(told: dict[str, str]) -> None:
    voice = Voice(kind="complaint", story=STORY, **told)
    assert contacts.key(voice) == contacts.key(Voice(kind="enquiry", story="?", **told)) != ""


def test_whoever_left_nothing_is_nobody_known() -> None:
    assert contacts.key(Voice(kind="complaint", story=STORY, name="王")) == ""


@pytest.mark.skipif(not HOT.exists(), reason="the shared petitions are not here")
def test_the_92_petitions_of_one_user_are_found_as_one_submitter(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in gzip.decompress(HOT.read_bytes()).splitlines()]
    ((busiest, number),) = Counter(row["user"] for row in rows).most_common(1)
    ledger = tmp_path / "ledger.jsonl"
    some = [row for row in rows if row["user"] == busiest] + rows[:50]
    ledger.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in some))
    call_command("import_cases", str(ledger), "--map", "account=user", verbosity=0)
    key = contacts.key(Voice(kind="complaint", story="?", account=f"import\0{busiest}"))
    assert number == 92
    assert Case.objects.filter(submitter_key=key).count() == repeated_once(rows, busiest)


def repeated_once(rows: list[dict[str, str]], user: str) -> int:
    """A row told twice with one id is one case."""
    return len({row["id"] for row in rows if row["user"] == user})


def swept() -> None:
    similar.sweep(100)
    joint.sweep(100)
