"""Days as administrators write them, and the moments at which they begin in the province."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local_day(moment: datetime) -> date:
    """Return the day in the province at this moment."""
    return moment.astimezone(LOCAL).date()


def begins_at(day: date, *, now: datetime) -> datetime:
    """Return the moment from which something holds that begins on this day; today it is now."""
    return now if day == local_day(now) else datetime.combine(day, time.min, tzinfo=LOCAL)


def ends_after(day: date) -> datetime:
    """Return the moment at which something ends that holds to the end of this day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=LOCAL)


def last_day(ends_at: datetime | None) -> date | None:
    """Return the last day on which something holds that ends at this moment."""
    return None if ends_at is None else local_day(ends_at - timedelta(microseconds=1))
