"""Turns a Typst layout and its values into a PDF/A-2b, with the places of its form fields."""

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    import typst

FIELD_LABEL = "<form-field>"
FONT_FAMILY = "Tinos"
NO_SHAPE = re.compile(r'the text `"(?P<letter>.+?)"` could not be displayed')
_own = threading.local()


class FieldKind(StrEnum):
    """What may be put into a place that a layout leaves open."""

    TEXT = "text"
    SIGNATURE = "signature"


class FieldAlign(StrEnum):
    """To which side the words of a text field lean."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """An open place on a page; points, counted from the upper left corner."""

    name: str
    kind: FieldKind
    title: str
    page: int
    left: float
    top: float
    width: float
    height: float
    size: float
    italic: bool
    align: FieldAlign


@dataclass(frozen=True, slots=True)
class Typeset:
    """A typeset document before its open places become form fields."""

    pdf: bytes
    places: tuple[FieldPlace, ...]


class LayoutError(Exception):
    """A layout cannot be typeset: a mistake of ours, never of the user."""


class MissingLetterError(LayoutError):
    """The font has no shape for a letter of the values."""

    def __init__(self, letter: str) -> None:
        super().__init__(f"no shape for {letter!r}")
        self.letter = letter


def typeset(*, layout: Path, values: Mapping[str, Any], at: datetime) -> Typeset:
    """Typeset one layout file with its values as PDF/A-2b.

    :raises MissingLetterError: no font has a shape for a letter of the values.
    :raises LayoutError: the layout is wrong.
    """
    import typst  # noqa: PLC0415 -- slow to load

    compiler = _compiler(layout.parent)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            input=layout,
            format="pdf",
            pdf_standards=["a-2b"],
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            timestamp=at.astimezone(UTC),
        )
        found = json.loads(compiler.query(FIELD_LABEL, format="json"))
    except typst.TypstError as error:
        if missing := NO_SHAPE.search(error.message):
            raise MissingLetterError(missing["letter"]) from error
        raise LayoutError(f"{layout.name}: {error.message}") from error
    if warnings:
        raise LayoutError(f"{layout.name}: {warnings[0].diagnostic}")
    if not isinstance(pdf, bytes):
        raise LayoutError(f"{layout.name}: no document")
    return Typeset(pdf=pdf, places=tuple(_place(row["value"]) for row in found))


def _compiler(root: Path) -> "typst.Compiler":
    """Return this thread's own compiler of a folder; fonts are read once per thread."""
    import typst  # noqa: PLC0415 -- slow to load

    compilers: dict[Path, typst.Compiler] = _own.__dict__.setdefault("compilers", {})
    if root not in compilers:
        compilers[root] = typst.Compiler(
            root=root,
            font_paths=[Path(folder) for folder in settings.PRINT_FONT_DIRS],
            ignore_system_fonts=True,
        )
    return compilers[root]


def _place(row: dict[str, Any]) -> FieldPlace:
    return FieldPlace(**{**row, "kind": FieldKind(row["kind"]), "align": FieldAlign(row["align"])})
