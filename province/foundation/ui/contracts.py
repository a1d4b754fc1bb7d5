"""What pages hand to the components. Plain frozen values; no component reads a database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu: portal header, desk bar or desk rail."""

    label: StrOrPromise
    url: str
    icon: str = ""
    current: bool = False
    count: int | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Bell:
    """How many notices somebody has not opened, and where they are."""

    unread: int
    url: str


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """A titled group of entries in the desk's rail."""

    label: StrOrPromise
    items: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the desk's bar shows them."""

    name: str
    post: StrOrPromise
    url: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path; the last one has no address."""

    label: StrOrPromise
    url: str = ""


class ClockState(StrEnum):
    """How a clock stands. The value is its CSS class."""

    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    STOPPED = "stopped"
    DONE = "done"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class ClockChip:
    """A clock in one line. Words say it, colour only repeats it.

    With remaining_minutes and runs_until (the end of the present stretch of working
    time) the words count down by themselves in the browser.
    """

    state: ClockState
    words: StrOrPromise
    remaining_minutes: int | None = None
    runs_until: datetime | None = None


class DayUse(StrEnum):
    """How much of one day of a limit is gone. The value is its CSS class."""

    FREE = "free"
    USED = "used"
    HALF = "half"
    HELD = "hold"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class RulerDay:
    """One cell of the day ruler."""

    label: str
    use: DayUse = DayUse.FREE
    is_today: bool = False
    is_due: bool = False
    spoken: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One explanation under the ruler; use is a DayUse value or "due"."""

    use: str
    words: StrOrPromise


@dataclass(frozen=True, slots=True)
class ClockBox:
    """The visible clock of one dossier, with its days."""

    chip: ClockChip
    headline: StrOrPromise
    limit: StrOrPromise = ""
    explanation: StrOrPromise = ""
    days: tuple[RulerDay, ...] = ()
    legend: tuple[LegendItem, ...] = ()


class TagKind(StrEnum):
    """What a tag says. The value is its CSS class."""

    PLAIN = "plain"
    HELD = "held"
    NEED = "need"
    MAYBE = "maybe"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Tag:
    """A small label: the state has it, you fill it in, it is faulty."""

    words: StrOrPromise
    kind: TagKind = TagKind.PLAIN
    icon: str = ""


class StepState(StrEnum):
    """Where a step or a happening stands. The value is its CSS class."""

    DONE = "done"
    NOW = "now"
    TODO = "todo"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class StepItem:
    """One step of a form; url lets a finished step be opened again."""

    label: StrOrPromise
    state: StepState
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A named address, with a few plain words after it."""

    label: StrOrPromise
    url: str
    after: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One happening: what, when (words, and a moment for machines), and what came of it."""

    title: StrOrPromise
    when: StrOrPromise = ""
    state: StepState = StepState.DONE
    note: StrOrPromise = ""
    at: datetime | date | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper that a procedure asks for, or that a dossier holds."""

    name: StrOrPromise
    tag: Tag | None = None
    note: StrOrPromise = ""
    url: str = ""


class FileState(StrEnum):
    """How an uploaded file stands."""

    READY = "ready"
    SENDING = "sending"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One uploaded file. The button posts to the form around it with this name and value."""

    name: str
    note: StrOrPromise = ""
    state: FileState = FileState.READY
    tag: Tag | None = None
    percent: int | None = None
    url: str = ""
    button: StrOrPromise = ""
    button_name: str = ""
    button_value: str = ""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox. Without select_value it has no check box."""

    title: StrOrPromise
    url: str
    icon: str = "file"
    meta: StrOrPromise = ""
    clock: ClockChip | None = None
    tag: Tag | None = None
    select_name: str = "chosen"
    select_value: str = ""
    select_label: StrOrPromise = ""
    checked: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class ChipLink:
    """A filter that is an address, so that it survives a reload."""

    label: StrOrPromise
    url: str
    current: bool = False
    icon: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ActionButton:
    """A button of a bar: submits name=value, or goes to url when one is given."""

    label: StrOrPromise
    kind: str = ""
    icon: str = ""
    name: str = ""
    value: str = ""
    url: str = ""
    key: str = ""
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number of the pager; an empty url is a gap."""

    number: int
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The pager of a list: how many there are and where the other pages live."""

    total_rows: int
    pages: tuple[PageLink, ...]
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key and what it does."""

    keys: tuple[str, ...]
    does: StrOrPromise


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen in a field."""

    value: str
    label: StrOrPromise
    hint: StrOrPromise = ""
    chosen: bool = False
    disabled: bool = False


class FieldKind(StrEnum):
    """How a field looks."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    SELECT = "select"
    ONE = "one"
    MANY = "many"
    CHECK = "check"
    FILE = "file"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a form, ready to be shown.

    A DATE has its parts in date_parts (day, month, year) and posts name_day, name_month and
    name_year. HELD shows what a state register holds, closed, with its source.
    """

    name: str
    label: StrOrPromise
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    choices: tuple[Choice, ...] = ()
    date_parts: tuple[str, str, str] = ("", "", "")
    hint: StrOrPromise = ""
    error: StrOrPromise = ""
    source: StrOrPromise = ""
    source_url: str = ""
    required: bool = True
    disabled: bool = False
    readonly: bool = False
    inline: bool = False
    input_type: str = "text"
    inputmode: str = ""
    autocomplete: str = ""
    accept: str = ""
    capture: str = ""
    multiple: bool = False
    rows: int = 3
    maxlength: int | None = None
    element_id: str = ""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One line of the error summary, linked to its field."""

    label: StrOrPromise
    anchor: str
    message: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One fact. matched: it agrees with a state register. reveal_url shows what is masked."""

    term: StrOrPromise
    value: StrOrPromise
    strong: bool = False
    matched: bool = False
    link: Link | None = None
    reveal_url: str = ""
