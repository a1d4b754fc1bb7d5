"""What acts in an office file: macros, programs, controls, fields and links that fetch or run."""

import re
from collections.abc import Mapping

from province.foundation.files.contracts import DOCX, XLSX, Danger, FileType
from province.foundation.files.office.packages import TYPES, Package, Relation, resolved
from province.foundation.files.office.xml import XmlReader, read_xml

_MAIN = {
    DOCX: ("word/document.xml", f"{DOCX.mime}.main+xml"),
    XLSX: ("xl/workbook.xml", f"{XLSX.mime}.main+xml"),
}
_OWN_DATA = "customxml/"
_SORTS = {
    "oleobject": Danger.EMBEDDED_FILE,
    "package": Danger.EMBEDDED_FILE,
    "afchunk": Danger.EMBEDDED_FILE,
    "control": Danger.CONTROL,
    "activexcontrolbinary": Danger.CONTROL,
    "vbaproject": Danger.MACRO,
    "wordvbadata": Danger.MACRO,
    "xlmacrosheet": Danger.MACRO,
    "xlintlmacrosheet": Danger.MACRO,
    "dialogsheet": Danger.MACRO,
    "extensibility": Danger.MACRO,
    "usercustomization": Danger.MACRO,
    "externallink": Danger.OUTSIDE,
    "connections": Danger.OUTSIDE,
    "querytable": Danger.OUTSIDE,
    "webextension": Danger.OUTSIDE,
    "webextensiontaskpanes": Danger.OUTSIDE,
}
_TYPES = (
    ("macroenabled", Danger.MACRO),
    ("vbaproject", Danger.MACRO),
    ("macrosheet", Danger.MACRO),
    ("oleobject", Danger.EMBEDDED_FILE),
    ("activex", Danger.CONTROL),
)
_HEADS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"PK\x03\x04", b"{\\rtf")
_ELEMENTS = {
    "altChunk": Danger.EMBEDDED_FILE,
    "OLEObject": Danger.EMBEDDED_FILE,
    "oleObject": Danger.EMBEDDED_FILE,
    "control": Danger.CONTROL,
    "ocx": Danger.CONTROL,
    "ddeLink": Danger.COMMAND,
    "oleLink": Danger.OUTSIDE,
}
_FIELDS = {
    "DDE": Danger.COMMAND,
    "DDEAUTO": Danger.COMMAND,
    "PRINT": Danger.COMMAND,
    "LINK": Danger.OUTSIDE,
    "INCLUDE": Danger.OUTSIDE,
    "INCLUDETEXT": Danger.OUTSIDE,
    "INCLUDEPICTURE": Danger.OUTSIDE,
    "IMPORT": Danger.OUTSIDE,
    "DATABASE": Danger.OUTSIDE,
    "RD": Danger.OUTSIDE,
    "EMBED": Danger.EMBEDDED_FILE,
    "CONTROL": Danger.CONTROL,
}
_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"}
    | {"totalsRowFormula", "oldFormula"}
)
_CODES = frozenset({"instrText", "delInstrText"})
_DRAWN = frozenset({"imagedata", "fill", "stroke"})
_RUNS = re.compile(
    r"\b(?:WEBSERVICE|RTD|DDE|CALL|REGISTER(?:\.ID)?|EXEC|FOPEN|FWRITE"
    r"|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|IMAGE)\s*\(",
    re.IGNORECASE,
)
_STRING, _QUOTED_NAME = re.compile(r'"[^"]*"'), re.compile(r"'[^']*'")
_AWAY = re.compile(r"'\s*(?:\w+:)?[/\\]{2}")
_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_OWN_TEMPLATE = re.compile(r"file:///[a-z]:[/\\]|[a-z]:[/\\]", re.IGNORECASE)
_FAR = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.IGNORECASE)
LONGEST_CODE = 20_000


