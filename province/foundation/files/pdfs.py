"""What hides in PDF files: scripts, programs, files, locks; and how many pages there are."""

import re
import zlib
from pathlib import Path
from typing import Any

import pypdfium2
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from province.foundation.files.contracts import Bounds, Danger, Inspection
from province.foundation.files.pages import PDFIUM

_RAW_DANGERS = (
    (re.compile(rb"/JavaScript(?=[\s/<>\[\]()])"), Danger.SCRIPT),
    (re.compile(rb"/Launch(?=[\s/<>\[\]()])"), Danger.LAUNCH),
)
_ENCRYPT = re.compile(rb"/Encrypt\s+[0-9]+\s+[0-9]+\s+R|/Encrypt\s*<<")
_TABLE_STREAM = re.compile(rb"/(?:ObjStm|XRef)\b|#")
_STREAM = re.compile(rb"stream\r?\n")
_BEFORE_STREAM = 32 * 1024
_PIECE = 64 * 1024
_MOST_TABLES = 20_000
_TAIL = 2048
_ACTIONS = {"/JavaScript": Danger.SCRIPT, "/Launch": Danger.LAUNCH, "/ImportData": Danger.LAUNCH}
_KEYS = {"/JS": Danger.SCRIPT, "/XFA": Danger.SCRIPT, "/EF": Danger.EMBEDDED_FILE}
_TYPES = {"/EmbeddedFile": Danger.EMBEDDED_FILE, "/RichMedia": Danger.EMBEDDED_FILE}


class _TooMuchError(Exception):
    """There are more objects than a document has."""


def inspect_pdf(path: Path, bounds: Bounds) -> Inspection:
    """Return what is wrong with a PDF, and its number of pages."""
    raw = path.read_bytes()
    if _has_swollen_table(raw, bounds.unpacked_table):
        return Inspection(dangers=(Danger.BOMB,))
    found = {danger for pattern, danger in _RAW_DANGERS if pattern.search(raw)}
    if b"startxref" not in raw[-_TAIL:] or b"%%EOF" not in raw[-_TAIL:]:
        return Inspection(dangers=(Danger.DAMAGED,))  # readers would search the whole file for it
    if _ENCRYPT.search(raw):
        return Inspection(dangers=(Danger.ENCRYPTED,))
    try:
        with path.open("rb") as file:
            reader = PdfFileReader(file, strict=False)
            if reader.encrypted:
                return Inspection(dangers=(Danger.ENCRYPTED,))
            found |= _walk(reader, bounds.pdf_objects)
    except _TooMuchError:
        found.add(Danger.BOMB)
    except (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError):
        found.add(Danger.DAMAGED)
    except (RecursionError, zlib.error, AssertionError, NotImplementedError):
        found.add(Danger.DAMAGED)
    pages = _page_count(path)
    if pages is None or pages == 0:
        found.add(Danger.DAMAGED)
    elif pages > bounds.pages:
        found.add(Danger.BOMB)
    return Inspection(dangers=tuple(sorted(found)), pages=pages)


def _page_count(path: Path) -> int | None:
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            return None
        try:
            return len(document)
        finally:
            document.close()


def _walk(reader: PdfFileReader, limit: int) -> set[Danger]:
    """Visit every object that the document reaches, once each, without going into content."""
    found: set[Danger] = set()
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    steps = 0
    while waiting:
        steps += 1
        if steps > limit:
            raise _TooMuchError
        here = waiting.pop()
        if isinstance(here, generic.IndirectObject):
            address = (here.idnum, here.generation)
            if address not in seen:
                seen.add(address)
                waiting.append(here.get_object())  # type: ignore[no-untyped-call]  # pyHanko's
        elif isinstance(here, generic.DictionaryObject):
            found |= _dangers_of(here)
            waiting.extend(here.raw_get(key) for key in here)
        elif isinstance(here, generic.ArrayObject):
            waiting.extend(here.raw_get(index) for index in range(len(here)))
    return found


def _dangers_of(here: generic.DictionaryObject) -> set[Danger]:
    found = {danger for key, danger in _KEYS.items() if key in here}
    for key, table in (("/S", _ACTIONS), ("/Type", _TYPES), ("/Subtype", _TYPES)):
        value = here.get(key)
        if isinstance(value, str) and value in table:
            found.add(table[value])
    return found


def _has_swollen_table(raw: bytes, limit: int) -> bool:
    """Tell whether a table of objects unpacks to more than any document needs."""
    total = tables = 0
    view = memoryview(raw)
    for start in _STREAM.finditer(raw):
        opening = raw.rfind(b"obj", max(0, start.start() - _BEFORE_STREAM), start.start())
        before = raw[max(opening, start.start() - _BEFORE_STREAM, 0) : start.start()]
        if opening >= 0 and not _TABLE_STREAM.search(before):
            continue
        tables += 1
        is_table = b"/ObjStm" in before or b"/XRef" in before
        if is_table and before.count(b"Decode") - before.count(b"DecodeParms") > 1:
            return True
        total += _unpacked_size(view[start.end() :], limit - total)
        if total >= limit or tables > _MOST_TABLES:
            return True
    return False


def _unpacked_size(packed: memoryview, limit: int) -> int:
    """Unpack in pieces and count; what follows the stream in the file is never touched."""
    unpacker = zlib.decompressobj()
    size = 0
    for at in range(0, len(packed), _PIECE):
        piece: bytes | memoryview = packed[at : at + _PIECE]
        while piece and size < limit:
            try:
                size += len(unpacker.decompress(piece, _PIECE))
            except zlib.error:
                return size
            piece = unpacker.unconsumed_tail
        if unpacker.eof or size >= limit:
            break
    return size
