"""Contents in a folder, each under its own sha256, two folders deep."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

CHUNK = 256 * 1024
INCOMING = ".incoming"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ContentTooLargeError(Exception):
    """More bytes arrived than are taken."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class ContentMissingError(Exception):
    """The store does not hold this content."""


@dataclass(frozen=True, slots=True)
class Received:
    """A content that has arrived whole in the waiting folder of its store."""

    store: "FolderStore"
    path: Path
    sha256: str
    size: int

    def keep(self) -> None:
        """Move the content to its place for good."""
        self.store.move_in(self)


class FolderStore:
    """Keeps each content once, in a read-only file that appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def receive(self, chunks: Iterable[bytes], *, limit: int) -> Iterator[Received]:
        """Take a content in, piece by piece, hashing on the way.

        :raises ContentTooLargeError: more than ``limit`` bytes arrive.
        """
        waiting = self._root / INCOMING
        waiting.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=waiting)
        path = Path(name)
        digest = hashlib.sha256()
        size = 0
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    size += len(chunk)
                    if size > limit:
                        raise ContentTooLargeError(limit)
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            yield Received(store=self, path=path, sha256=digest.hexdigest(), size=size)
        finally:
            path.unlink(missing_ok=True)

    def move_in(self, received: Received) -> None:
        """Give a received content its place; a content that is there already stays as it is."""
        target = self._place(received.sha256)
        if target.exists() and target.stat().st_size == received.size:
            return
        for folder in (target.parent.parent, target.parent):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                _sync_folder(folder.parent)
        received.path.chmod(0o440)
        received.path.rename(target)
        _sync_folder(target.parent)

    def read(self, sha256: str) -> Iterator[bytes]:
        """Return the content in pieces.

        :raises ContentMissingError: the store does not hold it.
        """
        return _pieces(self.path(sha256))

    def path(self, sha256: str) -> Path:
        """Return where the content lies.

        :raises ContentMissingError: the store does not hold it.
        """
        place = self._place(sha256)
        if not place.is_file():
            raise ContentMissingError(sha256)
        return place

    def is_intact(self, sha256: str) -> bool:
        """Tell whether the content is there and still has its digest."""
        try:
            place = self.path(sha256)
        except ContentMissingError:
            return False
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def clear_waiting(self, *, now: datetime, age: timedelta = timedelta(days=1)) -> int:
        """Remove what was left half received by a process that died; return how many files."""
        removed = 0
        for path in (self._root / INCOMING).glob("*"):
            if now.timestamp() - path.stat().st_mtime > age.total_seconds():
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _place(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ContentMissingError(sha256)
        return self._root / sha256[:2] / sha256[2:4] / sha256


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
