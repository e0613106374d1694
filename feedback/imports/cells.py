"""How one cell of a ledger is read: as text, a day, a kind, a channel. It never repeats a cell aloud."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.vocabulary import Channel, Kind, Relationship

NOTHING = frozenset({"", "-", "--", "—", "/", "无", "nan", "nat", "null", "none", "n/a"})
MOMENT = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[T,\s]*(?P<half>上午|下午|晚上)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2})?"
    r"(?:\s*[:分]\s*(?P<second>\d{1,2})?(?:\.\d+)?秒?)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
SERIAL = re.compile(r"\d{5}(\.\d+)?")
# Excel's day number one is 1 January 1900, and it believes that 1900 had a 29 February.
SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock, made aware below
EARLIEST = 1949
NOON = 12

KINDS = {
    "投诉": Kind.COMPLAINT,
    "抱怨": Kind.COMPLAINT,
    "意见": Kind.SUGGESTION,
    "建议": Kind.SUGGESTION,
    "建言": Kind.SUGGESTION,
    "表扬": Kind.COMPLIMENT,
    "感谢": Kind.COMPLIMENT,
    "咨询": Kind.ENQUIRY,
    "求助": Kind.HELP,
    "求决": Kind.HELP,
    "举报": Kind.REPORT,
    "检举": Kind.REPORT,
    "praise": Kind.COMPLIMENT,
    "thanks": Kind.COMPLIMENT,
    "inquiry": Kind.ENQUIRY,
    "question": Kind.ENQUIRY,
}
CHANNELS = {
    "12345": Channel.H12345,
    "12320": Channel.H12320,
    "网站": Channel.WEB,
    "网络": Channel.WEB,
    "官网": Channel.WEB,
    "二维码": Channel.QR,
    "扫码": Channel.QR,
    "微信": Channel.WECHAT,
    "公众号": Channel.WECHAT,
    "小程序": Channel.WECHAT,
    "来电": Channel.PHONE,
    "电话": Channel.PHONE,
    "现场": Channel.COUNTER,
    "窗口": Channel.COUNTER,
    "来访": Channel.COUNTER,
    "流动": Channel.ROVING,
    "来信": Channel.LETTER,
    "信件": Channel.LETTER,
    "邮件": Channel.EMAIL,
    "邮箱": Channel.EMAIL,
    "意见箱": Channel.BOX,
    "回访": Channel.CALLBACK,
    "满意度": Channel.SURVEY,
    "信访": Channel.PETITION,
    "上级": Channel.AUTHORITY,
    "卫健委": Channel.AUTHORITY,
    "医保": Channel.INSURANCE,
    "媒体": Channel.MEDIA,
    "舆情": Channel.MEDIA,
    "职工": Channel.STAFF,
    "其他": Channel.OTHER,
}
RELATIONSHIPS = {
    "本人": Relationship.SELF,
    "患者": Relationship.SELF,
    "配偶": Relationship.SPOUSE,
    "丈夫": Relationship.SPOUSE,
    "妻子": Relationship.SPOUSE,
    "父母": Relationship.PARENT,
    "父亲": Relationship.PARENT,
    "母亲": Relationship.PARENT,
    "子女": Relationship.CHILD,
    "儿子": Relationship.CHILD,
    "女儿": Relationship.CHILD,
    "亲属": Relationship.RELATIVE,
    "家属": Relationship.RELATIVE,
    "监护人": Relationship.GUARDIAN,
    "陪同": Relationship.COMPANION,
    "匿名": Relationship.ANONYMOUS,
}


# Each becomes a whole sentence when the column's name is filled in.
NO_TEXT = _("“%(column)s” does not hold text.")
NO_DATE = _("“%(column)s” holds no date that can be read.")
IMPOSSIBLE = _("“%(column)s” names a day that does not exist.")
FUTURE = _("“%(column)s” lies in the future.")
EARLY = _("“%(column)s” lies too far back.")
NO_KIND = _("“%(column)s” names no kind of voice that is known; --map kind= leaves the column out.")
NO_CHANNEL = _("“%(column)s” names no channel that is known; --map channel= leaves the column out.")


class Unreadable(Exception):
    """A cell does not hold what its column is taken for; the sentence says why, not what it holds."""

    def __init__(self, sentence: Any) -> None:
        super().__init__("unreadable cell")
        self.sentence = sentence


def text(value: Any) -> str:
    """Return what a cell says, unchanged but for NULs, which nobody types and no database likes."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # spreadsheets keep numbers, such as an id, as 123.0
    if isinstance(value, dict | list):
        raise Unreadable(NO_TEXT)
    said = str(value).replace("\x00", "")
    try:
        said.encode()
    except UnicodeEncodeError:
        raise Unreadable(NO_TEXT) from None
    return said


