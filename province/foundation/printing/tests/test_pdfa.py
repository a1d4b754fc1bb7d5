# mypy: allow-untyped-calls
# pyHanko's PDF objects carry no types.

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from province.foundation.printing.form_fields import with_form_fields
from province.foundation.printing.pdfa import check_pdfa
from province.foundation.printing.typesetting import FieldKind, LayoutError, Typeset, typeset

AT = datetime(2026, 11, 20, tzinfo=UTC)
LAYOUT = """
#let values = json(bytes(sys.inputs.values))
#set document(title: "Thử")
#set page(width: 200pt, height: 100pt, margin: 20pt)
#set text(font: "Tinos")
#values.words
#box(width: 50pt, height: 10pt, context {
  let at = here().position()
  [#metadata((name: "number", kind: "text", title: "Số", page: at.page,
    left: at.x.pt(), top: at.y.pt(),
    width: 50.0, height: 10.0,
    size: 13.0, italic: true, align: "right")) <form-field>]
})
"""


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    path = tmp_path / "layout.typ"
    path.write_text(LAYOUT, encoding="utf-8")
    return path


@pytest.fixture
def paper(layout: Path) -> bytes:
    return with_form_fields(typeset=typeset(layout=layout, values={"words": "ẬỢỮẵ"}, at=AT))


def changed(pdf: bytes, key: str, value: generic.PdfObject) -> bytes:
    """Return the file with one more entry in its catalogue."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root[key] = value
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def codes(pdf: bytes) -> list[str]:
    return [problem.code for problem in check_pdfa(pdf=pdf).problems]


def test_typeset_tells_where_the_open_places_are(layout: Path) -> None:
    found = typeset(layout=layout, values={"words": "A"}, at=AT)

    (place,) = found.places
    assert (place.name, place.kind, place.page, place.width) == ("number", FieldKind.TEXT, 1, 50.0)


def test_a_document_without_open_places_stays_as_it_is() -> None:
    assert with_form_fields(typeset=Typeset(pdf=b"%PDF", places=())) == b"%PDF"


def test_an_open_place_becomes_an_empty_printing_field(paper: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(paper))

    (field,) = [raw.get_object() for raw in reader.root["/AcroForm"]["/Fields"]]
    assert (field["/T"], field["/FT"], field["/F"], field["/Q"]) == ("number", "/Tx", 4, 2)
    assert field["/DA"] == "/TinosItalic 13 Tf 0 g"
    assert "/V" not in field
    assert check_pdfa(pdf=paper).is_conformant


def test_a_wrong_layout_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "wrong.typ"
    path.write_text("#unknown", encoding="utf-8")

    with pytest.raises(LayoutError, match=r"wrong\.typ: unknown variable"):
        typeset(layout=path, values={}, at=AT)


def test_a_warning_of_the_typesetter_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "warned.typ"
    path.write_text('#set text(font: "Times New Roman")\nA', encoding="utf-8")

    with pytest.raises(LayoutError, match="unknown font family"):
        typeset(layout=path, values={}, at=AT)


def test_a_script_is_found(paper: bytes) -> None:
    action = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    )

    assert codes(changed(paper, "/OpenAction", action)) == ["script"]


def test_a_font_outside_the_file_is_found(paper: bytes) -> None:
    font = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name("/Helvetica"),
        }
    )

    problems = check_pdfa(pdf=changed(paper, "/Anything", font)).problems

    assert [(problem.code, problem.where) for problem in problems] == [
        ("font_not_embedded", "/Helvetica")
    ]
    assert str(problems[0].sentence) == "Có phông chữ không nhúng trong tệp."


def test_a_missing_output_intent_is_found(paper: bytes) -> None:
    assert codes(changed(paper, "/OutputIntents", generic.ArrayObject())) == [
        "output_intent_missing"
    ]


def test_a_hidden_annotation_is_found(paper: bytes) -> None:
    note = generic.DictionaryObject(
        {
            pdf_name("/Subtype"): pdf_name("/Text"),
            pdf_name("/F"): generic.NumberObject(2),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 9, 9))),
        }
    )

    assert codes(changed(paper, "/Anything", note)) == [
        "annotation_not_printed",
        "annotation_without_appearance",
    ]


def test_another_standard_is_found(paper: bytes) -> None:
    assert codes(paper.replace(b'pdfaid:part="2"', b'pdfaid:part="3"')) == ["not_a_2b"]


@pytest.mark.parametrize("pdf", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_unreadable(pdf: bytes) -> None:
    assert codes(pdf) == ["unreadable"]


def test_an_encrypted_file_is_found(paper: bytes) -> None:
    from pyhanko.pdf_utils.writer import copy_into_new_writer  # noqa: PLC0415 -- only needed here

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(paper)))
    writer.encrypt(owner_pass="a", user_pass="b")  # noqa: S106 -- a test's own
    out = io.BytesIO()
    writer.write(out)

    assert codes(out.getvalue()) == ["encrypted"]
