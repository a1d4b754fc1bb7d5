"""Where everything of one install lies: the clone, and its data folder."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

LONGEST_SOCKET_PATH = 90
# Server and clients take what stands on both sides of it for two folders.
SEPARATOR = ","


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one install."""

    clone: Path
    data: Path

    @property
    def venv(self) -> Path:
        return self.clone / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def run(self) -> Path:
        return self.data / "run"

    @property
    def log(self) -> Path:
        return self.data / "log"

    @property
    def secrets(self) -> Path:
        return self.data / "secrets.toml"

    @property
    def remembered(self) -> Path:
        return self.data / "install.json"

    @property
    def certificates(self) -> Path:
        return self.data / "certificates"

    @property
    def state(self) -> Path:
        return self.run / "state.json"

    @property
    def supervisor_lock(self) -> Path:
        return self.run / "supervisor.lock"

    @property
    def mark(self) -> str:
        """Return a short word by which this install is told from others on the same machine."""
        return hashlib.sha256(os.fsencode(self.data)).hexdigest()[:8]

    def pid_file(self, name: str) -> Path:
        """Return the file that remembers which process carries this name."""
        return self.run / f"{name}.pid"

    @property
    def worker_mark(self) -> Path:
        """Return the file that the worker makes when it has begun to work."""
        return self.run / "worker.beats"

    def make_folders(self) -> None:
        """Make the folders of the data; others on this machine may not look in."""
        if not self.data.exists():
            self.data.mkdir(parents=True, mode=0o700)
        for folder in (self.run, self.log):
            folder.mkdir(exist_ok=True, mode=0o700)


def places_of(*, clone: Path, data: Path) -> Places:
    """Name the places of the install that keeps its data here."""
    return Places(clone=clone.resolve(), data=data.resolve())


def socket_folder(beside: Path) -> Path:
    """Return a folder whose path a socket can have, one per folder of data."""
    near = beside / "socket"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_PATH and SEPARATOR not in str(near):
        return near
    digest = hashlib.sha256(os.fsencode(beside)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"tinhso-{os.getuid()}-{digest}"
