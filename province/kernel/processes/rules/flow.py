"""How a plan moves: which steps open first, which after one is done."""

from collections.abc import Mapping, Sequence
from typing import Any

from province.kernel.processes.contracts import END, Advance, Join, Plan, Step
from province.kernel.processes.rules.conditions import holds


def opening(plan: Plan, facts: Mapping[str, Any]) -> Advance:
    """Return what opens when a case begins to follow the plan."""
    return _arrive(plan, plan.steps[0], facts) if plan.steps else Advance(ends=True)


def entering(plan: Plan, *, step_key: str, facts: Mapping[str, Any]) -> Advance:
    """Return what opens when the case is set on this step (sent back, or moved over)."""
    return _arrive(plan, plan.step(step_key), facts)


def after(
    plan: Plan,
    *,
    step_key: str,
    answer: str,
    facts: Mapping[str, Any],
    block_states: Mapping[str, Sequence[str]],
) -> Advance:
    """Return what opens after a step is done.

    ``block_states`` holds, for each step of the same block, the states of its tasks in this run,
    the one just done included.
    """
    step = plan.step(step_key)
    block = plan.block_of(step)
    if len(block) > 1 or len(block_states.get(step_key, ())) > 1:
        if not _joined(block, step, block_states):
            return Advance()
        cancels = tuple(key for key, states in block_states.items() if "open" in states)
        onward = _leave(plan, block[-1], answer, facts)
        return Advance(opens=onward.opens, cancels=cancels, ends=onward.ends)
    return _leave(plan, step, answer, facts)


def _joined(block: Sequence[Step], done: Step, states: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether the steps side by side are over; the first of them that opened leads."""
    join = block[0].join
    if join is Join.ANY:
        return True
    if join is Join.LEAD:
        lead = next((step.key for step in block if step.key in states), done.key)
        return "open" not in states.get(lead, ())
    return all("open" not in of_step for of_step in states.values())


def _leave(plan: Plan, step: Step, answer: str, facts: Mapping[str, Any]) -> Advance:
    """Take the first way out that fits, or else the next line of the table."""
    for way in step.ways:
        if way.answer in {"", answer} and holds(way.when, facts):
            return Advance(ends=True) if way.to == END else _arrive(plan, plan.step(way.to), facts)
    following = [
        other
        for other in plan.steps
        if other.no > step.no and not (step.block and other.block == step.block)
    ]
    return _arrive(plan, following[0], facts) if following else Advance(ends=True)


def _arrive(plan: Plan, step: Step, facts: Mapping[str, Any]) -> Advance:
    """Open a step with its block, passing over what its condition leaves out."""
    block = plan.block_of(step)
    opens = tuple(member for member in block if holds(member.when, facts))
    if opens:
        return Advance(opens=opens)
    return _leave(plan, block[-1], "", facts)
