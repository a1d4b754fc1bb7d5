"""What the one-stop mechanism tells the house. Codes and primitives only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class DossierFiled:
    """A filing has arrived."""

    name: ClassVar[str] = "one_stop.dossier_filed"

    dossier_id: int
    procedure_code: str
    agency_id: int
    origin: str
    at: str


@dataclass(frozen=True)
class DossierReceived:
    """A dossier was received and has its code."""

    name: ClassVar[str] = "one_stop.dossier_received"

    dossier_id: int
    code: str
    procedure_code: str
    agency_id: int
    at: str


@dataclass(frozen=True)
class SupplementAsked:
    """The applicant was asked for more."""

    name: ClassVar[str] = "one_stop.supplement_asked"

    dossier_id: int
    stage: str
    at: str


@dataclass(frozen=True)
class DossierFinished:
    """A dossier has its result, or was refused, withdrawn or stopped."""

    name: ClassVar[str] = "one_stop.dossier_finished"

    dossier_id: int
    procedure_code: str
    agency_id: int
    processing: str
    verdict: str
    at: str


@dataclass(frozen=True)
class ResultReturned:
    """The result has reached the applicant."""

    name: ClassVar[str] = "one_stop.result_returned"

    dossier_id: int
    agency_id: int
    delivery: str
    at: str


@dataclass(frozen=True)
class ApplicantTold:
    """An official has written a message to the applicant."""

    name: ClassVar[str] = "one_stop.applicant_told"

    dossier_id: int
    seq: int
    at: str


@dataclass(frozen=True)
class QuestionAnswered:
    """A question of the applicant has its answer."""

    name: ClassVar[str] = "one_stop.question_answered"

    dossier_id: int
    seq: int
    at: str
