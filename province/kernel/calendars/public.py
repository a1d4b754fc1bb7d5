"""The door: what the rest of the house may ask of the legal calendar. Values in, values out."""

from province.kernel.calendars.rules.due import answer_deadline, due_moment
from province.kernel.calendars.rules.handover import handover_deadline
from province.kernel.calendars.rules.ruler import day_ruler
from province.kernel.calendars.rules.working_time import (
    add_working_minutes,
    end_of_working_day,
    is_late,
    is_working_day,
    is_working_moment,
    next_working_moment,
    subtract_working_minutes,
    working_days_before,
    working_days_between,
    working_minutes,
    working_minutes_left,
)
from province.kernel.calendars.words import (
    due_words,
    limit_words,
    moment_words,
    remaining_words,
    span_words,
)

__all__ = [
    "add_working_minutes",
    "answer_deadline",
    "day_ruler",
    "due_moment",
    "due_words",
    "end_of_working_day",
    "handover_deadline",
    "is_late",
    "is_working_day",
    "is_working_moment",
    "limit_words",
    "moment_words",
    "next_working_moment",
    "remaining_words",
    "span_words",
    "subtract_working_minutes",
    "working_days_before",
    "working_days_between",
    "working_minutes",
    "working_minutes_left",
]
