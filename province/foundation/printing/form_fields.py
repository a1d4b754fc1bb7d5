"""Puts the open places of a typeset document into it as empty form fields."""

# mypy: allow-untyped-calls
# pyHanko's PDF objects carry no types.

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer

from province.foundation.printing.typesetting import FieldAlign, FieldKind, FieldPlace, Typeset

PRINT_FLAG = 4
READ_ONLY = 1
NO_CHANGES = 1
QUADDING = {FieldAlign.LEFT: 0, FieldAlign.CENTER: 1, FieldAlign.RIGHT: 2}


def with_form_fields(*, typeset: Typeset) -> bytes:
    """Return the document with its open places as empty fields; without places, as it is.

    Text fields are read only for people: the seal's revision fills them. A field called
    "seal" closes the document when it is signed: nothing may change after it.
    """
    if not typeset.places:
        return typeset.pdf
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(typeset.pdf)), writer_kwargs={})
    fields = generic.ArrayObject()
    for place in typeset.places:
        fields.append(_add_field(writer, place))
    writer.root["/AcroForm"] = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Fields"): fields,
                pdf_name("/DA"): pdf_string("0 g"),
                pdf_name("/SigFlags"): generic.NumberObject(0),
            }
        )
    )
    writer.update_root()
    filled = io.BytesIO()
    writer.write(filled)
    return filled.getvalue()


def _add_field(writer: PdfFileWriter, place: FieldPlace) -> generic.IndirectObject:
    """Make one field that is its own widget, with an empty appearance as PDF/A asks."""
    page_ref, _resources = writer.find_page_for_modification(place.page - 1)
    page = page_ref.get_object()
    top = float(page["/MediaBox"][3]) - place.top
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/T"): pdf_string(place.name),
            pdf_name("/TU"): pdf_string(place.title),
            pdf_name("/F"): generic.NumberObject(PRINT_FLAG),
            pdf_name("/P"): page_ref,
            pdf_name("/Rect"): generic.ArrayObject(
                generic.FloatObject(f"{edge:.2f}")
                for edge in (place.left, top - place.height, place.left + place.width, top)
            ),
            pdf_name("/AP"): generic.DictionaryObject(
                {pdf_name("/N"): writer.add_object(_empty_appearance(place))}
            ),
        }
    )
    field.update(
        _text_entries(place) if place.kind is FieldKind.TEXT else _signature_entries(place)
    )
    reference = writer.add_object(field)
    if "/Annots" not in page:
        page["/Annots"] = generic.ArrayObject()
    page["/Annots"].append(reference)
    return reference


def _text_entries(place: FieldPlace) -> dict[str, generic.PdfObject]:
    style = "Italic" if place.italic else "Regular"
    return {
        pdf_name("/FT"): pdf_name("/Tx"),
        pdf_name("/Ff"): generic.NumberObject(READ_ONLY),
        pdf_name("/DA"): pdf_string(f"/Tinos{style} {place.size:g} Tf 0 g"),
        pdf_name("/Q"): generic.NumberObject(QUADDING[place.align]),
    }


def _signature_entries(place: FieldPlace) -> dict[str, generic.PdfObject]:
    entries: dict[str, generic.PdfObject] = {pdf_name("/FT"): pdf_name("/Sig")}
    if place.name == "seal":
        entries[pdf_name("/Lock")] = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/SigFieldLock"),
                pdf_name("/Action"): pdf_name("/All"),
                pdf_name("/P"): generic.NumberObject(NO_CHANGES),
            }
        )
    return entries


def _empty_appearance(place: FieldPlace) -> generic.StreamObject:
    return generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(
                generic.FloatObject(f"{edge:.2f}") for edge in (0, 0, place.width, place.height)
            ),
            pdf_name("/Resources"): generic.DictionaryObject(),
        },
        stream_data=b"",
    )
