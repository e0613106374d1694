"""The demo hospital is believable, opens with what is printed, and never mixes with real cases."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from feedback import services
from feedback.models import Case, Department
from feedback.vocabulary import PUBLIC_KINDS, Stage
from tests.factories import CaseFactory

# No act leads to these yet.
UNREACHED = {Stage.INVESTIGATING, Stage.CALLBACK, Stage.MERGED}


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The demo, built once for all tests of this module; its file of accounts."""
    home = tmp_path_factory.mktemp("home")
    with (
        override_settings(HUIYIN_HOME=home),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        call_command("demo_cases", verbosity=0)
        yield home / "demo.json"
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_demo_has_cases_in_every_stage_and_of_every_kind(demo: Path) -> None:
    cases = Case.objects.all()
    assert {case.stage for case in cases} == set(Stage) - UNREACHED
    assert {case.kind for case in cases} == set(PUBLIC_KINDS)
    assert len(cases) >= 60


@pytest.mark.django_db
def test_no_story_of_the_demo_is_told_twice(demo: Path) -> None:
    stories = [case.story for case in Case.objects.all()]
    assert len(stories) == len(set(stories))


@pytest.mark.django_db
def test_each_diary_of_the_demo_runs_forward_without_gaps(demo: Path) -> None:
    for case in Case.objects.prefetch_related("diary"):
        entries = [(entry.seq, entry.at) for entry in case.diary.all()]
        assert [seq for seq, _at in entries] == list(range(1, case.version + 1))
        assert entries == sorted(entries, key=lambda entry: entry[1])


@pytest.mark.django_db
def test_the_printed_accounts_open(demo: Path) -> None:
    for account in json.loads(demo.read_text())["accounts"]:
        assert authenticate(username=account["username"], password=account["password"])


@pytest.mark.django_db
def test_the_printed_code_opens_a_case_in_hand(demo: Path) -> None:
    code = json.loads(demo.read_text())["tracking_code"]
    case = services.unlock(code, network="198.51.100.0/24")
    assert case is not None
    assert case.is_open


@pytest.mark.django_db
def test_only_its_owner_may_read_the_accounts(demo: Path) -> None:
    assert stat.S_IMODE(demo.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_building_the_demo_again_changes_nothing(demo: Path) -> None:
    before = demo.read_text(), Case.objects.count(), Department.objects.count()
    call_command("demo_cases", verbosity=0)
    assert (demo.read_text(), Case.objects.count(), Department.objects.count()) == before


@pytest.mark.django_db
def test_the_demo_stays_away_from_real_cases(tmp_path: Path, settings: Any) -> None:
    settings.HUIYIN_HOME = tmp_path
    CaseFactory()
    with pytest.raises(CommandError):
        call_command("demo_cases")
