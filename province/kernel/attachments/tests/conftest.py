from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from province.foundation.files.contracts import Verdict, VerdictState
from province.foundation.files.folder import FolderStore
from province.foundation.files.scanning import plug_scanner
from province.foundation.files.storage import plug_store
from province.foundation.identity.actors import Actor

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
CITIZEN = Actor(account_id=7, party_id=70)
OFFICER = Actor(account_id=8, official_id=80)


class DemoScanner:
    """Finds EICAR, refuses some files, or is out of order."""

    def __init__(self) -> None:
        self.is_up = True
        self.refuses: set[bytes] = set()

    def scan(self, path: Path) -> Verdict:
        if not self.is_up:
            return Verdict(VerdictState.UNSCANNED, why="out of order")
        if path.read_bytes() in self.refuses:
            return Verdict(VerdictState.REFUSED, why="INSTREAM size limit exceeded. ERROR")
        if b"EICAR-STANDARD" in path.read_bytes():
            return Verdict(VerdictState.INFECTED, signature="Eicar-Test")
        return Verdict(VerdictState.CLEAN)


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[FolderStore]:
    folder = FolderStore(tmp_path / "attachments")
    plug_store(folder)
    yield folder
    plug_store(None)


@pytest.fixture(autouse=True)
def scanner() -> Iterator[DemoScanner]:
    demo = DemoScanner()
    plug_scanner(demo)
    yield demo
    plug_scanner(None)
