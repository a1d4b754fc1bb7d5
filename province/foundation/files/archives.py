"""What hides in DOCX and XLSX files: bombs, macros, programs, links that reach out."""

import zipfile
from pathlib import Path

from province.foundation.files.contracts import Bounds, Danger, FileType, Inspection
from province.foundation.files.office.contracts import OfficeRefusedError
from province.foundation.files.office.dangers import dangers_inside
from province.foundation.files.office.packages import FAULTS, Package

ENCRYPTED_FLAG = 0x1
SMALL_ENTRY = 1024 * 1024
_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
_TEXT_ENDS = (".xml", ".rels", ".vml")
_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PROGRAM_ENDS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".ps1", ".jar", ".hta")


def inspect_archive(path: Path, kind: FileType, bounds: Bounds) -> Inspection:
    """Return what is wrong with an office file; its parts are read only if their sizes allow it."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = seen_from_outside(archive.infolist(), bounds)
            if not found:
                found = dangers_inside(Package(archive), kind)
    except OfficeRefusedError as refusal:
        found = {refusal.danger}
    except FAULTS:
        found = {Danger.DAMAGED}
    return Inspection(dangers=tuple(sorted(found)))


def seen_from_outside(entries: list[zipfile.ZipInfo], bounds: Bounds) -> set[Danger]:
    """Return what the table of the file tells, before anything is unpacked."""
    names = [entry.filename.lower() for entry in entries]
    signs = {
        Danger.BOMB: _is_bomb(entries, bounds),
        Danger.ENCRYPTED: any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries),
        Danger.MACRO: any(name.rsplit("/", 1)[-1] in _MACRO_NAMES for name in names),
        Danger.EMBEDDED_FILE: any(_is_embedded(name) for name in names),
        Danger.CONTROL: any("/activex/" in name for name in names),
        Danger.DAMAGED: len(set(names)) < len(names)  # readers would not agree on the part
        or any(_leaves_its_folder(name) for name in names)
        or any(entry.compress_type not in _WAYS for entry in entries),
    }
    return {danger for danger, is_there in signs.items() if is_there}


def _is_bomb(entries: list[zipfile.ZipInfo], bounds: Bounds) -> bool:
    if len(entries) > bounds.zip_entries:
        return True
    if sum(entry.file_size for entry in entries) > bounds.zip_unpacked:
        return True
    texts = (entry for entry in entries if entry.filename.lower().endswith(_TEXT_ENDS))
    if sum(entry.file_size for entry in texts) > bounds.xml_unpacked:
        return True
    return any(
        entry.file_size > SMALL_ENTRY
        and entry.file_size > bounds.zip_ratio * max(entry.compress_size, 1)
        for entry in entries
    )


def _is_embedded(name: str) -> bool:
    return name.endswith(_PROGRAM_ENDS) or "/embeddings/" in name


def _leaves_its_folder(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]
