"""The door of privacy: what the sites may ask. Values in, values out."""

from province.contexts.privacy.commands.registers import (
    close_breach,
    notify_breach,
    report_breach,
    set_activity,
)
from province.contexts.privacy.commands.requests import answer, ask, withdraw_request
from province.contexts.privacy.queries.looks import every_look_at_me, looks_of_unit, my_looks
from province.contexts.privacy.queries.registers import (
    activities,
    activity_versions,
    breaches,
    get_breach,
)
from province.contexts.privacy.queries.requests import (
    everything_about_me,
    get_request,
    my_requests,
    requests_of_units,
    term,
)

__all__ = [
    "activities",
    "activity_versions",
    "answer",
    "ask",
    "breaches",
    "close_breach",
    "every_look_at_me",
    "everything_about_me",
    "get_breach",
    "get_request",
    "looks_of_unit",
    "my_looks",
    "my_requests",
    "notify_breach",
    "report_breach",
    "requests_of_units",
    "set_activity",
    "term",
    "withdraw_request",
]
