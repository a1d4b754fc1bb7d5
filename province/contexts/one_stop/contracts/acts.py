"""What officials decide on a dossier: supplements, proposals, several at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from province.contexts.one_stop.contracts.states import ProcessingState, ResultKind
from province.kernel.calendars.contracts import Limit


@dataclass(frozen=True, slots=True)
class SupplementItem:
    """One thing to be mended: a paper of the dossier, or one that is missing, and what is wrong."""

    name: str
    why: str
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class SupplementTerms:
    """How long applicants may take to answer, and how a dossier ends that nobody answers."""

    valid_from: date
    limit: Limit
    unanswered_before: ProcessingState
    unanswered_after: ProcessingState
    source: str
    is_recalled: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the specialist proposes to the leader; the facts of a grant are the procedure's own."""

    result: ResultKind
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One dossier of a batch, in the state in which it was seen."""

    dossier_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of one dossier of a batch: its number where it got one, or why it was refused."""

    dossier_id: int
    number: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """What became of a batch so far, and what is left of it, in its order."""

    outcomes: tuple[BatchOutcome, ...]
    left: tuple[Chosen, ...]

    @property
    def total(self) -> int:
        """Return how many were chosen."""
        return len(self.outcomes) + len(self.left)
