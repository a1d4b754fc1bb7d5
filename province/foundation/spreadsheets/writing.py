"""Lists as XLSX files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

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
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    heads = []
    for column in columns:
        head = WriteOnlyCell(sheet, value=column.heading)
        head.font = Font(bold=True)
        heads.append(head)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    if note:
        sheet.append([])
        sheet.append([_cell(sheet, note)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> object:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value=value.astimezone(LOCAL).replace(tzinfo=None))
        cell.number_format = "dd/mm/yyyy hh:mm"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:MAX_CELL])
        cell.data_type = "s"
        return cell
    return value
