from pathlib import Path

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import settings as patience
from hypothesis import strategies as st

from portal import uploads
from portal.uploads import Kind, Refused
from tests.portal.test_uploads import MEGABYTE, files, inspect, picture


# --- Names ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", list(Kind))
def test_a_stored_name_is_random(kind: Kind) -> None:
    assert uploads.stored_name(kind) != uploads.stored_name(kind)
    assert uploads.stored_name(kind).endswith(kind.suffix)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("化验单 2026.jpg", "化验单 2026.jpg"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Wang\photo.HEIC", "photo.HEIC"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie_ x=1.jpg"),
        ("CON", "_CON"),
        ("nul.jpg", "_nul.jpg"),
        (".htaccess", "htaccess"),
        ("\u200b", "file"),
        ("", "file"),
        ("..", "file"),
        ("单" * 200 + ".jpg", "单" * 76 + ".jpg"),
    ],
)
def test_a_shown_name_is_the_users_name_made_harmless(raw: str, shown: str) -> None:
    assert uploads.shown_name(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("IMG_1.HEIC", "IMG_1.jpg"),
        ("bill.pdf.exe", "bill.pdf.exe.jpg"),
        ("x", "x.jpg"),
        (".jpg", "jpg.jpg"),
    ],
)
def test_a_download_ends_as_what_it_is(raw: str, shown: str) -> None:
    assert uploads.shown_name(raw, ".jpg") == shown


def is_harmless(name: str) -> bool:
    header = content_disposition_header(as_attachment=True, filename=name) or ""
    foul = any(character in name for character in '/\\\0\r\n%<>:"|?*;\u202e')
    return bool(name.strip(" .")) and not foul and len(name) <= 80 and header.isprintable()


@pytest.mark.parametrize("file", files("hostile/misc"))
def test_no_hostile_name_survives(file: Path) -> None:
    if file.name.startswith("names_"):
        for line in file.read_text().replace("{EXT}", "jpg").splitlines():
            for name in (line, f"photo.{line}", f"../{line}", f"{line}.jpg"):
                assert is_harmless(uploads.shown_name(name, ".jpg"))


@patience(deadline=None)  # a busy machine is no fault of the code
@given(st.text())
def test_any_name_becomes_harmless(raw: str) -> None:
    assert is_harmless(uploads.shown_name(raw))
    assert is_harmless(uploads.shown_name(raw, ".heic"))


def test_a_png_named_jpg_is_a_png() -> None:
    assert inspect(picture("PNG"), "photo.jpg") is Kind.PNG


def test_a_file_over_the_limit_is_told_the_limit() -> None:
    with pytest.raises(Refused) as refused:
        inspect(b"\xff\xd8\xff" + bytes(2 * MEGABYTE), max_bytes=2 * MEGABYTE)
    assert refused.value.code == "too_big"
    assert "2" in refused.value.message
