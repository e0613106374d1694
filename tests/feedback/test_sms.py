"""News by text message: what the gateway is asked to the byte, and what becomes of its answers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from feedback import notices, services, sms
from feedback.models import Contact, Notice, NoticeWording
from feedback.vocabulary import NoticeState, Way
from portal import relay
from portal.models import SiteSettings, User
from tests.factories import WANG, CaseFactory
from tests.gateway import Gateway
from tests.sink import free_port

pytestmark = pytest.mark.django_db
PHONE = {"phone": WANG["phone"]}
SECRET = "YourAccessKeySecret"


@pytest.fixture
def gateway(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    """A gateway the house has an account with, and a template for receipts and questions."""
    with Gateway() as gateway:
        settings.SMS_BACKEND, settings.SMS_ENDPOINT = "aliyun", f"http://127.0.0.1:{gateway.port}"
        settings.SMS_KEY_ID, settings.SMS_KEY_SECRET = "YourAccessKeyId", SECRET
        settings.SMS_SIGN_NAME, settings.SMS_TIMEOUT = "某某医院", 0.5
        for occasion in ("receipt", "question"):
            NoticeWording.objects.create(occasion=occasion, sms_template="SMS_154950909")
        monkeypatch.setattr(sms, "nonce", lambda: "3156853299f313e23d1673dc12e1703d")
        yield gateway


def outcome(**contact: str) -> tuple[str, str]:
    """Let one voice that left a number cause news; return what became of it."""
    CaseFactory(contact=contact or PHONE)
    relay.run_once()
    notice = Notice.objects.get()
    return notice.state, notice.failure


def refuses(gateway: Gateway, code: str, status: int = 200) -> tuple[str, str]:
    said = json.dumps({"Code": code, "Message": f"{WANG['phone']} 触发", "RequestId": "R"})
    gateway.answer = lambda: (status, said.encode())
    return outcome()


# --- The request -----------------------------------------------------------------------------------
def test_the_signature_is_the_one_of_the_gateways_own_example() -> None:
    query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    signed = sms.authorization(query, headers, "YourAccessKeyId", SECRET)
    assert signed == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
        "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature="
        "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_parameters_are_written_as_they_are_signed() -> None:
    written = sms.canonical_query({"b": "a b*c~d/e+f", "a": "医"})
    assert written == "a=%E5%8C%BB&b=a%20b%2Ac~d%2Fe%2Bf"


def test_the_gateway_is_asked_to_the_byte(gateway: Gateway, settings: Any) -> None:
    host = settings.SMS_ENDPOINT.removeprefix("http://")
    with time_machine.travel("2026-03-02T01:02:03Z", tick=False):
        assert outcome() == (NoticeState.SENT, "")
    query = (
        "PhoneNumbers=13800138000&SignName=%E6%9F%90%E6%9F%90%E5%8C%BB%E9%99%A2"
        "&TemplateCode=SMS_154950909"
        "&TemplateParam=%7B%22portal%22%3A%22%E6%82%A3%E8%80%85%E4%B9%8B%E5%A3%B0%22%7D"
    )
    headers = {
        "host": host,
        "x-acs-action": "SendSms",
        "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "x-acs-date": "2026-03-02T01:02:03Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2017-05-25",
    }
    signed = sms.authorization(query, headers, "YourAccessKeyId", SECRET)
    lines = [f"POST /?{query} HTTP/1.1", *(f"{name}: {said}" for name, said in headers.items())]
    whole = [*lines, f"authorization: {signed}", "content-length: 0", "", ""]
    assert gateway.requests == ["\r\n".join(whole).encode()]


def test_nothing_of_the_case_is_sent_along(gateway: Gateway) -> None:
    case = CaseFactory(contact={**PHONE, "name": WANG["name"]}, story="我姓王，输液时漏针。")
    relay.run_once()
    (asked,) = gateway.requests
    private = [case.reference, case.tracking_code, WANG["name"], "输液"]
    assert not [word for word in private if word.encode() in asked]


def test_a_long_name_of_the_portal_is_cut_as_templates_ask(gateway: Gateway) -> None:
    SiteSettings.objects.update_or_create(site_id=1, defaults={"portal_name": "声" * 60})
    outcome()
    assert gateway.requests[0].count(b"%E5%A3%B0") == 35


# --- Who is told by text message -------------------------------------------------------------------
def test_who_left_an_address_gets_a_mail_and_no_text_message(gateway: Gateway) -> None:
    outcome(**WANG)
    assert len(mail.outbox) == 1
    assert gateway.requests == []


@pytest.mark.parametrize(
    "number", ["+86 138-0013-8000", "0086 13800138000", "１３８００１３８０００"]
)
def test_a_mobile_number_is_one_however_it_is_written(gateway: Gateway, number: str) -> None:
    assert outcome(phone=number) == (NoticeState.SENT, "")
    assert b"PhoneNumbers=13800138000&" in gateway.requests[0]


@pytest.mark.parametrize(
    "number", ["010-65123456", "12345678901", "+852 9123 4567", "13800138000-1"]
)
def test_another_number_is_left_alone(gateway: Gateway, number: str) -> None:
    CaseFactory(contact={"phone": number})
    relay.run_once()
    assert not Notice.objects.exists()


def test_an_occasion_without_a_template_sends_none(gateway: Gateway) -> None:
    NoticeWording.objects.all().delete()
    CaseFactory(contact=PHONE)
    relay.run_once()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "missing", ["SMS_KEY_ID", "SMS_KEY_SECRET", "SMS_SIGN_NAME", "SMS_BACKEND"]
)
def test_a_house_without_an_account_sends_none(
    gateway: Gateway, settings: Any, missing: str
) -> None:
    setattr(settings, missing, "")
    CaseFactory(contact=PHONE)
    relay.run_once()
    assert not Notice.objects.exists()


def test_no_number_travels_without_tls(gateway: Gateway, settings: Any) -> None:
    settings.SMS_ENDPOINT = "http://dysmsapi.aliyuncs.com"
    assert not sms.goes_out()


def test_who_stops_it_at_the_last_moment_gets_none(gateway: Gateway) -> None:
    CaseFactory(contact=PHONE)
    notices.tell()
    Contact.objects.update(wants_news=False)
    relay.run_once()
    assert (gateway.requests, Notice.objects.get().state) == ([], NoticeState.DROPPED)


def test_a_form_cannot_have_somebody_called_all_day(gateway: Gateway) -> None:
    for _voice in range(notices.RECEIPTS_A_DAY + 2):
        CaseFactory(contact=PHONE)
    relay.run_once()
    assert len(gateway.requests) == notices.RECEIPTS_A_DAY


def test_for_trying_out_it_is_printed(
    gateway: Gateway, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SMS_BACKEND = "console"
    assert outcome() == (NoticeState.SENT, "")
    assert capsys.readouterr().out == "SMS SMS_154950909 患者之声 -> 13800138000\n"


# --- What the gateway answers ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "failure"),
    [("isv.BUSINESS_LIMIT_CONTROL", "limit"), ("isv.MOBILE_NUMBER_ILLEGAL", "number")],
)
def test_what_waiting_does_not_mend_ends_at_once(gateway: Gateway, code: str, failure: str) -> None:
    assert refuses(gateway, code) == (NoticeState.FAILED, failure)


@pytest.mark.parametrize(
    ("code", "status", "failure"),
    [
        ("Throttling.User", 400, "throttled"),
        ("Throttling", 429, "throttled"),
        ("SignatureDoesNotMatch", 403, "gateway"),
        ("isv.OUT_OF_SERVICE", 200, "gateway"),
    ],
)
def test_what_is_mended_without_the_reader_is_tried_again(
    gateway: Gateway, code: str, status: int, failure: str
) -> None:
    assert refuses(gateway, code, status) == (NoticeState.WAITING, failure)


@pytest.mark.parametrize(("code", "status"), [("isp.SYSTEM_ERROR", 200), ("InternalError", 500)])
def test_a_gateway_that_broke_over_it_is_not_asked_again(
    gateway: Gateway, code: str, status: int
) -> None:
    assert refuses(gateway, code, status) == (NoticeState.UNCERTAIN, "answer")


@pytest.mark.parametrize("said", [b"<html>", b"", b"[]", b'{"Code": 1}', b'{"Code": "a b"}'])
def test_an_answer_nobody_can_read_is_none(gateway: Gateway, said: bytes) -> None:
    gateway.answer = lambda: (200, said)
    assert outcome() == (NoticeState.UNCERTAIN, "answer")


def test_a_gateway_that_hangs_up_perhaps_has_it(gateway: Gateway) -> None:
    gateway.answer = lambda: None
    assert outcome() == (NoticeState.UNCERTAIN, "connection")


def test_a_gateway_that_does_not_answer_in_time_is_never_asked_twice(gateway: Gateway) -> None:
    gateway.pause = 1.5
    assert outcome() == (NoticeState.UNCERTAIN, "connection")
    with time_machine.travel(timezone.now() + notices.A_DAY):
        relay.run_once()
    assert len(gateway.requests) == 1


def test_a_gateway_that_falls_silent_before_it_is_told_has_nothing(
    gateway: Gateway, settings: Any
) -> None:
    settings.SMS_ENDPOINT, gateway.mute = f"https://127.0.0.1:{gateway.port}", True
    assert outcome() == (NoticeState.WAITING, "connection")
    assert Notice.objects.get().handed_at is None


def test_a_gateway_that_is_away_has_nothing_and_holds_up_no_mail(
    gateway: Gateway, settings: Any
) -> None:
    settings.SMS_ENDPOINT = f"http://127.0.0.1:{free_port()}"
    CaseFactory(contact=PHONE)
    CaseFactory()
    relay.run_once()
    states = dict(Notice.objects.values_list("way", "state"))
    assert states == {Way.SMS: NoticeState.WAITING, Way.EMAIL: NoticeState.SENT}


@pytest.mark.parametrize("code", ["isv.BUSINESS_LIMIT_CONTROL", "SignatureDoesNotMatch"])
def test_no_log_keeps_a_number_a_key_or_a_word_of_the_gateways(
    gateway: Gateway, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    refuses(gateway, code)
    assert f"The gateway refuses text messages: {code}" in caplog.text
    for word in (WANG["phone"], SECRET, "YourAccessKeyId", "触发"):
        assert word not in caplog.text


def test_a_message_shows_nobody_its_number() -> None:
    assert WANG["phone"] not in repr(sms.Text("SMS_1", "患者之声", WANG["phone"]))


def test_trouble_carries_no_number_and_no_key(gateway: Gateway) -> None:
    gateway.answer = lambda: None
    with pytest.raises(sms.Undelivered) as trouble, sms.opened() as server:
        sms.hand_over(sms.Text("SMS_1", "患者之声", WANG["phone"]), server)
    assert str(trouble.value) == "connection"
    assert trouble.value.__suppress_context__


def test_a_question_goes_by_text_message_too(gateway: Gateway, officer: User) -> None:
    case = CaseFactory(accepted=True, contact=PHONE)
    services.ask(case, by=officer, question="哪一天？")
    relay.run_once()
    assert len(gateway.requests) == 2
