"""What lies in the files of a page is read too; what cannot be read, somebody has to open."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from wagtail.documents import get_document_model

from home.models import PlainPage
from portal import attached, gate
from portal.gate import HeldBack, Level
from portal.models import PortalImage, User
from tests.transparency.gate.conftest import TELEPHONE, held
from tests.visitor import Visitor

DATA = Path("/work/shared/data")
HOSTILE = sorted((DATA / "hostile" / "pdf").glob("*.pdf"))
Document = get_document_model()


def paper(*lines: str, **about: str) -> bytes:
    """Return a PDF of one page in Latin letters."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    said = "".join(
        f"BT /F1 12 Tf 20 {250 - 20 * n} Td ({one}) Tj ET\n" for n, one in enumerate(lines)
    )
    drawn = DecodedStreamObject()
    drawn.set_data(said.encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(drawn)
    writer.add_metadata({f"/{name}": value for name, value in about.items()})
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def kept(data: bytes, name: str = "parking.pdf", title: str = "停车须知") -> Any:
    document = Document(title=title)
    document.file.save(name, ContentFile(data), save=False)
    document.file_size = len(data)
    document._set_file_hash()
    document.save()
    return document


def lead_to(page: PlainPage, document: Any) -> PlainPage:
    """Let a page lead to a document, as the editor's chooser does."""
    page.body = [("paragraph", f'<p>看<a linktype="document" id="{document.pk}">这里</a></p>')]
    return page


def with_paper(page: PlainPage, data: bytes, **other: str) -> PlainPage:
    return lead_to(page, kept(data, **other))


def unread(page: PlainPage) -> list[Any]:
    return [one for one in gate.findings(page) if one.kind == "unread"]


def test_a_clean_paper_passes(page: PlainPage) -> None:
    assert held(with_paper(page, paper("Parking is free."))) == []


@pytest.mark.parametrize(
    ("data", "other"),
    [
        (paper(f"Call {TELEPHONE}."), {}),
        (paper("Parking.", Author=TELEPHONE), {}),
        (paper("Parking."), {"title": f"电话 {TELEPHONE}"}),
        (paper("Parking."), {"name": f"{TELEPHONE}.pdf"}),
    ],
    ids=["page", "author", "title", "file name"],
)
def test_a_number_is_found_wherever_it_stands(
    page: PlainPage, data: bytes, other: dict[str, str]
) -> None:
    assert set(held(with_paper(page, data, **other))) == {"mobile"}


def test_a_paper_whose_address_was_typed_is_read_as_well(page: PlainPage) -> None:
    document = kept(paper(f"Call {TELEPHONE}."))
    page.body = [("paragraph", f'<p><a href="{document.url}">这里</a></p>')]
    assert held(page) == ["mobile"]


def test_a_paper_with_a_number_does_not_go_out(page: PlainPage) -> None:
    with pytest.raises(HeldBack):
        with_paper(page, paper(f"Call {TELEPHONE}.")).save()


def test_words_under_a_black_bar_are_read(page: PlainPage) -> None:
    data = (DATA / "hostile/pdf/redaction_overlapped_text.pdf").read_bytes()
    read = attached.read(kept(data).file, is_picture=False)
    assert "CONFIDENTIAL" in " ".join(read.texts)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("hostile/pdf/redaction_incremental_update.pdf", "earlier"),
        ("hostile/pdf/attachedNames.pdf", "attached"),
        ("hostile/pdf/structure-noendobj.pdf", "broken"),
        ("pdfs/grayscale-scan.pdf", "pictures"),
        ("pdfs/password-protected.pdf", "locked"),
    ],
)
def test_what_cannot_be_read_is_said_and_holds_the_page_back(
    page: PlainPage, name: str, why: str
) -> None:
    page = with_paper(page, (DATA / name).read_bytes())
    found = {one.version.split()[0]: one.level for one in unread(page)}
    assert found[why] is Level.SOFT
    with pytest.raises(HeldBack):
        page.save()


@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.stem)
def test_a_hostile_paper_ends_in_words_or_in_a_hint(page: PlainPage, file: Path) -> None:
    read = attached.read(kept(file.read_bytes()).file, is_picture=False)
    assert read.texts or read.unread or file.stem == "javascript"


def test_another_kind_of_file_is_never_passed_in_silence(page: PlainPage) -> None:
    page = with_paper(page, b"PK\x03\x04 not a paper", name="letter.docx")
    assert [one.version.split()[0] for one in unread(page)] == ["other"]


def test_a_file_that_is_gone_is_never_passed_in_silence(page: PlainPage) -> None:
    document = kept(paper("Parking."))
    document.file.storage.delete(document.file.name)
    assert [one.version.split()[0] for one in unread(lead_to(page, document))] == ["gone"]


def test_a_file_too_large_is_not_opened(page: PlainPage, monkeypatch: Any) -> None:
    monkeypatch.setattr(attached, "MOST_BYTES", 100)
    assert [one.version.split()[0] for one in unread(with_paper(page, paper("x")))] == ["large"]


