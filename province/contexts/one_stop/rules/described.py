"""What is wrong with the facts of a grant or the answers of a filing, as a description says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from province.contexts.one_stop.contracts.described import (
    DescribedFact,
    DescribedFault,
    FactKind,
    Rule,
)
from province.contexts.one_stop.kinds import Fault
from province.contexts.one_stop.rules.allowance import age_on, day_of, money
from province.kernel.forms.contracts import Condition

TODAY = "today"


def code_of(index: int) -> str:
    """Return the code of a description's own rule."""
    return f"described_{index}"


def holds(conditions: Sequence[Condition], payload: Mapping[str, Any]) -> bool:
    """Tell whether all conditions hold for what was filed."""
    return all(str(payload.get(one.field, "")) in one.equals for one in conditions)


def faults_of_facts(
    asked: Sequence[DescribedFact], facts: Mapping[str, Any], on: date
) -> tuple[Fault, ...]:
    """Return which facts are missing, cannot be read, or are out of their bounds."""
    found = (_fault_of_fact(one, facts.get(one.key), on) for one in asked)
    return tuple(fault for fault in found if fault)


def _fault_of_fact(asked: DescribedFact, value: Any, on: date) -> Fault | None:
    text = "" if value in (None, 0) else str(value).strip()
    if not text:
        return Fault(asked.key, "needed") if asked.required else None
    match asked.kind:
        case FactKind.CHOICE:
            return None if text in asked.choices else Fault(asked.key, "unknown_choice")
        case FactKind.DIGITS:
            good = text.isascii() and text.isdigit() and len(text) == asked.count
            return None if good else Fault(asked.key, "not_digits", {"count": asked.count})
        case FactKind.DATE:
            return _fault_of_day(asked, day_of(text), on)
        case FactKind.MONEY:
            return _fault_of_amount(asked, int(text))
        case _:
            return None


def _fault_of_day(asked: DescribedFact, day: date | None, on: date) -> Fault | None:
    if day is None:
        return Fault(asked.key, "no_day")
    least, most = _bound(asked.least, on), _bound(asked.most, on)
    if least is not None and day < least:
        return Fault(asked.key, "too_early", {"least": f"{least:%d/%m/%Y}"})
    if most is not None and day > most:
        return Fault(asked.key, "too_late", {"most": f"{most:%d/%m/%Y}"})
    return None


def _fault_of_amount(asked: DescribedFact, amount: int) -> Fault | None:
    if asked.least and amount < int(asked.least):
        return Fault(asked.key, "too_small", {"least": money(int(asked.least))})
    if asked.most and amount > int(asked.most):
        return Fault(asked.key, "too_large", {"most": money(int(asked.most))})
    return None


def _bound(text: str, on: date) -> date | None:
    return on if text == TODAY else day_of(text)


def faults_of_rules(
    given: Sequence[DescribedFault],
    *,
    payload: Mapping[str, Any],
    facts: Mapping[str, Any] | None,
    days: Mapping[str, date],
) -> tuple[Fault, ...]:
    """Return which rules of the description the answers (facts: none yet) or a grant break."""
    values = {f"filed.{key}": value for key, value in payload.items()}
    values |= {f"facts.{key}": value for key, value in (facts or {}).items()}
    values |= {name: day.isoformat() for name, day in days.items()}
    found = []
    for index, fault in enumerate(given):
        if fault.at_filing is not (facts is None) or not holds(fault.when, payload):
            continue
        name = f"{'filed' if fault.at_filing else 'facts'}.{fault.field}"
        value = str(values.get(name) or "").strip()
        params = (
            _broken(fault, value, str(values.get(fault.than) or ""), days[TODAY]) if value else None
        )
        if params is not None:
            found.append(Fault(fault.field, code_of(index), params))
    return tuple(found)


def _broken(fault: DescribedFault, value: str, other: str, on: date) -> dict[str, object] | None:
    """Return what the sentence needs when the rule is broken."""
    if fault.rule is Rule.SAME:
        return {} if value == other else None
    day = day_of(value)
    if day is None:
        return None
    if fault.rule in {Rule.YOUNGER, Rule.OLDER}:
        age, years = age_on(day, on), int(fault.than)
        is_broken = age < years if fault.rule is Rule.YOUNGER else age >= years
        return {"age": age, "years": years} if is_broken else None
    bound = day_of(other)
    if bound is None:
        return None
    is_broken = day < bound if fault.rule is Rule.BEFORE else day > bound
    return {"value": f"{day:%d/%m/%Y}", "than": f"{bound:%d/%m/%Y}"} if is_broken else None
