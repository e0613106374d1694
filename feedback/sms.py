"""The text message to a submitter: a template the gateway has approved, and the name of the portal.

The gateway is Alibaba Cloud SMS (Dysmsapi 2017-05-25, SendSms); requests are signed by its third
version (ACS3-HMAC-SHA256). It takes what is sent from the address of the request, so nothing here
writes an address down; and no trouble raised here carries a number, a key or a word of the gateway's.
"""

import hashlib
import hmac
import json
import logging
import re
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils import timezone

from feedback import ways, wordings
from feedback.models import Notice, NoticeWording
from feedback.vocabulary import NoticeState
from feedback.ways import Undelivered

logger = logging.getLogger(__name__)

ACTION, VERSION, ALGORITHM = "SendSms", "2017-05-25", "ACS3-HMAC-SHA256"
# Here alone a number may travel without TLS.
AT_HOME = {"127.0.0.1", "localhost", "::1"}
LONGEST_ANSWER = 64 * 1024
CODE = re.compile(r"[A-Za-z][\w.\-]{0,60}")
# What will not go away by waiting, and what of it the diary keeps.
FINAL = {
    "isv.MOBILE_NUMBER_ILLEGAL": "number",
    "isv.MOBILE_COUNT_OVER_LIMIT": "number",
    "isv.DOMESTIC_NUMBER_NOT_SUPPORTED": "number",
    # Whoever has got that many today has been told often enough.
    "isv.BUSINESS_LIMIT_CONTROL": "limit",
    "isv.BLACK_KEY_CONTROL_LIMIT": "content",
    "isv.SMS_CONTENT_ILLEGAL": "content",
}
# The gateway broke while it had the message.
UNSURE = {"isp.SYSTEM_ERROR", "InternalError"}
BUSY, BROKEN = 429, 500


@dataclass(frozen=True)
class Text:
    """One text message; it shows nobody its number."""

    template: str
    portal: str
    number: str = field(repr=False)


def goes_out() -> bool:
    """Say whether this house sends text messages at all."""
    if settings.SMS_BACKEND != "aliyun":
        return bool(settings.SMS_BACKEND == "console")
    endpoint = urlsplit(settings.SMS_ENDPOINT)
    safe = endpoint.scheme == "https" or endpoint.hostname in AT_HOME
    return bool(safe and settings.SMS_KEY_ID and settings.SMS_KEY_SECRET and settings.SMS_SIGN_NAME)


def templates() -> dict[str, str]:
    """Return the approved template of each occasion that has one."""
    if not goes_out():
        return {}
    rows = NoticeWording.objects.exclude(sms_template="")
    return dict(rows.values_list("occasion", "sms_template"))


def letter(notice: Notice) -> Text:
    """Write the message. Raises `Undelivered` where it has no reader or no template any more."""
    number = ways.mobile(ways.submitter(notice).phone)
    template = templates().get(notice.kind, "")
    if not number or not template:
        raise Undelivered(NoticeState.DROPPED, "")
    return Text(template, wordings.text_values(wordings.site())["portal"], number)


@contextmanager
def opened() -> Iterator[HTTPConnection | None]:
    """Open the way to the gateway first, TLS included; until then nobody has anything."""
    if settings.SMS_BACKEND == "console":
        yield None
        return
    endpoint = urlsplit(settings.SMS_ENDPOINT)
    make = HTTPSConnection if endpoint.scheme == "https" else HTTPConnection
    server = make(endpoint.netloc, timeout=settings.SMS_TIMEOUT)
    try:
        server.connect()
    except (OSError, UnicodeError):
        server.close()
        raise Undelivered(NoticeState.WAITING, "connection") from None
    try:
        yield server
    finally:
        server.close()


def hand_over(text: Text, server: HTTPConnection | None) -> None:
    """Give the message to the gateway. Raises `Undelivered` with what it answered, or when it did not."""
    if server is None:
        sys.stdout.write(f"SMS {text.template} {text.portal} -> {text.number}\n")
        return
    try:
        answer = _asked(server, text)
        status, said = answer.status, answer.read(LONGEST_ANSWER)
    except (HTTPException, OSError):
        raise Undelivered(NoticeState.UNCERTAIN, "connection") from None
    _judge(status, _code(said))


def _asked(server: HTTPConnection, text: Text) -> HTTPResponse:
    query = canonical_query(
        {
            "PhoneNumbers": text.number,
            "SignName": settings.SMS_SIGN_NAME,
            "TemplateCode": text.template,
            "TemplateParam": json.dumps(
                {"portal": text.portal}, ensure_ascii=False, separators=(",", ":")
            ),
        }
    )
    headers = {
        "host": urlsplit(settings.SMS_ENDPOINT).netloc,
        "x-acs-action": ACTION,
        "x-acs-content-sha256": _sha256(b""),
        "x-acs-date": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce(),
        "x-acs-version": VERSION,
    }
    server.putrequest("POST", f"/?{query}", skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        server.putheader(name, value)
    server.putheader(
        "authorization",
        authorization(query, headers, settings.SMS_KEY_ID, settings.SMS_KEY_SECRET),
    )
    server.putheader("content-length", "0")
    server.endheaders()
    return server.getresponse()


def nonce() -> str:
    """Return a word that is used for one request only."""
    return uuid.uuid4().hex


def canonical_query(parameters: dict[str, str]) -> str:
    """Write parameters in the one way in which they are signed."""
    pairs = sorted(parameters.items())
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)


def authorization(query: str, headers: dict[str, str], key_id: str, secret: str) -> str:
    """Sign a POST without a body; `headers` are all it has, in small letters."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    request = "\n".join(["POST", "/", query, lines, names, headers["x-acs-content-sha256"]])
    signed = f"{ALGORITHM}\n{_sha256(request.encode())}"
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
    return f"{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={signature}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _code(said: bytes) -> str:
    """Return the code of an answer, and nothing else of it; empty when there is none to be read."""
    try:
        code = json.loads(said)["Code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return code if isinstance(code, str) and CODE.fullmatch(code) else ""


def _judge(status: int, code: str) -> None:
    if status == 200 and code == "OK":
        return
    if status >= BROKEN or code in UNSURE or (status < 300 and not code):
        raise Undelivered(NoticeState.UNCERTAIN, "answer")
    logger.warning("The gateway refuses text messages: %s", code or status)
    if code in FINAL:
        raise Undelivered(NoticeState.FAILED, FINAL[code])
    busy = status == BUSY or code.startswith("Throttling")
    raise Undelivered(NoticeState.WAITING, "throttled" if busy else "gateway")
