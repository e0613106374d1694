"""What in a text gives a person away beyond doubt: numbers and addresses that belong to somebody.

It finds the hard kinds only and no names: a text without a finding may still tell who it is about.
Rules: identity numbers as GB 11643 shapes them, telephones as the numbering plan of China does,
passports of the People's Republic and travel permits of Hong Kong and Macau, number plates as GA 36.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Giveaway(TextChoices):
    """What was found, in a word that repeats nothing of it."""

    EMAIL = "email", gettext_lazy("an e-mail address")
    IDENTITY = "identity", gettext_lazy("an identity number")
    MOBILE = "mobile", gettext_lazy("a mobile number")
    TELEPHONE = "telephone", gettext_lazy("a telephone number")
    WECHAT = "wechat", gettext_lazy("a WeChat name")
    QQ = "qq", gettext_lazy("a QQ number")
    RECORD = "record", gettext_lazy("a record number")
    PASSPORT = "passport", gettext_lazy("a passport number")
    PLATE = "plate", gettext_lazy("a number plate")
    CARD = "card", gettext_lazy("a bank card number")
    LONG = "long", gettext_lazy("a long number")


class Span(NamedTuple):
    """Where something stands in a text, by the places of its characters."""

    kind: Giveaway
    start: int
    end: int


GAP = r"[ \-.·]?"
EMAIL = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|[A-Za-z0-9.+_-]{2,64} ?(?:[(\[ ]at[)\] ]|艾特|#) ?[\w-]{1,63}(?: ?(?:[(\[ ]dot[)\] ]|[.点]) ?[a-z]{2,10})+"
)
MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{GAP})?1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}(?!\d)")
TELEPHONE = re.compile(
    r"(?<!\d)(?:[(]?0\d{2,3}[)]?[- ]?[2-8]\d{2,3}[- ]?\d{4}|[48]00[- ]?\d{3}[- ]?\d{4})(?!\d)"
    r"|(?i:\b(?:(?:double |treble |triple )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b[ ,-]{0,2}){7,})"
)
# The last four may be masked: the birthday still shows.
IDENTITY = re.compile(r"(?<!\d)\d{6}[ -]?(?:18|19|20)\d{6}[ -]?(?:\d{3}[\dXx](?!\d)|[*＊xX×]{2,4})")
WECHAT = re.compile(
    r"\bwxid_\w{4,}|(?:微信|加[vV薇]|[vV]信|(?<![a-zA-Z])(?:[wW]e[cC]hat|[vV][xX]))"
    r"(?:号码?|同号|ID)?[:： 是为]{0,3}(?P<own>[A-Za-z][-\w]{5,19})"
)
QQ = re.compile(
    r"(?:(?<![a-zA-Z])[qQ]{2}|扣扣)(?:号码?|群)?[:： 是为]{0,3}(?P<own>[1-9]\d{4,10})(?!\d)"
)
RECORD = re.compile(
    r"(?:门诊|住院|病案|病历|病例|就诊|诊疗|医保|社保|登记|检查|检验|标本|处方|发票|票据|订单|报告)卡?"
    r"(?:号码?|编号|ID)[:： 是为]{0,3}(?P<own>[A-Za-z]{0,4}-?\d[\d-]{3,17})"
    r"|(?<![a-zA-Z])(?:MRN|NHS)(?: (?:number|no\.?))?[:： ]{0,2}(?P<other>\d[\d -]{3,17}\d)"
)
PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[HM]\d{8}(?:\d{2})?)(?![A-Za-z0-9])"
)
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·.-]?"
    r"(?=[A-HJ-NP-Z]{0,4}\d)[A-HJ-NP-Z0-9]{4}(?:[A-HJ-NP-Z0-9]{1,2}|[挂学警港澳])(?![A-Za-z0-9])"
)
CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")
# A record, a tracking code, also in groups of four; a day written 20261122 is none.
LONG = re.compile(r"\d{9,}|(?:\d{4}[ -]){2,}\d{2,}")
# The digits as they are written out (一三九…, 幺) or circled to get past a reader's eye.
WRITTEN = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
WRITTEN_RUN = re.compile(r"[\d〇零一二三四五六七八九幺]{7,}")
# What takes no room on a screen, put between digits to part them.
UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def plain(text: str) -> str:
    """Return a text with its digits and letters as one types them, each character in its place."""
    simple = "".join(_digit(char) for char in text.translate(FULL_WIDTH))
    return WRITTEN_RUN.sub(lambda run: run[0].translate(WRITTEN), simple)


def spans(text: str) -> list[Span]:
    """Return where such things stand in a text, in their order; none lies within another."""
    seen = [at for at, char in enumerate(text) if char not in UNSEEN]
    left = plain("".join(text[at] for at in seen))
    met: list[Span] = []
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(left):
            if kind is Giveaway.CARD and not _adds_up(match[0]):
                continue
            own = next((name for name, value in match.groupdict().items() if value), 0)
            start, end = match.span(own)
            met.append(Span(kind, start, end))
        for _kind, start, end in met:
            left = left[:start] + " " * (end - start) + left[end:]
    placed = [Span(kind, seen[start], seen[end - 1] + 1) for kind, start, end in met]
    return sorted(placed, key=lambda span: span.start)


def found(text: str) -> list[Giveaway]:
    """Return which kinds stand in a text, each once."""
    kinds = {span.kind for span in spans(text)}
    return [kind for kind in PATTERNS if kind in kinds]


def sentence(kinds: Iterable[Giveaway]) -> str:
    """Say what has to be taken out before the text can be kept."""
    return _("Here stands %(what)s. Write it without: nobody may be found by this text.") % {
        "what": _(", ").join(str(kind.label) for kind in kinds)
    }


def _digit(char: str) -> str:
    if char.isascii() or (value := unicodedata.digit(char, None)) is None:
        return char
    return str(value)


def _adds_up(number: str) -> bool:
    """Say whether the last digit is right (H. P. Luhn, US patent 2,950,048)."""
    digits = [int(char) for char in reversed(number) if char.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


# In this order, since each takes out what it finds: an identity number is no long number too.
PATTERNS = {
    Giveaway.EMAIL: EMAIL,
    Giveaway.IDENTITY: IDENTITY,
    Giveaway.WECHAT: WECHAT,
    Giveaway.QQ: QQ,
    Giveaway.MOBILE: MOBILE,
    Giveaway.RECORD: RECORD,
    Giveaway.TELEPHONE: TELEPHONE,
    Giveaway.PASSPORT: PASSPORT,
    Giveaway.PLATE: PLATE,
    Giveaway.CARD: CARD,
    Giveaway.LONG: LONG,
}
