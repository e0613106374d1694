"""What a mail to a submitter says: which kind of news, where to read it, and nothing of the case."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from wagtail.models import Site

from feedback.mail import message_id
from feedback.models import Case, CaseEvent, Contact, NoticeWording
from portal import relay
from portal.models import SiteSettings
from tests.factories import WANG, CaseFactory

pytestmark = pytest.mark.django_db
STORY = "我姓王，三月二日在心内科输液时漏针，护士没有理会。"
DIGITS = re.compile(r"\d{3,}")


def sent(**wanted: Any) -> list[EmailMessage]:
    """Return all mails a case causes on its way."""
    CaseFactory(**wanted)
    relay.run_once()
    return mail.outbox


def raw(letter: EmailMessage) -> str:
    """Return the mail as a server gets it, its address and the date of its sending left out."""
    message = letter.message()
    for name in ("To", "Date", "Message-ID"):
        del message[name]
    return f"{message.items()} {letter.subject} {letter.body}"


@pytest.fixture
def numbers() -> SiteSettings:
    """The portal's name and the telephone of the complaint office."""
    site = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    site.telephone = "Tel & fax"
    site.save()
    return site


def test_nothing_of_the_case_stands_in_it() -> None:
    letters = sent(story=STORY, closed=True)
    case = Case.objects.get()
    private = [*WANG.values(), case.reference, case.gist, case.lead.name, case.story[:6], "投诉"]
    assert len(letters) == 3
    assert not [word for word in private for letter in letters if word in raw(letter)]


def test_no_number_stands_in_it_but_those_of_the_house() -> None:
    (letter,) = sent()
    assert DIGITS.findall(letter.body.replace("http://127.0.0.1:8000", "")) == []


def test_whoever_reads_the_subject_over_a_shoulder_learns_nothing() -> None:
    subjects = {letter.subject for letter in sent(closed=True, language="en")}
    assert subjects == {"Patient Voice: there is news for you"}


def test_it_leads_to_the_tracking_page_and_nowhere_else() -> None:
    (letter,) = sent()
    assert re.findall(r"https?://\S+", letter.body) == ["http://127.0.0.1:8000/feedback/track/"]


def test_an_english_voice_gets_english_news() -> None:
    (letter,) = sent(language="en")
    assert "What you told us has arrived." in letter.body
    assert "http://127.0.0.1:8000/en/feedback/track/" in letter.body


def test_a_language_nobody_speaks_here_becomes_the_usual_one() -> None:
    (letter,) = sent(language="../../x")
    assert "/en/" not in letter.body


def test_it_names_the_telephone_to_the_letter(numbers: SiteSettings) -> None:
    (letter,) = sent(language="en")
    assert "please call the complaint office: Tel & fax." in letter.body


def test_a_house_without_a_telephone_names_none() -> None:
    (letter,) = sent(language="en")
    assert "call" not in letter.body
    assert "\n\n\n" not in letter.body


def test_it_is_plain_text_and_says_that_a_machine_sent_it() -> None:
    (letter,) = sent()
    message = letter.message()
    assert message.get_content_type() == "text/plain"
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_same_news_has_the_same_name_each_time() -> None:
    (letter,) = sent()
    event = CaseEvent.objects.get()
    assert letter.extra_headers["Message-ID"] == message_id(event.pk)
    assert message_id(event.pk) != message_id(event.pk + 1)


def test_the_name_of_the_news_cannot_be_made_without_our_key(settings: Any) -> None:
    before = message_id(1)
    settings.HUIYIN_INDEX_KEY = "A" * 43 + "="
    assert message_id(1) != before


def test_a_portal_with_a_broken_name_still_sends_one_line(numbers: SiteSettings) -> None:
    SiteSettings.objects.update(portal_name="患者\nBcc: x@example.org")
    (letter,) = sent()
    assert letter.message()["Bcc"] is None


def test_each_kind_of_news_is_said_in_its_own_words() -> None:
    bodies = [letter.body for letter in sent(closed=True, language="en")]
    assert [body.splitlines()[2] for body in bodies] == [
        "What you told us has arrived.",
        "We have answered you.",
        "Please tell us what you think of our answer.",
    ]


def test_the_address_is_taken_as_it_was_left() -> None:
    CaseFactory()
    Contact.objects.update(email=" wang@example.org ")
    relay.run_once()
    assert mail.outbox[0].to == ["wang@example.org"]


def test_the_hospital_says_it_in_its_own_words(numbers: SiteSettings) -> None:
    own = "{portal}: {address}, {telephone}. {reference}{link}"
    NoticeWording.objects.create(occasion="receipt", body_en=own)
    (letter,) = sent(language="en")
    said = "Patient Voice: http://127.0.0.1:8000/en/feedback/track/, Tel & fax. {reference}{link}"
    assert letter.body.startswith(f"{said}\n\nYou get this mail from “Patient Voice”")


def test_a_language_without_words_of_the_hospitals_has_ours() -> None:
    NoticeWording.objects.create(occasion="receipt", body="请看 {address}", body_en="")
    (letter,) = sent(language="en")
    assert "What you told us has arrived." in letter.body
