"""What a context gives the kernel: one ``CaseKind`` for each kind of matter. No Django here."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, ClassVar

from province.foundation.registry import Registry
from province.kernel.cases.contracts.values import ClockSpec, ClockView, Sight
from province.kernel.processes.contracts import FactType, TaskKind


@dataclass(frozen=True, slots=True)
class Yes:
    """The act may be done."""


@dataclass(frozen=True, slots=True)
class No:
    """The act may not be done, with the code and parameters of the sentence that says why."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageRef:
    """A named page and what its address needs."""

    name: str
    kwargs: Mapping[str, Any]


class CaseKind(ABC):
    """How one kind of case behaves.

    Every method is a pure function on values, except ``columns``, which is the one query behind a
    page of the inbox.
    """

    key: ClassVar[str]
    name: ClassVar[object]
    icon: ClassVar[str] = "file"
    facts: ClassVar[Mapping[str, FactType]] = {}
    phases: ClassVar[Mapping[str, object]] = {}
    acts: ClassVar[Mapping[str, object]] = {}
    outcomes: ClassVar[Mapping[str, object]] = {}
    refusals: ClassVar[Mapping[str, object]] = {}
    is_kept: ClassVar[bool] = True  # by the law on archives, against a request to erase

    def opening_clocks(self, facts: Mapping[str, Any]) -> tuple[ClockSpec, ...]:
        """Return the clocks that open with a case."""
        del facts
        return ()

    @abstractmethod
    def may(
        self, act: str, facts: Mapping[str, Any], phase: str, clocks: Sequence[ClockView]
    ) -> Yes | No:
        """Tell whether the act is allowed where the case stands."""

    @abstractmethod
    def phase_after(self, act: str, facts: Mapping[str, Any], phase: str) -> str:
        """Return the phase in which the case stands after the act."""

    def sight(self, facts: Mapping[str, Any]) -> Sight:
        """Return who may see such a case."""
        del facts
        return Sight.UNIT

    def may_hold(self, task_kind: TaskKind, abilities: AbstractSet[str]) -> bool:
        """Tell whether a post with these abilities may be given a task of this kind by hand."""
        del task_kind, abilities
        return True

    @abstractmethod
    def page_of(self, case_id: int, code: str) -> PageRef:
        """Return the page of a case."""

    def columns(self, case_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
        """Return what inbox rows show of these cases, in one query."""
        del case_ids
        return {}


def _faults(kind: object) -> list[str]:
    """Return what is wrong with a kind, checked when it is registered."""
    faults = []
    if not isinstance(kind, CaseKind):
        return ["it is not a CaseKind"]
    if not kind.phases:
        faults.append("it names no phases")
    if not kind.acts:
        faults.append("it names no acts")
    if not kind.outcomes:
        faults.append("it names no outcomes")
    return faults


KINDS: Registry[CaseKind] = Registry(name="case kinds", key=lambda kind: kind.key, check=_faults)
