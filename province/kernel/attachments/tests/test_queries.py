from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from province.foundation.errors import DomainError
from province.foundation.files.folder import FolderStore
from province.foundation.files.tests import samples
from province.foundation.identity.actors import ANONYMOUS, Actor, job_actor
from province.kernel.attachments.contracts import AttachmentVersionValue, ScanState
from province.kernel.attachments.errors import (
    ContentLostError,
    InfectedError,
    NoPageError,
    NoPreviewOfTypeError,
    NotScannedError,
    VersionNotFoundError,
    WordsRefusedError,
)
from province.kernel.attachments.models import AttachmentVersion, Content
from province.kernel.attachments.public import (
    open_version,
    preview_page,
    preview_words,
    read_whole,
    store_made,
    take_in,
    version,
    versions,
)
from province.kernel.attachments.tests.conftest import CITIZEN, NOW, OFFICER, DemoScanner
from province.kernel.attachments.web.serving import serve, serve_picture

pytestmark = pytest.mark.django_db


def _given(content: bytes = b"", *, name: str = "đơn.pdf") -> AttachmentVersionValue:
    return take_in(actor=CITIZEN, name=name, stream=[content or samples.pdf(pages=2)], now=NOW)


def _read(actor: Actor, value: AttachmentVersionValue, *, may_read: bool) -> bytes:
    stream, _value = open_version(actor=actor, version_id=value.id, may_read=may_read)
    return b"".join(stream)


def test_owner_reads_without_being_asked() -> None:
    assert _read(CITIZEN, _given(), may_read=False) == samples.pdf(pages=2)


def test_scanned_file_goes_to_whoever_may_read_it() -> None:
    assert _read(OFFICER, _given(), may_read=True) == samples.pdf(pages=2)


@pytest.mark.parametrize("actor", [OFFICER, ANONYMOUS])
def test_others_do_not_know_of_it(actor: Actor) -> None:
    value = _given()

    with pytest.raises(VersionNotFoundError):
        _read(actor, value, may_read=False)


def test_unscanned_file_goes_to_its_owner_only(scanner: DemoScanner) -> None:
    scanner.is_up = False
    value = _given()

    with pytest.raises(NotScannedError) as refusal:
        _read(OFFICER, value, may_read=True)

    assert str(refusal.value) == (
        "Tệp chưa quét vi-rút nên chỉ người gửi mở được. "
        "Bạn vẫn xem được hình từng trang, hoặc nội dung chữ, trong khung xem giấy tờ."
    )
    assert _read(CITIZEN, value, may_read=False) == samples.pdf(pages=2)
    assert preview_page(version_id=value.id)[:4] == b"\x89PNG"


def test_infected_file_goes_to_nobody() -> None:
    value = _given()
    Content.objects.filter(sha256=value.sha256).update(state=ScanState.INFECTED)

    asks: list[Callable[[], object]] = [
        lambda: _read(CITIZEN, value, may_read=True),
        lambda: _read(OFFICER, value, may_read=True),
        lambda: preview_page(version_id=value.id),
        lambda: preview_words(version_id=value.id),
        lambda: read_whole(version_id=value.id),
    ]
    for ask in asks:
        with pytest.raises(InfectedError):
            ask()


def test_made_paper_leaves_without_a_scan(scanner: DemoScanner) -> None:
    scanner.is_up = False
    made = store_made(
        actor=job_actor("printing"),
        name="Quyết định",
        content=samples.pdf(),
        mime="application/pdf",
        now=NOW,
    )

    assert _read(OFFICER, made, may_read=True) == samples.pdf()
    assert read_whole(version_id=made.id) == samples.pdf()


@pytest.mark.parametrize(
    ("ask", "error", "sentence"),
    [
        (
            lambda value: version(version_id=value.id + 999),
            VersionNotFoundError,
            "Không tìm thấy tệp.",
        ),
        (
            lambda value: preview_page(version_id=value.id, page=3),
            NoPageError,
            "Tệp không có trang 3.",
        ),
    ],
)
def test_what_is_not_there_is_refused(
    ask: Callable[[AttachmentVersionValue], Any], error: type[DomainError], sentence: str
) -> None:
    value = _given()

    with pytest.raises(error) as refusal:
        ask(value)

    assert str(refusal.value) == sentence


