"""A planted string is known again, however it is packed, encoded or written; and nothing else is taken for one."""

import base64
import gzip
import html
import json
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin

from portal import unfolding
from portal.canaries import RARE, Canaries


def zipped(text: str) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("figures/a.csv", text)
    return kept.getvalue()


def named_member(text: str) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(f"{text}.csv", "")
    return kept.getvalue()


def png(text: str) -> bytes:
    kept, told = BytesIO(), PngImagePlugin.PngInfo()
    told.add_itxt("Comment", text, zip=True)
    Image.new("RGB", (4, 4)).save(kept, "PNG", pnginfo=told)
    return kept.getvalue()


def jpeg(text: str) -> bytes:
    kept, picture = BytesIO(), Image.new("RGB", (4, 4))
    exif = picture.getexif()
    exif[0x9C9C] = text.encode("utf-16-le")  # what Windows calls the comment
    picture.save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def pdf(text: str) -> bytes:
    return b"%PDF-1.4\nstream\n" + zlib.compress(text.encode("utf-16-be")) + b"\nendstream\n%%EOF"


def pdf_title(text: str) -> bytes:
    return b"%PDF-1.4\n/Title <FEFF" + text.encode("utf-16-be").hex().encode() + b">\n%%EOF"


DISGUISES: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "HTML": lambda text: "".join(f"&#{ord(sign)};" for sign in text).encode(),
    "HTML twice": lambda text: html.escape(html.escape(f"“{text}”")).encode(),
    "address": lambda text: f"/?q={quote(text)}".encode(),
    "JSON": lambda text: json.dumps({"said": text}).encode(),
    "JSON in an attribute": lambda text: html.escape(json.dumps([text])).encode(),
    "Base64": lambda text: base64.b64encode(text.encode()),
    "Base64 behind letters": lambda text: b'src="data:;base64x' + base64.b64encode(text.encode()),
    "Base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
    "gzip": lambda text: gzip.compress(text.encode()),
    "member of a zip": zipped,
    "name in a zip": named_member,
    "PNG": png,
    "JPEG": jpeg,
    "PDF": pdf,
    "PDF's title": pdf_title,
    "UTF-16": lambda text: text.encode("utf-16"),
    "GB 18030": lambda text: text.encode("gb18030"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_sentence_is_known_in_every_disguise(disguise: str) -> None:
    canaries = Canaries()
    body = DISGUISES[disguise](canaries.sentence("Case.story"))
    assert canaries.in_texts(unfolding.texts(body)) == {"Case.story"}


@pytest.mark.parametrize("disguise", sorted({*DISGUISES} - {"HTML twice"}))
def test_a_word_of_an_address_is_known_in_every_disguise(disguise: str) -> None:
    canaries = Canaries()
    body = DISGUISES[disguise](f"{canaries.word('Contact.email')}@example.org")
    assert canaries.in_texts(unfolding.texts(body)) == {"Contact.email"}


@pytest.mark.parametrize("between", ["", " ", "-", ".", "\u00a0"])
def test_a_telephone_number_is_known_however_it_is_written(between: str) -> None:
    canaries = Canaries()
    number = canaries.number("Contact.phone", start="139")
    written = between.join((number[:3], number[3:7], number[7:]))
    assert canaries.in_text(f"电话+86{written}。") == {"Contact.phone"}


def test_a_piece_of_a_story_is_enough() -> None:
    canaries = Canaries()
    story = canaries.sentence("Case.story")
    third = len(story) // 3
    assert canaries.in_text(story[:third]) == {"Case.story"}
    assert canaries.in_text(story[-third:]) == {"Case.story"}


def test_each_field_is_told_from_the_others() -> None:
    canaries = Canaries()
    texts = {str(number): canaries.sentence(str(number)) for number in range(300)}
    assert all(canaries.in_text(text) == {field} for field, text in texts.items())


@pytest.mark.parametrize(
    "text", ["", "门诊等了两个多小时", RARE[:2], "2026-11-22 18:00:00 13800138000", "a" * 40]
)
def test_what_was_not_planted_is_no_canary(text: str) -> None:
    canaries = Canaries()
    canaries.sentence("Case.story")
    canaries.number("Contact.phone", start="139")
    canaries.word("Contact.email")
    assert canaries.in_text(text) == set()


@pytest.mark.parametrize(
    "body",
    [
        b"PK\x03\x04",
        b"\x1f\x8b\x00",
        b"\x89PNG\r\n",
        b"%PDF-1.4 stream\nx endstream",
        b"\xff\xd8\xff\xe0",
        bytes(range(256)),
    ],
)
def test_broken_bytes_are_read_as_far_as_they_go(body: bytes) -> None:
    assert Canaries().in_texts(unfolding.texts(body)) == set()
