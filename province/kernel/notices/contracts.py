"""What crosses the door of notices. No Django here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django_stubs_ext import StrOrPromise

from province.foundation.identity.actors import Actor
from province.foundation.messages.contracts import Channel
from province.foundation.paging import PageNumbers


class SendingState(StrEnum):
    """Where one message stands."""

    QUEUED = "queued"
    FAILED = "failed"
    SENT = "sent"
    GIVEN_UP = "given_up"
    REFUSED = "refused"


class Part(StrEnum):
    """The texts that a kind of notice has."""

    TITLE = "title"
    TEXT = "text"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a notice: ``{name}`` stands for a value. An empty ``sms`` sends none."""

    title: StrOrPromise
    text: StrOrPromise
    sms: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """What is told on one occasion: its words, and the values in them with an example of each.

    ``is_required`` marks what the law wants told: nobody can switch it off.
    """

    key: str
    label: StrOrPromise
    wording: Wording
    values: Mapping[str, str]
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: an official, a party, or nobody we know, by the addresses they gave."""

    official_id: int | None = None
    party_id: int | None = None
    email: str = ""
    phone: str = ""
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Telling:
    """One occasion: what is told, with which values, where it leads.

    ``source`` names the occasion: of two tellings of one source each reader gets the first. A quiet
    one rings no bell: what it says stands elsewhere in the house.
    """

    kind: str
    source: str
    values: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    case_id: int | None = None
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class DigestPart:
    """What a module adds to the daily mail of an official: lines, none when there is nothing."""

    key: str
    lines: Callable[[Actor, datetime], Sequence[str]]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as its reader sees it."""

    id: int
    title: str
    text: str
    link: str
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A page of one's notices, and how many are unread."""

    rows: tuple[NoticeView, ...]
    numbers: PageNumbers
    unread: int


@dataclass(frozen=True, slots=True)
class SendingFilter:
    """What a list of messages is asked for."""

    state: SendingState | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class SendingView:
    """A message that left, or should have; the address is masked."""

    id: int
    kind: str
    channel: Channel
    address: str
    state: SendingState
    attempts: int
    why: str
    created_at: datetime
    sent_at: datetime | None
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class SendingPage:
    """A page of messages."""

    rows: tuple[SendingView, ...]
    numbers: PageNumbers
