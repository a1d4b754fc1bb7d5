"""The port of the file store: contents by their sha256, received in pieces, kept for good."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from province.foundation.files.folder import FolderStore


class ReceivedFile(Protocol):
    """A content that has arrived whole and waits to be kept or dropped."""

    @property
    def path(self) -> Path:
        """Where it waits."""
        ...

    @property
    def sha256(self) -> str:
        """Its address."""
        ...

    @property
    def size(self) -> int:
        """Its length in bytes."""
        ...

    def keep(self) -> None:
        """Keep it for good; returns when it is safe on the disk."""
        ...


class FileStore(Protocol):
    """Keeps contents; the same content is kept once."""

    def receive(
        self, chunks: Iterable[bytes], *, limit: int
    ) -> AbstractContextManager[ReceivedFile]:
        """Take a content in, piece by piece; what is not kept by the end is gone.

        :raises ContentTooLargeError: more than ``limit`` bytes arrive.
        """
        ...

    def read(self, sha256: str) -> Iterator[bytes]:
        """Return the content in pieces.

        :raises ContentMissingError: the store does not hold it.
        """
        ...

    def path(self, sha256: str) -> Path:
        """Return where the content lies, for readers that must seek.

        :raises ContentMissingError: the store does not hold it.
        """
        ...

    def is_intact(self, sha256: str) -> bool:
        """Tell whether the content is there and still has its digest."""
        ...

    def clear_waiting(self, *, now: datetime) -> int:
        """Remove what was left half received by a process that died; return how many files."""
        ...


@dataclass(slots=True)
class _Plugged:
    store: FileStore | None = None


_plugged = _Plugged()


def plug_store(store: FileStore | None) -> None:
    """Set the one store; nothing goes back to the folder of the settings."""
    _plugged.store = store


def file_store() -> FileStore:
    """Return the store that is plugged in, or the folder of the settings."""
    return _plugged.store or FolderStore(Path(settings.ATTACHMENTS_DIR))
