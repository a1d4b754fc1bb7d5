"""What a filing of the allowance says that cannot be: seen at once, while the form is filled in.

Only what no reading of the law allows is a fault; where a reading does, the filing goes on and the
specialist decides with the stricter rules of ``allowance.faults_of``.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from province.contexts.one_stop.contracts.legal import Category
from province.contexts.one_stop.kinds import Fault
from province.contexts.one_stop.rules.allowance import FARTHEST, age_on, day_of, months_later

ADULT = 18
OLDEST_CHILD = 22  # of a single parent: 16 to 22 when still at school
NOT_OF_A_CHILD = {"child", "spouse"}


def faults_of_filing(
    payload: Mapping[str, Any], on: date, categories: Sequence[Category]
) -> tuple[Fault, ...]:
    """Return what in the answers contradicts itself or the category; missing answers are not."""
    born = day_of(payload.get("birth_date"))
    filed = str(payload.get("category") or "")
    known = [one for one in categories if one.filed_as == filed]
    return (
        *_faults_of_relation(payload),
        *(_faults_of_age(payload, born, on, known) if born else ()),
        *_faults_of_household(payload, known),
        *_faults_of_marriage(payload, filed),
        *_faults_of_children(payload, born, on),
    )


def _faults_of_relation(payload: Mapping[str, Any]) -> tuple[Fault, ...]:
    if payload.get("filed_for") == "child" and payload.get("relation") in NOT_OF_A_CHILD:
        return (Fault("relation", "filed_relation"),)
    return ()


def _faults_of_age(
    payload: Mapping[str, Any], born: date, on: date, known: Sequence[Category]
) -> tuple[Fault, ...]:
    age = age_on(born, on)
    said = {"born": f"{born:%d/%m/%Y}", "age": age}
    faults = []
    if payload.get("filed_for") == "child" and age >= ADULT:
        faults.append(Fault("birth_date", "filed_no_child", said))
    faults += _faults_of_category(born, on, known, said)
    if age < ADULT and payload.get("marital_state") not in {None, "", "single"}:
        faults.append(Fault("marital_state", "filed_too_young_to_marry", said))
    given = day_of(payload.get("disability_certificate_date"))
    if given is not None and given < born:
        faults.append(Fault("disability_certificate_date", "filed_before_birth", said))
    return tuple(faults)


def _faults_of_category(
    born: date, on: date, known: Sequence[Category], said: Mapping[str, object]
) -> tuple[Fault, ...]:
    """Hold the age against the widest bounds of what was filed, up to the farthest month."""
    least = min((one.age_from or 0 for one in known), default=0)
    bounds = [one.age_to for one in known]
    latest = months_later(on, FARTHEST + 1)
    if age_on(born, latest, whole=False) < least:
        return (Fault("category", "filed_too_young", {**said, "least": least}),)
    most = None if None in bounds else max((one for one in bounds if one is not None), default=None)
    if most is not None and age_on(born, on.replace(day=1)) > most:
        return (Fault("category", "filed_too_old", {**said, "below": most + 1}),)
    return ()


def _faults_of_household(
    payload: Mapping[str, Any], known: Sequence[Category]
) -> tuple[Fault, ...]:
    needs_poverty = bool(known) and all(one.households for one in known)
    if needs_poverty and payload.get("household_poverty") == "none":
        return (Fault("household_poverty", "filed_not_poor"),)
    return ()


def _faults_of_marriage(payload: Mapping[str, Any], filed: str) -> tuple[Fault, ...]:
    if filed == "single_parent" and payload.get("marital_state") == "married":
        return (Fault("marital_state", "filed_not_single"),)
    return ()


def _faults_of_children(
    payload: Mapping[str, Any], born: date | None, on: date
) -> tuple[Fault, ...]:
    faults = []
    rows = payload.get("children")
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        child = day_of(row.get("birth_date")) if isinstance(row, Mapping) else None
        place = f"children__{index}__birth_date"
        if child is None:
            continue
        if born is not None and child <= born:
            faults.append(Fault(place, "filed_before_birth", {"born": f"{born:%d/%m/%Y}"}))
        elif age_on(child, on.replace(day=1)) > OLDEST_CHILD:
            said = {"born": f"{child:%d/%m/%Y}", "age": age_on(child, on)}
            faults.append(Fault(place, "filed_child_too_old", said))
    return tuple(faults)
