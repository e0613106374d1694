"""How often is too often: counts by network and for the whole site, in one atomic statement each.

Networks are kept as keyed hashes; nobody can read an address out of the table.
"""

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


def network_of(request: HttpRequest) -> str:
    """Return a keyed hash of the network a request comes from: the address, or an IPv6 /64.

    Forwarding headers are believed only as far as `TRUSTED_PROXIES` of our own stand before us.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        address = hops[-settings.TRUSTED_PROXIES]
    return keyed_index(_network(address), purpose="network")


def count(scope: str, subject: str = SITE) -> int:
    """Return how often it happened within the present hour."""
    found = Tally.objects.filter(scope=scope, subject=subject, window=_hour())
    return found.aggregate(total=Sum("count"))["total"] or 0


def hit(scope: str, subject: str = SITE) -> None:
    """Count once more."""
    window = _hour()
    same = Tally.objects.filter(scope=scope, subject=subject, window=window)
    if same.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            Tally.objects.create(scope=scope, subject=subject, window=window, count=1)
    except IntegrityError:  # somebody else opened this hour's row a moment ago
        same.update(count=F("count") + 1)


def seconds_to_wait() -> int:
    """Return after how many seconds the counting begins anew."""
    return max(1, round((_hour() + timedelta(hours=1) - timezone.now()).total_seconds()))


def _hour() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return address
