from typing import Any

import pytest

from province.kernel.processes.rules.conditions import condition_faults, fact_faults, holds
from province.kernel.processes.tests.tables import COSTLY, FACTS

SAME_MOMENT = "2026-11-19T09:00:00+07:00"
NOT_YET = {"fact": "seen_at", "is": "lt", "value": "2026-11-19T02:00:00Z"}
AMOUNT = {"fact": "amount", "is": "ge", "value": 100}


@pytest.mark.parametrize(
    ("when", "facts", "answer"),
    [
        (None, {}, True),
        ({}, {}, True),
        (COSTLY, {"costly": True}, True),
        (COSTLY, {"costly": False}, False),
        (COSTLY, {}, False),
        ({"fact": "costly", "is": "ne", "value": True}, {}, True),
        (AMOUNT, {"amount": 100}, True),
        (AMOUNT, {"amount": 99}, False),
        (AMOUNT, {}, False),
        ({"fact": "amount", "is": "lt", "value": 5}, {"amount": 4}, True),
        ({"fact": "amount", "is": "le", "value": 5}, {"amount": 6}, False),
        ({"fact": "amount", "is": "gt", "value": 5}, {"amount": None}, False),
        ({"fact": "channel", "is": "in", "value": ["online", "post"]}, {"channel": "post"}, True),
        (NOT_YET, {"seen_at": "2026-11-19T08:00:00+07:00"}, True),
        (NOT_YET, {"seen_at": "2026-11-19T09:00:00+07:00"}, False),
        (NOT_YET, {"seen_at": "2026-11-19T01:59:59.5+00:00"}, True),
        (NOT_YET, {}, False),
        ({**NOT_YET, "is": "eq"}, {"seen_at": "2026-11-19T09:00+07:00"}, True),
        ({**NOT_YET, "is": "in", "value": ["2026-11-19T02:00Z"]}, {"seen_at": SAME_MOMENT}, True),
        ({"fact": "born", "is": "lt", "value": "2026-10-02"}, {"born": "2026-10-01"}, True),
        ({"all": [COSTLY, AMOUNT]}, {"costly": True, "amount": 100}, True),
        ({"all": [COSTLY, AMOUNT]}, {"costly": True, "amount": 1}, False),
        ({"any": [COSTLY, AMOUNT]}, {"costly": False, "amount": 100}, True),
        ({"any": [COSTLY, {"all": [AMOUNT, COSTLY]}]}, {"amount": 100}, False),
    ],
)
def test_a_condition_compares_facts_with_constants(
    when: dict[str, Any] | None, facts: dict[str, Any], *, answer: bool
) -> None:
    assert holds(when, facts) is answer


@pytest.mark.parametrize(
    ("when", "fault"),
    [
        ({"fact": "colour", "is": "eq", "value": "red"}, "unknown fact 'colour'"),
        ({"fact": "amount", "is": "like", "value": 1}, "unknown comparison 'like'"),
        (
            {"fact": "amount", "is": "eq", "value": "1"},
            "fact 'amount' is compared with a constant of another type",
        ),
        (
            {"fact": "amount", "is": "eq", "value": True},
            "fact 'amount' is compared with a constant of another type",
        ),
        (
            {"fact": "born", "is": "eq", "value": "hôm qua"},
            "fact 'born' is compared with a constant of another type",
        ),
        (
            {"fact": "born", "is": "lt", "value": "20260101"},
            "fact 'born' is compared with a constant of another type",
        ),
        (
            {"fact": "born", "is": "in", "value": ["2026-01-01", "2026-W01-1"]},
            "fact 'born' is compared with a constant of another type",
        ),
        (
            {"fact": "seen_at", "is": "lt", "value": "2026-11-19T02:00:00"},
            "fact 'seen_at' is compared with a constant of another type",
        ),
        ({"fact": "amount", "is": "eq"}, "a condition has fact, is and value"),
        ({"all": []}, "'all' takes a list of conditions"),
        ({"all": [COSTLY], "any": [COSTLY]}, "'all' takes a list of conditions"),
        ("costly", "a condition is not a text or a list"),
        (
            {"fact": "channel", "is": "in", "value": "online"},
            "fact 'channel' is compared with a constant of another type",
        ),
        ({"any": [COSTLY, {"fact": "x", "is": "eq", "value": 1}]}, "unknown fact 'x'"),
    ],
)
def test_what_is_wrong_with_a_condition_is_named(when: Any, fault: str) -> None:
    assert condition_faults(when, FACTS) == (fault,)


def test_a_sound_condition_has_no_fault() -> None:
    assert condition_faults({"all": [COSTLY, {"any": [COSTLY]}]}, FACTS) == ()


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        ({"costly": True, "amount": 3, "channel": "online"}, ()),
        ({"costly": None}, ()),
        ({"costly": 1}, ("fact 'costly' is not a yes_no",)),
        ({"amount": True}, ("fact 'amount' is not a integer",)),
        ({"amount": 1.5}, ("fact 'amount' is not a integer",)),
        ({"born": "2026-11-19"}, ()),
        ({"born": "20261119"}, ("fact 'born' is not a date",)),
        ({"born": "19/11/2026"}, ("fact 'born' is not a date",)),
        ({"seen_at": "2026-11-19T03:00:00+00:00"}, ()),
        ({"seen_at": "2026-11-19T03:00:00"}, ("fact 'seen_at' is not a moment",)),
        ({"seen_at": "nay"}, ("fact 'seen_at' is not a moment",)),
        ({"colour": "red"}, ("unknown fact 'colour'",)),
    ],
)
def test_facts_are_declared_and_of_their_type(
    facts: dict[str, Any], faults: tuple[str, ...]
) -> None:
    assert fact_faults(facts, FACTS) == faults
