"""What hides in DOCX and XLSX files: bombs, macros, programs."""

import zipfile
from pathlib import Path

from province.foundation.files.contracts import Bounds, Danger, Inspection

ENCRYPTED_FLAG = 0x1
SMALL_ENTRY = 1024 * 1024
_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
_PROGRAM_ENDS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".ps1", ".jar", ".hta")


def inspect_archive(path: Path, bounds: Bounds) -> Inspection:
    """Return what is wrong with an office file, without unpacking it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Inspection(dangers=(Danger.DAMAGED,))
    dangers = []
    if _is_bomb(entries, bounds):
        dangers.append(Danger.BOMB)
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        dangers.append(Danger.ENCRYPTED)
    names = [entry.filename.lower() for entry in entries]
    if any(name.rsplit("/", 1)[-1] in _MACRO_NAMES for name in names):
        dangers.append(Danger.MACRO)
    if any(_is_embedded_program(name) for name in names):
        dangers.append(Danger.EMBEDDED_FILE)
    if any(_leaves_its_folder(name) for name in names):
        dangers.append(Danger.DAMAGED)
    return Inspection(dangers=tuple(dangers))


def _is_bomb(entries: list[zipfile.ZipInfo], bounds: Bounds) -> bool:
    if len(entries) > bounds.zip_entries:
        return True
    if sum(entry.file_size for entry in entries) > bounds.zip_unpacked:
        return True
    return any(
        entry.file_size > SMALL_ENTRY
        and entry.file_size > bounds.zip_ratio * max(entry.compress_size, 1)
        for entry in entries
    )


def _is_embedded_program(name: str) -> bool:
    return name.endswith(_PROGRAM_ENDS) or ("/embeddings/" in name and name.endswith(".bin"))


def _leaves_its_folder(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]
