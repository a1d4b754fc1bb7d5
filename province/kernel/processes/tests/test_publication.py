import pytest

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.processes.contracts import HolderKind, HolderRule, Step, Way
from province.kernel.processes.rules.publication import publication_faults, total_minutes
from province.kernel.processes.tests.tables import COSTLY, DAY, FACTS, LEADER, ROLES, step

TWO = Limit(2, LimitUnit.WORK_DAY)


def faults(*steps: Step, total: Limit | None = None) -> tuple[str, ...]:
    return publication_faults(steps, total=total, facts=FACTS, roles=ROLES)


def test_a_sound_table_has_no_fault() -> None:
    assert faults(step(1, "a", limit=DAY), step(2, "b", LEADER, limit=DAY), total=TWO) == ()


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([], "the table has no step"),
        ([step(1, "a"), step(2, "a")], "two steps have the same key"),
        ([step(2, "a"), step(1, "b")], "the steps are not numbered upwards"),
        ([step(1, "a"), step(1, "b")], "the steps are not numbered upwards"),
        (
            [step(1, "a", HolderRule(HolderKind.POST, "king", "decides"))],
            "a: nobody knows the role 'king'",
        ),
        (
            [step(1, "a", HolderRule(HolderKind.CHOSEN))],
            "a: nobody comes before the first step who could choose its holder",
        ),
        (
            [step(1, "a", when={"fact": "colour", "is": "eq", "value": 1})],
            "a: unknown fact 'colour'",
        ),
        ([step(1, "a", ways=(Way("x"),))], "a: there is no step 'x'"),
        (
            [step(1, "a", ways=(Way("end", when={"fact": "x", "is": "eq", "value": 1}),))],
            "a: unknown fact 'x'",
        ),
        ([step(1, "a", back=("x",))], "a: there is no step 'x' to go back to"),
        ([step(1, "a", back=("a",))], "a: 'a' is not before it, one cannot go back there"),
        (
            [step(1, "a"), step(2, "b", when=COSTLY, ways=(Way("a"),))],
            "b: it may be passed over and would lead back to 'a' for ever",
        ),
        ([step(1, "a", budget="m")], "a: a shared budget needs a limit"),
        (
            [step(1, "a", budget="m", limit=DAY), step(2, "b", budget="m", limit=TWO)],
            "the steps of budget 'm' have different limits",
        ),
        (
            [step(1, "a", block="x"), step(2, "b"), step(3, "c", block="x")],
            "the steps of block 'x' do not stand together",
        ),
    ],
)
def test_each_fault_is_named(steps: list[Step], fault: str) -> None:
    assert faults(*steps) == (fault,)


def test_the_steps_take_together_what_the_procedure_has() -> None:
    assert faults(step(1, "a", limit=DAY), total=TWO) == (
        "the steps take 480 working minutes together, the procedure has 960",
    )


def test_a_sum_of_other_units_cannot_be_held_against_working_time() -> None:
    assert faults(step(1, "a", limit=Limit(1, LimitUnit.MONTH)), total=TWO) == (
        "the procedure has a limit in working time, but a step's limit is of another kind",
    )
    assert faults(step(1, "a", limit=DAY), total=Limit(1, LimitUnit.MONTH)) == ()


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [
        ([step(1, "a", limit=DAY), step(2, "b", limit=Limit(1, LimitUnit.HALF_DAY))], 720),
        ([step(1, "a", limit=Limit(90, LimitUnit.WORK_MINUTE))], 90),
        ([step(1, "a", limit=Limit(3, LimitUnit.WORK_HOUR))], 180),
        (
            [step(1, "a", limit=DAY, budget="m"), step(2, "b", limit=DAY, budget="m")],
            480,
        ),
        ([step(1, "a", limit=DAY, block="x"), step(2, "b", limit=TWO, block="x")], 960),
        (
            [
                step(1, "a", limit=DAY),
                step(2, "b", HolderRule(HolderKind.APPLICANT), limit=TWO),
                step(3, "c", HolderRule(HolderKind.OUTSIDE, "tax"), limit=TWO),
            ],
            480,
        ),
        ([step(1, "a", limit=Limit(1, LimitUnit.DAY))], None),
        ([step(1, "a")], 0),
    ],
)
def test_the_sum_counts_budgets_once_blocks_by_their_longest_and_others_not_at_all(
    steps: list[Step], minutes: int | None
) -> None:
    assert total_minutes(steps) == minutes
