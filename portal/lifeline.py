"""The telephone number for the page that must still help when nothing else works.

It is the last one this process has shown for the host; there is no look-up behind it, because the
page that asks for it cannot count on a database.
"""

from dataclasses import dataclass

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
    if host in _remembered or len(_remembered) < HOSTS_REMEMBERED:
        _remembered[host] = Lifeline(site.telephone, site.emergency)
    return site


def recall(host: str) -> Lifeline:
    """Return the numbers last shown for the host."""
    return _remembered.get(host, Lifeline())
