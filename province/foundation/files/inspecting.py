"""Looks into a file of a known type for what must not come in."""

from pathlib import Path

from province.foundation.apart.crew import Crew, RanAwayError
from province.foundation.files.archives import inspect_archive
from province.foundation.files.contracts import (
    DOCX,
    KNOWN_TYPES,
    PDF,
    XLSX,
    Bounds,
    Danger,
    FileType,
    Inspection,
)
from province.foundation.files.images import inspect_image

LONGEST = 30
_CREW = Crew(size=2, patience=60.0)


def inspect(path: Path, kind: FileType, bounds: Bounds) -> Inspection:
    """Return the dangers, pages and size of a file; one that keeps its reader busy is a bomb."""
    try:
        return _CREW.run(inspect_here, path, kind.mime, bounds, seconds=LONGEST)
    except RanAwayError:
        return Inspection(dangers=(Danger.BOMB,))


def inspect_here(path: Path, mime: str, bounds: Bounds) -> Inspection:
    """Look into the file in this very process, for as long as it takes."""
    kind = next(known for known in KNOWN_TYPES if known.mime == mime)
    if kind is PDF:
        from province.foundation.files.pdfs import inspect_pdf  # noqa: PLC0415 -- slow to load

        return inspect_pdf(path, bounds)
    if kind in {DOCX, XLSX}:
        return inspect_archive(path, kind, bounds)
    return inspect_image(path, kind, bounds)
