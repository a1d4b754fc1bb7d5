"""What ratings tell the house. Codes and primitives only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class ResultRated:
    """An applicant has rated a result, or changed the rating."""

    name: ClassVar[str] = "ratings.result_rated"

    dossier_id: int
    agency_id: int
    level: str
    is_solved: bool
    at: str
