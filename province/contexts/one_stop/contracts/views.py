"""How a dossier is shown to officials, applicants and the public."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from province.contexts.one_stop.contracts.acts import SupplementItem
from province.contexts.one_stop.contracts.states import (
    Channel,
    Delivery,
    DeliveryState,
    DossierClock,
    FormIssued,
    NationalStatus,
    Origin,
    ProcessingState,
    ResultKind,
)


@dataclass(frozen=True, slots=True)
class PublicProgress:
    """What anybody with the code may know (the law's first level)."""

    code: str
    status: NationalStatus
    step: int
    steps: int
    received_on: date | None
    due_at: datetime | None
    provisional: bool
    is_late: bool
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier in a list."""

    id: int
    case_id: int
    code: str
    filing_no: str
    procedure_code: str
    procedure_name: str
    applicant: str
    agency_id: int
    processing: ProcessingState
    clock: DossierClock
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class IssuedFormView:
    """A form that was issued in a dossier."""

    form: FormIssued
    number: str
    version_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SupplementView:
    """A supplement request and what became of it."""

    id: int
    stage: str
    reason: str
    law: str
    items: tuple[SupplementItem, ...]
    asked_at: datetime
    answer_by: datetime | None
    answered_at: datetime | None
    task_id: int


@dataclass(frozen=True, slots=True)
class ResultView:
    """The result of a dossier."""

    kind: ResultKind
    version_id: int
    number: str
    issued_on: date | None
    signed_at: datetime | None
    sealed_at: datetime | None

    @property
    def is_issued(self) -> bool:
        """Tell whether it has its number and date: from then on it is the applicant's."""
        return self.issued_on is not None


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier, whole, for its own page."""

    id: int
    case_id: int
    code: str
    filing_no: str
    procedure_code: str
    procedure_name: str
    agency_id: int
    receiving_agency_id: int
    applicant_party_id: int
    origin: Origin
    channel: Channel
    delivery: Delivery
    payload: Mapping[str, Any]
    processing: ProcessingState
    clock: DossierClock
    delivery_state: DeliveryState
    national: NationalStatus
    filed_at: datetime
    received_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    supplement_policy: str
    forms: tuple[IssuedFormView, ...] = ()
    supplements: tuple[SupplementView, ...] = ()
    result: ResultView | None = None
    proposal: Mapping[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None
    revised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FilingVersionView:
    """What a filing said until its applicant changed it, and which fields they changed then."""

    number: int
    payload: Mapping[str, Any]
    papers: tuple[tuple[str, int], ...]
    changed: tuple[str, ...]
    replaced_at: datetime
