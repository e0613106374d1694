"""Opening a file of a case: whoever may see the case, once it is safe, and nobody else."""

import uuid
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from feedback import services
from feedback.models import Access, Attachment, Case
from feedback.services import codes, files
from feedback.vocabulary import FileState, Reading
from tests.factories import CaseFactory, HospitalFactory, UserFactory
from tests.feedback.public.conftest import Open
from tests.feedback.public.test_submit import photo
from tests.visitor import Visitor

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def attached(case: Case, *uploads: SimpleUploadedFile) -> Attachment:
    with services.sealed(uploads, max_bytes=10**6) as sealed:
        services.message(case, text="见附件。", attachments=sealed)
    found = case.attachments.get()
    files.make_safe(found)
    found.refresh_from_db()
    return found


@pytest.fixture
def case(db: None) -> Case:
    return CaseFactory(assigned=True)


@pytest.fixture
def picture(case: Case) -> Iterator[Attachment]:
    return attached(case, photo())


def address(attachment: Attachment) -> str:
    return f"/feedback/attachment/{attachment.key}/"


def test_the_submitter_opens_it(at_case: Open, case: Case, picture: Attachment) -> None:
    page = at_case(case).get(address(picture))
    assert (page.status, page.response["Content-Type"]) == (200, "image/jpeg")
    assert page.body.startswith(b"\xff\xd8\xff")


def test_it_stands_on_the_own_case(at_case: Open, case: Case, picture: Attachment) -> None:
    assert at_case(case).get("/feedback/case/").soup.select(f"[href='{address(picture)}']")


def test_it_is_fenced(at_case: Open, case: Case, picture: Attachment) -> None:
    headers = at_case(case).get(address(picture)).response.headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]


def test_a_pdf_is_for_download_only(at_case: Open, case: Case) -> None:
    found = attached(case, SimpleUploadedFile("费用清单.pdf", PDF))
    page = at_case(case).get(address(found))
    assert page.response["Content-Disposition"].startswith("attachment; ")
    assert page.body == PDF


def test_the_name_is_the_shown_one(at_case: Open, case: Case) -> None:
    found = attached(case, photo('../"evil\r\n.html.jpg'))
    disposition = at_case(case).get(address(found)).response["Content-Disposition"]
    assert "\n" not in disposition
    assert "/" not in disposition


def test_the_street_gets_nothing(visitor: Visitor, picture: Attachment) -> None:
    assert visitor.get(address(picture)).status == 404


def test_another_submitter_gets_nothing(at_case: Open, picture: Attachment) -> None:
    visitor = at_case(CaseFactory(form_key=codes.new_form_key()))
    assert visitor.get(address(picture)).status == 404


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("doctor", 200), ("chen", 404), ("editor", 404)]
)
def test_staff_open_what_they_may_see(picture: Attachment, who: str, status: int) -> None:
    assert Visitor(UserFactory(**{who: True})).get(address(picture)).status == status


def test_staff_leave_a_trace(case: Case, picture: Attachment) -> None:
    officer = UserFactory(officer=True)
    Visitor(officer).get(address(picture))
    assert Access.objects.get(by=officer).reading == Reading.ATTACHMENT


def test_the_submitter_leaves_none(at_case: Open, case: Case, picture: Attachment) -> None:
    at_case(case).get(address(picture))
    assert not Access.objects.exists()


@pytest.mark.parametrize("state", [FileState.RECEIVED, FileState.REFUSED])
def test_nothing_opens_before_it_is_safe(
    at_case: Open, case: Case, picture: Attachment, state: str
) -> None:
    Attachment.objects.update(state=state)
    visitor = at_case(case)
    assert visitor.get(address(picture)).status == 404
    assert visitor.get("/feedback/case/").soup.select(".file_list__state")


def test_an_unknown_file_is_nowhere(at_case: Open, case: Case) -> None:
    assert at_case(case).get(f"/feedback/attachment/{uuid.uuid4()}/").status == 404


def test_files_of_a_submission_belong_to_its_case(db: None) -> None:
    with services.sealed([photo()], max_bytes=10**6) as sealed:
        receipt = services.submit(
            services.Voice("complaint", "故事"),
            form_key=codes.new_form_key(),
            hospital=HospitalFactory(),
            attachments=sealed,
        )
    assert receipt.case.attachments.get().event.act == "submit"
