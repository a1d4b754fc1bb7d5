"""What crosses the door of forms: definitions, cleaned values, faults, drafts. No Django here."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

Values = Mapping[str, Any]
Raw = Mapping[str, str | list[str]]


class FieldKind(StrEnum):
    """What is asked for."""

    TEXT = "text"
    NAME = "name"
    LONG_TEXT = "long_text"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    NUMBER = "number"
    MONEY = "money"
    PERSONAL_NUMBER = "personal_number"
    PHONE = "phone"
    EMAIL = "email"
    COMMUNE = "commune"
    BANK_ACCOUNT = "bank_account"
    FILE = "file"
    ROWS = "rows"


class Confidence(StrEnum):
    """How sure we are that a form follows its norm."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One value that can be chosen; ``officer_`` words are for an official who asks another."""

    value: str
    label: str
    hint: str = ""
    officer_label: str = ""
    officer_hint: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when a field has one of these values."""

    field: str
    equals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """One question.

    ``why`` tells why it is asked and by which law. ``least`` and ``most`` bound a number, a date
    (``today`` or an ISO day), the files of a file field or the rows of a table. ``prefill`` names
    what is known already, e.g. ``party.full_name``; a ``fixed`` field that was filled in so stays
    as it is. All of ``show_when`` must hold. ``officer_`` words are for an official who asks.
    """

    key: str
    kind: FieldKind
    label: str
    hint: str = ""
    why: str = ""
    required: bool = True
    choices: tuple[FormChoice, ...] = ()
    least: str = ""
    most: str = ""
    max_length: int = 200
    decimals: int = 0
    prefill: str = ""
    show_when: tuple[Condition, ...] = ()
    fields: tuple["FormField", ...] = ()
    fixed: bool = False
    officer_label: str = ""
    officer_hint: str = ""
    officer_why: str = ""


@dataclass(frozen=True, slots=True)
class FormStep:
    """One screen."""

    key: str
    title: str
    intro: str
    fields: tuple[FormField, ...]
    when: tuple[Condition, ...] = ()
    officer_intro: str = ""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form, whole: what it asks, in which order, and where that comes from."""

    key: str
    version: int
    title: str
    steps: tuple[FormStep, ...]
    source: str
    confidence: Confidence

    def step(self, key: str) -> FormStep | None:
        """Return the step of this key, or nothing."""
        return next((step for step in self.steps if step.key == key), None)

    def field(self, key: str) -> FormField | None:
        """Return the field of this key, or nothing."""
        return next((f for step in self.steps for f in step.fields if f.key == key), None)


@dataclass(frozen=True, slots=True)
class Known:
    """What the answers are held against: the day, the communes, the values of other steps."""

    on: date
    communes: tuple[FormChoice, ...] = ()
    values: Values = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that is wrong: a code and its parameters, which become words at the door."""

    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The good answers of a step, and the faults of the others."""

    values: dict[str, Any]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One required answer that is not there yet."""

    step: str
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question and its answer as people read it."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SummarySection:
    """The answers of one step, for review and print."""

    step: str
    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class DraftValue:
    """What somebody has filled in so far; ``raw`` keeps what was typed wrongly, by step.

    ``revises`` names what was filed already and is changed by this draft; empty for a new one.
    """

    id: int
    owner: str
    form_key: str
    form_version: int
    subject: str
    values: Values
    raw: Mapping[str, Mapping[str, list[str]]]
    papers: Mapping[str, list[int]]
    prefilled: tuple[str, ...]
    step: str
    revision: int
    updated_at: datetime
    expires_at: datetime
    revises: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft begins with beside what is known of the person: an earlier filing's content.

    ``on`` chooses the version of the form: the one of that day.
    """

    values: Values
    papers: Mapping[str, list[int]] = dataclasses.field(default_factory=dict)
    revises: str = ""
    on: date | None = None
