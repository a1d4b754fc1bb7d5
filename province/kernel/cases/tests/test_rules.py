from datetime import datetime, timedelta

import pytest

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases.rules.clocks import Stretch, verdict, watch_moments, within, without
from province.kernel.cases.tests.hands import later
from province.kernel.cases.tests.kinds import NOW

DUE = later(days=4)


def hours(first: float, last: float) -> Stretch:
    return Stretch(later(hours=first), later(hours=last))


@pytest.mark.parametrize(
    ("done_at", "due_at", "said"),
    [
        (NOW, None, ""),
        (NOW, later(minutes=1), "early"),
        (NOW, NOW, "on_time"),
        (later(seconds=59), NOW, "on_time"),
        (later(minutes=1), NOW, "late"),
    ],
)
def test_a_verdict_is_given_to_the_minute(
    done_at: datetime, due_at: datetime | None, said: str
) -> None:
    assert verdict(done_at=done_at, due_at=due_at) == said


def earlier(moment: datetime, days: int) -> datetime:
    return moment - timedelta(days=days)


@pytest.mark.parametrize(
    ("name", "now", "lapses", "kinds"),
    [
        ("legal", NOW, False, ["warn", "draft_apology", "escalate"]),
        ("legal", later(days=2), False, ["draft_apology", "escalate"]),
        ("legal", later(days=9), False, ["escalate"]),
        ("step", NOW, False, ["escalate"]),
        ("step", NOW, True, ["lapse"]),
    ],
)
def test_who_must_be_told_when(name: str, now: datetime, *, lapses: bool, kinds: list[str]) -> None:
    moments = watch_moments(
        name=name,
        limit=Limit(4, LimitUnit.WORK_DAY),
        due_at=DUE,
        now=now,
        lapses=lapses,
        earlier=earlier,
    )

    assert [kind.value for kind, _at in moments] == kinds
    assert moments[-1][1] == DUE


@pytest.mark.parametrize(
    ("limit", "due_at"),
    [(Limit(0, LimitUnit.NONE), DUE), (Limit(1, LimitUnit.WORK_DAY), None)],
)
def test_without_an_end_nobody_is_told(limit: Limit, due_at: datetime | None) -> None:
    assert (
        watch_moments(
            name="legal", limit=limit, due_at=due_at, now=NOW, lapses=False, earlier=earlier
        )
        == ()
    )


@pytest.mark.parametrize(
    ("holes", "left"),
    [
        ([], [(0, 10)]),
        ([(2, 4)], [(0, 2), (4, 10)]),
        ([(2, 4), (3, 6)], [(0, 2), (6, 10)]),
        ([(-5, 3), (9, 20)], [(3, 9)]),
        ([(-1, 11)], []),
        ([(-3, 0), (10, 12)], [(0, 10)]),
    ],
)
def test_holes_are_cut_out_once(holes: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    cut = without(hours(0, 10), [hours(*hole) for hole in holes])

    assert cut == tuple(hours(*part) for part in left)


@pytest.mark.parametrize(
    ("stretch", "inside"),
    [((2, 4), (2, 4)), ((-2, 4), (0, 4)), ((8, 14), (8, 10)), ((10, 12), None), ((-3, 0), None)],
)
def test_what_lies_within_a_frame(stretch: tuple[int, int], inside: tuple[int, int] | None) -> None:
    assert within(hours(*stretch), hours(0, 10)) == (hours(*inside) if inside else None)
