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


LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """Words that were set for a kind of notice, for one channel and language, from a moment on.

    The words of a mail are those in the house too. ``withdraws`` names the version that this one
    takes back.
    """

    kind: str
    channel: Channel
    language: str
    version: int
    valid_from: datetime
    title: str
    text: str
    reason: str
    withdraws: int | None = None
    set_by: str = ""
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewNoticeWording:
    """What an administrator sets; without ``valid_from`` it holds at once."""

    kind: str
    channel: Channel
    language: str
    text: str
    title: str = ""
    reason: str = ""
    valid_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class KindWording:
    """The words of one kind, channel and language: delivered, held now, and every version."""

    key: str
    label: StrOrPromise
    channel: Channel
    language: str
    is_required: bool
    values: Mapping[str, str]
    needed: tuple[str, ...]
    delivered_title: str
    delivered_text: str
    holds: WordingVersion | None
    versions: tuple[WordingVersion, ...]

    @property
    def title(self) -> str:
        """Return the subject that holds."""
        return self.holds.title if self.holds else self.delivered_title

    @property
    def text(self) -> str:
        """Return the text that holds."""
        return self.holds.text if self.holds else self.delivered_text


@dataclass(frozen=True, slots=True)
class Preference:
    """How a reader wants to be told; an empty language is the one that the teller knows."""

    by_email: bool = True
    by_sms: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """Words as a reader gets them, with the example values."""

    title: str
    text: str
    signs: int = 0
    parts: int = 0


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