def test_a_paper_that_takes_too_long_is_let_go(page: PlainPage, monkeypatch: Any) -> None:
    monkeypatch.setattr(attached, "SECONDS", 0.01)
    assert [one.version.split()[0] for one in unread(with_paper(page, paper("y")))] == ["broken"]


def test_a_paper_that_takes_too_much_memory_is_let_go(page: PlainPage, monkeypatch: Any) -> None:
    monkeypatch.setattr(attached, "MEGABYTES", 1)
    assert [one.version.split()[0] for one in unread(with_paper(page, paper("z")))] == ["broken"]


def test_whoever_opened_it_ticks_it_off_for_these_bytes_only(page: PlainPage, editor: User) -> None:
    document = kept((DATA / "pdfs/grayscale-scan.pdf").read_bytes())
    lead_to(page, document)
    gate.looked_at(page, gate.findings(page), editor)
    assert held(page) == []
    with document.file.storage.open(document.file.name, "ab") as file:
        file.write(b"\n%more")
    assert held(page) == ["unread"]


def test_the_editor_reads_why_and_ticks_it_off(page: PlainPage, editor: User) -> None:
    with_paper(page, (DATA / "pdfs/grayscale-scan.pdf").read_bytes()).save_revision()
    form = Visitor(editor).get(f"/admin/pages/{page.pk}/edit/", language="en")
    assert "请您自己打开看一遍。" in form.soup.select_one("#gate").text
    assert form.soup.select_one("input[name=gate-seen]")


def test_it_is_read_once_in_the_life_of_a_process(page: PlainPage, monkeypatch: Any) -> None:
    with_paper(page, paper("Remembered."))
    assert held(page) == []
    monkeypatch.setattr(attached, "_in_child", None)
    assert held(page) == []


# --- Pictures
def picture(data: bytes, name: str = "gate.png") -> PortalImage:
    one = PortalImage(title="停车场")
    one.file.save(name, ContentFile(data), save=False)
    one.width = one.height = 1
    PortalImage.objects.bulk_create([one])
    return PortalImage.objects.latest("pk")


def drawn(kind: str, **options: Any) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (4, 4)).save(kept, kind, **options)
    return kept.getvalue()


def _pictures() -> Iterator[tuple[str, bytes]]:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", f"电话 {TELEPHONE}")
    yield "png text", drawn("PNG", pnginfo=told)
    yield "jpeg comment", drawn("JPEG", comment=TELEPHONE.encode())
    exif = Image.Exif()
    exif[0x013B] = f"call {TELEPHONE}"
    yield "artist", drawn("JPEG", exif=exif)
    windows = Image.Exif()
    windows[0x9C9B] = f"电话 {TELEPHONE}\0".encode("utf-16-le")
    yield "windows title", drawn("JPEG", exif=windows)
    described = f"<x:xmpmeta><rdf:li>{TELEPHONE}</rdf:li></x:xmpmeta>".encode()
    yield "xmp", drawn("WEBP", xmp=described)


PICTURES = dict(_pictures())


def with_picture(page: PlainPage, one: PortalImage) -> PlainPage:
    shown = {"image": one, "alt_text": "", "decorative": True}
    page.body = [("picture", {"image": shown, "caption": ""})]
    return page


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_what_a_picture_says_of_itself_is_read(page: PlainPage, data: bytes) -> None:
    assert set(held(with_picture(page, picture(data)))) == {"mobile"}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_plain_picture_passes(page: PlainPage, kind: str) -> None:
    assert held(with_picture(page, picture(drawn(kind)))) == []


def test_a_picture_that_says_where_it_was_taken_is_to_be_looked_at(page: PlainPage) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 54.0, 20.0)})
    assert held(with_picture(page, picture(drawn("JPEG", exif=exif)))) == ["unread"]


def test_a_broken_picture_is_never_passed_in_silence(page: PlainPage) -> None:
    assert held(with_picture(page, picture(b"no picture"))) == ["unread"]


# --- Who is served a file
def test_a_file_stays_in_the_house_until_a_public_page_leads_to_it(
    page: PlainPage, visitor: Visitor, superuser: User
) -> None:
    document = kept(paper("Parking."))
    assert [visitor.client.get(document.url).status_code] == [404]
    assert Visitor(superuser).client.get(document.url).status_code == 200
    lead_to(page, document).save()
    assert visitor.client.get(document.url).status_code == 200


def test_it_stays_there_while_only_a_draft_leads_to_it(page: PlainPage, visitor: Visitor) -> None:
    document = kept(paper("Parking."))
    lead_to(page, document).save_revision()
    assert visitor.client.get(document.url).status_code == 404


def test_it_comes_back_when_the_page_is_taken_down(page: PlainPage, visitor: Visitor) -> None:
    document = kept(paper("Parking."))
    lead_to(page, document).save()
    page.unpublish()
    assert visitor.client.get(document.url).status_code == 404
