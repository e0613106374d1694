"""The telephone number for the page that must still help when nothing else works.

It is the last one shown for the host, by this process or by the one before it (a small file outlives
them); there is no look-up behind it, because the page that asks for it cannot count on a database.
"""

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.http.request import split_domain_port

from portal.models import SiteSettings

HOSTS_REMEMBERED = 50


@dataclass(frozen=True)
class Lifeline:
    """Whom to call."""

    telephone: str = ""
    emergency: str = "120"


_remembered: dict[str, Lifeline] = {}


def remember(host: str, site: SiteSettings) -> SiteSettings:
    """Keep the numbers of a site that could be read, and hand the site on."""
    numbers, name = Lifeline(site.telephone, site.emergency), _name(host)
    known = _remembered.get(name)
    if numbers != known and (known or len(_remembered) < HOSTS_REMEMBERED):
        _remembered[name] = numbers
        _write_down()
    return site


def recall(host: str) -> Lifeline:
    """Return the numbers last shown for the host."""
    name = _name(host)
    return _remembered.get(name) or _written_down().get(name, Lifeline())


def _name(host: str) -> str:
    """Return the bare name of a host: nobody fills the memory by ports, capitals and dots."""
    return split_domain_port(host)[0]


def _paper() -> Path:
    return Path(settings.HUIYIN_HOME) / "lifeline.json"


def _write_down() -> None:
    """Leave the numbers to the next process; a full disk must not keep the page from its reader."""
    numbers = dict([*(_written_down() | _remembered).items()][-HOSTS_REMEMBERED:])
    text = json.dumps({host: asdict(one) for host, one in numbers.items()}, ensure_ascii=False)
    fresh = _paper().with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(_paper())


def _written_down() -> dict[str, Lifeline]:
    try:
        found = json.loads(_paper().read_text(encoding="utf-8"))
        return {host: Lifeline(**one) for host, one in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):  # none yet, or spoilt
        return {}
