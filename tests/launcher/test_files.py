"""Files written whole, and the one way to wait."""

import os
import stat
from pathlib import Path

import pytest

from launcher.files import write_whole
from launcher.waiting import until


def test_file_is_replaced_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "word.txt"
    path.write_text("old", encoding="utf-8")

    write_whole(path, "mới")

    assert path.read_text(encoding="utf-8") == "mới"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["word.txt"]


def test_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "word.txt"
    path.write_text("old", encoding="utf-8")

    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")

    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["word.txt"]


def test_waiting_ends_when_it_is_true_or_when_the_time_is_over() -> None:
    answers = iter([False, False, True])

    assert until(lambda: next(answers), seconds=5, pause=0) is True
    assert until(lambda: False, seconds=0, pause=0) is False
    assert until(lambda: True, seconds=0, pause=0) is True
