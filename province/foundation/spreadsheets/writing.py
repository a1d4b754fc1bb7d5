"""Lists as XLSX files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CELL = 32_000
Cell = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and its width in characters."""

    heading: str
    width: int = 20


def workbook(
    *, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], note: str = ""
) -> bytes:
    """Return an XLSX file of one sheet; what looks like a formula stays text, moments are local.

    A ``note`` stands below the rows.
    """
    from province.foundation.spreadsheets.books import made_book  # noqa: PLC0415 -- slow to load

    return made_book(title=title, columns=columns, rows=rows, note=note)
