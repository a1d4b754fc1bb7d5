"""Counts visits by address, and sends away who comes too often."""

import math
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from province.foundation.errors import TooManyError
from province.foundation.throttling.models import VisitCount

HOME_NETWORK = 64
_COUNT = """
INSERT INTO throttling_visitcount AS visits (key, count, ends_at) VALUES (%(key)s, 1, %(end)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN visits.ends_at <= %(now)s THEN 1 ELSE visits.count + 1 END,
    ends_at = CASE WHEN visits.ends_at <= %(now)s THEN excluded.ends_at ELSE visits.ends_at END
RETURNING count, ends_at
"""


def note_visit(*, request: HttpRequest, name: str) -> None:
    """Count a visit to the door of this name, within the limits of ``settings.VISIT_LIMITS``.

    The machine itself is not counted: all who come through a front door on it share its address.

    :raises TooManyError: the visitor's address has come too often.
    """
    most, seconds = settings.VISIT_LIMITS[name]
    address = visitor_network(get_client_ip_address(request) or "")
    if address:
        count_visit(address=address, name=name, most=most, seconds=seconds, now=timezone.now())


def count_visit(*, address: str, name: str, most: int, seconds: int, now: datetime) -> None:
    """Count a visit; the first one after the span has ended begins a new span.

    :raises TooManyError: it is more than ``most`` within ``seconds``.
    """
    key = salted_hmac("province.throttling", f"{name}|{address}", algorithm="sha256").hexdigest()
    end = now + timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "end": end, "now": now})
        count, ends_at = cursor.fetchone()
    if count > most:
        raise TooManyError(seconds=max(1, math.ceil((ends_at - now).total_seconds())))


def visitor_network(address: str) -> str:
    """Return whom an address stands for: itself, for IPv6 its household; nobody on this machine."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    if known.is_loopback:
        return ""
    if isinstance(known, IPv6Address):
        return str(ip_network((known, HOME_NETWORK), strict=False))
    return str(known)


def forget_visits(*, now: datetime) -> int:
    """Forget spans that have ended; return how many."""
    return VisitCount.objects.filter(ends_at__lt=now).delete()[0]
