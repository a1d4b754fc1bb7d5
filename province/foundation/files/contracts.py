"""What the file parts hand around: types, dangers, verdicts. Plain values."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file, found by its content."""

    mime: str
    extension: str
    label: str


PDF = FileType("application/pdf", ".pdf", "PDF")
JPEG = FileType("image/jpeg", ".jpg", "JPEG")
PNG = FileType("image/png", ".png", "PNG")
HEIC = FileType("image/heic", ".heic", "HEIC")
TIFF = FileType("image/tiff", ".tif", "TIFF")
DOCX = FileType(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "DOCX"
)
XLSX = FileType(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "XLSX"
)
DRAWN = frozenset({PDF.mime, JPEG.mime, PNG.mime})  # shown as pictures of their pages
READ = frozenset({DOCX.mime, XLSX.mime})  # shown as words
KNOWN_TYPES = (PDF, JPEG, PNG, HEIC, TIFF, DOCX, XLSX)


class Danger(StrEnum):
    """Why the content of a file is not taken in."""

    ENCRYPTED = "encrypted"
    SCRIPT = "script"
    LAUNCH = "launch"
    EMBEDDED_FILE = "embedded_file"
    MACRO = "macro"
    TOO_MANY_PIXELS = "too_many_pixels"
    CONTROL = "control"
    OUTSIDE = "outside"
    COMMAND = "command"
    ODD = "odd"
    BOMB = "bomb"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a content may go before it counts as an attack on whoever opens it."""

    pixels: int = 65_000_000
    pages: int = 2_000
    pdf_objects: int = 300_000
    unpacked_table: int = 64 * 1024 * 1024
    zip_entries: int = 5_000
    zip_unpacked: int = 300 * 1024 * 1024
    zip_ratio: int = 200
    xml_unpacked: int = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found inside a file."""

    dangers: tuple[Danger, ...] = ()
    pages: int | None = None
    size: tuple[int, int] | None = None


class VerdictState(StrEnum):
    """What the virus scanner says."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"  # nobody answers: it is the same for every file
    REFUSED = "refused"  # the scanner is there, but not for this file


@dataclass(frozen=True, slots=True)
class Verdict:
    """The scanner's answer; ``signature`` names the virus, ``why`` says why nothing was scanned."""

    state: VerdictState
    signature: str = ""
    why: str = field(default="", compare=False)
