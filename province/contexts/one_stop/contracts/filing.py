"""What comes in when somebody files, and what they get back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin
from province.kernel.parties.contracts import PersonInput


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """One paper of a filing: the form's field, the component it is for, and the stored version."""

    field: str
    component: str
    version_id: int


@dataclass(frozen=True, slots=True)
class Filing:
    """What arrives at the door, from wherever."""

    origin: Origin
    channel: Channel
    procedure_code: str
    agency_id: int
    applicant_party_id: int
    payload: Mapping[str, Any]
    papers: tuple[FiledPaper, ...] = ()
    external_code: str = ""
    delivery: Delivery = Delivery.ELECTRONIC
    filed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CounterFiling:
    """What an officer types at the counter: who comes, what for, which papers."""

    person: PersonInput
    procedure_code: str
    agency_id: int
    payload: Mapping[str, Any]
    papers: tuple[FiledPaper, ...] = ()
    delivery: Delivery = Delivery.COUNTER


@dataclass(frozen=True, slots=True)
class PartnerFiling:
    """What another system sends for somebody: answers as typed, a commune by its code.

    ``typed`` has the names of the form's fields, with communes by any code of theirs; ``papers``
    are stored already.
    """

    external_code: str
    procedure_code: str
    agency_code: str
    person: PersonInput
    typed: Mapping[str, list[str]]
    papers: tuple["StoredPaper", ...] = ()
    delivery: Delivery = Delivery.ELECTRONIC
    filed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper that was taken in before, and the form's field it answers."""

    field: str
    version_id: int


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a filing."""

    dossier_id: int
    filing_no: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What reception gives out."""

    dossier_id: int
    code: str
    due_at: datetime
    provisional: bool
    receipt_version_id: int | None
