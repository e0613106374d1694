"""Original workbooks as an office keeps them, and texts made to break things."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from feedback.models import Case
from tests.feedback.ledgers import bring, shared

pytestmark = pytest.mark.django_db

SHEETS = {"附件3_示例.xlsx": 30, "附件4_示例.xlsx": 120}


@pytest.mark.parametrize("name", SHEETS)
def test_each_row_of_a_dirty_workbook_is_accounted_for(name: str, tmp_path: Path) -> None:
    read, imported, repeated, rejected = bring(shared(f"raw_xlsx/{name}"), tmp_path)
    assert read == SHEETS[name] == imported + repeated
    assert rejected == 0
    assert all(case.story == case.story.strip() for case in Case.objects.all())


def test_hostile_texts_survive_unchanged(tmp_path: Path) -> None:
    texts = json.loads(shared("hostile/text/blns.json").read_text(encoding="utf-8"))
    stories = [f"{number}. {text}" for number, text in enumerate(texts)]
    path = tmp_path / "naughty.jsonl"
    path.write_text("\n".join(json.dumps({"text": story}) for story in stories), encoding="utf-8")
    call_command("import_cases", str(path))
    assert {case.story for case in Case.objects.all()} == {s.replace("\0", "") for s in stories}
