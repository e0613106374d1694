import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import Page, Revision

from portal import chores, keyfile, relay
from portal.management.commands import messages
from portal.publishing import publish_due


def test_new_keys_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    keyfile.write(tmp_path / "home" / "keys.env")
    assert (tmp_path / "home" / "keys.env").stat().st_mode & 0o777 == 0o600


def test_keys_are_never_written_over(tmp_path: Path) -> None:
    keyfile.write(tmp_path / "keys.env")
    before = (tmp_path / "keys.env").read_text()
    assert keyfile.write(tmp_path / "keys.env") == []
    assert (tmp_path / "keys.env").read_text() == before


def test_a_key_file_gets_only_the_keys_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "keys.env").write_text("SECRET_KEY=mine")
    added = keyfile.write(tmp_path / "keys.env")
    assert "SECRET_KEY" not in added
    assert keyfile.names_in((tmp_path / "keys.env").read_text()) == set(keyfile.NAMES)


def test_every_printed_key_is_another_one(capsys: pytest.CaptureFixture[str]) -> None:
    keyfile.main([])
    values = [line.partition("=")[2] for line in capsys.readouterr().out.splitlines()]
    assert len(set(values)) == len(keyfile.NAMES)


@pytest.mark.django_db
def test_one_tick_carries_what_must_leave_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    carried = []
    monkeypatch.setattr(relay, "_work", [lambda: carried.append("news") or 1])
    call_command("tick", once=True)
    assert carried == ["news"]


@pytest.mark.django_db
def test_a_failing_chore_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = []
    monkeypatch.setattr(chores, "_chores", {})
    chores.register(1, "divide", lambda: 1 / 0)
    chores.register(1, "go on", lambda: done.append(1))
    call_command("tick", once=True)
    assert done == [1]
    assert "Could not divide" in caplog.text


def test_the_periodic_work_ends_when_it_is_told_to(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-X", "faulthandler", "manage.py", "tick"]
    environment = {"DEBUG": "1", "HUIYIN_HOME": str(tmp_path), "LOG_LEVEL": "ERROR"}
    with subprocess.Popen(  # noqa: S603 our own command
        command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.PIPE
    ) as ticking:
        ticking.stderr.readline()  # an empty database: it complains, so it is at work
        ticking.send_signal(signal.SIGTERM)
        ticking.stderr.read()
    assert ticking.returncode == 0


def _scheduled(page: Page, title: str) -> Revision:
    child = page.add_child(instance=type(page)(title=title, live=False))
    return child.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))


def test_a_page_that_cannot_go_out_does_not_hold_up_the_next(
    site: Page, caplog: pytest.LogCaptureFixture
) -> None:
    parent = site.get_parent()
    broken, _whole = (_scheduled(parent, title) for title in ("Broken", "Whole"))
    Revision.objects.filter(pk=broken.pk).update(content={"pk": 0})
    assert publish_due() == 1
    assert Page.objects.get(title="Whole").live
    assert f"Revision {broken.pk} could not be published" in caplog.text


def test_a_page_whose_time_is_over_is_taken_down(site: Page) -> None:
    Page.objects.filter(pk=site.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_due()
    assert not Page.objects.get(pk=site.pk).live


def test_the_demo_keeps_out_of_a_database_that_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "HUIYIN_HOME", tmp_path)
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(tmp_path / "huiyin.sqlite3"))
    (tmp_path / "huiyin.sqlite3").touch()
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("demo")


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_a_sentence_without_its_chinese_is_found(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text('_("Every voice gets an answer.")\n')
    messages.collect(tmp_path)
    assert "Every voice gets an answer." in "".join(messages.faults(tmp_path))


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_a_translation_that_was_not_compiled_is_found(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text('_("Every voice gets an answer.")\n')
    messages.collect(tmp_path)
    catalogue = tmp_path / messages.CATALOGUE
    catalogue.write_text(
        catalogue.read_text()
        .replace('msgstr ""\n\n', "")
        .replace('answer."\nmsgstr ""', 'answer."\nmsgstr "每一个声音都有回音。"')
    )
    assert "not of today" in "".join(messages.faults(tmp_path))
