"""A copy of the tree in which things may be broken, and programs that look at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.tree import ROOT

FOLDERS = ("province", "config", "launcher", "tests", "tools", "docs", "sandbox")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "var", ".*_cache")


def copy_tree(to: Path) -> Path:
    """Copy what the guards read: code, papers and locks; no environments."""
    for folder in FOLDERS:
        if ROOT.joinpath(folder).is_dir():
            shutil.copytree(ROOT / folder, to / folder, ignore=LEFT_OUT)
    for path in sorted(ROOT.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            shutil.copy2(path, to / path.name)
    return to


@contextmanager
def changed(path: Path, text: str) -> Iterator[None]:
    """Let a file hold this text for a while, then put everything back."""
    before = path.read_bytes() if path.is_file() else None
    first_new = next((above for above in [*path.parents][::-1] if not above.exists()), None)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        if before is not None:
            path.write_bytes(before)
        elif first_new is not None:
            shutil.rmtree(first_new)
        else:
            path.unlink()


def said_by(copy: Path, *words: str) -> str:
    """Run a Python module in the copy and return all that it says."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    found = subprocess.run(  # noqa: S603 -- our own programs on our own copy
        [sys.executable, *words],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return " ".join((found.stdout + found.stderr).split())
