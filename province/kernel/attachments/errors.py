"""The refusals of attachments, in words that say what to do."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    FieldFault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)
from province.foundation.files.contracts import Danger

FILE_FIELD = "file"
DANGER_SENTENCES: dict[Danger, str | Promise] = {
    Danger.ENCRYPTED: _("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    Danger.SCRIPT: _("Tệp PDF có chứa mã lệnh (JavaScript). Hãy in lại thành PDF rồi gửi lại."),
    Danger.LAUNCH: _("Tệp PDF có lệnh mở chương trình khác. Hãy in lại thành PDF rồi gửi lại."),
    Danger.EMBEDDED_FILE: _("Tệp có nhúng tệp khác ở bên trong. Hãy gửi riêng từng tệp."),
    Danger.MACRO: _("Tệp có chứa macro. Hãy lưu lại thành tệp không có macro hoặc PDF."),
    Danger.CONTROL: _("Tệp có nút điều khiển ActiveX. Hãy lưu lại thành PDF rồi gửi lại."),
    Danger.OUTSIDE: _(
        "Tệp lấy ảnh, mẫu hoặc dữ liệu từ nơi khác. "
        "Hãy bỏ liên kết, hoặc lưu thành PDF rồi gửi lại."
    ),
    Danger.COMMAND: _(
        "Tệp có trường hoặc công thức gọi chương trình hay địa chỉ khác (DDE, WEBSERVICE…). "
        "Hãy lưu lại thành PDF rồi gửi lại."
    ),
    Danger.ODD: _(
        "Ruột tệp không giống tệp do Word, Excel lưu ra. Hãy mở tệp, lưu lại thành PDF rồi gửi lại."
    ),
    Danger.TOO_MANY_PIXELS: _(
        "Ảnh quá lớn (hơn 65 triệu điểm ảnh). Hãy chụp hoặc quét lại nhỏ hơn."
    ),
    Danger.BOMB: _("Tệp bung ra lớn bất thường nên không nhận. Hãy lưu lại thành PDF rồi gửi lại."),
    Danger.DAMAGED: _("Tệp bị hỏng, không mở được. Hãy kiểm tra tệp trên máy rồi gửi lại."),
}


class FileRefusedError(InvalidInputError):
    """The content of the file is not taken in."""

    code = "attachments.file_refused"


def file_refused(code: str, sentence: str | Promise, **params: object) -> FileRefusedError:
    """Return the refusal of a file, with its sentence at the file's field."""
    words = format_lazy("{}", _filled(sentence, params)) if params else sentence
    fault = FieldFault(field=FILE_FIELD, code=f"attachments.{code}", sentence=words)
    return FileRefusedError(faults=(fault,))


def _filled(sentence: str | Promise, params: dict[str, object]) -> str:
    return str(sentence) % params


def too_large(size: str) -> FileRefusedError:
    """Return the refusal of a file over its size."""
    return file_refused(
        "too_large",
        _("Tệp lớn hơn %(size)s. Hãy quét ở 150–200 dpi, hoặc tách thành nhiều tệp."),
        size=size,
    )


def empty_file() -> FileRefusedError:
    """Return the refusal of a file without content."""
    return file_refused("empty", _("Tệp rỗng (0 byte). Hãy chọn lại tệp."))


def type_refused(seems: str, allowed: str) -> FileRefusedError:
    """Return the refusal of a type that is not taken."""
    if seems:
        return file_refused(
            "type",
            _("Không nhận loại tệp này (nội dung là: %(seems)s). Hãy gửi %(allowed)s."),
            seems=seems,
            allowed=allowed,
        )
    return file_refused(
        "type",
        _("Không nhận ra loại tệp từ nội dung. Hãy gửi %(allowed)s."),
        allowed=allowed,
    )


def old_office() -> FileRefusedError:
    """Return the refusal of Word and Excel files of before 2007."""
    return file_refused(
        "old_office",
        _("Không nhận tệp Word, Excel đời cũ hoặc có mật khẩu. Hãy lưu thành .docx, .xlsx, PDF."),
    )


def infected(signature: str) -> FileRefusedError:
    """Return the refusal of a file with a virus."""
    return file_refused(
        "infected",
        _("Tệp có vi-rút (%(signature)s) nên không nhận. Hãy quét vi-rút máy của bạn."),
        signature=signature,
    )


def dangerous(danger: Danger) -> FileRefusedError:
    """Return the refusal of a dangerous content."""
    return file_refused(danger.value, DANGER_SENTENCES[danger])


class VersionNotFoundError(NotFoundError):
    """There is no such file, or the actor may not know of it."""

    code = "attachments.version_not_found"
    message = _("Không tìm thấy tệp.")


class NotScannedError(NotAllowedError):
    """No scanner has seen the file yet."""

    code = "attachments.not_scanned"
    message = _(
        "Tệp chưa quét vi-rút nên chỉ người gửi mở được. "
        "Bạn vẫn xem được hình từng trang, hoặc nội dung chữ, trong khung xem giấy tờ."
    )


class InfectedError(NotAllowedError):
    """A virus was found in the file after it came in."""

    code = "attachments.infected"
    message = _("Tệp có vi-rút nên không mở được.")


class StrangerMayNotSendError(NotAllowedError):
    """Nobody is signed in."""

    code = "attachments.sign_in_to_send"
    message = _("Hãy đăng nhập trước khi gửi tệp.")


class NotYourAttachmentError(NotFoundError):
    """The attachment is unknown, or belongs to somebody else."""

    code = "attachments.attachment_not_found"
    message = _("Không tìm thấy giấy tờ để thay tệp.")


class NoPageError(NotFoundError):
    """The file has no such page."""

    code = "attachments.no_page"
    message = _("Tệp không có trang %(page)s.")


class HeavyPageError(ConflictError):
    """Drawing the page takes longer than any paper needs."""

    code = "attachments.heavy_page"
    message = _("Trang này quá nặng nên không xem trước được. Hãy tải tệp về để xem.")


class NoPreviewOfTypeError(ConflictError):
    """The type of file cannot be drawn."""

    code = "attachments.no_preview"
    message = _("Loại tệp này chưa xem trước được. Hãy tải tệp về để xem.")


class WordsRefusedError(ConflictError):
    """The words of a file are not shown: the file would be refused today."""

    code = "attachments.words_refused"
    message = _("Không hiện được nội dung. Hãy yêu cầu người gửi làm lại: “%(why)s”")

    def __init__(self, *, danger: Danger) -> None:
        super().__init__(why=DANGER_SENTENCES[danger])


class ContentLostError(UnavailableError):
    """The row is there, the content is not."""

    code = "attachments.content_lost"
    message = _("Kho tệp không mở được tệp này. Hãy báo quản trị viên (mã %(sha256)s).")
