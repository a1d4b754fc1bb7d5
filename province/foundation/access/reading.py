"""Reads who looked at whose data: for the person, and for whoever answers for the officials."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate, TruncHour

from province.foundation.access.models import AccessEntry
from province.foundation.access.recording import CONNECTION
from province.foundation.paging import PageNumbers, page_numbers

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_WHO = ("actor", "account_id", "on_post_id", "case_id", "purpose")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one person."""

    actor: str
    account_id: int | None
    on_post_id: int | None
    case_id: int | None
    purpose: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class DayOfLooks:
    """The looks of one day by one actor, for one case and one purpose."""

    actor: str
    account_id: int | None
    on_post_id: int | None
    case_id: int | None
    purpose: str
    day: date
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class LookPage:
    """A page of days of looks."""

    rows: tuple[DayOfLooks, ...]
    numbers: PageNumbers


@dataclass(frozen=True, slots=True)
class HourOfLooks:
    """What one account looked at from one post within one hour: how often, at how many people."""

    account_id: int | None
    on_post_id: int | None
    hour: datetime
    times: int
    people: int
    cases: int


def days_of_looks(
    *, party_ids: Collection[int], since: datetime | None, page: int, size: int
) -> LookPage:
    """Return the looks at a person by day, the latest first, in two queries."""
    rows = (
        _at(party_ids, since)
        .annotate(day=TruncDate("seen_at", tzinfo=LOCAL))
        .values(*_WHO, "day")
        .annotate(times=Count("pk"), first_at=Min("seen_at"), last_at=Max("seen_at"))
        .order_by("-last_at", *_WHO)
    )
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    start = (numbers.number - 1) * size
    found = rows[start : start + size]
    return LookPage(rows=tuple(DayOfLooks(**row) for row in found), numbers=numbers)


def looks_at(*, party_ids: Collection[int], since: datetime | None, most: int) -> tuple[Look, ...]:
    """Return every single look at a person, the latest first."""
    rows = _at(party_ids, since).order_by("-seen_at", "-pk").values(*_WHO, "seen_at")[:most]
    return tuple(Look(**row) for row in rows)


def hours_of_looks(
    *, on_posts: Collection[int], since: datetime, most: int
) -> tuple[HourOfLooks, ...]:
    """Return what was looked at from these posts, hour by hour, the most people first."""
    rows = (
        AccessEntry.objects.using(CONNECTION)
        .filter(on_post_id__in=on_posts, seen_at__gte=since)
        .annotate(hour=TruncHour("seen_at", tzinfo=LOCAL))
        .values("account_id", "on_post_id", "hour")
        .annotate(
            times=Count("pk"),
            people=Count("party_id", distinct=True),
            cases=Count("case_id", distinct=True),
        )
        .order_by("-people", "-hour", "account_id", "on_post_id")
    )
    return tuple(HourOfLooks(**row) for row in rows[:most])


def _at(party_ids: Collection[int], since: datetime | None) -> QuerySet[AccessEntry]:
    rows = AccessEntry.objects.using(CONNECTION).filter(party_id__in=party_ids)
    return rows if since is None else rows.filter(seen_at__gte=since)
