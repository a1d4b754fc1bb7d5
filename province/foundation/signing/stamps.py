"""What a signature looks like on the page, typeset so that its letters are embedded."""

# mypy: allow-untyped-calls
# pyHanko's PDF objects carry no types.

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import AppearanceContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStampStyle

from province.foundation.printing.typesetting import FieldAlign, typeset
from province.foundation.signing.contracts import Face, VisibleStamp

FACES: Final = Path(__file__).parent / "faces"
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
NO_WORDS: Final = VisibleStamp(Face.PERSON, ())


@dataclass(frozen=True, slots=True)
class FieldText:
    """The words of a filled form field."""

    text: str
    size: float
    italic: bool
    align: FieldAlign


def stamp_style(*, stamp: VisibleStamp) -> BaseStampStyle:
    """Return the stamp as a style that pyHanko draws into the signature's box."""
    return _TypesetStyle(border_width=0, stamp=stamp)


def draw_stamp(
    *, writer: BasePdfFileWriter, stamp: VisibleStamp, width: float, height: float
) -> generic.IndirectObject:
    """Typeset a stamp and return it as a form XObject of the writer."""
    return _draw(
        writer,
        f"{stamp.face}.typ",
        {
            "lines": list(stamp.lines),
            "warning": stamp.warning,
            "clear_left": stamp.clear_left,
            "width": width,
            "height": height,
        },
    )


def draw_field_text(
    *, writer: BasePdfFileWriter, field: FieldText, width: float, height: float
) -> generic.IndirectObject:
    """Typeset the words of a form field and return them as a form XObject of the writer."""
    return _draw(
        writer,
        "field.typ",
        {
            "text": field.text,
            "size": field.size,
            "italic": field.italic,
            "align": field.align,
            "width": width,
            "height": height,
        },
    )


def _draw(writer: BasePdfFileWriter, layout: str, values: dict[str, Any]) -> generic.IndirectObject:
    made = typeset(layout=FACES / layout, values=values, at=EPOCH)
    page = PdfFileReader(io.BytesIO(made.pdf))
    drawn: generic.IndirectObject = writer.import_page_as_xobject(page)
    return drawn


@dataclass(frozen=True)
class _TypesetStyle(BaseStampStyle):
    stamp: VisibleStamp = NO_WORDS

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]
    ) -> Any:
        del text_params  # the words are in the stamp already
        return _TypesetStamp(writer, box, self.stamp)


class _TypesetStamp(AppearanceContent):
    def __init__(self, writer: BasePdfFileWriter, box: BoxConstraints, stamp: VisibleStamp) -> None:
        super().__init__(writer=writer, box=box)
        self._stamp = stamp

    def register(self) -> generic.IndirectObject:
        return draw_stamp(
            writer=self._ensure_writer,
            stamp=self._stamp,
            width=self.box.width,
            height=self.box.height,
        )
