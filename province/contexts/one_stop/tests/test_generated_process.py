"""A draft after the facts alone: it sums exactly to the limit, and says what it lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from province.contexts.one_stop.commands.loading import ROLES
from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.rules.generated_process import Facts, Missing, drawn_up, missing_of
from province.contexts.procedures.contracts import AgencyKind, DoubtAbout
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.processes.rules.publication import (
    publication_faults,
    total_minutes,
    total_of,
)

SHARED = {
    LimitUnit.WORK_MINUTE: 1,
    LimitUnit.WORK_HOUR: 60,
    LimitUnit.HALF_DAY: 240,
    LimitUnit.WORK_DAY: 480,
}


def facts(  # noqa: PLR0913 -- the facts have these parts
    limit: Limit | None,
    *,
    kind: AgencyKind = AgencyKind.COMMUNE,
    result: str = "Giấy phép",
    division: str = "",
    is_internal: bool = False,
    doubts: tuple[DoubtAbout, ...] = (),
) -> Facts:
    return Facts(
        agency_kind=kind,
        limit=limit,
        result_name=result,
        division=division,
        is_internal=is_internal,
        doubts=doubts,
    )


@given(unit=st.sampled_from(sorted(SHARED)), amount=st.integers(1, 600))
def test_working_time_is_shared_out_exactly(unit: LimitUnit, amount: int) -> None:
    steps = drawn_up(facts(Limit(amount, unit)))

    assert total_minutes(steps) == amount * SHARED[unit]
    assert all(step.limit.amount > 0 for step in steps[:-1])


@given(
    unit=st.sampled_from([LimitUnit.DAY, LimitUnit.MONTH]),
    amount=st.integers(1, 250),
    kind=st.sampled_from(sorted(set(AgencyKind) - {AgencyKind.OTHER})),
)
def test_days_and_months_are_shared_out_exactly_and_can_be_published(
    unit: LimitUnit, amount: int, kind: AgencyKind
) -> None:
    limit = Limit(amount, unit)

    steps = drawn_up(facts(limit, kind=kind))

    assert total_of(steps, unit) == amount
    assert publication_faults(steps, total=limit, facts=KINDS.get(KIND).facts, roles=ROLES) == ()


@pytest.mark.parametrize(
    ("limit", "shares"),
    [
        (Limit(0, LimitUnit.SAME_DAY), [(60, ""), (30, ""), (30, "")]),
        (Limit(10, LimitUnit.WORK_DAY), [(15, ""), (2, ""), (2, ""), (1, "")]),
        (Limit(1, LimitUnit.WORK_DAY), [(5, ""), (1, ""), (1, ""), (1, "")]),
        (Limit(2, LimitUnit.DAY), [(2, "all"), (2, "all"), (2, "all"), (2, "all")]),
        (Limit(3, LimitUnit.MONTH), [(3, "all"), (3, "all"), (3, "all"), (3, "all")]),
    ],
)
def test_who_gets_what(limit: Limit, shares: list[tuple[int, str]]) -> None:
    steps = drawn_up(facts(limit, division="phong_kinh_te"))

    assert [(step.limit.amount, step.budget) for step in steps[:-1]] == shares
    assert str(steps[0].holder) == "post:specialist.phong_kinh_te@decides"
    assert steps[-1].limit == Limit(0, LimitUnit.NONE)


@pytest.mark.parametrize(
    ("lacking", "missing"),
    [
        (facts(None), (Missing.TIME,)),
        (facts(Limit(0, LimitUnit.NONE)), (Missing.TIME,)),
        (facts(Limit(5, LimitUnit.DAY), doubts=(DoubtAbout.TIME,)), (Missing.TIME,)),
        (facts(Limit(5, LimitUnit.DAY), kind=AgencyKind.OTHER), (Missing.AGENCY,)),
        (facts(Limit(5, LimitUnit.DAY), doubts=(DoubtAbout.AGENCY,)), (Missing.AGENCY,)),
        (facts(Limit(5, LimitUnit.DAY), result=""), (Missing.RESULT,)),
        (facts(Limit(5, LimitUnit.DAY), is_internal=True), (Missing.INTERNAL,)),
    ],
)
def test_doubtful_facts_make_no_table(lacking: Facts, missing: tuple[Missing, ...]) -> None:
    assert (missing_of(lacking), drawn_up(lacking)) == (missing, ())
