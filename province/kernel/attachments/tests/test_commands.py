from collections.abc import Iterator
from pathlib import Path

import pytest

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import FieldFault
from province.foundation.files.folder import FolderStore
from province.foundation.files.tests import samples
from province.foundation.identity.actors import ANONYMOUS, job_actor
from province.kernel.attachments.contracts import AttachmentVersionValue, ScanState
from province.kernel.attachments.errors import (
    FileRefusedError,
    NotYourAttachmentError,
    StrangerMayNotSendError,
)
from province.kernel.attachments.models import Attachment, AttachmentVersion, Content
from province.kernel.attachments.public import (
    history,
    new_version,
    store_made,
    take_in,
    version,
)
from province.kernel.attachments.tests.conftest import CITIZEN, NOW, OFFICER, DemoScanner

pytestmark = pytest.mark.django_db


def _take_in(
    content: bytes, *, name: str = "đơn.pdf", kind: str = "paper"
) -> AttachmentVersionValue:
    return take_in(actor=CITIZEN, name=name, stream=[content], now=NOW, kind=kind)


def _nothing_happened(store: FolderStore) -> bool:
    return (
        Content.objects.count() == 0
        and Attachment.objects.count() == 0
        and AttachmentVersion.objects.count() == 0
        and AuditEntry.objects.count() == 0
        and _files(store) == []
    )


def _files(store: FolderStore) -> list[Path]:
    return [path for path in store._root.rglob("*") if path.is_file()]  # noqa: SLF001 -- looks into the folder


def test_taken_in_file_is_kept_and_described(store: FolderStore) -> None:
    content = samples.pdf(pages=2)

    value = _take_in(content, name="Giấy khai sinh.PDF")

    assert value == AttachmentVersionValue(
        id=value.id,
        attachment_id=value.attachment_id,
        no=1,
        owner="account:7",
        kind="paper",
        name="Giấy khai sinh.pdf",
        sha256=value.sha256,
        size=len(content),
        mime="application/pdf",
        pages=2,
        state=ScanState.SCANNED,
        is_made=False,
        uploaded_by="account:7",
        uploaded_at=NOW,
        note="",
    )
    assert version(version_id=value.id) == value
    assert b"".join(store.read(value.sha256)) == content
    assert AuditEntry.objects.get().action == "attachments.taken_in"


def test_same_content_is_kept_once(store: FolderStore) -> None:
    one = _take_in(samples.pdf())
    two = _take_in(samples.pdf(), name="bản sao.pdf")

    assert one.sha256 == two.sha256
    assert one.attachment_id != two.attachment_id
    assert Content.objects.count() == 1
    assert len(_files(store)) == 1


