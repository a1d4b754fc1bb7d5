"""A machine that refuses user namespaces."""

import os
from pathlib import Path

import pytest


def refuse_namespaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in front of unshare that fails as a container's profile makes it fail."""
    folder = tmp_path / "front"
    folder.mkdir()
    (folder / "unshare").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (folder / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
