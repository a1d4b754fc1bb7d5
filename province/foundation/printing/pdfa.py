"""Checks the structure of a PDF/A-2b; no full validator: content streams are not read."""

# mypy: allow-untyped-calls
# pyHanko's PDF objects carry no types.

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import etree
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

PDFAID: Final = "{http://www.aiim.org/pdfa/ns/id/}"
SCRIPT_KEYS: Final = frozenset({"/JS", "/JavaScript", "/AA", "/XFA"})
FORBIDDEN_ACTIONS: Final = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/ResetForm", "/Sound", "/Movie", "/Rendition"}
)
OWN_DRAWING_FONTS: Final = frozenset({"/Type0", "/Type3"})
HIDDEN: Final = 0b100011
PRINT: Final = 0b100
WITHOUT_APPEARANCE: Final = frozenset({"/Popup", "/Link"})


@dataclass(frozen=True, slots=True)
class PdfaProblem:
    """One way in which a file is not PDF/A-2b."""

    code: str
    where: str = ""

    @property
    def sentence(self) -> str | Promise:
        """Say the problem in words."""
        return WORDS[self.code]


@dataclass(frozen=True, slots=True)
class PdfaFindings:
    """What the check found; a file without problems has the structure of PDF/A-2b."""

    problems: tuple[PdfaProblem, ...]

    @property
    def is_conformant(self) -> bool:
        """Tell whether nothing was found."""
        return not self.problems


WORDS: Final[dict[str, str | Promise]] = {
    "unreadable": _("Không đọc được tệp PDF."),
    "encrypted": _("Tệp PDF bị mã hóa."),
    "metadata_missing": _("Thiếu siêu dữ liệu XMP."),
    "not_a_2b": _("Siêu dữ liệu không ghi PDF/A-2b."),
    "output_intent_missing": _("Thiếu hồ sơ màu (output intent)."),
    "font_not_embedded": _("Có phông chữ không nhúng trong tệp."),
    "script": _("Tệp chứa mã lệnh hoặc hành động bị cấm."),
    "external_stream": _("Tệp lấy nội dung từ bên ngoài."),
    "annotation_not_printed": _("Có chú thích bị ẩn hoặc không in ra được."),
    "annotation_without_appearance": _("Có trường biểu mẫu không có hình hiển thị."),
    "appearances_left_to_viewer": _("Hình hiển thị của biểu mẫu bị để cho phần mềm đọc tự vẽ."),
}


def check_pdfa(*, pdf: bytes) -> PdfaFindings:
    """Check the last revision of a file for the structure of PDF/A-2b."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        if reader.encrypted:
            return PdfaFindings((PdfaProblem("encrypted"),))
        problems = [*_metadata_problems(reader), *_form_problems(reader)]
        for where, found in _dictionaries(reader):
            problems.extend(_dictionary_problems(where, found))
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return PdfaFindings((PdfaProblem("unreadable"),))
    return PdfaFindings(tuple(dict.fromkeys(problems)))


def _metadata_problems(reader: PdfFileReader) -> Iterator[PdfaProblem]:
    stream = _entry(reader.root, "/Metadata")
    if not isinstance(stream, generic.StreamObject):
        yield PdfaProblem("metadata_missing")
        return
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(stream.data, safe)
    except etree.XMLSyntaxError:
        yield PdfaProblem("metadata_missing")
        return
    if (_xmp(tree, "part"), _xmp(tree, "conformance")) != ("2", "B"):
        yield PdfaProblem("not_a_2b")
    if not any(
        _entry(intent, "/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent
        for intent in (raw.get_object() for raw in _entry(reader.root, "/OutputIntents") or ())
    ):
        yield PdfaProblem("output_intent_missing")


def _entry(found: generic.DictionaryObject, key: str) -> Any:
    """Return an entry with its reference followed, or None; pyHanko's own `get` follows none."""
    try:
        return found[key]
    except KeyError:
        return None


def _xmp(tree: etree._Element, name: str) -> str | None:
    """Return an entry of the identification schema, written as element or as attribute."""
    for node in tree.iter():
        if node.tag == PDFAID + name:
            return (node.text or "").strip()
        if PDFAID + name in node.attrib:
            return str(node.attrib[PDFAID + name]).strip()
    return None


def _form_problems(reader: PdfFileReader) -> Iterator[PdfaProblem]:
    form = _entry(reader.root, "/AcroForm")
    if form is not None and _entry(form, "/NeedAppearances"):
        yield PdfaProblem("appearances_left_to_viewer")


def _dictionaries(reader: PdfFileReader) -> Iterator[tuple[str, generic.DictionaryObject]]:
    """Walk everything that the catalogue reaches, each object once."""
    waiting: list[tuple[str, generic.PdfObject]] = [("catalogue", reader.root)]
    seen: set[generic.Reference] = set()
    while waiting:
        where, found = waiting.pop()
        if isinstance(found, generic.IndirectObject):
            if found.reference in seen:
                continue
            seen.add(found.reference)
            where = str(found.idnum)
            found = found.get_object()
        if isinstance(found, generic.DictionaryObject):
            yield where, found
            waiting.extend((where, found.raw_get(key)) for key in found)
        elif isinstance(found, generic.ArrayObject):
            waiting.extend((where, found.raw_get(index)) for index in range(len(found)))


def _dictionary_problems(where: str, found: generic.DictionaryObject) -> Iterator[PdfaProblem]:
    if SCRIPT_KEYS & found.keys() or _entry(found, "/S") in FORBIDDEN_ACTIONS:
        yield PdfaProblem("script", where)
    if isinstance(found, generic.StreamObject) and {"/F", "/FFilter"} & found.keys():
        yield PdfaProblem("external_stream", where)
    if _entry(found, "/Type") == "/Font" and not _is_embedded(found):
        yield PdfaProblem("font_not_embedded", str(_entry(found, "/BaseFont")))
    if "/Rect" in found and _entry(found, "/Subtype") not in WITHOUT_APPEARANCE:
        yield from _annotation_problems(where, found)


def _is_embedded(font: generic.DictionaryObject) -> bool:
    if _entry(font, "/Subtype") in OWN_DRAWING_FONTS:
        return True  # a Type0 font is as embedded as its descendants, which the walk meets
    descriptor = _entry(font, "/FontDescriptor") or {}
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys())


def _annotation_problems(where: str, found: generic.DictionaryObject) -> Iterator[PdfaProblem]:
    flags = int(_entry(found, "/F") or 0)
    if flags & HIDDEN or not flags & PRINT:
        yield PdfaProblem("annotation_not_printed", where)
    left, bottom, right, top = (float(edge) for edge in found["/Rect"])
    if (left, bottom) != (right, top) and "/N" not in (_entry(found, "/AP") or {}):
        yield PdfaProblem("annotation_without_appearance", where)
