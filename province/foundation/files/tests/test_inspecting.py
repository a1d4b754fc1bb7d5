import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from province.foundation.files.contracts import (
    DOCX,
    HEIC,
    JPEG,
    PDF,
    PNG,
    TIFF,
    XLSX,
    Bounds,
    Danger,
    FileType,
    Inspection,
)
from province.foundation.files.inspecting import inspect
from province.foundation.files.sniffing import guess_name, is_old_office, sniff
from province.foundation.files.tests import samples

Write = Callable[[bytes], Path]
ACTION = b"<< /S /JavaScript /JS (x) >>"
EMBEDDED = b"<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.pdf(), PDF),
        (b"\xef\xbb\xbf\r\n" + samples.pdf(), PDF),
        (samples.jpeg(), JPEG),
        (samples.png(), PNG),
        (samples.heic(), HEIC),
        (samples.tiff(), TIFF),
        (samples.office(), DOCX),
        (samples.office(main="xl/workbook.xml"), XLSX),
        (samples.office(main="ppt/presentation.xml"), None),
        (b"PK\x03\x04 broken", None),
        (samples.office(more={f"{'x' * 200}{n}": b"" for n in range(9000)}), None),
        (b"MZ\x90\0" + b"\0" * 100, None),
        (b"<html><script>", None),
        (b"<?xml version='1.0'?><svg onload='x'/>", None),
        (b"#!/bin/sh", None),
        (b"x" * 100 + b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_type_is_what_the_content_proves(
    written: Write, content: bytes, kind: FileType | None
) -> None:
    assert sniff(written(content)) is kind


def test_old_office_is_known(written: Write) -> None:
    assert is_old_office(written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) is True
    assert is_old_office(written(samples.pdf())) is False


def test_name_of_nothing_is_empty(written: Write) -> None:
    assert guess_name(written(b"")) == ""


def locked_pdf() -> bytes:
    reader = PdfFileReader(io.BytesIO(samples.pdf()))
    writer = copy_into_new_writer(reader)
    writer.encrypt("owner", "user")  # type: ignore[no-untyped-call]  # pyHanko's
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko's
    return out.getvalue()


def _compressed(body: bytes) -> bytes:
    packed = zlib.compress(body)
    entries = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


@pytest.mark.parametrize(
    ("content", "dangers", "pages"),
    [
        (samples.pdf(), (), 1),
        (samples.pdf(pages=7), (), 7),
        (samples.pdf(catalogue=b"/OpenAction " + ACTION), (Danger.SCRIPT,), 1),
        (samples.pdf(catalogue=b"/OpenAction 4 0 R", more=(ACTION,)), (Danger.SCRIPT,), 1),
        (samples.pdf(page=b"/AA << /O 4 0 R >>", more=(ACTION,)), (Danger.SCRIPT,), 1),
        (
            samples.pdf(
                catalogue=b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", more=(ACTION,)
            ),
            (Danger.SCRIPT,),
            1,
        ),
        (samples.pdf(catalogue=b"/X << /S /Java#53cript /J#53 (x) >>"), (Danger.SCRIPT,), 1),
        (samples.pdf(more=(ACTION,)), (Danger.SCRIPT,), 1),
        (samples.pdf(catalogue=b"/AcroForm << /XFA (x) /Fields [] >>"), (Danger.SCRIPT,), 1),
        (
            samples.pdf(page=b"/Annots [<< /Subtype /Link /A << /S /Launch /F (a) >> >>]"),
            (Danger.LAUNCH,),
            1,
        ),
        (
            samples.pdf(catalogue=b"/X << /EF << /F 4 0 R >> >>", more=(EMBEDDED,)),
            (Danger.EMBEDDED_FILE,),
            1,
        ),
        (
            samples.pdf(page=b"/Annots [<< /Subtype /RichMedia >>]"),
            (Danger.EMBEDDED_FILE,),
            1,
        ),
        (
            samples.pdf(
                more=(b"<< /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >>",),
                trailer=b"/Encrypt 4 0 R /ID [(a) (b)]",
            ),
            (Danger.ENCRYPTED,),
            None,
        ),
        (locked_pdf(), (Danger.ENCRYPTED,), None),
        (samples.pdf(more=(_compressed(b"\0" * 2_000_000),)), (Danger.BOMB,), None),
        (
            samples.pdf(more=(b"%" + b" " * 40_000 + _compressed(b"\0" * 2_000_000),)),
            (Danger.BOMB,),
            None,
        ),
        (samples.pdf().replace(b"%%EOF", b""), (Danger.DAMAGED,), None),
        (samples.pdf(pages=0), (Danger.DAMAGED,), None),
        (samples.pdf()[:60], (Danger.DAMAGED,), None),
        (b"%PDF-1.7\n" + b"[" * 5000, (Danger.DAMAGED,), None),
    ],
)
def test_pdf_is_looked_into(
    written: Write, content: bytes, dangers: tuple[Danger, ...], pages: int | None
) -> None:
    bounds = Bounds(unpacked_table=1_000_000)

    assert inspect(written(content), PDF, bounds) == Inspection(dangers=dangers, pages=pages)


def test_pdf_with_too_many_pages_or_objects_is_a_bomb(written: Write) -> None:
    path = written(samples.pdf(pages=9))

    assert inspect(path, PDF, Bounds(pages=8)).dangers == (Danger.BOMB,)
    assert inspect(path, PDF, Bounds(pdf_objects=10)).dangers == (Danger.BOMB,)


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (samples.jpeg(), JPEG, Inspection(pages=1, size=(8, 8))),
        (
            samples.jpeg(width=65_000, height=65_000),
            JPEG,
            Inspection(dangers=(Danger.TOO_MANY_PIXELS,), pages=1, size=(65_000, 65_000)),
        ),
        (samples.jpeg()[:30], JPEG, Inspection(dangers=(Danger.DAMAGED,))),
        (samples.png(width=5, height=6), PNG, Inspection(pages=1, size=(5, 6))),
        (samples.png()[:-12], PNG, Inspection(dangers=(Danger.DAMAGED,))),
        (
            samples.png_chunks(
                (b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)), (b"IEND", b"")
            ),
            PNG,
            Inspection(dangers=(Danger.TOO_MANY_PIXELS,), pages=1, size=(50_000, 50_000)),
        ),
        (samples.heic(), HEIC, Inspection(pages=1, size=(4032, 3024))),
        (
            samples.heic(width=40_000, height=40_000),
            HEIC,
            Inspection(dangers=(Danger.TOO_MANY_PIXELS,), pages=1, size=(40_000, 40_000)),
        ),
        (samples.heic()[:24], HEIC, Inspection(dangers=(Danger.DAMAGED,))),
        (samples.tiff(pages=3), TIFF, Inspection(pages=3, size=(100, 50))),
        (
            samples.tiff(width=100_000, height=9_000),
            TIFF,
            Inspection(dangers=(Danger.TOO_MANY_PIXELS,), pages=1, size=(100_000, 9_000)),
        ),
        (samples.tiff()[:12], TIFF, Inspection(dangers=(Danger.DAMAGED,))),
        (samples.jpeg(width=0, height=5), JPEG, Inspection(dangers=(Danger.DAMAGED,))),
    ],
)
def test_picture_is_measured_without_unpacking(
    written: Write, content: bytes, kind: FileType, expected: Inspection
) -> None:
    assert inspect(written(content), kind, Bounds()) == expected


