"""The type of a file by its content, never by its name or by what a browser says."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from province.foundation.files.contracts import (
    DOCX,
    HEIC,
    JPEG,
    PDF,
    PNG,
    TIFF,
    XLSX,
    FileType,
)

HEAD = 4096
LARGEST_DIRECTORY = 2 * 1024 * 1024
LAST_RECORD = 22
LONGEST_COMMENT = 65_535
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_BOM = b"\xef\xbb\xbf"
_PROOFS: tuple[tuple[FileType, Callable[[bytes], bool]], ...] = (
    (PDF, lambda head: head.removeprefix(_BOM).lstrip(b"\r\n\t ").startswith(b"%PDF-")),
    (JPEG, lambda head: head.startswith(b"\xff\xd8\xff")),
    (PNG, lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    (TIFF, lambda head: head[:4] in {b"II*\0", b"MM\0*"}),
    (HEIC, lambda head: head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS),
)


def sniff(path: Path) -> FileType | None:
    """Return the type of a file whose content proves it, or nothing."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _office_type(path)
    return next((kind for kind, proves in _PROOFS if proves(head)), None)


def guess_name(path: Path) -> str:
    """Return what a file of an unknown type seems to be, in a few technical words; may be empty."""
    import puremagic  # noqa: PLC0415 -- slow to load, and only for what is refused

    try:
        found = puremagic.magic_file(str(path))
    except (puremagic.PureError, ValueError, OSError):
        return ""
    return str(found[0].name) if found else ""


def is_old_office(path: Path) -> bool:
    """Tell whether this is an OLE file: Word or Excel before 2007, or a new one with a password."""
    with path.open("rb") as file:
        return file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _office_type(path: Path) -> FileType | None:
    if not 0 < _directory_size(path) <= LARGEST_DIRECTORY:
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _directory_size(path: Path) -> int:
    """Return how long the table of a zip file is, from its last record; 0 when there is none."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LAST_RECORD - LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + LAST_RECORD > len(tail):
        return 0
    (size,) = struct.unpack_from("<I", tail, at + 12)
    return int(size)
