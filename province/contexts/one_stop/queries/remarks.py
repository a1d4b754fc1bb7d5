"""What the numbers in a filing contradict, in sentences that are shown and never block."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from province.contexts.one_stop.rules.allowance import SELF
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import Sex

NUMBER = "number"
BIRTHS = ("birth_date", "birth", "born_on")


def number_remarks(*, payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what each personal number of a filing contradicts; each sentence once."""
    found = [said for number, birth, sex in _people(payload) for said in _of(number, birth, sex)]
    return tuple(dict.fromkeys(found))


def _people(payload: Mapping[str, Any]) -> list[tuple[str, object, object]]:
    """Return each number with the birth and the sex that stand beside it."""
    own = "applicant_" if payload.get("filed_for", SELF) == SELF else "person_"
    people: list[tuple[str, object, object]] = []
    for key, value in payload.items():
        if isinstance(value, list):
            for row in value:
                people += _people(row) if isinstance(row, dict) else []
        if not isinstance(value, str) or not key.endswith(NUMBER):
            continue
        front = key.removesuffix(NUMBER)
        fronts = (front, "") if front == own else (front,)
        births = (payload.get(f"{one}{birth}") for one in fronts for birth in BIRTHS)
        sexes = (payload.get(f"{one}sex") for one in fronts)
        people.append((value, next(filter(None, births), ""), next(filter(None, sexes), "")))
    return people


def _of(number: str, birth: object, sex: object) -> tuple[str, ...]:
    known = {one.value for one in Sex}
    return parties.number_remarks(
        number=number,
        birth_date=_day(birth),
        sex=Sex(str(sex)) if str(sex) in known else None,
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
