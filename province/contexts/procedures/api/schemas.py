"""Shapes of what a machine may ask and gets back."""

from datetime import date

from ninja import Schema
from pydantic import Field

from province.contexts.procedures.contracts import Level, VersionState


class ProcedureListInput(Schema):
    """What the list is asked."""

    q: str = Field("", max_length=200)
    level: Level | None = None
    field: str = Field("", max_length=250)
    state: VersionState | None = None
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=100_000)


class LimitOutput(Schema):
    """A time limit: its plain values, and in words."""

    amount: int
    unit: str
    words: str


class HitOutput(Schema):
    """One procedure of a list."""

    code: str
    name: str
    field: str
    level: str
    state: str
    takes_filings: bool
    why_not: str
    limit: LimitOutput | None
    fee: int | None


class ProcedureListOutput(Schema):
    """One page of procedures, and how many there are in all."""

    total: int
    items: list[HitOutput]


class ComponentOutput(Schema):
    """One paper of the dossier; required_when is empty when it is always required."""

    name: str
    originals: int
    copies: int
    form: str
    replaced_by: str
    required_when: str


class TermOutput(Schema):
    """How long a case takes and what it costs when handed in this way."""

    case: str
    channel: str
    limit: LimitOutput | None
    fee: int | None
    fee_note: str


class ProcedureOutput(HitOutput):
    """One procedure, as the API shows it."""

    answer_limit: LimitOutput
    agency: str
    agency_kind: str
    result_name: str
    decision: str
    valid_from: date | None
    supplement_policy: str
    components: list[ComponentOutput]
    terms: list[TermOutput]
