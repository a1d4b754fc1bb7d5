"""What pages hand to ui/_table.html and ui/_bars.html."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from province.foundation.ui.contracts import ClockChip, Tag


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; sort_url makes its heading a link."""

    label: StrOrPromise
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, already formatted."""

    words: StrOrPromise
    url: str = ""
    numeric: bool = False
    clock: ClockChip | None = None
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; current marks "yours"."""

    cells: tuple[Cell, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; foot is the row of sums."""

    caption: StrOrPromise
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    foot: TableRow | None = None
    caption_visible: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its share of the longest in percent, and the words of its value."""

    label: StrOrPromise
    value: StrOrPromise
    percent: int
    detail: StrOrPromise = ""
    url: str = ""
