"""How often is too often: counts by network and for the whole site, in one atomic statement each.

Networks are kept as keyed hashes; nobody can read an address out of the table.
"""

import re
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.http import HttpRequest
from django.utils import timezone

from portal.crypto import keyed_index
from portal.models import Tally

SITE = "site"
# 192.0.2.1:443 and [2001:db8::1]:443, as some proxies write them.
WITH_PORT = re.compile(r"^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([0-9A-Fa-f:.]+)\](?::\d+)?)$")


def network_of(request: HttpRequest) -> str:
    """Return a keyed hash of the network a request comes from: the address, or an IPv6 /64.

    Forwarding headers are believed only as far as `TRUSTED_PROXIES` of our own stand before us.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    network = ""
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        network = _network(hops[-settings.TRUSTED_PROXIES])
    return keyed_index(network or _network(address) or address, purpose="network")


def count(scope: str, subject: str = SITE) -> int:
    """Return how often it happened within the present hour."""
    found = Tally.objects.filter(scope=scope, subject=subject, window=_hour())
    return found.aggregate(total=Sum("count"))["total"] or 0


def counts(scope: str, *subjects: str) -> list[int]:
    """Return how often it happened to each of these within the present hour, in one question."""
    rows = Tally.objects.filter(scope=scope, subject__in=subjects, window=_hour())
    found = dict(rows.values_list("subject", "count"))
    return [found.get(subject, 0) for subject in subjects]


def hit(scope: str, subject: str = SITE) -> None:
    """Count once more."""
    take(scope, subject, most=None)


def take(scope: str, subject: str = SITE, *, most: int | None) -> bool:
    """Count once more unless the hour already has as many, and say whether it was counted."""
    window = _hour()
    same = Tally.objects.filter(scope=scope, subject=subject, window=window)
    free = same if most is None else same.filter(count__lt=most)
    if free.update(count=F("count") + 1):
        return True
    try:
        with transaction.atomic():
            Tally.objects.create(scope=scope, subject=subject, window=window, count=1)
    except IntegrityError:  # full, or somebody else opened this hour's row a moment ago
        return bool(free.update(count=F("count") + 1))
    return True


def give_back(scope: str, subject: str = SITE) -> None:
    """Take back what was counted for something that turned out to be right."""
    same = Tally.objects.filter(scope=scope, subject=subject, window=_hour(), count__gt=0)
    same.update(count=F("count") - 1)


def seconds_to_wait() -> int:
    """Return after how many seconds the counting begins anew."""
    return max(1, round((_hour() + timedelta(hours=1) - timezone.now()).total_seconds()))


def _hour() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def _network(address: str) -> str:
    """Return the network of an address, with or without a port; nothing for what is none."""
    bare = WITH_PORT.sub(r"\1\2", address)
    try:
        parsed = ip_address(bare)
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        # On a socket for both kinds an IPv4 address comes dressed as IPv6: all of them one /64.
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)