def dangers_inside(package: Package, kind: FileType) -> set[Danger]:
    """Return what acts or reaches out in a package, by its types, its relations and its parts.

    :raises OfficeRefusedError: a part is damaged, too deep, or declares entities.
    """
    types = package.types()
    found = {danger for said in types.all() for word, danger in _TYPES if word in said}
    main, main_type = _MAIN[kind]
    starts = {resolved("", r.target) for r in package.relations("") if r.sort == "officedocument"}
    if not found and (starts != {main} or types.of(main) != main_type):
        found.add(Danger.ODD)
    for name in package.parts:
        if name == TYPES or name.endswith("/"):
            continue
        if name.endswith(".rels"):
            found |= {d for r in package.relations_in(name) if (d := _danger_of(r)) is not None}
        elif name.endswith(".vml"):
            read_xml(package.pieces(name), _Acting(found), is_loose=True)
        elif name.endswith(".xml") or types.of(name).endswith("xml"):
            is_data = name.startswith(_OWN_DATA)  # in which any word may be the name of an element
            read_xml(package.pieces(name), XmlReader() if is_data else _Acting(found))
        elif package.head(name).startswith(_HEADS):
            found.add(Danger.EMBEDDED_FILE)
    return found


def _danger_of(relation: Relation) -> Danger | None:
    danger = _SORTS.get(relation.sort)
    if danger is not None or not relation.is_outside:
        return danger
    if relation.sort == "hyperlink" and _is_plain_link(relation.target):
        return None
    if relation.sort == "attachedtemplate" and _OWN_TEMPLATE.match(relation.target):
        return None  # Word leaves there where the sender's own template lay; nobody else has it
    return Danger.OUTSIDE


def _is_plain_link(target: str) -> bool:
    return target.startswith("#") or _LINK.match(target) is not None


class _Acting(XmlReader):
    """Looks for fields, formulas and elements that fetch or run something."""

    WANTED = frozenset({*_ELEMENTS, *_FORMULAS, *_CODES, *_DRAWN, "fldSimple", "fldChar"})

    def __init__(self, found: set[Danger]) -> None:
        super().__init__()
        self._found = found
        self._code: list[str] | None = None  # the formula or field code that is being read
        self._fields: list[_Field] = []

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _ELEMENTS:
            self._found.add(_ELEMENTS[name])
        elif name in _FORMULAS or name in _CODES:
            self._code = []
        elif name == "fldSimple":
            self._judge_field(attributes.get("instr", ""))
        elif name == "fldChar":
            self._turn(attributes.get("fldCharType", ""))
        elif name in _DRAWN and _FAR.match(attributes.get("src", "")):
            self._found.add(Danger.OUTSIDE)

    def data(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)

    def closed(self, name: str) -> None:
        if self._code is None:
            return
        if name in _CODES:
            self._say("".join(self._code))
            self._code = None
        elif name in _FORMULAS:
            self._judge_formula("".join(self._code))
            self._code = None

    def _turn(self, way: str) -> None:
        if way == "begin":
            if self._fields and self._fields[-1].is_nameless:
                self._found.add(Danger.COMMAND)  # the name of a field that another one computes
            self._fields.append(_Field())
        elif way == "separate" and self._fields:
            self._judge_field(self._fields[-1].end_code())
        elif way == "end" and self._fields:
            self._judge_field(self._fields.pop().end_code())

    def _say(self, text: str) -> None:
        if self._fields:
            self._fields[-1].say(text)
        else:
            self._judge_field(text)

    def _judge_field(self, code: str) -> None:
        words = code.replace('"', " ").split(None, 1)
        danger = _FIELDS.get(words[0].upper().lstrip("\\")) if words else None
        if danger is not None:
            self._found.add(danger)

    def _judge_formula(self, code: str) -> None:
        if _AWAY.search(code):
            self._found.add(Danger.OUTSIDE)
        bare = _QUOTED_NAME.sub("", _STRING.sub("", code))
        if "|" in bare or _RUNS.search(bare):
            self._found.add(Danger.COMMAND)


class _Field:
    """The code of one field while it is open; its first word is what it does."""

    def __init__(self) -> None:
        self._said = ""
        self._is_over = False

    @property
    def is_nameless(self) -> bool:
        """Tell whether the field has not said yet what it does."""
        return not self._is_over and not self._said.strip()

    def say(self, text: str) -> None:
        """Add to the code."""
        if not self._is_over and len(self._said) < LONGEST_CODE:
            self._said += text

    def end_code(self) -> str:
        """Return the code; what follows is the result."""
        self._is_over = True
        return self._said
