"""What officers read of an office file: its words and tables, and what is left out is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from province.foundation.files.contracts import DOCX, XLSX, Bounds
from province.foundation.files.office.contracts import (
    Block,
    OfficeText,
    Room,
    Row,
    Section,
    SectionKind,
)
from province.foundation.files.office.numbers import is_day, shown
from province.foundation.files.office.sheets import column_letters, column_number
from province.foundation.files.reading import office_text, office_text_here
from province.foundation.files.tests.samples import docx, paragraph, relations, xlsx

Write = Callable[[bytes], Path]
TABLE = (
    "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
).format(paragraph("Họ tên"), paragraph("Sinh năm"), paragraph("Ánh") + paragraph("Hai dòng"))


def words(path: Path, room: Room | None = None) -> OfficeText:
    return office_text_here(path, DOCX.mime, Bounds(), room or Room())


def cells(path: Path, room: Room | None = None) -> OfficeText:
    return office_text_here(path, XLSX.mime, Bounds(), room or Room())


def test_paragraphs_and_tables_are_read_in_their_order(written: Write) -> None:
    heading = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>ĐƠN</w:t><w:tab/>'
        "<w:t>&lt;script&gt;</w:t></w:r></w:p>"
    )
    item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Một</w:t></w:r></w:p>"

    found = office_text(path=written(docx(heading + TABLE + item + paragraph(" "))), mime=DOCX.mime)

    assert found == OfficeText(
        sections=(
            Section(
                SectionKind.BODY,
                (
                    Block(words="ĐƠN\t<script>", is_heading=True),
                    Block(rows=(Row(("Họ tên", "Sinh năm")), Row(("Ánh\nHai dòng", "")))),
                    Block(words="• Một"),
                ),
            ),
        )
    )


def test_margins_notes_and_comments_stand_after_the_body(written: Write) -> None:
    note = '<footnotes><footnote id="2"><p><t>Chú</t></p></footnote></footnotes>'.encode()
    body = '<w:p><w:r><w:t>Đơn</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    more = {
        "word/_rels/document.xml.rels": relations(
            ("header", "header1.xml", ""),
            ("header", "/word/header2.xml", ""),
            ("footnotes", "footnotes.xml", ""),
            ("comments", "comments.xml", ""),
        ),
        "word/header1.xml": b"<hdr><p><t>UBND</t></p></hdr>",
        "word/header2.xml": b"<hdr><p><t>UBND</t></p></hdr>",
        "word/footnotes.xml": note,
        "word/comments.xml": b"<comments><comment><p><t>Xem</t></p></comment></comments>",
    }

    found = words(written(docx(body, more)))

    assert [(s.kind.value, [b.words for b in s.blocks]) for s in found.sections] == [
        ("body", ["Đơn[2]"]),
        ("margins", ["UBND"]),
        ("notes", ["[2] Chú"]),
        ("comments", ["Xem"]),
    ]


def test_pictures_and_changes_are_counted_and_words_stand_once(written: Write) -> None:
    box = "<w:txbxContent>" + paragraph("Trong khung") + "</w:txbxContent>"
    body = (
        f"<w:p><w:r><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback>"
        "</AlternateContent></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        "<w:r><w:drawing><blip/></w:drawing><w:t>Ngoài</w:t></w:r></w:p>"
    )

    found = words(written(docx(body)))

    assert [block.words for block in found.sections[0].blocks] == ["Trong khung", "Ngoài"]
    assert (found.pictures, found.has_changes) == (1, True)


@pytest.mark.parametrize(
    ("body", "room", "blocks"),
    [
        (paragraph("một") * 9, Room(blocks=2), 2),
        (paragraph("một") * 9, Room(signs=7), 3),
        (paragraph("m" * 99), Room(signs_in_paragraph=9), 1),
        (
            f"<w:tbl>{'<w:tr><w:tc>' + paragraph('một') + '</w:tc></w:tr>'}</w:tbl>" * 3,
            Room(blocks=1),
            1,
        ),
        (
            f"<w:tbl>{('<w:tr><w:tc>' + paragraph('một') + '</w:tc></w:tr>') * 9}</w:tbl>",
            Room(rows=3),
            1,
        ),
        (
            f"<w:tbl><w:tr>{('<w:tc>' + paragraph('một') + '</w:tc>') * 9}</w:tr></w:tbl>",
            Room(columns=3),
            1,
        ),
    ],
)
def test_a_long_document_is_cut_and_says_so(
    written: Write, body: str, room: Room, blocks: int
) -> None:
    found = words(written(docx(body)), room).sections[0]

    assert (len(found.blocks), found.is_cut) == (blocks, True)


def test_sheets_are_tables_of_stored_values(written: Write) -> None:
    rows = (
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><f>1+1</f>'
        "<v>0.30000000000000004</v></c></row>"
        '<row r="5"><c r="B5" t="inlineStr"><is><t>=CMD()</t></is></c>'
        '<c r="C5" s="1"><v>46077</v></c>'
        '<c r="D5" t="b"><v>1</v></c></row>'
    )
    more = {
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml", ""),
            ("sharedStrings", "sharedStrings.xml", ""),
            ("styles", "styles.xml", ""),
        ),
        "xl/sharedStrings.xml": (
            "<sst><si><t>thừa</t></si><si><r><t>Lấp </t></r><r><t>Lánh</t></r>"
            "<rPh><t>x</t></rPh></si></sst>"
        ).encode(),
        "xl/styles.xml": (
            b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
        ),
    }

    found = office_text(path=written(xlsx(rows, more)), mime=XLSX.mime)

    assert found.sections == (
        Section(
            SectionKind.SHEET,
            (
                Block(
                    columns=("A", "B", "C", "D"),
                    rows=(
                        Row(("Lấp Lánh", "", "0,3", ""), label="2"),
                        Row(("", "=CMD()", "24/02/2026", "TRUE"), label="5"),
                    ),
                ),
            ),
            name="Danh sách",
        ),
    )


def test_a_hidden_sheet_is_shown_and_named_hidden(written: Write) -> None:
    book = (
        '<workbook xmlns:r="x"><sheets><sheet name="Ẩn" state="veryHidden" r:id="rId1"/></sheets>'
        "</workbook>"
    ).encode()

    found = cells(written(xlsx("", {"xl/workbook.xml": book})))

    assert found.sections == (Section(SectionKind.HIDDEN_SHEET, (), name="Ẩn"),)


def many(count: int) -> str:
    return "".join(f"<c><v>{n}</v></c>" for n in range(count))


@pytest.mark.parametrize(
    ("rows", "room", "shape"),
    [
        (f"<row>{many(100_000)}</row>", Room(), (1, 40)),
        ("<row><c r='A1'><v>1</v></c><c r='XFD1'><v>1</v></c></row>", Room(), (1, 1)),
        (f"<row>{many(2)}</row>" * 2_000, Room(), (500, 2)),
        (f"<row>{many(9)}</row>" * 9, Room(cells=20), (3, 9)),
        (f"<row>{many(9)}</row>" * 9, Room(signs=20), (2, 9)),
    ],
)
def test_a_large_sheet_is_cut_and_says_so(
    written: Write, rows: str, room: Room, shape: tuple[int, int]
) -> None:
    (sheet,) = cells(written(xlsx(rows)), room).sections

    assert sheet.is_cut is True
    assert (len(sheet.blocks[0].rows), len(sheet.blocks[0].columns)) == shape


def test_more_sheets_than_are_shown_are_said(written: Write) -> None:
    sheets = '<sheet name="a" id="rId1"/>' * 5
    book = f"<workbook><sheets>{sheets}</sheets></workbook>".encode()

    found = cells(written(xlsx("", {"xl/workbook.xml": book})), Room(sheets=2))

    assert [(section.name, section.is_cut) for section in found.sections] == [
        ("a", False),
        ("a", False),
        ("…", True),
    ]


@pytest.mark.parametrize(
    ("raw", "day", "macs", "words_of_it"),
    [
        ("46077", True, False, "24/02/2026"),
        ("46077.5", True, False, "24/02/2026 12:00"),
        ("0.25", True, False, "06:00"),
        ("1", True, False, "01/01/1900"),
        ("0", True, True, "00:00"),
        ("366", True, True, "01/01/1905"),
        ("1e300", True, False, "1e300"),
        ("nan", True, False, "nan"),
        ("inf", False, False, "inf"),
        ("1234567.5", False, False, "1234567,5"),
        ("không", False, False, "không"),
    ],
)
def test_numbers_are_written_as_people_read_them(
    raw: str, words_of_it: str, *, day: bool, macs: bool
) -> None:
    assert shown(raw, is_day=day, is_macs=macs) == words_of_it


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("dd/mm/yyyy", True),
        ("[$-42A]d mmmm", True),
        ("#,##0", False),
        ('0" đồng/ngày"', False),
        ("[h]:mm", False),
        ("General", False),
    ],
)
def test_formats_of_days_are_known(code: str, *, expected: bool) -> None:
    assert is_day(code) is expected


def test_columns_have_letters() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 16_384)] == ["A", "Z", "AA", "XFD"]
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16_384]
