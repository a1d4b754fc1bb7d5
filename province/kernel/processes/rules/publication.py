"""What a step table must satisfy before it may be published."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.processes.contracts import END, FactType, HolderKind, Step
from province.kernel.processes.rules.conditions import condition_faults

_MINUTES = {
    LimitUnit.WORK_MINUTE: 1,
    LimitUnit.WORK_HOUR: 60,
    LimitUnit.HALF_DAY: 240,
    LimitUnit.WORK_DAY: 480,
}
WORKING_DAY = 480
CALENDAR = {LimitUnit.DAY, LimitUnit.MONTH, LimitUnit.CLOCK_HOUR}


def working_minutes_of(limit: Limit) -> int | None:
    """Return a working-time limit in minutes (one work day = 480), or nothing for other units."""
    if limit.unit is LimitUnit.NONE:
        return 0
    minutes = _MINUTES.get(limit.unit)
    return None if minutes is None else limit.amount * minutes


def total_minutes(steps: Sequence[Step]) -> int | None:
    """Return what the steps take together: a shared budget once, a block as its longest step."""
    return _total(steps, working_minutes_of)


def total_of(steps: Sequence[Step], unit: LimitUnit) -> int | None:
    """Return what the steps take together in days or months; nothing when one has another unit."""
    known = {unit, LimitUnit.NONE}
    return _total(steps, lambda limit: limit.amount if limit.unit in known else None)


def _total(steps: Sequence[Step], measure: Callable[[Limit], int | None]) -> int | None:
    total = 0
    budgets: set[str] = set()
    blocks: dict[str, int] = {}
    for step in steps:
        if step.holder.kind in {HolderKind.APPLICANT, HolderKind.OUTSIDE}:
            continue
        minutes = measure(step.limit)
        if minutes is None:
            return None
        if step.budget:
            if step.budget in budgets:
                continue
            budgets.add(step.budget)
        if step.block:
            total += max(0, minutes - blocks.get(step.block, 0))
            blocks[step.block] = max(minutes, blocks.get(step.block, 0))
        else:
            total += minutes
    return total


def publication_faults(
    steps: Sequence[Step],
    *,
    total: Limit | None,
    facts: Mapping[str, FactType],
    roles: AbstractSet[str],
) -> tuple[str, ...]:
    """Return what stands in the way of publication, in words for the person who edits the table."""
    return tuple(_faults(steps, total=total, facts=facts, roles=roles))


def _faults(
    steps: Sequence[Step],
    *,
    total: Limit | None,
    facts: Mapping[str, FactType],
    roles: AbstractSet[str],
) -> Iterator[str]:
    if not steps:
        yield "the table has no step"
        return
    keys = [step.key for step in steps]
    if len(set(keys)) != len(keys):
        yield "two steps have the same key"
    numbers = [step.no for step in steps]
    if sorted(set(numbers)) != numbers:
        yield "the steps are not numbered upwards"
    if steps[0].holder.kind is HolderKind.CHOSEN:
        yield f"{keys[0]}: nobody comes before the first step who could choose its holder"
    for step in steps:
        yield from (f"{step.key}: {fault}" for fault in _step_faults(step, set(keys), facts, roles))
        yield from (f"{step.key}: {fault}" for fault in _direction_faults(step, steps))
    yield from _block_faults(steps)
    yield from _budget_faults(steps)
    yield from _sum_faults(steps, total)


def _step_faults(
    step: Step, keys: set[str], facts: Mapping[str, FactType], roles: AbstractSet[str]
) -> Iterator[str]:
    role, _dot, _division = step.holder.name.partition(".")
    if step.holder.kind is HolderKind.POST and role not in roles:
        yield f"nobody knows the role '{role}'"
    yield from condition_faults(step.when, facts)
    for way in step.ways:
        if way.to not in keys | {END}:
            yield f"there is no step '{way.to}'"
        yield from condition_faults(way.when, facts)
    for target in step.back:
        if target not in keys:
            yield f"there is no step '{target}' to go back to"
    if step.budget and step.limit.unit is LimitUnit.NONE:
        yield "a shared budget needs a limit"


def _direction_faults(step: Step, steps: Sequence[Step]) -> Iterator[str]:
    """Yield returns that lead forward, and ways back that nobody chose and that never end."""
    number = {other.key: other.no for other in steps}
    for target in step.back:
        if number.get(target, 0) >= step.no:
            yield f"'{target}' is not before it, one cannot go back there"
    for way in step.ways:
        if step.when and not way.answer and number.get(way.to, step.no + 1) <= step.no:
            yield f"it may be passed over and would lead back to '{way.to}' for ever"


def _block_faults(steps: Sequence[Step]) -> Iterator[str]:
    seen: set[str] = set()
    last = ""
    for step in steps:
        if step.block and step.block != last and step.block in seen:
            yield f"the steps of block '{step.block}' do not stand together"
        seen.add(step.block)
        last = step.block


def _budget_faults(steps: Sequence[Step]) -> Iterator[str]:
    limits: dict[str, Limit] = {}
    for step in steps:
        if step.budget and limits.setdefault(step.budget, step.limit) != step.limit:
            yield f"the steps of budget '{step.budget}' have different limits"


def _sum_faults(steps: Sequence[Step], total: Limit | None) -> Iterator[str]:
    if total is None or total.unit in {LimitUnit.NONE, LimitUnit.UNTIL}:
        return
    if total.unit in CALENDAR:
        yield from _calendar_faults(steps, total)
        return
    given = total_minutes(steps)
    wanted = working_minutes_of(total)
    if given is None:
        yield "the procedure has a limit in working time, but a step's limit is of another kind"
    elif total.unit is LimitUnit.SAME_DAY and given > WORKING_DAY:
        yield f"the steps take {given} working minutes together, which is more than the same day"
    elif wanted is not None and wanted != given:
        yield f"the steps take {given} working minutes together, the procedure has {wanted}"


def _calendar_faults(steps: Sequence[Step], total: Limit) -> Iterator[str]:
    """Yield a sum that differs; steps in other units cannot be held against days or months."""
    given = total_of(steps, total.unit)
    if given is not None and given != total.amount:
        unit = f"{total.unit.value}s"
        yield f"the steps take {given} {unit} together, the procedure has {total.amount}"
