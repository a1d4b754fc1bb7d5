from typing import Any

import pytest

from province.kernel.processes.contracts import Advance, Join, Plan, Way
from province.kernel.processes.rules.flow import after, entering, opening
from province.kernel.processes.tests.tables import COSTLY, plan_of, step


def keys(advance: Advance) -> tuple[str, ...]:
    return tuple(opened.key for opened in advance.opens)


def moved(plan: Plan, key: str, *, answer: str = "", **facts: Any) -> Advance:
    return after(plan, step_key=key, answer=answer, facts=facts, block_states={key: ["done"]})


def test_an_empty_table_ends_at_once() -> None:
    assert opening(plan_of(), {}) == Advance(ends=True)


def test_lines_follow_each_other_to_the_end() -> None:
    plan = plan_of(step(1, "a"), step(2, "b"))

    assert keys(opening(plan, {})) == ("a",)
    assert keys(moved(plan, "a")) == ("b",)
    assert moved(plan, "b") == Advance(ends=True)


def test_the_first_way_that_fits_is_taken() -> None:
    ways = (Way("end", answer="refuse"), Way("c", when=COSTLY), Way("b"))
    plan = plan_of(step(1, "a", ways=ways), step(2, "b"), step(3, "c"))

    assert moved(plan, "a", answer="refuse", costly=True) == Advance(ends=True)
    assert keys(moved(plan, "a", costly=True)) == ("c",)
    assert keys(moved(plan, "a", costly=False)) == ("b",)


def test_steps_whose_condition_does_not_hold_are_passed_over_to_the_end() -> None:
    plan = plan_of(step(1, "a"), step(2, "b", when=COSTLY), step(3, "c", when=COSTLY))

    assert moved(plan, "a") == Advance(ends=True)
    assert keys(moved(plan, "a", costly=True)) == ("b",)
    assert keys(opening(plan_of(step(1, "a", when=COSTLY), step(2, "b")), {})) == ("b",)


BLOCK = (
    step(1, "lead", block="x"),
    step(2, "legal", block="x"),
    step(3, "money", block="x", when=COSTLY),
    step(4, "seal"),
)


def test_a_block_opens_together_without_what_its_conditions_leave_out() -> None:
    assert keys(opening(plan_of(*BLOCK), {})) == ("lead", "legal")
    assert keys(entering(plan_of(*BLOCK), step_key="legal", facts={"costly": True})) == (
        "lead",
        "legal",
        "money",
    )


@pytest.mark.parametrize(
    ("join", "done", "states", "opens", "cancels"),
    [
        (Join.ALL, "lead", {"lead": ["done"], "legal": ["open"]}, (), ()),
        (Join.ALL, "legal", {"lead": ["done"], "legal": ["done"]}, ("seal",), ()),
        (Join.ALL, "legal", {"lead": ["done"], "legal": ["done", "open"]}, (), ()),
        (Join.ALL, "legal", {"lead": ["lapsed"], "legal": ["done"]}, ("seal",), ()),
        (Join.ANY, "legal", {"lead": ["open"], "legal": ["done"]}, ("seal",), ("lead",)),
        (Join.LEAD, "lead", {"lead": ["done"], "legal": ["open"]}, ("seal",), ("legal",)),
        (Join.LEAD, "legal", {"lead": ["open"], "legal": ["done"]}, (), ()),
        (Join.LEAD, "lead", {"lead": ["done", "open"], "legal": ["open"]}, (), ()),
    ],
)
def test_a_block_meets_by_its_join(
    join: Join,
    done: str,
    states: dict[str, list[str]],
    opens: tuple[str, ...],
    cancels: tuple[str, ...],
) -> None:
    plan = plan_of(step(1, "lead", block="x", join=join), *BLOCK[1:])

    advance = after(plan, step_key=done, answer="", facts={}, block_states=states)

    assert (keys(advance), advance.cancels) == (opens, cancels)


def test_the_first_member_that_opened_leads_when_the_first_of_the_table_was_left_out() -> None:
    plan = plan_of(
        step(1, "money", block="x", join=Join.LEAD, when=COSTLY),
        step(2, "lead", block="x"),
        step(3, "legal", block="x"),
        step(4, "seal"),
    )

    waiting = after(
        plan,
        step_key="legal",
        answer="",
        facts={},
        block_states={"lead": ["open"], "legal": ["done"]},
    )
    over = after(
        plan,
        step_key="lead",
        answer="",
        facts={},
        block_states={"lead": ["done"], "legal": ["done"]},
    )

    assert keys(waiting) == ()
    assert keys(over) == ("seal",)


def test_one_step_for_many_units_waits_for_all_of_them() -> None:
    plan = plan_of(step(1, "ask"), step(2, "seal"))

    waiting = after(
        plan, step_key="ask", answer="", facts={}, block_states={"ask": ["done", "open"]}
    )
    over = after(plan, step_key="ask", answer="", facts={}, block_states={"ask": ["done", "done"]})

    assert (keys(waiting), keys(over)) == ((), ("seal",))
