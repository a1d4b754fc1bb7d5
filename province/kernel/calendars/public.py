"""The door: what the rest of the house may ask of the legal calendar. Values in, values out."""

from province.kernel.calendars.commands.days import set_override, withdraw_override
from province.kernel.calendars.commands.loading import load_holidays
from province.kernel.calendars.commands.weeks import publish_year, set_pattern, withdraw_pattern
from province.kernel.calendars.queries import (
    all_calendars,
    calendar_for,
    calendar_token,
    last_decided_on,
    list_days,
    list_decided_days,
    list_recorded_days,
    list_recorded_weeks,
    list_week_history,
    week_on,
)
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
    "all_calendars",
    "answer_deadline",
    "calendar_for",
    "calendar_token",
    "day_ruler",
    "due_moment",
    "due_words",
    "end_of_working_day",
    "handover_deadline",
    "is_late",
    "is_working_day",
    "is_working_moment",
    "last_decided_on",
    "limit_words",
    "list_days",
    "list_decided_days",
    "list_recorded_days",
    "list_recorded_weeks",
    "list_week_history",
    "load_holidays",
    "moment_words",
    "next_working_moment",
    "publish_year",
    "remaining_words",
    "set_override",
    "set_pattern",
    "span_words",
    "subtract_working_minutes",
    "week_on",
    "withdraw_override",
    "withdraw_pattern",
    "working_days_before",
    "working_days_between",
    "working_minutes",
    "working_minutes_left",
]
