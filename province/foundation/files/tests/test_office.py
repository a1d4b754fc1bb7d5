"""Office files of strangers: what acts in them is found, what is hostile ends with a sentence."""

import io
import signal
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from province.foundation.files import reading
from province.foundation.files.contracts import DOCX, XLSX, Bounds, Danger, FileType
from province.foundation.files.inspecting import inspect
from province.foundation.files.office.contracts import OfficeRefusedError
from province.foundation.files.reading import office_text
from province.foundation.files.tests.samples import docx, office, paragraph, relations, xlsx

Write = Callable[[bytes], Path]
RELS, BOOK_RELS = "word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels"
LAUGHS = (
    b'<!DOCTYPE d [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><d>&j;</d>"
)
OUTER = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'
MACRO_TYPES = (
    b"<Types><Override PartName='/word/document.xml' ContentType="
    b"'application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
)
WRONG_TYPES = b"<Types><Default Extension='xml' ContentType='text/html'/></Types>"
LINK = "hyperlink", "https://angiang.gov.vn/", "External"


def field(*codes: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kết quả</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def computed_field() -> str:
    inner = field('QUOTE "DDE"').removeprefix("<w:p>").removesuffix("</w:p>")
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}</w:p>'


def formula(code: str) -> bytes:
    return xlsx(f'<row r="1"><c r="A1"><f>{code}</f><v>1</v></c></row>')


@pytest.mark.parametrize(
    "content",
    [
        docx(paragraph("Đơn")),
        docx(paragraph("Đơn"), {RELS: relations(LINK, ("hyperlink", "mailto:a@b.vn", "External"))}),
        docx(
            paragraph("Đơn"),
            {
                "word/settings.xml": b"<settings/>",
                "word/_rels/settings.xml.rels": relations(
                    ("attachedTemplate", "file:///C:\\Users\\An\\Don.dotx", "External")
                ),
            },
        ),
        docx(field('HYPERLINK "https://angiang.gov.vn"')),
        docx(field("PAGE")),
        docx(paragraph("Đơn"), {"customXml/item1.xml": b"<control/>"}),
    ],
)
def test_what_people_write_with_word_is_let_in(written: Write, content: bytes) -> None:
    assert inspect(written(content), DOCX, Bounds()).dangers == ()


@pytest.mark.parametrize(
    "code", ["SUM(B1:B9)", 'HYPERLINK("https://a.vn","xem")', "'Tháng 1'!A1", '"a|b"&amp;C1']
)
def test_what_people_count_with_excel_is_let_in(written: Write, code: str) -> None:
    assert inspect(written(formula(code)), XLSX, Bounds()).dangers == ()