def test_office_file_has_no_preview() -> None:
    value = _given(samples.office(), name="đơn.docx")

    with pytest.raises(NoPreviewOfTypeError) as refusal:
        preview_page(version_id=value.id)

    assert str(refusal.value) == "Loại tệp này chưa xem trước được. Hãy tải tệp về để xem."


def test_words_of_an_unscanned_office_file_are_shown_and_the_file_stays(
    scanner: DemoScanner,
) -> None:
    scanner.is_up = False
    value = _given(samples.office(), name="đơn.docx")

    with pytest.raises(NotScannedError):
        _read(OFFICER, value, may_read=True)
    found = preview_words(version_id=value.id)

    assert [block.words for block in found.sections[0].blocks] == ["Đơn đề nghị"]


def test_words_of_a_picture_are_not_read() -> None:
    with pytest.raises(NoPreviewOfTypeError):
        preview_words(version_id=_given(samples.png()).id)


def test_words_that_cannot_be_read_safely_are_refused_with_what_to_ask_for(
    store: FolderStore,
) -> None:
    value = _given(samples.office(), name="đơn.docx")
    store.path(value.sha256).chmod(0o600)
    store.path(value.sha256).write_bytes(samples.office()[:200])

    with pytest.raises(WordsRefusedError) as refusal:
        preview_words(version_id=value.id)

    assert str(refusal.value) == (
        "Không hiện được nội dung. Hãy yêu cầu người gửi làm lại: "
        "“Tệp bị hỏng, không mở được. Hãy kiểm tra tệp trên máy rồi gửi lại.”"
    )


def test_lost_content_is_said_plainly(store: FolderStore) -> None:
    value = _given()
    store.path(value.sha256).unlink()

    with pytest.raises(ContentLostError) as refusal:
        _read(CITIZEN, value, may_read=False)

    assert str(refusal.value) == (
        f"Kho tệp không mở được tệp này. Hãy báo quản trị viên (mã {value.sha256[:12]})."
    )


def test_several_versions_take_one_query(django_assert_num_queries: Any) -> None:
    values = [_given(), _given(samples.png()), _given(samples.jpeg())]

    with django_assert_num_queries(1):
        found = versions(version_ids=[value.id for value in values] + [999_999])

    assert found == {value.id: value for value in values}


@pytest.mark.parametrize("statement", ["UPDATE {} SET no = 5", "DELETE FROM {}"])
def test_versions_cannot_be_changed_by_the_serving_role(statement: str) -> None:
    value = _given()

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("attachments_attachmentversion"))

    assert AttachmentVersion.objects.get(pk=value.id).no == 1


def test_file_leaves_named_and_locked_in() -> None:
    value = _given(name="Giấy khai sinh Ánh.pdf")
    stream, value = open_version(actor=CITIZEN, version_id=value.id, may_read=False)

    response = serve(value, stream, inline=True)

    assert b"".join(response.streaming_content) == samples.pdf(pages=2)  # type: ignore[arg-type]  # a plain iterator here
    assert response["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Gi%E1%BA%A5y%20khai%20sinh%20%C3%81nh.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(value.size)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].endswith("; sandbox")
    assert response["Cache-Control"] == "private, no-store"


def test_pictures_and_own_pdfs_are_shown_inline() -> None:
    photo = _given(samples.png(), name="ảnh.png")
    made = store_made(
        actor=OFFICER, name="QĐ", content=samples.pdf(), mime="application/pdf", now=NOW
    )

    shown = [serve(value, iter(()), inline=True) for value in (photo, made)]

    assert [r["Content-Disposition"].split(";")[0] for r in shown] == ["inline", "inline"]
    assert [r["Content-Security-Policy"].endswith("sandbox") for r in shown] == [True, False]


def test_picture_of_a_page_is_a_png_locked_in() -> None:
    response = serve_picture(preview_page(version_id=_given().id, page=2, width=200))

    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].endswith("; sandbox")