@pytest.mark.parametrize(
    ("content", "mime", "extension", "pages"),
    [
        (samples.pdf(), "application/pdf", ".pdf", 1),
        (samples.jpeg(), "image/jpeg", ".jpg", 1),
        (samples.png(), "image/png", ".png", 1),
        (samples.heic(), "image/heic", ".heic", 1),
        (samples.tiff(pages=3), "image/tiff", ".tif", 3),
        (
            samples.office(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".docx",
            None,
        ),
        (
            samples.office(main="xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
            None,
        ),
    ],
)
def test_type_is_found_by_content_whatever_the_name(
    content: bytes, mime: str, extension: str, pages: int | None
) -> None:
    value = _take_in(content, name="hoá đơn.exe")

    assert (value.mime, value.pages) == (mime, pages)
    assert value.name == f"hoá đơn.exe{extension}"


ALLOWED = "PDF, JPEG, PNG, HEIC, TIFF, DOCX, XLSX"


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (b"", "empty", "Tệp rỗng (0 byte). Hãy chọn lại tệp."),
        (
            b"chi la van ban",
            "type",
            f"Không nhận ra loại tệp từ nội dung. Hãy gửi {ALLOWED}.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "old_office",
            "Không nhận tệp Word, Excel đời cũ hoặc có mật khẩu. Hãy lưu thành .docx, .xlsx, PDF.",
        ),
        (
            samples.pdf(catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert) >>"),
            "script",
            "Tệp PDF có chứa mã lệnh (JavaScript). Hãy in lại thành PDF rồi gửi lại.",
        ),
        (
            samples.pdf(catalogue=b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
            "launch",
            "Tệp PDF có lệnh mở chương trình khác. Hãy in lại thành PDF rồi gửi lại.",
        ),
        (
            samples.pdf(catalogue=b"/X << /Type /Filespec /EF << /F 2 0 R >> >>"),
            "embedded_file",
            "Tệp có nhúng tệp khác ở bên trong. Hãy gửi riêng từng tệp.",
        ),
        (b"%PDF-1.7\nhong", "damaged", None),
        (
            samples.office(more={"word/vbaProject.bin": b"x"}),
            "macro",
            "Tệp có chứa macro. Hãy lưu lại thành tệp không có macro hoặc PDF.",
        ),
        (
            samples.office(more={"word/activeX/activeX1.xml": b"<ocx/>"}),
            "control",
            "Tệp có nút điều khiển ActiveX. Hãy lưu lại thành PDF rồi gửi lại.",
        ),
        (
            samples.docx('<w:pict><w:imagedata src="//may-chu/a.png"/></w:pict>'),
            "outside",
            (
                "Tệp lấy ảnh, mẫu hoặc dữ liệu từ nơi khác. "
                "Hãy bỏ liên kết, hoặc lưu thành PDF rồi gửi lại."
            ),
        ),
        (
            samples.xlsx("<row><c><f>WEBSERVICE(A1)</f></c></row>"),
            "command",
            (
                "Tệp có trường hoặc công thức gọi chương trình hay địa chỉ khác "
                "(DDE, WEBSERVICE…). Hãy lưu lại thành PDF rồi gửi lại."
            ),
        ),
        (
            samples.office(more={"word/styles.xml": b"<!DOCTYPE a><a/>"}),
            "odd",
            (
                "Ruột tệp không giống tệp do Word, Excel lưu ra. "
                "Hãy mở tệp, lưu lại thành PDF rồi gửi lại."
            ),
        ),
        (
            samples.jpeg(width=60_000, height=60_000),
            "too_many_pixels",
            "Ảnh quá lớn (hơn 65 triệu điểm ảnh). Hãy chụp hoặc quét lại nhỏ hơn.",
        ),
        (
            samples.office(more={"word/media/x.xml": b"\0" * 50_000_000}),
            "bomb",
            "Tệp bung ra lớn bất thường nên không nhận. Hãy lưu lại thành PDF rồi gửi lại.",
        ),
        (
            samples.pdf(more=(b"(" + samples.EICAR.replace(b")", b"\\)") + b")", samples.EICAR)),
            "infected",
            "Tệp có vi-rút (Eicar-Test) nên không nhận. Hãy quét vi-rút máy của bạn.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_bad_file_is_refused_in_words_and_leaves_nothing(
    store: FolderStore, content: bytes, code: str, sentence: str | None
) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        _take_in(content)

    expected = sentence or "Tệp bị hỏng, không mở được. Hãy kiểm tra tệp trên máy rồi gửi lại."
    found = [
        FieldFault(field=fault.field, code=fault.code, sentence=str(fault.sentence))
        for fault in refusal.value.faults
    ]
    assert found == [FieldFault(field="file", code=f"attachments.{code}", sentence=expected)]
    assert _nothing_happened(store)


def test_program_is_refused_with_its_name(store: FolderStore) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        _take_in(b"GIF89a" + b"\0" * 60)

    assert str(refusal.value.faults[0].sentence) == (
        "Không nhận loại tệp này (nội dung là: Graphics interchange format file (GIF89a)). "
        f"Hãy gửi {ALLOWED}."
    )
    assert _nothing_happened(store)


def test_too_large_file_stops_the_stream_early(store: FolderStore) -> None:
    sent = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield b"\0" * 1024 * 1024

    with pytest.raises(FileRefusedError) as refusal:
        take_in(actor=CITIZEN, name="to.pdf", stream=endless(), now=NOW)

    assert str(refusal.value.faults[0].sentence) == (
        "Tệp lớn hơn 20 MB. Hãy quét ở 150–200 dpi, hoặc tách thành nhiều tệp."
    )
    assert len(sent) == 21
    assert _nothing_happened(store)


def test_photo_takes_no_pdf() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        _take_in(samples.pdf(), kind="photo")

    assert str(refusal.value.faults[0].sentence) == (
        "Không nhận loại tệp này (nội dung là: PDF). Hãy gửi JPEG, PNG, HEIC."
    )


def test_stranger_may_not_send(store: FolderStore) -> None:
    with pytest.raises(StrangerMayNotSendError):
        take_in(actor=ANONYMOUS, name="a.pdf", stream=[samples.pdf()], now=NOW)

    assert _nothing_happened(store)


def test_new_version_follows_and_the_old_one_stays() -> None:
    first = _take_in(samples.pdf())

    second = new_version(
        actor=CITIZEN,
        attachment_id=first.attachment_id,
        name="bản rõ hơn.pdf",
        stream=[samples.pdf(pages=2)],
        now=NOW,
        note="quét lại",
    )

    assert (second.no, second.pages, second.note) == (2, 2, "quét lại")
    assert history(attachment_id=first.attachment_id) == (first, second)


def test_new_version_of_somebody_elses_paper_is_unknown() -> None:
    first = _take_in(samples.pdf())

    with pytest.raises(NotYourAttachmentError):
        new_version(
            actor=OFFICER,
            attachment_id=first.attachment_id,
            name="x.pdf",
            stream=[samples.pdf(pages=2)],
            now=NOW,
        )

    assert history(attachment_id=first.attachment_id) == (first,)


def test_made_paper_is_trusted_without_a_scan(scanner: DemoScanner) -> None:
    scanner.is_up = False

    value = store_made(
        actor=job_actor("printing"),
        name="Giấy tiếp nhận",
        content=samples.pdf(),
        mime="application/pdf",
        now=NOW,
    )

    assert (value.name, value.is_made, value.state) == (
        "Giấy tiếp nhận.pdf",
        True,
        ScanState.SCANNED,
    )
    assert AuditEntry.objects.get().action == "attachments.made"


def test_made_paper_of_another_type_than_it_says_is_our_mistake(store: FolderStore) -> None:
    with pytest.raises(ValueError, match="is not application/pdf"):
        store_made(actor=OFFICER, name="x", content=samples.png(), mime="application/pdf", now=NOW)

    assert _nothing_happened(store)
