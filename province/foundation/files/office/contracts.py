"""What of an office file is shown instead of the file: words and tables, nothing that acts."""

from dataclasses import dataclass
from enum import StrEnum

from province.foundation.files.contracts import Danger


class OfficeRefusedError(Exception):
    """The file holds what must not be opened."""

    def __init__(self, danger: Danger) -> None:
        super().__init__(danger)
        self.danger = danger


class SectionKind(StrEnum):
    """Which part of the file a section stands in."""

    BODY = "body"
    MARGINS = "margins"
    NOTES = "notes"
    COMMENTS = "comments"
    SHEET = "sheet"
    HIDDEN_SHEET = "hidden_sheet"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; in a sheet ``label`` is its number."""

    cells: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (``words``) or a table (``rows``; in a sheet its columns have letters)."""

    words: str = ""
    is_heading: bool = False
    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet, or one sort of text; ``is_cut`` when the file has more than is shown."""

    kind: SectionKind
    blocks: tuple[Block, ...]
    name: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class OfficeText:
    """The readable content of an office file, and what of the file it leaves out."""

    sections: tuple[Section, ...]
    pictures: int = 0
    has_changes: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a file is shown at most."""

    signs: int = 200_000
    signs_in_cell: int = 2_000
    signs_in_paragraph: int = 20_000
    blocks: int = 2_000
    rows: int = 500
    columns: int = 40
    cells: int = 20_000
    sheets: int = 20
