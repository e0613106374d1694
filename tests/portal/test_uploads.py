import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import settings as patience
from hypothesis import strategies as st
from PIL import Image

from portal import imaging, uploads
from portal.uploads import Kind, Refused, Safe

pillow_heif.register_heif_opener()
DATA: Path = settings.SHARED_DATA
MEGABYTE = 1 << 20


def files(*folders: str) -> list[object]:
    found = [file for folder in folders for file in sorted((DATA / folder).glob("*"))]
    missing = pytest.mark.skip(reason=f"No shared test files at {DATA}.")
    return [pytest.param(file, id=file.name) for file in found] or [
        pytest.param(None, marks=missing)
    ]


def shared(name: str) -> Path:
    if not (DATA / name).exists():
        pytest.skip(f"No shared test files at {DATA}.")
    return DATA / name


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **how: object
) -> bytes:
    written = BytesIO()
    Image.new(mode, size).save(written, kind, **how)
    return written.getvalue()


def inspect(data: bytes, name: str = "photo.jpg", *, max_bytes: int = 20 * MEGABYTE) -> Kind:
    return uploads.inspect(SimpleUploadedFile(name, data), max_bytes=max_bytes)


def answer(data: bytes, name: str = "photo.jpg") -> str:
    """What becomes of a file: the suffix under which it is kept, or the code of its refusal."""
    try:
        return uploads.make_safe(data, inspect(data, name)).suffix
    except Refused as refused:
        return refused.code


def chunks(safe: Safe) -> set[bytes]:
    """The names of all segments of a picture, so that nothing can hide in an unknown one."""
    data, found, place = safe.data, set(), {".jpg": 2, ".png": 8, ".webp": 12}[safe.suffix]
    while place < len(data):
        if safe.suffix == ".jpg":
            found.add(data[place : place + 2])
            if data[place : place + 2] == b"\xff\xda":  # pixels until the end
                break
            place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
        else:
            order, before = (">I", 0) if safe.suffix == ".png" else ("<I", 4)
            length = struct.unpack_from(order, data, place + before)[0]
            found.add(data[place + 4 - before : place + 8 - before])
            place += 12 + length if safe.suffix == ".png" else 8 + length + length % 2
    return found


ONLY_PIXELS = {
    ".jpg": {b"\xff" + bytes([mark]) for mark in (0xC0, 0xC4, 0xDA, 0xDB, 0xE0)},
    ".png": {b"IHDR", b"IDAT", b"IEND"},
    ".webp": {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"},
}
TRACES = (
    b"Exif",
    b"GPS",
    b"http://ns.adobe",
    b"xpacket",
    b"ICC_PROFILE",
    b"Photoshop",
    b"<?php",
    b"MPF\0",
)


# --- Photos as people take them -------------------------------------------------------------------
@pytest.mark.parametrize("file", files("photos"))
def test_every_photo_is_taken_and_shown_without_its_metadata(file: Path) -> None:
    if file.suffix == ".avif":
        assert answer(file.read_bytes()) == "not_accepted"
        return
    data = file.read_bytes()
    safe = uploads.make_safe(data, inspect(data, "x"))
    assert chunks(safe) <= ONLY_PIXELS[safe.suffix]
    assert not [trace for trace in TRACES if trace in safe.data]
    assert not Image.open(BytesIO(safe.data)).getexif()


@pytest.mark.parametrize("file", files("photos"))
def test_every_photo_is_served_as_what_it_is(file: Path) -> None:
    if file.suffix == ".avif":
        return
    safe = uploads.make_safe(file.read_bytes(), inspect(file.read_bytes()))
    seen = Image.open(BytesIO(safe.data))
    assert f"image/{seen.format.lower()}" == safe.content_type
    assert seen.size == (safe.width, safe.height)
    assert max(seen.size) <= imaging.LONGEST_SIDE


@pytest.mark.parametrize("turned", [2, 3, 4, 5, 6, 7, 8])
def test_a_turned_photo_is_shown_upright(turned: int) -> None:
    """All of these show the same head; however it was held, the picture must come out the same."""
    upright = Image.open(shared("photos/hopper.heif")).convert("L").resize((32, 32))
    turned_file = shared(f"photos/hopper_orientation_{turned}.jpg")
    safe = uploads.make_safe(turned_file.read_bytes(), Kind.JPEG)
    shown = Image.open(BytesIO(safe.data)).convert("L").resize((32, 32))
    pairs = zip(upright.tobytes(), shown.tobytes(), strict=True)
    assert sum(abs(one - other) for one, other in pairs) / 1024 < 12


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("camera_canon_orientation6.jpg", (1536, 2048)),
        ("orientation_landscape_6.jpg", (600, 450)),
        ("orientation_portrait_8.jpg", (450, 600)),
        ("fixmystreet_sample-rotated-exif.jpg", (50, 100)),
        ("phone_iphone6_gps_3264x2448.jpg", (2048, 1536)),
        ("phone_samsung_s7_gps_0lenstring.jpg", (2016, 1006)),
        ("phone_iphone11_gps.HEIC", (1586, 2048)),
    ],
)
def test_a_photo_stands_as_it_was_taken(name: str, size: tuple[int, int]) -> None:
    data = shared(f"photos/{name}").read_bytes()
    safe = uploads.make_safe(data, inspect(data))
    assert (safe.width, safe.height) == size


