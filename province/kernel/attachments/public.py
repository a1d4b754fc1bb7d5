"""The door: files in, files out, pictures of their pages, words of office files."""

from province.kernel.attachments.commands.scanning import scan_waiting
from province.kernel.attachments.commands.taking_in import new_version, store_made, take_in
from province.kernel.attachments.commands.taking_several import TakenFiles, take_several
from province.kernel.attachments.errors import (
    ContentLostError,
    FileRefusedError,
    InfectedError,
    NoPageError,
    NoPreviewOfTypeError,
    NotScannedError,
    NotYourAttachmentError,
    StrangerMayNotSendError,
    VersionNotFoundError,
    WordsRefusedError,
)
from province.kernel.attachments.queries import (
    history,
    open_version,
    preview_page,
    preview_words,
    read_whole,
    version,
    versions,
)

__all__ = [
    "ContentLostError",
    "FileRefusedError",
    "InfectedError",
    "NoPageError",
    "NoPreviewOfTypeError",
    "NotScannedError",
    "NotYourAttachmentError",
    "StrangerMayNotSendError",
    "TakenFiles",
    "VersionNotFoundError",
    "WordsRefusedError",
    "history",
    "new_version",
    "open_version",
    "preview_page",
    "preview_words",
    "read_whole",
    "scan_waiting",
    "store_made",
    "take_in",
    "take_several",
    "version",
    "versions",
]
