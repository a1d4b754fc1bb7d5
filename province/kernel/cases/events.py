"""What cases tell the house. Codes and primitives only, never personal data."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class CaseOpened:
    """A case was opened."""

    name: ClassVar[str] = "cases.case_opened"

    case_id: int
    kind: str
    unit_id: int
    at: str


@dataclass(frozen=True)
class CaseMoved:
    """An act was done in a case."""

    name: ClassVar[str] = "cases.case_moved"

    case_id: int
    kind: str
    unit_id: int
    act: str
    seq: int
    phase: str
    at: str


@dataclass(frozen=True)
class CaseClosed:
    """A case was closed."""

    name: ClassVar[str] = "cases.case_closed"

    case_id: int
    kind: str
    unit_id: int
    outcome: str
    at: str


@dataclass(frozen=True)
class WatchFired:
    """A watched moment has come."""

    name: ClassVar[str] = "cases.watch_fired"

    case_id: int
    kind: str
    watch: str
    task_id: int | None
    clock_id: int | None
    at: str
