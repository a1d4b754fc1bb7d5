"""What the one-stop mechanism must know of a procedure: one ``ProcedureKind`` for each.

The commands, the contracts and the doors are the same for all; whoever brings a second procedure
registers a second kind in ``plugs.py``. No Django here.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from province.foundation.registry import Registry
from province.kernel.org.contracts import AgencyValue
from province.kernel.printing.contracts import FormKind, FormValues, SignerBlock

RESERVED = frozenset({"result", "reason", "law", "note", "revision", "key"})


class ResultFieldKind(StrEnum):
    """How a fact of a grant is typed in: chosen, an amount of đồng, a month or day, words."""

    CHOICE = "choice"
    MONEY = "money"
    MONTH = "month"
    DATE = "date"
    WORDS = "words"
    LINE = "line"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class ResultField:
    """One fact of a grant, as the desk asks for it. Days and months are stored as ISO days."""

    key: str
    label: object
    kind: ResultFieldKind
    hint: object = ""
    choices: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """One fact that is wrong, with the code and parameters of the sentence that says why."""

    field: str
    code: str
    params: Mapping[str, object] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a proposal is held against: the filed answers, the day of reception, the day today."""

    payload: Mapping[str, Any]
    received_on: date
    on: date


@dataclass(frozen=True, slots=True)
class PaperGround:
    """What a granted result is printed from, beside its own facts."""

    payload: Mapping[str, Any]
    code: str
    agency: AgencyValue
    place: str
    symbol: str
    signer: SignerBlock
    on: date


@dataclass(frozen=True, slots=True)
class BookNumber:
    """How a result is entered in a book of the agency: "{number}/2026" in the book of births.

    ``printed`` is the end of the number that stands on the paper before it is given out.
    """

    book: str
    title: str
    text: str
    printed: str = ""


class ProcedureKind(ABC):
    """How one procedure is filed, decided and printed.

    ``is_at_once`` ("trả ngay"): no appointment slip is due (R3). Every method is pure, except
    ``reference``: the one reading of the data that the others need (rates, lists, words of the
    law), all in force on one day.
    """

    code: ClassVar[str]
    form: ClassVar[str]
    granted: ClassVar[object]
    grant: ClassVar[object]
    refusals: ClassVar[Mapping[str, object]] = {}
    is_at_once: ClassVar[bool] = False

    @abstractmethod
    def reference(self, on: date) -> Any:
        """Return the data of the law that the other methods need."""

    @abstractmethod
    def fields(self, reference: Any) -> tuple[ResultField, ...]:
        """Return what the desk asks of whoever proposes a grant."""

    @abstractmethod
    def proposed(self, ground: Ground, reference: Any) -> Mapping[str, Any]:
        """Return the facts that follow from the filing, to begin with."""

    @abstractmethod
    def faults(self, facts: Mapping[str, Any], ground: Ground, reference: Any) -> tuple[Fault, ...]:
        """Return what is wrong with the facts of a grant."""

    @abstractmethod
    def paper(
        self, facts: Mapping[str, Any], ground: PaperGround, reference: Any
    ) -> tuple[FormKind, FormValues]:
        """Return the granted result as a form of the printing module with its values."""

    @abstractmethod
    def lines(self, facts: Mapping[str, Any]) -> tuple[tuple[object, str], ...]:
        """Return the facts of a grant as terms and words, for the page of the dossier."""

    @abstractmethod
    def summary(self, facts: Mapping[str, Any]) -> str:
        """Return a grant in a few words, for a line of a list."""

    def number(self, on: date) -> BookNumber | None:
        """Return the book in which a result is entered; nothing for a register of decisions."""
        del on
        return None

    def filing_faults(
        self, payload: Mapping[str, Any], on: date, reference: Any
    ) -> tuple[Fault, ...]:
        """Return what in the answers of a filing cannot be; ``refusals`` has the sentences."""
        del payload, on, reference
        return ()

    def unusual(self, facts: Mapping[str, Any]) -> str:
        """Return why a grant must be read before it is signed, or nothing when it is as usual."""
        del facts
        return ""


def _check(kind: ProcedureKind) -> list[str]:
    wanted = ("code", "form", "granted", "grant")
    return [f"no {name}" for name in wanted if not getattr(kind, name, None)]


PROCEDURE_KINDS: Registry[ProcedureKind] = Registry(
    name="procedure kinds", key=lambda kind: kind.code, check=_check
)
