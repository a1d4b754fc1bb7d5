"""The cells of an XLSX file as tables: stored values, never a formula."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from province.foundation.files.office.contracts import (
    Block,
    OfficeText,
    Room,
    Row,
    Section,
    SectionKind,
)
from province.foundation.files.office.numbers import Styles, shown
from province.foundation.files.office.packages import Package, resolved
from province.foundation.files.office.xml import EnoughError, XmlReader, read_xml

MAIN = "xl/workbook.xml"
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_LETTERS = 26
_TRUTHS = {"1": "TRUE", "0": "FALSE"}


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read: cells by row and column; text may be a place in the strings."""

    rows: dict[int, dict[int, str | int]] = field(default_factory=dict)
    is_cut: bool = False
    pictures: int = 0


def sheets_of(package: Package, room: Room) -> OfficeText:
    """Return the sheets of a workbook, hidden ones too, each up to what there is room for.

    :raises OfficeRefusedError: a part cannot be read.
    """
    book, styles = _Book(), Styles()
    read_xml(package.pieces(MAIN), book)
    for part in package.related(MAIN, "styles")[:1]:
        read_xml(package.pieces(part), styles)
    places = {r.id: resolved(MAIN, r.target) for r in package.relations(MAIN)}
    left = _Left(cells=room.cells)
    read: list[tuple[_Named, _Sheet]] = []
    for named in book.sheets[: room.sheets]:
        sheet = _Sheet()
        part = places.get(named.relation, "")
        if part in package.parts:
            read_xml(package.pieces(part), _Cells(sheet, room, left, styles, is_macs=book.is_macs))
            sheet.pictures = len(package.related(part, "drawing"))
        read.append((named, sheet))
    strings = _strings(package, [sheet for _named, sheet in read], room)
    left.signs = room.signs
    sections = [_section(named, sheet, strings, left) for named, sheet in read]
    if len(book.sheets) > room.sheets:
        sections.append(Section(SectionKind.SHEET, (), name="…", is_cut=True))
    pictures = sum(sheet.pictures for _named, sheet in read)
    return OfficeText(sections=tuple(sections), pictures=pictures)


@dataclass(slots=True)
class _Left:
    """How much room is left for all sheets together."""

    cells: int
    signs: int = 0


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    relation: str
    is_hidden: bool


class _Book(XmlReader):
    WANTED = frozenset({"workbookPr", "sheet"})

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_Named] = []
        self.is_macs = False

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.is_macs = attributes.get("date1904", "") in {"1", "true"}
        else:
            self.sheets.append(
                _Named(
                    name=attributes.get("name", "")[:100],
                    relation=attributes.get("id", ""),
                    is_hidden=attributes.get("state", "visible") != "visible",
                )
            )


class _Cells(XmlReader):
    WANTED = frozenset({"row", "c", "v", "t", "sheetData"})

    def __init__(
        self, sheet: _Sheet, room: Room, left: _Left, styles: Styles, *, is_macs: bool
    ) -> None:
        super().__init__()
        self._sheet, self._room, self._left = sheet, room, left
        self._styles, self._is_macs = styles, is_macs
        self._row = self._column = 0
        self._sort = self._style = ""
        self._text: list[str] | None = None
        self._value = ""

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            given = attributes.get("r", "")
            is_place = given.isdecimal() and len(given) < 8  # noqa: PLR2004 -- rows go to 1048576
            self._row = int(given) if is_place else self._row + 1
            self._column = 0
            if len(self._sheet.rows) >= self._room.rows:
                self._sheet.is_cut = True
                raise EnoughError
        elif name == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = column_number(place[1]) if place else self._column + 1
            self._sort = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._value = ""
        elif name in {"v", "t"}:
            self._text = []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def closed(self, name: str) -> None:
        if name in {"v", "t"} and self._text is not None:
            self._value += "".join(self._text)[: self._room.signs_in_cell]
            self._text = None
        elif name == "c" and self._value:
            self._keep()
        elif name == "sheetData":
            raise EnoughError

    def _keep(self) -> None:
        if self._column > self._room.columns:
            self._sheet.is_cut = True
            return
        if self._left.cells <= 0:
            self._sheet.is_cut = True
            raise EnoughError
        self._left.cells -= 1
        self._sheet.rows.setdefault(self._row, {})[self._column] = self._shown()

    def _shown(self) -> str | int:
        raw = self._value.strip()
        if self._sort == "s":
            return int(raw) if raw.isdecimal() and len(raw) < 10 else ""  # noqa: PLR2004 -- its longest
        if self._sort == "b":
            return _TRUTHS.get(raw, raw)
        if self._sort == "n":
            is_day = self._styles.has_days(self._style)
            return shown(raw, is_day=is_day, is_macs=self._is_macs)
        return self._value[: self._room.signs_in_cell]


class _Strings(XmlReader):
    """Keeps those of the shared strings that are wanted, each as far as it is shown."""

    WANTED = frozenset({"si", "rPh", "t"})

    def __init__(self, wanted: set[int], longest: int) -> None:
        super().__init__()
        self.found: dict[int, str] = {}
        self._last = max(wanted, default=-1)
        self._wanted, self._longest = wanted, longest
        self._at = -1
        self._is_text = False
        self._sounds = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        if name == "si":
            self._at += 1
            if self._at > self._last:
                raise EnoughError
        elif name == "rPh":
            self._sounds += 1
        elif name == "t":
            self._is_text = not self._sounds

    def closed(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._sounds -= 1

    def data(self, text: str) -> None:
        if self._is_text and self._at in self._wanted:
            before = self.found.get(self._at, "")
            self.found[self._at] = (before + text)[: self._longest]


def _strings(package: Package, sheets: list[_Sheet], room: Room) -> dict[int, str]:
    cells = (cell for sheet in sheets for row in sheet.rows.values() for cell in row.values())
    reader = _Strings({cell for cell in cells if isinstance(cell, int)}, room.signs_in_cell)
    for part in package.related(MAIN, "sharedstrings")[:1]:
        read_xml(package.pieces(part), reader)
    return reader.found


def _section(named: _Named, sheet: _Sheet, strings: Mapping[int, str], left: _Left) -> Section:
    kind = SectionKind.HIDDEN_SHEET if named.is_hidden else SectionKind.SHEET
    width = max((max(row) for row in sheet.rows.values()), default=0)
    rows: list[Row] = []
    for number, cells in sorted(sheet.rows.items()):
        here = (cells.get(column, "") for column in range(1, width + 1))
        texts = tuple(strings.get(c, "") if isinstance(c, int) else c for c in here)
        left.signs -= sum(len(text) for text in texts)
        if left.signs < 0:
            sheet.is_cut = True
            break
        rows.append(Row(cells=texts, label=str(number)))
    columns = tuple(column_letters(column) for column in range(1, width + 1))
    blocks = (Block(rows=tuple(rows), columns=columns),) if rows else ()
    return Section(kind, blocks, name=named.name, is_cut=sheet.is_cut)


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column from its number."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
