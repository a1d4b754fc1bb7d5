"""Which layout of a form is in force on which day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from province.kernel.printing.contracts import FormKind

LAYOUTS: Final = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class LayoutVersion:
    """One layout file and the first day on which it is used."""

    valid_from: date
    file: str
    paper: str

    @property
    def name(self) -> str:
        """Name this version on record."""
        return f"{self.file.removesuffix('.typ')}@{self.valid_from:%Y-%m-%d}"


CIRCULAR_03_2025: Final = date(2025, 9, 15)
DECREE_30_2020: Final = date(2020, 3, 5)

VERSIONS: Final[dict[FormKind, tuple[LayoutVersion, ...]]] = {
    FormKind.RECEIPT: (LayoutVersion(CIRCULAR_03_2025, "receipt_2025.typ", "a5"),),
    FormKind.RECEIPT_LIST: (LayoutVersion(CIRCULAR_03_2025, "receipt_list_2026.typ", "a4"),),
    FormKind.SUPPLEMENT: (LayoutVersion(CIRCULAR_03_2025, "supplement_2025.typ", "a5"),),
    FormKind.REFUSAL: (LayoutVersion(CIRCULAR_03_2025, "refusal_2025.typ", "a5"),),
    FormKind.FINAL_REFUSAL: (LayoutVersion(CIRCULAR_03_2025, "final_refusal_2025.typ", "a5"),),
    FormKind.APOLOGY: (LayoutVersion(CIRCULAR_03_2025, "apology_2025.typ", "a5"),),
    FormKind.REGISTER: (LayoutVersion(CIRCULAR_03_2025, "register_2025.typ", "a4"),),
    FormKind.CONTROL_SHEET: (LayoutVersion(CIRCULAR_03_2025, "control_sheet_2025.typ", "a5"),),
    FormKind.HANDOVER_SLIP: (LayoutVersion(CIRCULAR_03_2025, "handover_slip_2025.typ", "a5"),),
    FormKind.GENERAL_RESULT: (LayoutVersion(DECREE_30_2020, "general_result_2020.typ", "a4"),),
    FormKind.ALLOWANCE_DECISION: (
        LayoutVersion(DECREE_30_2020, "allowance_decision_2020.typ", "a4"),
    ),
    FormKind.OFFICIAL_PAPER: (LayoutVersion(DECREE_30_2020, "official_paper_2020.typ", "a4"),),
}


def version_in_force(versions: tuple[LayoutVersion, ...], on: date) -> LayoutVersion | None:
    """Return the latest version that had begun on that day."""
    begun = [version for version in versions if version.valid_from <= on]
    return max(begun, key=lambda version: version.valid_from, default=None)
