"""The door of privacy: what the sites may ask. Values in, values out."""

from province.contexts.privacy.commands.requests import answer, ask, withdraw_request
from province.contexts.privacy.queries.looks import every_look_at_me, looks_of_unit, my_looks
from province.contexts.privacy.queries.requests import (
    everything_about_me,
    get_request,
    my_requests,
    requests_of_units,
    term,
)

__all__ = [
    "answer",
    "ask",
    "every_look_at_me",
    "everything_about_me",
    "get_request",
    "looks_of_unit",
    "my_looks",
    "my_requests",
    "requests_of_units",
    "term",
    "withdraw_request",
]
