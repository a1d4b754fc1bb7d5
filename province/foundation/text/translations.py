"""Makes the catalogues that gettext reads (.mo) from those that people write (.po)."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUE = "LC_MESSAGES/django.po"


def compile_translations(*, folders: Iterable[Path]) -> tuple[Path, ...]:
    """Make every compiled catalogue anew that is missing or older than its source; name those made.

    A catalogue appears whole or not at all, so that a program that starts meanwhile reads no half.

    :raises babel.messages.pofile.PoFileError: when a source cannot be read; it stays uncompiled.
    """
    sources = (path for folder in folders for path in sorted(folder.glob(f"*/{CATALOGUE}")))
    return tuple(_compiled(source) for source in sources if not _is_fresh(source))


def _is_fresh(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _compiled(source: Path) -> Path:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    target = source.with_suffix(".mo")
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write_mo(file, catalogue)
        fresh.chmod(0o644)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return target
