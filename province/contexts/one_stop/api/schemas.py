"""What the API says of dossiers, every field spelled out."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from province.contexts.one_stop.contracts.states import Delivery


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


class ApplicantInput(Schema):
    """Whom the filing is from, as their identity card says."""

    full_name: str = Field(max_length=200)
    personal_number: str = Field("", max_length=20, description="12 digits.")
    birth_date: date | None = None
    sex: Literal["male", "female", ""] = ""
    phone: str = Field("", max_length=20)
    email: str = Field("", max_length=254)
    address: str = Field("", max_length=300)


class FilingPaperInput(Schema):
    """One paper: the name of its file in the request, and the form's field that it answers."""

    file: str = Field(max_length=200)
    field: str = Field(max_length=60)


class FilingInput(Schema):
    """A filing, as a partner sends it.

    ``answers`` have the names of the form's fields: words as people type them, several words where
    several may be chosen, rows as objects. Dates as 30/4/1940 or 1940-04-30; a commune by its code.
    """

    external_code: str = Field(
        min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._-]+$", description="The partner's own."
    )
    procedure_code: str = Field(max_length=12)
    agency_code: str = Field(max_length=30, description="Any code of the agency that decides.")
    applicant: ApplicantInput
    answers: dict[str, str | list[str] | list[dict[str, str]]]
    papers: list[FilingPaperInput] = Field([], max_length=50)
    delivery: Delivery = Delivery.ELECTRONIC
    filed_at: datetime | None = Field(
        None, description="When it was filed with the partner, with its time zone."
    )


class FiledOutput(Schema):
    """What a partner gets for a filing."""

    external_code: str
    filing_no: str
    state_url: str


class FilingStateOutput(Schema):
    """Where a filing stands that a partner has sent."""

    external_code: str
    filing_no: str
    code: str
    processing: str
    national_status: int
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    result_number: str