def is_empty(value: Any) -> bool:
    """Say whether a cell of a date, a number or a word is a way of writing that there is none."""
    return value is None or str(value).strip().casefold() in NOTHING


def folded(said: str) -> str:
    """Return a text as repeats are recognised: width folded, blanks and invisible marks dropped."""
    plain = unicodedata.normalize("NFKC", said)
    return "".join(
        character
        for character in plain
        if not character.isspace() and unicodedata.category(character) not in {"Cf", "Cc"}
    )


def is_chinese(said: str) -> bool:
    """Say whether a text holds Chinese characters at all."""
    return any("\u3400" <= character <= "\u9fff" for character in said)


def past(value: Any, *, now: datetime) -> datetime | None:
    """Return the moment a cell names; raises `Unreadable` with the trouble, also for the future."""
    read = moment(value)
    if read is not None and read > now:
        raise Unreadable(FUTURE)
    return read


def day(value: Any) -> date | None:
    """Return the day a cell names in the hospital's time zone; it may lie in the future."""
    read = moment(value)
    return timezone.localdate(read) if read else None


def moment(value: Any) -> datetime | None:
    """Return the moment a cell names, a wall clock being the hospital's; None for an empty cell."""
    if is_empty(value):
        return None
    try:
        read = _moment(value)
        aware = read if timezone.is_aware(read) else timezone.make_aware(read)
        local = timezone.localtime(aware)  # the calendar ends within hours of year one and 9999
    except (ValueError, OverflowError):
        raise Unreadable(IMPOSSIBLE) from None
    if local.year < EARLIEST:
        raise Unreadable(EARLY)
    return aware


def wall_clock(moment: datetime) -> datetime:
    """Return a moment as the hospital's clocks show it, as a sheet keeps it."""
    return timezone.localtime(moment).replace(tzinfo=None)


def kind(value: Any) -> str:
    """Return the code of the kind a word means, empty for an empty cell."""
    return _known(value, Kind, KINDS, NO_KIND)


def channel(value: Any) -> str:
    """Return the code of the channel a word means, empty for an empty cell."""
    return _known(value, Channel, CHANNELS, NO_CHANNEL)


def relationship(value: Any) -> str:
    """Return the code of the relationship a word means; a word nobody knows is left out."""
    return "" if is_empty(value) else _coded(value, Relationship, RELATIONSHIPS)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    said = unicodedata.normalize("NFKC", str(value)).strip()
    if found := MOMENT.fullmatch(said):
        return _from_parts(found)
    if found := COMPACT.fullmatch(said):
        return datetime(*(int(part) for part in found.groups() if part))  # type: ignore[arg-type]  # noqa: DTZ001
    if SERIAL.fullmatch(said):
        exact = SERIAL_ZERO + timedelta(days=float(said))
        return (exact + timedelta(milliseconds=500)).replace(microsecond=0)
    raise Unreadable(NO_DATE)


def _from_parts(found: re.Match[str]) -> datetime:
    day = datetime(int(found["year"]), int(found["month"]), int(found["day"]))  # noqa: DTZ001
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if found["half"] in {"下午", "晚上"} and hour < NOON:
        hour += NOON
    read = day.replace(hour=hour, minute=minute, second=second)
    if not found["zone"]:
        return read
    if found["zone"] in {"Z", "z"}:
        return read.replace(tzinfo=UTC)
    return datetime.fromisoformat(f"{read.isoformat()}{found['zone']}")


def _known(value: Any, codes: type[TextChoices], words: Mapping[str, str], sentence: Any) -> str:
    code = "" if is_empty(value) else _coded(value, codes, words)
    if not code and not is_empty(value):
        raise Unreadable(sentence)
    return code


def _coded(value: Any, codes: type[TextChoices], words: Mapping[str, str]) -> str:
    """Find a code by itself or its label, else by the first known word in what is said."""
    said = unicodedata.normalize("NFKC", str(value)).strip().casefold()
    for code in codes:
        if said in {code.value.casefold(), str(code.label).casefold()}:
            return str(code)
    at = {said.index(word): str(code) for word, code in words.items() if word in said}
    return at[min(at)] if at else ""
