"""What crosses the door of cases. No Django here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from province.kernel.calendars.contracts import Limit
from province.kernel.processes.contracts import TaskKind

LEGAL = "legal"
STEP = "step"


class Sight(StrEnum):
    """Who may see a case."""

    OPEN = "open"
    UNIT = "unit"
    NAMED = "named"


class TaskState(StrEnum):
    """Where a task stands. No task is ``waiting``: an old migration names it."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class TaskMode(StrEnum):
    """Whether a task must be answered; one that may be left lapses and is never late."""

    MUST = "must"
    MAY = "may"


class ClockState(StrEnum):
    """Whether a clock counts."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class PauseReason(StrEnum):
    """For what a clock stands still."""

    SUPPLEMENT = "supplement"
    FINANCE = "finance"
    FIELD = "field"
    OUTSIDE = "outside"
    ORDER = "order"


class UnitRole(StrEnum):
    """What a unit has to do with a case."""

    HELPED = "helped"
    RECEIVES = "receives"
    DECIDES = "decides"
    LEADS = "leads"
    JOINS = "joins"
    INFORMED = "informed"
    ISSUED = "issued"


class PartyRole(StrEnum):
    """What a person has to do with a case."""

    OWNER = "owner"
    APPLICANT = "applicant"
    PROXY = "proxy"
    SUBJECT = "subject"


class PaperRole(StrEnum):
    """What a paper is in a case."""

    COMPONENT = "component"
    SUPPLEMENT = "supplement"
    DRAFT = "draft"
    RESULT = "result"
    EVIDENCE = "evidence"
    FORM = "form"


class PaperState(StrEnum):
    """What was found of a paper."""

    GIVEN = "given"
    MARKED = "marked"
    ACCEPTED = "accepted"
    REUSED = "reused"
    REPLACED = "replaced"


class Relation(StrEnum):
    """How one case stands to another."""

    ANSWERS = "answers"
    REPLACES = "replaces"
    STEMS_FROM = "stems_from"
    DUPLICATE_OF = "duplicate_of"
    BUNDLED_WITH = "bundled_with"


class WatchKind(StrEnum):
    """What a watch is for.

    ``silent`` is kept for files in which nobody has acted for long; nothing sets it yet. ``expire``
    is never set: an old migration names it.
    """

    WARN = "warn"
    DRAFT_APOLOGY = "draft_apology"
    SILENT = "silent"
    ESCALATE = "escalate"
    LAPSE = "lapse"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a task: exactly one of these is given."""

    post_id: int | None = None
    desk: str = ""
    official_id: int | None = None
    party_id: int | None = None
    outside: str = ""


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """A clock of a case; it counts on the calendar of the agency, else of the unit in charge."""

    name: str
    limit: Limit
    started_at: datetime | None = None
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A paper that an act brings into the case."""

    version_id: int
    role: PaperRole
    name: str
    state: PaperState = PaperState.GIVEN
    why: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a party changes in a case that nobody has answered yet.

    ``replaced`` are versions of papers that no longer count; they stay in the case and readable.
    Of the roles in ``parties`` exactly these people are left.
    """

    act: str
    params: Mapping[str, Any] = field(default_factory=dict)
    papers: tuple[CasePaper, ...] = ()
    replaced: tuple[int, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    parties: Mapping[PartyRole, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper of a case, as its page shows it."""

    id: int
    version_id: int
    role: PaperRole
    name: str
    state: PaperState
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case that was opened, and what opened in it."""

    case_id: int
    revision: int
    opened: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRef:
    """A task that was made."""

    task_id: int
    case_id: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What an act did: the task it ended, the tasks that opened, where the case stands."""

    case_id: int
    revision: int
    phase: str
    act_seq: int
    done: int | None = None
    opened: tuple[int, ...] = ()
    plan_ended: bool = False


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock, as pages and rules see it."""

    id: int
    name: str
    limit: Limit
    task_id: int | None
    started_at: datetime | None
    due_first: datetime | None
    due_at: datetime | None
    provisional: bool
    state: ClockState
    paused_for: str
    stopped_at: datetime | None
    verdict: str
    agency_id: int | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task, as pages and contexts see it."""

    id: int
    case_id: int
    step: str
    kind: TaskKind
    mode: TaskMode
    title: str
    unit_id: int
    holder: Holder
    claimed_by: int | None
    state: TaskState
    opened_at: datetime
    due_at: datetime | None
    done_at: datetime | None
    answer: str
    paused: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its clocks, tasks, units, parties and papers."""

    id: int
    kind: str
    code: str
    title: str
    unit_id: int
    parent_id: int | None
    phase: str
    sight: Sight
    facts: Mapping[str, Any]
    plan_version_id: int | None
    revision: int
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    is_test: bool
    clocks: tuple[ClockView, ...] = ()
    tasks: tuple[TaskView, ...] = ()
    units: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    parties: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    papers: tuple[PaperView, ...] = ()
    replaced_papers: tuple[PaperView, ...] = ()

    def clock(self, name: str) -> ClockView | None:
        """Return the case's own clock of this name, if it has one."""
        return next((c for c in self.clocks if c.name == name and c.task_id is None), None)


@dataclass(frozen=True, slots=True)
class ActView:
    """One act of the journal, as the timeline shows it."""

    seq: int
    name: str
    at: datetime
    recorded_at: datetime
    actor: str
    official_id: int | None
    post_id: int | None
    on_behalf_of: int | None
    task_id: int | None
    params: Mapping[str, Any]
    body: str | None


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One hand-over with both sides (Mẫu 06); ``taken_post_id`` is who took it from a desk."""

    id: int
    task_id: int
    task_title: str
    from_post_id: int | None
    to_post_id: int | None
    to_desk: str
    taken_post_id: int | None
    given_at: datetime
    taken_at: datetime | None
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One open task of the inbox."""

    task_id: int
    case_id: int
    case_kind: str
    code: str
    title: str
    step_title: str
    kind: TaskKind
    mode: TaskMode
    unit_id: int
    opened_at: datetime
    due_at: datetime | None
    paused: bool
    provisional: bool
    claimed_by: int | None
    for_post_id: int | None
    desk: str
    revision: int
    columns: Mapping[str, str] = field(default_factory=dict)
    page: str = ""


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """How many duties there are, by view, by kind and by urgency."""

    total: int
    by_kind: Mapping[str, int]
    late: int
    today: int
    paused: int
    by_post: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hands:
    """Working minutes of a case in whose hands."""

    ours: int
    party: int
    outside: int
    by_post: Mapping[int, int] = field(default_factory=dict)