@pytest.mark.parametrize(
    ("content", "danger"),
    [
        (office(more={"[Content_Types].xml": MACRO_TYPES}), Danger.MACRO),
        (office(more={RELS: relations(("vbaProject", "macros.dat", ""))}), Danger.MACRO),
        (
            office(more={"customUI/_rels/x.rels": relations(("extensibility", "x", ""))}),
            Danger.MACRO,
        ),
        (
            office(more={"word/media/a.png": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
            Danger.EMBEDDED_FILE,
        ),
        (office(more={"word/media/a.png": b"MZ\x90"}), Danger.EMBEDDED_FILE),
        (office(more={RELS: relations(("aFChunk", "a.htm", ""))}), Danger.EMBEDDED_FILE),
        (docx('<w:altChunk r:id="rId1"/>'), Danger.EMBEDDED_FILE),
        (office(more={"word/activeX/activeX1.xml": b"<ocx/>"}), Danger.CONTROL),
        (office(more={RELS: relations(("control", "c.xml", ""))}), Danger.CONTROL),
        (
            office(more={RELS: relations(("image", "https://a.vn/i.png", "External"))}),
            Danger.OUTSIDE,
        ),
        (office(more={RELS: relations(("hyperlink", "file://srv/a", "External"))}), Danger.OUTSIDE),
        (
            office(
                more={
                    "word/_rels/settings.xml.rels": relations(
                        ("attachedTemplate", "https://a.vn/t.dotm", "External")
                    )
                }
            ),
            Danger.OUTSIDE,
        ),
        (
            office(
                more={
                    "word/_rels/settings.xml.rels": relations(
                        ("attachedTemplate", "file://srv/t.dotm", "External")
                    )
                }
            ),
            Danger.OUTSIDE,
        ),
        (docx(field(' INCLUDEPICTURE "https://a.vn/i.png" ')), Danger.OUTSIDE),
        (docx('<w:pict><w:imagedata src="\\\\srv\\a.png"/></w:pict>'), Danger.OUTSIDE),
        (office(more={"word/a.vml": b'<xml><imagedata src="//srv/a"><br></xml>'}), Danger.OUTSIDE),
        (docx(field("DD", "EAUTO c:\\\\windows\\\\cmd.exe")), Danger.COMMAND),
        (docx('<w:p><w:fldSimple w:instr="dde excel"/></w:p>'), Danger.COMMAND),
        (docx(computed_field()), Danger.COMMAND),
        (office(more={"[Content_Types].xml": WRONG_TYPES}), Danger.ODD),
        (office(more={"_rels/.rels": relations(("officeDocument", "word/x.xml", ""))}), Danger.ODD),
        (office(more={"word/styles.xml": LAUGHS}), Danger.ODD),
        (office(more={"word/styles.xml": OUTER}), Danger.ODD),
        (office(more={"word/document.xml": LAUGHS.decode().encode("utf-16")}), Danger.ODD),
        (docx("<w:p>" * 100_000), Danger.BOMB),
        (docx("<w:p>"), Danger.DAMAGED),
        (office(more={"word/document.xml": b"MZ"}), Danger.DAMAGED),
        (office(more={"WORD/DOCUMENT.XML": b"<a/>"}), Danger.DAMAGED),
    ],
)
def test_what_acts_in_a_document_is_refused(written: Write, content: bytes, danger: Danger) -> None:
    refused(written(content), DOCX, danger)


@pytest.mark.parametrize(
    ("content", "danger"),
    [
        (formula('WEBSERVICE("https://a.vn")'), Danger.COMMAND),
        (formula("_xlfn.WEBSERVICE(A1)"), Danger.COMMAND),
        (formula("cmd|'/c calc'!A0"), Danger.COMMAND),
        (formula("'\\\\srv\\[a.xlsx]B'!A1"), Danger.OUTSIDE),
        (office(main="xl/workbook.xml", more={"xl/a.xml": b"<ddeLink/>"}), Danger.COMMAND),
        (
            office(
                main="xl/workbook.xml",
                more={
                    "xl/a.xml": b"<definedNames><definedName>EXEC(1)</definedName></definedNames>"
                },
            ),
            Danger.COMMAND,
        ),
        (
            office(
                main="xl/workbook.xml", more={BOOK_RELS: relations(("externalLink", "e.xml", ""))}
            ),
            Danger.OUTSIDE,
        ),
        (
            office(
                main="xl/workbook.xml", more={BOOK_RELS: relations(("connections", "c.xml", ""))}
            ),
            Danger.OUTSIDE,
        ),
        (
            office(
                main="xl/workbook.xml", more={BOOK_RELS: relations(("xlMacrosheet", "m.xml", ""))}
            ),
            Danger.MACRO,
        ),
    ],
)
def test_what_acts_in_a_workbook_is_refused(written: Write, content: bytes, danger: Danger) -> None:
    refused(written(content), XLSX, danger)


def refused(path: Path, kind: FileType, danger: Danger) -> None:
    """The file is not taken in, and the next one is."""
    assert inspect(path, kind, Bounds()).dangers == (danger,)
    path.write_bytes(docx(paragraph("Đơn")))
    assert inspect(path, DOCX, Bounds()).dangers == ()


@pytest.mark.parametrize(
    ("content", "danger"),
    [
        (office(more={"word/document.xml": LAUGHS}), Danger.ODD),
        (office(more={"word/document.xml": OUTER}), Danger.ODD),
        (office(more={"word/vbaProject.bin": b"x"}), Danger.MACRO),
        (office(more={"word/zeros.xml": b"\0" * 5_000_000}), Danger.BOMB),
        (docx("<w:p>" * 100_000), Danger.BOMB),
        (docx("<w:p>"), Danger.DAMAGED),
        (docx(paragraph("Đơn"))[:200], Danger.DAMAGED),
    ],
)
def test_what_cannot_be_read_safely_is_not_read(
    written: Write, content: bytes, danger: Danger
) -> None:
    path = written(content)
    with pytest.raises(OfficeRefusedError) as refusal:
        office_text(path=path, mime=DOCX.mime)
    assert refusal.value.danger is danger
    path.write_bytes(docx(paragraph("Đơn")))
    assert office_text(path=path, mime=DOCX.mime).sections[0].blocks[0].words == "Đơn"


def test_a_file_that_lies_about_its_sizes_is_damaged(written: Write) -> None:
    content = docx(paragraph("x" * 900_000))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lie = content.replace(struct.pack("<I", size), struct.pack("<I", 500))
    assert lie != content

    refused(written(lie), DOCX, Danger.DAMAGED)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_ends_too_early_is_damaged(written: Write, share: float) -> None:
    content = docx(paragraph("Đơn đề nghị"))

    refused(written(content[: int(len(content) * share)]), DOCX, Danger.DAMAGED)


def test_text_that_is_too_long_to_check_is_a_bomb(written: Write) -> None:
    path = written(office(more={"word/a.xml": b"<a>" + b"abc" * 1000 + b"</a>"}))

    assert inspect(path, DOCX, Bounds(xml_unpacked=1000)).dangers == (Danger.BOMB,)


def test_a_reader_that_is_kept_busy_is_ended(
    written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(docx(paragraph("Đơn")))
    with monkeypatch.context() as patched:
        patched.setattr(reading, "office_text_here", hang)
        patched.setattr(reading, "LONGEST", 1)
        with pytest.raises(OfficeRefusedError) as refusal:
            office_text(path=path, mime=DOCX.mime)
    assert refusal.value.danger is Danger.BOMB
    assert office_text(path=path, mime=DOCX.mime).pictures == 0


def hang(*_arguments: object) -> None:
    """Wait for ever, as a fault in a reader would."""
    while True:
        signal.pause()
