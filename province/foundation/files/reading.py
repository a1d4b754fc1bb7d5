"""The words of an office file for people who may not have the file itself."""

import zipfile
from pathlib import Path

from province.foundation.apart.crew import Crew, RanAwayError
from province.foundation.files.archives import seen_from_outside
from province.foundation.files.contracts import DOCX, KNOWN_TYPES, READ, Bounds, Danger
from province.foundation.files.office.contracts import OfficeRefusedError, OfficeText, Room
from province.foundation.files.office.packages import FAULTS, Package
from province.foundation.files.office.sheets import sheets_of
from province.foundation.files.office.words import words_of

LONGEST = 20
_CREW = Crew(size=2, patience=10.0)


class NoWordsError(Exception):
    """The file is of a type whose words are not read."""


def office_text(*, path: Path, mime: str) -> OfficeText:
    """Return the words of a DOCX or XLSX, read apart from this process.

    :raises NoWordsError: files of this type are not read.
    :raises OfficeRefusedError: it holds what must not be opened, or keeps its reader busy.
    """
    if mime not in READ:
        raise NoWordsError(mime)
    try:
        return _CREW.run(office_text_here, path, mime, Bounds(), Room(), seconds=LONGEST)
    except RanAwayError as fault:
        raise OfficeRefusedError(Danger.BOMB) from fault


def office_text_here(path: Path, mime: str, bounds: Bounds, room: Room) -> OfficeText:
    """Read the file in this very process.

    What acts in a file was looked for when it came in; here it finds nobody to act for.

    :raises OfficeRefusedError: it holds what must not be opened.
    """
    kind = next(known for known in KNOWN_TYPES if known.mime == mime)
    try:
        with zipfile.ZipFile(path) as archive:
            for danger in sorted(seen_from_outside(archive.infolist(), bounds)):
                raise OfficeRefusedError(danger)
            package = Package(archive)
            return words_of(package, room) if kind is DOCX else sheets_of(package, room)
    except FAULTS as fault:
        raise OfficeRefusedError(Danger.DAMAGED) from fault
