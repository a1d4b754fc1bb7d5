"""Random limits, starts and pauses: the rules and the minute clock always agree."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from province.kernel.calendars.contracts import Calendar, Limit, LimitUnit, Pause, Reading
from province.kernel.calendars.rules.due import due_moment
from province.kernel.calendars.rules.working_time import (
    add_working_minutes,
    next_working_moment,
    subtract_working_minutes,
    working_minutes_left,
)
from province.kernel.calendars.tests.calendars import CALENDARS
from province.kernel.calendars.tests.minute_clock import MinuteClock, moment_of, wall

CLOCKS = {name: MinuteClock(calendar) for name, calendar in CALENDARS.items()}
LARGEST = {
    LimitUnit.WORK_MINUTE: 3000,
    LimitUnit.WORK_HOUR: 60,
    LimitUnit.WORK_DAY: 15,
    LimitUnit.HALF_DAY: 12,
    LimitUnit.DAY: 40,
    LimitUnit.MONTH: 7,
    LimitUnit.SAME_DAY: 0,
    LimitUnit.CLOCK_HOUR: 200,
}
# Minutes that matter come up often: every quarter of an hour, and one minute beside it.
QUARTERS = st.builds(
    lambda quarter, beside: timedelta(minutes=15 * quarter + beside),
    st.integers(0, 4 * 24 * 4 * 365),
    st.sampled_from([0, 0, 0, 1, -1]),
)
MOMENTS = st.builds(lambda span: datetime(2023, 1, 2, tzinfo=UTC) + span, QUARTERS)
NAMES = st.sampled_from(sorted(CALENDARS))


@st.composite
def limits(draw: st.DrawFn) -> Limit:
    unit = draw(st.sampled_from(sorted(LARGEST)))
    return Limit(amount=draw(st.integers(0, LARGEST[unit])), unit=unit)


@st.composite
def pauses(draw: st.DrawFn, start: datetime) -> list[Pause]:
    count = draw(st.integers(0, 4))
    spans = []
    for _ in range(count):
        begin = start + timedelta(minutes=15 * draw(st.integers(-200, 1500)))
        length = timedelta(minutes=15 * draw(st.integers(0, 600)))
        spans.append(Pause(from_at=begin, until_at=begin + length))
    return spans


@settings(max_examples=200, deadline=None)
@given(st.data(), NAMES, limits(), MOMENTS, st.sampled_from(sorted(Reading)))
def test_both_clocks_find_the_same_due_moment(
    data: st.DataObject, name: str, limit: Limit, start: datetime, reading: Reading
) -> None:
    held = data.draw(pauses(start))

    due = due_moment(CALENDARS[name], limit, start, held, reading)

    other = CLOCKS[name].due(limit, start, held, reading)
    assert due.at == other
    assert due.provisional == CLOCKS[name].is_provisional(limit, other)


@settings(max_examples=80, deadline=None)
@given(NAMES, MOMENTS, st.integers(-30 * 96, 30 * 96))
def test_both_clocks_count_the_same_working_minutes(
    name: str, start: datetime, quarters: int
) -> None:
    end = start + timedelta(minutes=15 * quarters)

    assert working_minutes_left(CALENDARS[name], start, end) == CLOCKS[name].worked(start, end)


@settings(max_examples=80, deadline=None)
@given(NAMES, MOMENTS, st.integers(1, 6000))
def test_what_is_added_can_be_counted_and_taken_back(
    name: str, start: datetime, minutes: int
) -> None:
    calendar = CALENDARS[name]

    end = add_working_minutes(calendar, start, minutes)

    assert working_minutes_left(calendar, start, end) == minutes
    begun = next_working_moment(calendar, start)
    taken_back = subtract_working_minutes(calendar, end, minutes)
    assert taken_back <= begun
    assert working_minutes_left(calendar, taken_back, begun) == 0
    assert begun == moment_of(CLOCKS[name].opening(wall(start)))


@settings(max_examples=80, deadline=None)
@given(st.data(), NAMES, limits(), MOMENTS)
def test_a_longer_pause_never_makes_a_deadline_earlier(
    data: st.DataObject, name: str, limit: Limit, start: datetime
) -> None:
    held = data.draw(pauses(start))
    calendar: Calendar = CALENDARS[name]
    without = due_moment(calendar, limit, start).at

    due = due_moment(calendar, limit, start, held).at

    assert due is not None
    assert without is not None
    assert due >= without
