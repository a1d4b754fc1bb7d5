"""Conditions of a step: facts compared with constants, joined by all and any; nothing else.

Days are written YYYY-MM-DD, so that their text is in their order; moments with a zone are compared
as moments, whatever zone each is written in.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from province.kernel.processes.contracts import FactType

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda fact, value: bool(fact == value),
    "ne": lambda fact, value: bool(fact != value),
    "lt": lambda fact, value: fact is not None and fact < value,
    "le": lambda fact, value: fact is not None and fact <= value,
    "gt": lambda fact, value: fact is not None and fact > value,
    "ge": lambda fact, value: fact is not None and fact >= value,
    "in": lambda fact, value: fact in value,
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PYTHON = {
    FactType.TEXT: str,
    FactType.INTEGER: int,
    FactType.YES_NO: bool,
    FactType.DATE: str,
    FactType.MOMENT: str,
}


def holds(when: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> bool:
    """Tell whether a condition holds for these facts; no condition always holds."""
    if not when:
        return True
    if "all" in when:
        return all(holds(part, facts) for part in when["all"])
    if "any" in when:
        return any(holds(part, facts) for part in when["any"])
    value = when["value"]
    constant = [_comparable(one) for one in value] if when["is"] == "in" else _comparable(value)
    return _COMPARE[when["is"]](_comparable(facts.get(when["fact"])), constant)


def _comparable(value: object) -> object:
    """Return a moment that is written with its zone as a moment, anything else as it is."""
    if not isinstance(value, str) or "T" not in value:
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment if moment.tzinfo is not None else value


def condition_faults(when: object, declared: Mapping[str, FactType]) -> tuple[str, ...]:
    """Return what is wrong with a condition: its shape, unknown facts, types of constants."""
    if not when:
        return ()
    if not isinstance(when, Mapping):
        return ("a condition is not a text or a list",)
    for joint in ("all", "any"):
        if joint in when:
            return _joint_faults(when, joint, declared)
    return _comparison_faults(when, declared)


def _joint_faults(
    when: Mapping[str, Any], joint: str, declared: Mapping[str, FactType]
) -> tuple[str, ...]:
    parts = when[joint]
    if set(when) != {joint} or not isinstance(parts, list) or not parts:
        return (f"'{joint}' takes a list of conditions",)
    return tuple(fault for part in parts for fault in condition_faults(part, declared))


def _comparison_faults(
    when: Mapping[str, Any], declared: Mapping[str, FactType]
) -> tuple[str, ...]:
    if set(when) != {"fact", "is", "value"}:
        return ("a condition has fact, is and value",)
    if when["fact"] not in declared:
        return (f"unknown fact '{when['fact']}'",)
    if when["is"] not in _COMPARE:
        return (f"unknown comparison '{when['is']}'",)
    declared_as = declared[when["fact"]]
    values = when["value"] if when["is"] == "in" else [when["value"]]
    if not isinstance(values, list) or not all(_is_of_type(v, declared_as) for v in values):
        return (f"fact '{when['fact']}' is compared with a constant of another type",)
    return ()


def fact_faults(facts: Mapping[str, Any], declared: Mapping[str, FactType]) -> tuple[str, ...]:
    """Return which facts are undeclared or of another type; an unset fact is no fault."""
    faults = []
    for name, value in facts.items():
        if name not in declared:
            faults.append(f"unknown fact '{name}'")
        elif value is not None and not _is_of_type(value, declared[name]):
            faults.append(f"fact '{name}' is not a {declared[name].value}")
    return tuple(faults)


def _is_of_type(value: object, wanted: FactType) -> bool:
    """Tell whether a value is of a fact's type: days and moments by ISO 8601, with their zone."""
    if type(value) is not _PYTHON[wanted]:
        return False
    try:
        if wanted is FactType.DATE:
            date.fromisoformat(str(value))
            return _DAY.fullmatch(str(value)) is not None
        if wanted is FactType.MOMENT:
            return "T" in str(value) and datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False
    return True
