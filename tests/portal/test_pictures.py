"""Pictures that editors upload for public pages, and papers: nothing but what they show."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.models import PortalImage, User
from tests.visitor import Visitor

PHOTO = settings.SHARED_DATA / "photos" / "gps_kodak_small.jpg"


def upload(visitor: Visitor, name: str, data: bytes) -> None:
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    visitor.client.post("/admin/images/add/", {"title": "Hall", "file": file, "collection": "1"})


@pytest.fixture
def photo() -> bytes:
    if not PHOTO.exists():
        pytest.skip(
            f"{PHOTO.name} is not here (HUIYIN_SHARED_DATA names the folder of real photos)"
        )
    return PHOTO.read_bytes()


def test_where_a_picture_was_taken_is_not_kept(editor: User, site: object, photo: bytes) -> None:
    upload(Visitor(editor), "hall.jpg", photo)
    kept = PortalImage.objects.get().file.read()
    assert b"Exif" in photo
    assert b"Exif" not in kept


def test_a_page_in_the_dress_of_a_picture_is_refused(editor: User, site: object) -> None:
    upload(Visitor(editor), "hall.jpg", b"<html><script src=x.js></script></html>")
    assert not PortalImage.objects.exists()


def test_the_original_of_a_picture_has_no_address(
    visitor: Visitor, editor: User, site: object, photo: bytes
) -> None:
    upload(Visitor(editor), "hall.jpg", photo)
    assert visitor.get(f"/media/{PortalImage.objects.get().file.name}").status == 404


def test_a_script_cannot_be_put_among_the_papers(superuser: User, site: object) -> None:
    by = Visitor(superuser)
    file = SimpleUploadedFile("x.js", b"alert(1)", content_type="text/javascript")
    by.client.post(
        "/admin/documents/multiple/add/",
        {"title": "x", "files[]": file},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )
    assert by.get("/admin/documents/").status == 200
    assert "x.js" not in by.get("/admin/documents/").text
