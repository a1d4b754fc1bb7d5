"""Looks into a file of a known type for what must not come in."""

from pathlib import Path

from province.foundation.files.archives import inspect_archive
from province.foundation.files.contracts import DOCX, PDF, XLSX, Bounds, FileType, Inspection
from province.foundation.files.images import inspect_image
from province.foundation.files.pdfs import inspect_pdf


def inspect(path: Path, kind: FileType, bounds: Bounds) -> Inspection:
    """Return the dangers, pages and size of a file of this type."""
    if kind is PDF:
        return inspect_pdf(path, bounds)
    if kind in {DOCX, XLSX}:
        return inspect_archive(path, bounds)
    return inspect_image(path, kind, bounds)
