"""What crosses the door of privacy. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from province.foundation.paging import PageNumbers


@dataclass(frozen=True, slots=True)
class LookLine:
    """The looks of one day at one person, as the person reads them."""

    first_at: datetime
    last_at: datetime
    times: int
    unit: str
    post: str
    case: str
    purpose: str


@dataclass(frozen=True, slots=True)
class LookList:
    """A page of looks."""

    lines: tuple[LookLine, ...]
    numbers: PageNumbers


class Unusual(StrEnum):
    """Why an hour of looks deserves a question."""

    MANY = "many"
    OUTSIDE_HOURS = "outside_hours"


@dataclass(frozen=True, slots=True)
class OfficialHour:
    """What one official looked at within one hour."""

    official: str
    post: str
    unit: str
    hour: datetime
    times: int
    people: int
    cases: int
    unusual: tuple[Unusual, ...]


KIND = "data_request"
PURPOSE = "Trả lời yêu cầu của chính người đó về dữ liệu"


class RequestKind(StrEnum):
    """What a person asks about their own data."""

    SEE = "see"
    CORRECT = "correct"
    ERASE = "erase"
    RESTRICT = "restrict"
    ASK_LOOK = "ask_look"


class RequestChannel(StrEnum):
    """How a request came."""

    PORTAL = "portal"
    COUNTER = "counter"


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LegalTerm:
    """A limit of the law from a day on, with its source."""

    key: str
    amount: int
    unit: str
    valid_from: date
    source: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is asked, by whom, of which unit."""

    party_id: int
    unit_id: int
    kind: RequestKind
    words: str = ""
    wanted: Mapping[str, str] = field(default_factory=dict)
    channel: RequestChannel = RequestChannel.PORTAL


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: done, or refused with the law."""

    done: bool
    words: str
    law: str = ""


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request, as its pages show it."""

    id: int
    case_id: int
    party_id: int
    unit_id: int
    kind: RequestKind
    channel: RequestChannel
    state: RequestState
    words: str
    wanted: Mapping[str, str]
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    answer: str
    law: str
    paper_id: int | None


class BreachState(StrEnum):
    """Where a breach stands."""

    OPEN = "open"
    NOTIFIED = "notified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ActivityText:
    """What one processing activity is, in the words of the register."""

    name: str
    purpose: str
    basis: str
    categories: str
    subjects: str
    recipients: str
    retention: str
    measures: str


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the register of processing, in its latest version."""

    key: str
    version: int
    text: ActivityText
    set_at: datetime | None = None
    set_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewBreach:
    """What is known of a breach when it is written down."""

    unit_id: int
    title: str
    found_at: datetime
    what: str
    categories: str
    people: int
    measures: str


@dataclass(frozen=True, slots=True)
class BreachView:
    """A breach, as its pages show it."""

    id: int
    unit_id: int
    title: str
    state: BreachState
    found_at: datetime
    notify_by: datetime
    what: str
    categories: str
    people: int
    measures: str
    reported_at: datetime
    notified_at: datetime | None
    notified_how: str
    closed_at: datetime | None
    lesson: str
