"""Shapes of what a machine gets back."""

from datetime import date

from ninja import Schema


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


class ListOutput(Schema):
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
