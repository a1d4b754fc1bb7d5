"""What crosses the door of the one-stop mechanism. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from province.kernel.calendars.contracts import Limit
from province.kernel.parties.contracts import PersonInput

KIND = "dossier"
ONE_STOP_DESK = "one_stop"
UNDOABLE = frozenset({"appraised", "reviewed", "sent_back"})


class Origin(StrEnum):
    """Through which door a filing came."""

    PORTAL = "portal"
    COUNTER = "counter"
    POST = "post"
    KIOSK = "kiosk"
    PARTNER = "partner"
    NATIONAL = "national"


class Channel(StrEnum):
    """KenhThucHien: 1 direct, 2 online, 3 public post."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Delivery(StrEnum):
    """How the applicant wants the result."""

    ELECTRONIC = "electronic"
    COUNTER = "counter"
    POST = "post"


class ProcessingState(StrEnum):
    """Where the work on a dossier stands."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    PROCESSING = "processing"
    SIGNING = "signing"
    RESULT_READY = "result_ready"
    RETURNED = "returned"
    REFUSED_RECEPTION = "refused_reception"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class DossierClock(StrEnum):
    """How the legal clock of a dossier stands."""

    NONE = "none"
    RUNNING = "running"
    PAUSED_SUPPLEMENT = "paused_supplement"
    PAUSED_FINANCE = "paused_finance"
    PAUSED_OTHER = "paused_other"
    STOPPED = "stopped"


class FinanceState(StrEnum):
    """Whether money is owed."""

    NOTHING = "nothing"
    OWED = "owed"
    PAID = "paid"


class DeliveryState(StrEnum):
    """Whether the result has reached the applicant."""

    NOT_YET = "not_yet"
    WAITING = "waiting"
    DELIVERED = "delivered"


class SyncState(StrEnum):
    """Whether the national portal knows the present state."""

    NOT_CONNECTED = "not_connected"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class NationalStatus(IntEnum):
    """TrangThaiHoSo of the national portal."""

    NEW = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCE = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


class ResultKind(StrEnum):
    """What the agency decides."""

    GRANT = "grant"
    REFUSAL = "refusal"


class FormIssued(StrEnum):
    """The forms that a dossier's acts issue."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    CONTROL_SHEET = "control_sheet"
    HANDOVER_SLIP = "handover_slip"


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
    receipt_version_id: int


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


@dataclass(frozen=True, slots=True)
class Rate:
    """The base amount (đồng a month) and coefficients of social allowances from a day on."""

    valid_from: date
    base_amount: int
    coefficients: tuple[str, ...]
    source: str
    is_recalled: bool


@dataclass(frozen=True, slots=True)
class Category:
    """A category of those entitled to the allowance: how it is filed, and whom it is for.

    ``households`` are the degrees of poverty of its households; empty when any household may.
    """

    name: str
    filed_as: str
    age_from: int | None
    age_to: int | None
    source: str
    is_recalled: bool
    households: tuple[str, ...] = ()
