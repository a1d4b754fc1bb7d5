"""A step table is read from JSON strictly: what is not understood is refused, in words."""

from typing import Any

import pytest

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import (
    HolderKind,
    HolderRule,
    Step,
    StepTable,
    TableBasis,
    TaskKind,
    Way,
)
from province.kernel.processes.rules.publication import publication_faults


def plain(**more: Any) -> dict[str, Any]:
    return {
        "title": "Cấp phép",
        "limit": {"amount": 1, "unit": "work_day"},
        "source": {"basis": "pattern", "document": "Quyết định 1/QĐ-UBND", "note": ""},
        "decision": "Quyết định 2/QĐ-UBND",
        "steps": [step()],
        **more,
    }


def step(**more: Any) -> dict[str, Any]:
    return {
        "key": "signing",
        "title": "Ký",
        "kind": "sign",
        "holder": "head@decides",
        "limit": {"amount": 1, "unit": "work_day"},
        "ways": [{"to": "end"}],
        **more,
    }


def test_a_good_table_is_read() -> None:
    assert processes.read_table(plain=plain()) == StepTable(
        title="Cấp phép",
        limit=Limit(1, LimitUnit.WORK_DAY),
        basis=TableBasis.PATTERN,
        document="Quyết định 1/QĐ-UBND",
        note="",
        decision="Quyết định 2/QĐ-UBND",
        steps=(
            Step(
                no=1,
                key="signing",
                title="Ký",
                kind=TaskKind.SIGN,
                holder=HolderRule(HolderKind.HEAD, "", "decides"),
                limit=Limit(1, LimitUnit.WORK_DAY),
                ways=(Way(to="end"),),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (plain(extra=1), "table: unknown 'extra'"),
        ({"title": "x"}, "table: 'decision' is missing"),
        (plain(steps=[]), "table: no step"),
        (plain(limit={"amount": 1, "unit": "moon"}), "limit: unreadable limit"),
        (
            plain(source={"basis": "dream", "document": "", "note": ""}),
            "source: unknown basis 'dream'",
        ),
        (plain(steps=[step(holder="nobody")]), "step 1: 'nobody' names no holder"),
        (plain(steps=[step(kind="dance")]), "step 1: unknown kind 'dance'"),
        (plain(steps=[step(limit={"unit": "day"})]), "step 1: unreadable limit"),
        (plain(steps=[step(limit_online={"amount": -1, "unit": "day"})]), "step 1: unreadable"),
        (plain(steps=[step(ways=[{"answer": "yes"}])]), "step 1, way: 'to' is missing"),
        (plain(steps=[{"key": "x"}]), "step 1: 'holder' is missing"),
    ],
)
def test_a_bad_table_is_refused_in_words(bad: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match="^" + said.replace("(", r"\(")):
        processes.read_table(plain=bad)


@pytest.mark.parametrize(
    ("total", "taken", "faults"),
    [
        (Limit(0, LimitUnit.SAME_DAY), Limit(2, LimitUnit.WORK_HOUR), ()),
        (
            Limit(0, LimitUnit.SAME_DAY),
            Limit(9, LimitUnit.WORK_HOUR),
            ("the steps take 540 working minutes together, which is more than the same day",),
        ),
        (
            Limit(0, LimitUnit.SAME_DAY),
            Limit(1, LimitUnit.DAY),
            ("the procedure has a limit in working time, but a step's limit is of another kind",),
        ),
        (Limit(10, LimitUnit.DAY), Limit(10, LimitUnit.DAY), ()),
        (
            Limit(10, LimitUnit.DAY),
            Limit(9, LimitUnit.DAY),
            ("the steps take 9 days together, the procedure has 10",),
        ),
        (
            Limit(10, LimitUnit.DAY),
            Limit(9, LimitUnit.WORK_DAY),
            (),
        ),
        (Limit(0, LimitUnit.NONE), Limit(9, LimitUnit.WORK_DAY), ()),
    ],
)
def test_steps_sum_to_the_limit_in_its_own_unit(
    total: Limit, taken: Limit, faults: tuple[str, ...]
) -> None:
    table = processes.read_table(plain=plain(steps=[step(limit=taken.to_json())]))

    assert publication_faults(table.steps, total=total, facts={}, roles=set()) == faults
