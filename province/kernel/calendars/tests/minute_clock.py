"""The second implementation: it walks minute by minute and shares nothing but the contracts.

It is slow and simple on purpose. Local time is UTC+7 the whole year round.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from province.kernel.calendars.contracts import (
    Calendar,
    Limit,
    LimitUnit,
    OverrideKind,
    Pause,
    Reading,
)

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
SEVEN_HOURS = timedelta(hours=7)
WORTH = {LimitUnit.WORK_MINUTE: 1, LimitUnit.WORK_HOUR: 60, LimitUnit.HALF_DAY: 240}
SOLAR = [(1, 1), (30, 4), (1, 5), (2, 9), (24, 11)]


def wall(moment: datetime) -> datetime:
    """Read a moment off a clock on the wall in Rạch Giá."""
    local = moment.astimezone(UTC).replace(tzinfo=None) + SEVEN_HOURS
    return datetime(local.year, local.month, local.day, local.hour, local.minute)  # noqa: DTZ001 -- the wall has no zone


def moment_of(local: datetime) -> datetime:
    return (local - SEVEN_HOURS).replace(tzinfo=UTC)


class MinuteClock:
    """A calendar asked one minute at a time."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.days: dict[date, list[bool]] = {}

    def is_open(self, minute: datetime) -> bool:
        day = minute.date()
        if day not in self.days:
            hours = self._hours(day)
            self.days[day] = [
                any(start <= time(each // 60, each % 60) < end for start, end in hours)
                for each in range(1440)
            ]
        return self.days[day][minute.hour * 60 + minute.minute]

    def _hours(self, day: date) -> Sequence[tuple[time, time]]:
        week = self.calendar.pattern.weekdays
        for span in reversed(self.calendar.spans):
            begun = span.valid_from is None or day >= span.valid_from
            ended = span.valid_until is not None and day > span.valid_until
            if begun and not ended:
                week = span.pattern.weekdays
        decided = self.calendar.overrides.get(day)
        if decided is None:
            undecided = day > self.calendar.last_decided_on
            return [] if undecided and (day.day, day.month) in SOLAR else week[day.weekday()]
        if decided.kind is OverrideKind.OFF:
            return []
        if decided.kind is OverrideKind.SPECIAL:
            return decided.hours
        like = week[decided.swap_with.weekday() if decided.swap_with else day.weekday()]
        return like or next(hours for hours in week if hours)

    def opening(self, minute: datetime) -> datetime:
        while not self.is_open(minute):
            minute += MINUTE
        return minute

    def closing(self, day: date) -> datetime:
        """Find the closing of a day, or of the first worked day after it."""
        while True:
            minute = datetime.combine(day, time()) + DAY
            while minute.date() >= day:
                minute -= MINUTE
                if minute.date() == day and self.is_open(minute):
                    return minute + MINUTE
            day += DAY

    def worked(self, start: datetime, end: datetime) -> int:
        """Count the open minutes from start to end, below 0 when the end is earlier."""
        start, end = wall(start), wall(end)
        sign, first, last = (1, start, end) if start <= end else (-1, end, start)
        count = 0
        while first < last:
            count += self.is_open(first)
            first += MINUTE
        return sign * count

    def due(
        self,
        limit: Limit,
        start: datetime,
        pauses: Sequence[Pause] = (),
        reading: Reading = Reading.SAME_TIME,
    ) -> datetime | None:
        if limit.unit is LimitUnit.NONE:
            return None
        if limit.unit is LimitUnit.UNTIL:
            return limit.until
        begun = wall(start)
        if limit.unit is not LimitUnit.CLOCK_HOUR:
            begun = self.opening(begun)
        still = self._still(begun, pauses)
        return moment_of(self._due(limit, begun, still, reading))

    def answer(self, received: datetime) -> datetime:
        return moment_of(self._ticked(wall(received), 8 * 60, set()))

    def handover(self, received: datetime) -> datetime:
        minute = wall(received)
        midnight = datetime.combine(minute.date(), time())
        worked = [each for each in range(1440) if self.is_open(midnight + each * MINUTE)]
        here = minute.hour * 60 + minute.minute
        if worked and worked[0] <= here <= worked[-1] and here < 15 * 60:
            return moment_of(self.closing(minute.date()))
        if worked and here >= worked[0]:
            minute = midnight + DAY
        return moment_of(self._ticked(self.opening(minute), 60, set()))

    def is_provisional(self, limit: Limit, due: datetime | None) -> bool:
        free = {LimitUnit.NONE, LimitUnit.UNTIL, LimitUnit.CLOCK_HOUR}
        if due is None or limit.unit in free:
            return False
        return wall(due).date() > self.calendar.last_decided_on

    def _still(self, begun: datetime, pauses: Sequence[Pause]) -> set[datetime]:
        """Collect every minute in which the clock stands still."""
        still = set()
        for pause in pauses:
            minute = wall(pause.from_at)
            while minute < wall(pause.until_at):
                if minute >= begun:
                    still.add(minute)
                minute += MINUTE
        return still

    def _due(
        self, limit: Limit, begun: datetime, still: set[datetime], reading: Reading
    ) -> datetime:
        if limit.unit in WORTH:
            return self._ticked(begun, limit.amount * WORTH[limit.unit], still)
        if limit.unit is LimitUnit.CLOCK_HOUR:
            return self._ticked(begun, limit.amount * 60, still, always=True)
        if limit.unit is LimitUnit.WORK_DAY:
            ending = self._ready_to_tick
            if reading is Reading.END_OF_DAY:
                ending = self._end_of_nth_day
            return ending(begun, limit.amount * 480, still)
        if limit.unit is LimitUnit.SAME_DAY:
            return self._same_day(begun, limit.cutoff or time(15), still)
        if limit.unit is LimitUnit.DAY:
            return self._nth_day(begun.date() + limit.amount * DAY, still)
        return self._nth_day(self._months_on(begun.date(), limit.amount), still)

    def _ticked(
        self, begun: datetime, need: int, still: set[datetime], *, always: bool = False
    ) -> datetime:
        """Find the end of the minute with which the need is met."""
        minute = begun
        while need:
            if minute not in still and (always or self.is_open(minute)):
                need -= 1
            minute += MINUTE
        return minute

    def _ready_to_tick(self, begun: datetime, need: int, still: set[datetime]) -> datetime:
        """Find the first minute that would be one too many."""
        minute = begun
        while True:
            stands = minute in still
            begins_to_stand = stands and (minute == begun or minute - MINUTE not in still)
            if self.is_open(minute):
                if need == 0 and (not stands or begins_to_stand):
                    return minute
                if not stands:
                    need -= 1
            minute += MINUTE

    def _end_of_nth_day(self, begun: datetime, need: int, still: set[datetime]) -> datetime:
        """Let the day run to its closing: what begins to stand before that still counts."""
        due = self.closing(self._ready_to_tick(begun, need, set()).date())
        while True:
            extra = sum(self.is_open(minute) for minute in self._met_before(due, still))
            longer = self.closing(self._ready_to_tick(begun, need + extra, set()).date())
            if longer == due:
                return due
            due = longer

    def _same_day(self, begun: datetime, cutoff: time, still: set[datetime]) -> datetime:
        day = begun.date() if begun.time() < cutoff else begun.date() + DAY
        closing = due = self.closing(day)
        while True:
            extra = sum(self.is_open(minute) for minute in self._met_before(due, still))
            longer = self._ticked(closing, extra, set())
            if longer == due:
                return due
            due = longer

    def _nth_day(self, last: date, still: set[datetime]) -> datetime:
        due = self.closing(last)
        while True:
            midnights = [
                minute
                for minute in self._met_before(due, still)
                if (minute + MINUTE).time() == time()
            ]
            longer = self.closing(last + len(midnights) * DAY)
            if longer == due:
                return due
            due = longer

    def _met_before(self, due: datetime, still: set[datetime]) -> set[datetime]:
        """Keep the standing minutes of every unbroken stretch that begins before the due moment."""
        met: set[datetime] = set()
        for minute in sorted(still):
            if minute < due or minute - MINUTE in met:
                met.add(minute)
        return met

    def _months_on(self, day: date, months: int) -> date:
        year, month, number = day.year, day.month, day.day
        for _ in range(months):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        while True:
            try:
                return date(year, month, number)
            except ValueError:
                number -= 1