@pytest.mark.parametrize(
    ("more", "dangers"),
    [
        ({}, ()),
        ({"word/media/logo.png": samples.png()}, ()),
        ({"word/embeddings/table.xlsx": b"x"}, (Danger.EMBEDDED_FILE,)),
        ({"word/vbaProject.bin": b"x"}, (Danger.MACRO,)),
        ({"word/embeddings/oleObject1.bin": b"x"}, (Danger.EMBEDDED_FILE,)),
        ({"word/media/run.EXE": b"x"}, (Danger.EMBEDDED_FILE,)),
        ({"../../etc/cron.d/x": b"x"}, (Danger.DAMAGED,)),
        ({"C:/windows/x": b"x"}, (Danger.DAMAGED,)),
        ({"word/zeros.xml": b"\0" * 5_000_000}, (Danger.BOMB,)),
        ({f"word/{n}.xml": b"x" for n in range(5001)}, (Danger.BOMB,)),
    ],
)
def test_office_file_is_looked_into(
    written: Write, more: dict[str, bytes], dangers: tuple[Danger, ...]
) -> None:
    assert inspect(written(samples.office(more=more)), DOCX, Bounds()).dangers == dangers


def test_office_file_that_unpacks_to_too_much_is_a_bomb(written: Write) -> None:
    path = written(samples.office(more={"word/a.xml": b"abc" * 1000}))

    assert inspect(path, DOCX, Bounds(zip_unpacked=1000)).dangers == (Danger.BOMB,)


def test_broken_office_file_is_damaged(written: Write) -> None:
    assert inspect(written(samples.office()[:50]), DOCX, Bounds()).dangers == (Danger.DAMAGED,)
