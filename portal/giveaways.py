"""What in a text gives a person away beyond doubt: numbers and addresses that belong to somebody.

It finds the hard kinds only and no names: a text without a finding may still tell who it is about.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Giveaway(TextChoices):
    """What was found, in a word that repeats nothing of it."""

    EMAIL = "email", gettext_lazy("an e-mail address")
    IDENTITY = "identity", gettext_lazy("an identity number")
    MOBILE = "mobile", gettext_lazy("a mobile number")
    TELEPHONE = "telephone", gettext_lazy("a telephone number")
    LONG = "long", gettext_lazy("a long number")


EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
TELEPHONE = re.compile(
    r"(?<!\d)(?:0\d{2,3}[- ]?[2-8]\d{2,3}[- ]?\d{4}|[48]00[- ]?\d{3}[- ]?\d{4})(?!\d)"
)
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
# A card, a record, a tracking code, also in groups of four; a day written 20261122 is none.
LONG = re.compile(r"\d{9,}|(?:\d{4}[ -]){2,}\d{2,}")
# The digits as they are written out (一三九…) to get past a reader's eye.
WRITTEN = str.maketrans("〇零一二三四五六七八九", "00123456789")
WRITTEN_RUN = re.compile("[〇零一二三四五六七八九]{7,}")


def found(text: str) -> list[Giveaway]:
    """Return which kinds stand in a text, each once."""
    plain = unicodedata.normalize("NFKC", text)
    plain = WRITTEN_RUN.sub(lambda run: run[0].translate(WRITTEN), plain)
    kinds = []
    for kind, pattern in PATTERNS.items():
        plain, number = pattern.subn(" ", plain)
        if number:
            kinds.append(kind)
    return kinds


def sentence(kinds: Iterable[Giveaway]) -> str:
    """Say what has to be taken out before the text can be kept."""
    return _("Here stands %(what)s. Write it without: nobody may be found by this text.") % {
        "what": _(", ").join(str(kind.label) for kind in kinds)
    }


# In this order, since each takes out what it finds: an identity number is no long number too.
PATTERNS = {
    Giveaway.EMAIL: EMAIL,
    Giveaway.IDENTITY: IDENTITY,
    Giveaway.MOBILE: MOBILE,
    Giveaway.TELEPHONE: TELEPHONE,
    Giveaway.LONG: LONG,
}