def test_a_photo_in_a_wide_colour_space_keeps_its_colours() -> None:
    """Display P3's green is outside sRGB: converted, red falls to 0; dropped, it would stay 100."""
    wide = Image.open(shared("photos/phone_iphone11_gps.HEIC")).info["icc_profile"]
    written = BytesIO()
    Image.new("RGB", (16, 16), (100, 255, 100)).save(written, "PNG", icc_profile=wide)
    safe = uploads.make_safe(written.getvalue(), Kind.PNG)
    assert Image.open(BytesIO(safe.data)).getpixel((8, 8))[0] < 20


def test_a_grey_picture_of_sixteen_bits_keeps_its_greys() -> None:
    deep = Image.new("I;16", (1, 1), 32_768)
    written = BytesIO()
    deep.save(written, "PNG")
    safe = uploads.make_safe(written.getvalue(), Kind.PNG)
    assert Image.open(BytesIO(safe.data)).getpixel((0, 0)) == 128


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_drawn(mode: str) -> None:
    assert answer(picture("PNG", mode=mode)) == ".png"


def test_where_a_heic_photo_is_transparent_it_becomes_white() -> None:
    safe = uploads.make_safe(picture("HEIF", (64, 64), "RGBA"), Kind.HEIF)
    assert min(Image.open(BytesIO(safe.data)).getpixel((32, 32))) > 250


def test_words_inside_a_picture_file_are_gone() -> None:
    written = picture("JPEG", comment=b"Ward 7, Wang", dpi=(72, 72))
    assert b"Wang" not in uploads.make_safe(written, Kind.JPEG).data


# --- PDF ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("file", files("pdfs"))
def test_a_pdf_stays_as_it_came(file: Path) -> None:
    data = file.read_bytes()
    if file.suffix == ".odt":
        assert answer(data, "letter.pdf") == "not_accepted"
    else:
        kind = inspect(data, "letter.pdf")
        assert uploads.make_safe(data, kind) == Safe(data, "application/pdf", ".pdf")


# --- What wants to hurt ---------------------------------------------------------------------------
ANSWERS = {
    # Damaged files, some of which show it only when they are drawn.
    "broken.png": "broken",
    "broken_data_stream.png": "broken",
    "corrupted.heic": "broken",
    "small-invalid.jpg": "broken",
    "truncated_end_chunk.png": "broken",
    "truncated_image.png": "broken",
    "truncated_jpeg.jpg": "broken",
    "lottapixel_64250x64250.jpg": "too_many_pixels",
    # Harmless once drawn anew: one frame, pixels only.
    "apng_num_frames_high.png": ".png",
    "smallest-invalid.png": ".png",
    "truncated.heic": ".jpg",
    "polyglot_jpgmp3.jpg": ".jpg",
    "polyglot_mp3jpg.jpg": ".jpg",
    # Never opened here; what they do when opened is why they are a download only.
    "attachedAnnot.pdf": ".pdf",
    "attachedNames.pdf": ".pdf",
    "javascript.pdf": ".pdf",
    "launch.pdf": ".pdf",
    "quine.pdf": ".pdf",
    "redaction_incremental_update.pdf": ".pdf",
    "redaction_overlapped_text.pdf": ".pdf",
    # No header at the start, or no end.
    "1016garbage.pdf": "not_accepted",
    "formevent_js.pdf": "not_accepted",
    "js-annots.pdf": "not_accepted",
    "blankpage.pdf": "broken",
    "structure-noendobj.pdf": "broken",
    "tiny.pdf": "broken",
}


@pytest.mark.parametrize(
    "file", files("hostile/images", "hostile/misc", "hostile/pdf", "hostile/svg")
)
def test_a_hostile_file_gets_the_right_answer(file: Path) -> None:
    otherwise = ".jpg" if file.suffix == ".jpg" else "not_accepted"  # only their metadata is foul
    assert answer(file.read_bytes()) == ANSWERS.get(file.name, otherwise)


