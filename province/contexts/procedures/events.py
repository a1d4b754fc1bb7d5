"""What this context tells the house."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class ProcedurePublished:
    """A version of a procedure has come into force: it takes filings from now on."""

    name: ClassVar[str] = "procedures.procedure_published"

    code: str
    version_id: int


@dataclass(frozen=True)
class ProcedureWithdrawn:
    """A published procedure takes no new filings any more."""

    name: ClassVar[str] = "procedures.procedure_withdrawn"

    code: str
    version_id: int
