"""The words of a DOCX file: paragraphs and tables in their order, no picture, no field code."""

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
from province.foundation.files.office.packages import Package
from province.foundation.files.office.xml import EnoughError, XmlReader, read_xml

MAIN = "word/document.xml"
_BESIDE = (
    (SectionKind.MARGINS, ("header", "footer")),
    (SectionKind.NOTES, ("footnotes", "endnotes")),
    (SectionKind.COMMENTS, ("comments",)),
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0B7": "•"}
_NOTES = frozenset({"footnote", "endnote"})
_REFERENCES = frozenset({"footnoteReference", "endnoteReference"})
_OUT_OF_SIGHT = frozenset({"Fallback", "moveFrom", "tabs"})
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
_PICTURES = frozenset({"blip", "imagedata", "chart"})


def words_of(package: Package, room: Room) -> OfficeText:
    """Return the words of a document: its body first, then its margins, notes and comments.

    :raises OfficeRefusedError: a part cannot be read.
    """
    body = _read(package, [MAIN], room)
    sections = [Section(SectionKind.BODY, tuple(body.blocks), is_cut=body.is_cut)]
    pictures, has_changes = body.pictures, body.has_changes
    for kind, sorts in _BESIDE:
        parts = [part for sort in sorts for part in package.related(MAIN, sort)]
        found = _read(package, list(dict.fromkeys(parts)), room)
        blocks = tuple(dict.fromkeys(found.blocks))  # the same margin stands on every sort of page
        pictures, has_changes = pictures + found.pictures, has_changes or found.has_changes
        if blocks:
            sections.append(Section(kind, blocks, is_cut=found.is_cut))
    return OfficeText(sections=tuple(sections), pictures=pictures, has_changes=has_changes)


def _read(package: Package, parts: list[str], room: Room) -> "_Words":
    reader = _Words(room)
    for part in parts:
        read_xml(package.pieces(part), reader)
        if reader.is_full:
            break
    reader.finish()
    return reader


@dataclass(slots=True)
class _Paragraph:
    words: list[str] = field(default_factory=list)
    size: int = 0
    is_heading: bool = False


class _Words(XmlReader):
    WANTED = (
        frozenset({"p", "t", "tbl", "tr", "tc", "sym", "numPr", "outlineLvl", "pStyle"})
        | _NOTES
        | _REFERENCES
        | _SIGNS.keys()
        | _OUT_OF_SIGHT
        | _CHANGES
        | _PICTURES
    )

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.pictures = 0
        self.has_changes = self.is_cut = self.is_full = False
        self._room, self._size = room, 0
        self._open: list[_Paragraph] = []
        self._rows: list[list[str]] = []
        self._tables = self._hidden = 0
        self._is_text = False
        self._mark = ""

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _OUT_OF_SIGHT:
            self._hidden += 1
        if name in _CHANGES:
            self.has_changes = True
        if self._hidden:
            return
        if name in {"p", "tbl"}:
            self._stop_if_full()
        if name in _PICTURES:
            self.pictures += 1
        elif name == "p":
            self._open.append(_Paragraph())
            self._add(self._mark)
            self._mark = ""
        elif name == "t":
            self._is_text = True
        elif name in {"tbl", "tr", "tc"}:
            self._into_table(name)
        elif name in _NOTES:
            self._mark = f"[{attributes.get('id', '')}] "
        else:
            self._say(name, attributes)

    def data(self, text: str) -> None:
        if self._is_text:
            self._add(text)

    def closed(self, name: str) -> None:
        if name in _OUT_OF_SIGHT:
            self._hidden -= 1
        elif self._hidden:
            return
        elif name == "t":
            self._is_text = False
        elif name == "p" and self._open:
            self._put(self._open.pop())
        elif name == "tbl":
            self._tables -= 1
            if not self._tables:
                self._put_table()

    def finish(self) -> None:
        """Put what stands open when nothing more is read."""
        self._is_text = False
        while self._open:
            self._put(self._open.pop())
        self._put_table()

    def _say(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _SIGNS:
            self._add(_SIGNS[name])
        elif name == "sym":
            self._add(_SYMBOLS.get(attributes.get("char", "").upper(), "□"))
        elif name == "numPr":
            self._add("• ")
        elif name in _REFERENCES:
            self._add(f"[{attributes.get('id', '')}]")
        elif self._open and (
            name == "outlineLvl"
            or (name == "pStyle" and attributes.get("val", "").lower().startswith("heading"))
        ):
            self._open[-1].is_heading = True

    def _into_table(self, name: str) -> None:
        if name == "tbl":
            self._tables += 1
        elif self._tables == 1 and name == "tr":
            if len(self._rows) >= self._room.rows:
                self._stop()
            self._rows.append([])
        elif self._tables == 1 and self._rows:
            if len(self._rows[-1]) >= self._room.columns:
                self._stop()
            self._rows[-1].append("")

    def _add(self, text: str) -> None:
        if not self._open or not text:
            return
        paragraph = self._open[-1]
        left = self._room.signs_in_paragraph - paragraph.size
        if len(text) > left:
            self.is_cut = True
        if left > 0:
            paragraph.words.append(text[:left])
            paragraph.size += min(len(text), left)

    def _put(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.words).strip()
        if not text or text == "•":
            return
        self._size += len(text)
        if self._tables and self._rows and self._rows[-1]:
            before = self._rows[-1][-1]
            self._rows[-1][-1] = f"{before}\n{text}" if before else text
        else:
            self.blocks.append(Block(words=text, is_heading=paragraph.is_heading))

    def _put_table(self) -> None:
        width = max((len(row) for row in self._rows), default=0)
        if width:
            rows = (Row(tuple(row + [""] * (width - len(row)))) for row in self._rows)
            self.blocks.append(Block(rows=tuple(rows)))
        self._rows = []

    def _stop_if_full(self) -> None:
        if self._size > self._room.signs or len(self.blocks) >= self._room.blocks:
            self._stop()

    def _stop(self) -> None:
        self.is_cut = self.is_full = True
        raise EnoughError
