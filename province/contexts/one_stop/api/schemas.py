"""What the API says of dossiers, every field spelled out."""

from datetime import datetime

from ninja import Field, Schema


class DossierListInput(Schema):
    """What a list of dossiers is narrowed to."""

    state: str = Field("", max_length=20, description="A processing state, e.g. received.")
    q: str = Field("", max_length=100, description="Code, name or procedure; diacritics ignored.")
    page: int = Field(1, ge=1, le=100_000)


class DossierRowOutput(Schema):
    """A dossier in a list."""

    code: str
    filing_no: str
    procedure_code: str
    procedure_name: str
    applicant: str
    processing: str
    clock: str
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None


class DossierListOutput(Schema):
    """One page of a list of dossiers."""

    total: int
    page: int
    pages: int
    items: list[DossierRowOutput]


class DossierOutput(Schema):
    """One dossier, as its owner and the officials of its agency may know it."""

    code: str
    filing_no: str
    procedure_code: str
    procedure_name: str
    origin: str
    channel: str
    delivery: str
    processing: str
    clock: str
    national_status: int
    filed_at: datetime
    received_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    result_kind: str
    result_number: str
