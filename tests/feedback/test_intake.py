"""How a voice becomes a case, by the services alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from feedback import services
from feedback.models import Case, Consent
from feedback.services import Receipt, Voice, codes, contacts
from feedback.vocabulary import Act, Channel, Kind, Stage
from portal.models import PrivacyNotice, User
from tests.factories import WANG, HospitalFactory

VOICE = Voice(Kind.COMPLAINT, "窗口排队太久。")


def submit(voice: Voice = VOICE, key: str = "") -> Receipt:
    return services.submit(voice, form_key=key or codes.new_form_key(), hospital=HospitalFactory())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["complaint", "suggestion", "compliment", "enquiry"])
def test_each_kind_has_its_reference(kind: str) -> None:
    prefix = {"complaint": "TS", "suggestion": "JY", "compliment": "BY", "enquiry": "ZX"}[kind]
    assert submit(Voice(kind, "故事")).case.reference.startswith(prefix)


@pytest.mark.django_db
def test_a_voice_is_promised_an_answer() -> None:
    case = submit().case
    assert case.due_on > case.received_on
    assert case.acknowledge_by >= case.received_on


@pytest.mark.django_db
def test_the_first_diary_entry_is_the_submission() -> None:
    event = submit().case.diary.get()
    assert (event.act, event.seq, event.public) == (Act.SUBMIT, 1, True)


@pytest.mark.django_db
def test_a_suspicious_voice_is_marked_and_has_its_receipt() -> None:
    receipt = submit(Voice(Kind.COMPLAINT, "故事", suspicious=True))
    assert receipt.case.quarantined
    assert receipt.code


@pytest.mark.django_db
def test_whoever_takes_a_case_up_lifts_the_mark(officer: User) -> None:
    case = submit(Voice(Kind.COMPLAINT, "故事", suspicious=True)).case
    services.accept(case, by=officer)
    assert not Case.objects.get().quarantined


@pytest.mark.django_db
def test_the_notice_in_force_is_kept_with_the_consent() -> None:
    PrivacyNotice.objects.all().delete()
    notice = PrivacyNotice.objects.create(
        version="1", body="一", body_en="one", in_force_from=timezone.localdate()
    )
    case = submit(Voice(Kind.COMPLAINT, "故事", consent_health=True)).case
    kept = Consent.objects.filter(case=case)
    assert {(one.purpose, one.fingerprint) for one in kept} == {
        ("notice", notice.fingerprint),
        ("health", notice.fingerprint),
    }


@pytest.mark.django_db
def test_the_same_form_is_the_same_case_and_code() -> None:
    first, second = (submit(key="one form") for _ in range(2))
    assert (first.case, first.code) == (second.case, second.code)
    assert (first.fresh, second.fresh, second.added) == (True, False, None)


@pytest.mark.django_db
def test_two_forms_are_two_cases_even_with_one_text() -> None:
    assert submit().case != submit().case


@pytest.mark.django_db
def test_after_its_time_the_code_is_not_given_again() -> None:
    submit(key="one form")
    with time_machine.travel(timezone.now() + timedelta(minutes=settings.RECEIPT_MINUTES + 1)):
        assert submit(key="one form").code == ""


@pytest.mark.django_db
def test_a_changed_text_becomes_a_message_once() -> None:
    case = submit(key="one form").case
    for _ in range(2):
        submit(Voice(Kind.COMPLAINT, "还有一件事。"), key="one form")
    assert [event.text for event in case.diary.filter(act=Act.MESSAGE)] == ["还有一件事。"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_the_same_moment_is_one_case() -> None:
    HospitalFactory()
    start = threading.Barrier(6)

    def click(_: int) -> str:
        start.wait()
        try:
            return submit(key="one form").code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as clicks:
        seen = list(clicks.map(click, range(6)))
    assert Case.objects.count() == 1
    assert len(set(seen)) == 1


@pytest.mark.django_db
def test_a_form_never_sent_has_no_receipt() -> None:
    assert services.find_receipt(codes.new_form_key()) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", ["138 0013 8000", "+86-13800138000", "0086 13800138000", "１３８００１３８０００"]
)
def test_a_number_is_found_again_however_it_was_written(other: str) -> None:
    case = submit(Voice(Kind.COMPLAINT, "故事", **WANG)).case
    assert case.contact.phone_index == contacts.phone_index(other)


@pytest.mark.django_db
def test_no_personal_word_lies_open_in_the_database() -> None:
    submit(Voice(Kind.COMPLAINT, "王桂兰说的话", **WANG))
    with connection.cursor() as cursor:
        rows = []
        for table in ("feedback_case", "feedback_contact", "feedback_caseevent"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows += cursor.fetchall()
    assert not [word for word in WANG.values() if word in str(rows)]


@pytest.mark.django_db
def test_only_the_office_registers_for_others(doctor: User) -> None:
    with pytest.raises(services.NotAllowed):
        services.register(VOICE, by=doctor, hospital=HospitalFactory(), form_key="a")


@pytest.mark.django_db
def test_a_registered_voice_has_no_code_until_it_is_shown(officer: User) -> None:
    voice = Voice(Kind.COMPLAINT, "故事", channel=Channel.PHONE)
    case = services.register(voice, by=officer, hospital=HospitalFactory(), form_key="a")
    assert (case.stage, case.code_digest) == (Stage.REGISTERED, None)
    assert codes.find(services.show_code(case, by=officer)) == case


@pytest.mark.django_db
def test_a_code_is_shown_once(officer: User) -> None:
    case = submit().case
    with pytest.raises(services.NotAllowed):
        services.show_code(case, by=officer)


@pytest.mark.django_db
def test_registering_the_same_form_twice_is_one_case(officer: User) -> None:
    for _ in range(2):
        services.register(VOICE, by=officer, hospital=HospitalFactory(), form_key="a")
    assert Case.objects.count() == 1
