"""What crosses the door of processes: approved step tables as values. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from province.kernel.calendars.contracts import Limit

END = "end"


class TaskKind(StrEnum):
    """What sort of duty a step asks for."""

    TAKE_IN = "take_in"
    WORK = "work"
    CONSULT = "consult"
    APPROVE = "approve"
    SIGN = "sign"
    SEAL = "seal"
    NUMBER = "number"
    PUBLISH = "publish"
    DELIVER = "deliver"
    SUPPLY = "supply"
    READ = "read"
    WAIT = "wait"


class HolderKind(StrEnum):
    """By what a step's holder is found."""

    POST = "post"
    DESK = "desk"
    HEAD = "head"
    CHOSEN = "chosen"
    APPLICANT = "applicant"
    OUTSIDE = "outside"


class Join(StrEnum):
    """When a block of steps that run side by side is over."""

    ALL = "all"
    ANY = "any"
    LEAD = "lead"


class Many(StrEnum):
    """Whether a step opens one task, or one for each unit of its role."""

    ONE = "one"
    EACH = "each"


class VersionState(StrEnum):
    """Where a version stands. ``approved`` is never set: an old migration names it."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """Who wrote a version: people, or a rule after the procedure's facts."""

    HAND = "hand"
    GENERATED = "generated"


class FactType(StrEnum):
    """The type of one declared fact of a case kind."""

    TEXT = "text"
    INTEGER = "integer"
    YES_NO = "yes_no"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class HolderRule:
    """How the holder of a step is found.

    ``post:specialist@decides``, ``desk:one_stop@receives``, ``head@decides``, ``chosen``,
    ``applicant``, ``outside:tax``.
    """

    kind: HolderKind
    name: str = ""
    unit_role: str = ""

    def __str__(self) -> str:
        named = f"{self.kind.value}:{self.name}" if self.name else self.kind.value
        return f"{named}@{self.unit_role}" if self.unit_role else named


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a step: with this answer (any when empty), when this holds, to there."""

    to: str
    answer: str = ""
    when: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an approved step table."""

    no: int
    key: str
    title: str
    kind: TaskKind
    holder: HolderRule
    limit: Limit
    limit_online: Limit | None = None
    budget: str = ""
    block: str = ""
    join: Join = Join.ALL
    many: Many = Many.ONE
    when: Mapping[str, Any] | None = None
    ways: tuple[Way, ...] = ()
    back: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    produces: str = ""


class TableBasis(StrEnum):
    """After what a step table was written.

    ``published``: a decision's table of the same procedure; ``pattern``: a decision's table of
    another one; ``recalled``: nobody has seen one yet.
    """

    PUBLISHED = "published"
    PATTERN = "pattern"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class StepTable:
    """A step table as a file holds it, with where it comes from."""

    title: str
    limit: Limit
    basis: TableBasis
    document: str
    note: str
    decision: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An approved step table, as a case follows it."""

    version_id: int
    process_key: str
    title: str
    no: int
    state: VersionState
    decision: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step:
        """Return the step of this key.

        :raises KeyError: the plan has no such step.
        """
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def block_of(self, step: Step) -> tuple[Step, ...]:
        """Return the steps that run side by side with this one, itself included."""
        if not step.block:
            return (step,)
        return tuple(other for other in self.steps if other.block == step.block)


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A step table that a rule has made; ``digest`` tells whether its facts have changed."""

    process_key: str
    title: str
    steps: tuple[Step, ...]
    total: Limit | None
    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class Generated:
    """What a run of the generator did: drafts made, kept, left to people, removed."""

    made: int
    kept: int
    by_hand: int
    removed: int


@dataclass(frozen=True, slots=True)
class VersionValue:
    """One version of a process, when it holds (both days included), and after what it was made."""

    version_id: int
    no: int
    state: VersionState
    decision: str
    valid_from: date | None
    valid_until: date | None
    origin: Origin = Origin.HAND
    source: str = ""
    total: Limit | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProcessStanding:
    """Where a process stands on a day: the version in force, and the newest draft beside it."""

    process_key: str
    in_force: VersionValue | None
    draft: VersionValue | None


@dataclass(frozen=True, slots=True)
class Advance:
    """What a plan does next: which steps open, which open ones fall away, whether it is over."""

    opens: tuple[Step, ...] = ()
    cancels: tuple[str, ...] = ()
    ends: bool = False