@pytest.mark.parametrize("file", files("hostile/images", "hostile/misc"))
def test_of_a_hostile_picture_only_pixels_survive(file: Path) -> None:
    data = file.read_bytes()
    if not answer(data).startswith("."):
        return
    safe = uploads.make_safe(data, inspect(data))
    assert chunks(safe) <= ONLY_PIXELS[safe.suffix]
    assert not [trace for trace in TRACES if trace in safe.data]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\0", "not_accepted"),
        (b"<!doctype html><script>alert(1)</script>", "not_accepted"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_accepted"),
        (b"GIF89a" + b"\0" * 50, "not_accepted"),
        (b"\xff\xd8\xff<html>", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"RIFF\0\0\0\0WEBP", "broken"),
        (b"\0\0\0\x18ftypheic", "broken"),
        (b"\0\0\0\x18ftypavif", "not_accepted"),
        (b"%PDF-1.7", "broken"),
        (b"%PDF-1.7 %%EOF" + b"MZ" * 1024, "broken"),
    ],
)
def test_bytes_decide_and_not_the_name(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        inspect(data, "holiday.jpg")
    assert refused.value.code == code


def test_a_web_page_behind_a_picture_is_cut_off() -> None:
    both = picture() + b"<script>alert(1)</script>"
    assert b"<script>" not in uploads.make_safe(both, inspect(both)).data


@pytest.mark.parametrize("kind", list(Kind)[:4])
def test_a_bomb_is_refused_by_its_header(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(imaging.MOST_PIXELS, kind, 64 * 64 - 1)
    with pytest.raises(Refused) as refused:
        inspect(picture(kind.name, (64, 64)))
    assert refused.value.code == "too_many_pixels"


def test_after_a_look_the_file_can_be_read_from_its_start() -> None:
    file = SimpleUploadedFile("photo.webp", picture("WEBP"))
    uploads.inspect(file, max_bytes=MEGABYTE)
    assert file.read() == picture("WEBP")


@patience(deadline=None)  # a busy machine is no fault of the code
@given(place=st.integers(0, 600), garbage=st.binary(min_size=1, max_size=8))
def test_a_damaged_photo_is_drawn_or_refused_and_nothing_else(place: int, garbage: bytes) -> None:
    whole = picture(exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0")
    damaged = whole[:place] + garbage + whole[place + len(garbage) :]
    assert answer(damaged) in {".jpg", "broken", "not_accepted", "too_many_pixels"}


# --- In a process of its own ----------------------------------------------------------------------
@pytest.mark.parametrize("name", ["photos/hopper_orientation_6.webp", "photos/hopper.heif"])
def test_the_child_draws_as_the_parent_would(name: str) -> None:
    data = shared(name).read_bytes()
    assert uploads.make_safe_in_child(data, inspect(data)) == uploads.make_safe(data, inspect(data))


def test_several_threads_may_have_children_at_once() -> None:
    with ThreadPoolExecutor(2) as threads:
        drawn = threads.map(lambda _: uploads.make_safe_in_child(picture(), Kind.JPEG), range(2))
    assert {safe.width for safe in drawn} == {40}


@pytest.mark.parametrize("name", ["truncated_image.png", "lottapixel_64250x64250.jpg"])
def test_the_child_refuses_as_the_parent_would(name: str) -> None:
    data = shared(f"hostile/images/{name}").read_bytes()
    with pytest.raises(Refused) as refused:
        uploads.make_safe_in_child(data, uploads.sniff(data))
    assert refused.value.code == ANSWERS[name]


def test_a_picture_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(Refused):
        uploads.make_safe_in_child(picture("PNG", (5_000, 5_000)), Kind.PNG, memory_mb=100)


def test_a_child_that_takes_too_long_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(imaging, "__file__", str(sleeper))
    with pytest.raises(Refused):
        uploads.make_safe_in_child(picture(), Kind.JPEG, seconds=1)


def test_the_child_knows_none_of_our_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It answers with its environment, which is no picture and would be refused, unless empty."""
    curious = tmp_path / "curious.py"
    curious.write_text(
        "import os, sys\nif 'HUIYIN_FIELD_KEYS' in os.environ: sys.exit(1)\n"
        f"sys.stdout.buffer.write(b'drawn 1 1\\n' + {picture()!r})"
    )
    monkeypatch.setenv("HUIYIN_FIELD_KEYS", "secret")
    monkeypatch.setattr(imaging, "__file__", str(curious))
    assert uploads.make_safe_in_child(picture(), Kind.JPEG).data == picture()


@pytest.mark.parametrize(
    "output",
    [
        "",
        "drawn",
        "drawn 1 1\n<html>",
        "drawn -1 1\n",
        "refused by nobody",
        "\N{SNOWMAN}",
        "drawn ² ²\n",
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(
    output: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    liar = tmp_path / "liar.py"
    liar.write_text(f"import sys; sys.stdout.buffer.write({output.encode()!r})")
    monkeypatch.setattr(imaging, "__file__", str(liar))
    with pytest.raises(Refused):
        uploads.make_safe_in_child(picture(), Kind.JPEG)


def test_the_child_starts_without_django() -> None:
    """It must start quickly, and must not find settings and their keys."""
    program = "import runpy, sys; runpy.run_path(sys.argv[1]); print('django' in sys.modules)"
    command = [sys.executable, "-I", "-c", program, imaging.__file__]
    assert subprocess.check_output(command, text=True).strip() == "False"  # noqa: S603
