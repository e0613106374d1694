"""Attachments of a case: sealed as they came, made safe afterwards, real and hostile ones."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from feedback import services
from feedback.models import Attachment, Case
from feedback.services import files
from feedback.vocabulary import FileState
from portal import relay, uploads
from tests.factories import CaseFactory
from tests.feedback.public.test_submit import photo
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
DATA: Path = settings.SHARED_DATA


def shared(*folders: str) -> list[object]:
    found = [file for folder in folders for file in sorted((DATA / folder).glob("*"))]
    missing = pytest.mark.skip(reason=f"No shared test files at {DATA}.")
    return [pytest.param(file, id=file.name) for file in found] or [
        pytest.param(None, marks=missing)
    ]


@pytest.fixture
def case() -> Case:
    return CaseFactory(accepted=True)


def attach(case: Case, *uploaded: SimpleUploadedFile) -> list[Attachment]:
    with services.sealed(uploaded, max_bytes=settings.ATTACHMENT_BYTES) as sealed:
        services.message(case, text="见附件", attachments=sealed)
    return list(case.attachments.all())


def test_a_sealed_file_lies_nowhere_open(case: Case) -> None:
    (found,) = attach(case, photo())
    with storages["private"].open(found.original) as stored:
        assert b"JFIF" not in stored.read()


def test_its_stored_name_says_nothing(case: Case) -> None:
    (found,) = attach(case, photo("王桂兰的病历.jpg"))
    assert "王" not in found.original


def test_the_relay_makes_it_safe(case: Case) -> None:
    attach(case, photo())
    relay.run_once()
    assert Attachment.objects.get().state == FileState.SAFE


def test_only_one_worker_makes_it_safe(case: Case) -> None:
    (found,) = attach(case, photo())
    assert [files.make_safe(found), files.make_safe(found)] == [True, False]


def test_a_worker_that_died_is_relieved(case: Case) -> None:
    attach(case, photo())
    Attachment.objects.update(claimed_at=timezone.now(), tries=1)
    assert not list(files.unchecked())
    Attachment.objects.update(claimed_at=timezone.now() - files.CLAIM - timedelta(seconds=1))
    assert list(files.unchecked())


def test_after_five_tries_a_file_is_let_be(case: Case) -> None:
    attach(case, photo())
    Attachment.objects.update(tries=files.TRIES)
    assert not list(files.unchecked())


def test_a_failed_act_leaves_no_file_behind() -> None:
    with (
        pytest.raises(RuntimeError),
        services.sealed([photo()], max_bytes=10**6) as sealed,
    ):
        raise RuntimeError
    assert not storages["private"].exists(sealed[0].stored)


def test_a_refused_file_takes_those_before_it_along(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = []
    monkeypatch.setattr(files, "discard", lambda sealed: stored.extend(sealed))
    with (
        pytest.raises(uploads.Refused),
        services.sealed([photo(), SimpleUploadedFile("a.jpg", b"<html>")], max_bytes=10**6),
    ):
        pass
    assert len(stored) == 1


@pytest.mark.parametrize("file", shared("photos"))
def test_a_real_photo_is_shown_without_a_trace_of_its_place(case: Case, file: Path) -> None:
    try:
        (found,) = attach(case, SimpleUploadedFile(file.name, file.read_bytes()))
    except uploads.Refused:
        assert file.suffix == ".avif"
        return
    files.make_safe(found)
    found.refresh_from_db()
    data = services.open_safe(found)
    assert b"Exif" not in data
    assert b"<x:xmpmeta" not in data


@pytest.mark.parametrize("file", shared("hostile/images", "hostile/svg", "hostile/misc"))
def test_a_hostile_file_never_breaks_the_form(visitor: Visitor, file: Path) -> None:
    form = visitor.get("/feedback/submit/").form()
    sent = SimpleUploadedFile(file.name, file.read_bytes(), "image/jpeg")
    with visitor.expect_private():
        page = visitor.post(
            "/feedback/submit/",
            {**form, "kind": "complaint", "story": "见附件", "attachments": sent},
        )
    assert page.status == 200
    assert Case.objects.exists() or page.soup.select("#id_attachments_error")


def test_a_broken_picture_is_refused_after_the_request(case: Case) -> None:
    whole = BytesIO()
    Image.effect_noise((300, 300), 90).save(whole, "JPEG")
    half = whole.getvalue()[: whole.tell() // 2]
    (found,) = attach(case, SimpleUploadedFile("a.jpg", half))
    files.make_safe(found)
    assert Attachment.objects.get().state == FileState.REFUSED


def test_what_is_shown_can_be_opened(case: Case) -> None:
    (found,) = attach(case, photo())
    files.make_safe(found)
    found.refresh_from_db()
    target = storages["private"].open(found.safe)
    target.close()
    assert Image.MIME["JPEG"] == found.safe_type
