"""What officers learn about the mails a case has caused, and operators about all of them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.users.models import UserProfile

from feedback import notices
from feedback.models import Case, Notice
from feedback.vocabulary import NoticeState, Way
from portal import relay
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A case whose submitter has been sent news."""
    made = CaseFactory()
    relay.run_once()
    return made


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (NoticeState.SENT, "E-mail: sent"),
        (NoticeState.FAILED, "E-mail: could not be delivered"),
        (NoticeState.UNCERTAIN, "E-mail: perhaps not delivered"),
    ],
)
def test_the_diary_says_what_became_of_the_mail(
    officer: User, case: Case, state: str, said: str
) -> None:
    Notice.objects.update(state=state)
    UserProfile.objects.create(user=officer, preferred_language="en")
    assert said in Visitor(officer).get(f"/admin/cases/{case.pk}/").text


def test_a_text_message_is_told_apart(officer: User, case: Case) -> None:
    Notice.objects.update(way=Way.SMS)
    UserProfile.objects.create(user=officer, preferred_language="en")
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/")
    assert page.soup.select_one(".diary__news").text.strip() == "Text message: sent"


def test_the_diary_counts_the_colleagues_who_were_written_to(
    officer: User, doctor: User, chen: User
) -> None:
    other = DepartmentFactory(other_ward=True)
    case = CaseFactory(assigned=True, anonymous=True, assisting=[other])
    relay.run_once()
    UserProfile.objects.create(user=officer, preferred_language="en")
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/")
    said = [one.text.strip() for one in page.soup.select(".diary__news")]
    assert said == ["E-mail to 2 colleagues: sent"]


def test_an_entry_that_caused_no_mail_says_nothing_of_mails(officer: User) -> None:
    page = Visitor(officer).get(f"/admin/cases/{CaseFactory(anonymous=True).pk}/")
    assert not page.soup.select(".diary__news")


def test_the_count_names_nobody(case: Case) -> None:
    out = StringIO()
    call_command("news", stdout=out)
    assert out.getvalue() == "      1  sent\n"


def test_the_count_fails_when_news_waits_too_long(case: Case) -> None:
    Notice.objects.update(
        state=NoticeState.WAITING, made_at=timezone.now() - 2 * notices.LATE, failure="connection"
    )
    with pytest.raises(CommandError, match="1 have waited"):
        call_command("news", stdout=StringIO())


def test_late_news_is_told_to_whoever_watches_the_house(case: Case, visitor: Visitor) -> None:
    Notice.objects.update(state=NoticeState.SENDING, made_at=timezone.now() - 2 * notices.LATE)
    page = visitor.get("/readyz")
    assert (page.status, page.response.json()["news"]) == (200, "degraded")
