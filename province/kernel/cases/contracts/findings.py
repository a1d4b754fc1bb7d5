"""What questions about many cases are answered with. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from province.kernel.cases.contracts.values import Holder, TaskState
from province.kernel.processes.contracts import TaskKind


@dataclass(frozen=True, slots=True)
class DoneTask:
    """One task that one's posts have done, and who has its case now."""

    task_id: int
    case_id: int
    case_kind: str
    code: str
    title: str
    step_title: str
    kind: TaskKind
    state: TaskState
    answer: str
    done_at: datetime
    done_by_post_id: int | None
    phase: str
    closed_at: datetime | None
    outcome: str
    now_with: tuple[Holder, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProvisionalClock:
    """A clock whose end is not sure before the days off of its year are decided.

    ``counted_at`` is the end that the calendar of today gives, and ``is_decided`` tells whether
    its days are decided by now. A clock that stands still is counted when it goes on.
    """

    clock_id: int
    case_id: int
    case_kind: str
    code: str
    title: str
    unit_id: int
    name: str
    task_id: int | None
    task_title: str
    due_at: datetime | None
    is_paused: bool
    agency_id: int | None
    counted_at: datetime | None
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What a rebase would change or has changed in one case."""

    case_id: int
    from_version: int
    to_version: int
    kept: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    applied: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One break in the journal."""

    case_id: int
    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of the journal found."""

    cases: int
    acts: int
    faults: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether no break was found."""
        return not self.faults
