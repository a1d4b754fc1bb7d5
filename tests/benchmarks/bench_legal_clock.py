"""The legal clock: a limit of most of a year, with ten pauses on its way."""

from datetime import UTC, datetime
from functools import partial

from province.kernel.calendars.contracts import Limit, LimitUnit, Pause
from province.kernel.calendars.public import due_moment
from province.kernel.calendars.tests.calendars import province
from tests.benchmarks.conftest import Tell


def bench_a_deadline_in_a_year(tell: Tell) -> None:
    calendar = province()
    began = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
    limit = Limit(amount=200, unit=LimitUnit.WORK_DAY)
    pauses = [
        Pause(
            from_at=datetime(2025, month, 3, 1, 0, tzinfo=UTC),
            until_at=datetime(2025, month, 12, 2, 30, tzinfo=UTC),
        )
        for month in range(2, 12)
    ]

    count = partial(due_moment, calendar, limit, began, pauses)
    count()

    tell("deadline of 200 work days, 10 pauses", [count] * 2000)
