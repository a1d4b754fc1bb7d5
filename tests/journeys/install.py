"""A real install of the product, started by its own launcher, for the tests of this folder."""

import json
import os
import signal
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from launcher.checks import free_port
from launcher.places import socket_folder
from launcher.postgres.server import url_of
from launcher.secrets import load_secrets
from launcher.waiting import until

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Demo-2026-tinhso"  # noqa: S105 -- the public password of a demonstration
PIN = "260726"
PATIENCE = 60.0
STEADY = 5


@dataclass(frozen=True)
class Install:
    """One running install: where it answers, where its data is, what its start said."""

    url: str
    data: Path
    said: str = ""

    def command(self, *words: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        """Run one of the install's commands."""
        return subprocess.run(  # noqa: S603 -- our own launcher
            [str(ROOT / "tinhso"), *words, "--data", str(self.data)],
            env=clean_environment(),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def pid_of(self, name: str) -> int:
        """Return the process number of postgres, web or worker."""
        return int(json.loads((self.data / "run" / f"{name}.pid").read_text())["pid"])

    def kill(self, name: str) -> int:
        """Kill a program as a power cut would; return which process it was."""
        pid = self.pid_of(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def database_url(self) -> str:
        """Return where the install's own database is, for its owner."""
        password = load_secrets(self.data / "secrets.toml", environment={}).owner_password
        folder = socket_folder(self.data)
        return url_of(user="tinhso_owner", password=password, sockets=folder, database="tinhso")

    def wait_until_back(self, *, name: str, was: int) -> None:
        """Wait until a killed program runs anew and the install answers steadily."""
        steady = 0

        def is_steady() -> bool:
            nonlocal steady
            steady = steady + 1 if self._is_new(name, was) and self.answers() else 0
            return steady == STEADY

        if not until(is_steady, seconds=PATIENCE, pause=0.2):
            raise AssertionError(f"{name} is not back: the install does not answer")

    def _is_new(self, name: str, was: int) -> bool:
        try:
            return self.pid_of(name) != was
        except (OSError, ValueError, KeyError):
            return False  # the file is being written

    def answers(self) -> bool:
        """Tell whether the install answers now."""
        try:
            return httpx.get(f"{self.url}/healthz", timeout=2).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


def clean_environment() -> dict[str, str]:
    """Return an environment that knows nothing of the test run's own database."""
    keep = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TINHSO_", "DATABASE_URL", "DJANGO_", "PYTEST_"))
    }
    return {**keep, "LANG": "vi_VN.UTF-8"}


def start(data: Path, *words: str) -> Install:
    """Start an install in an empty data folder and wait until it is ready."""
    port = free_port()
    install = Install(url=f"http://127.0.0.1:{port}", data=data)
    done = install.command("start", "--port", str(port), *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return replace(install, said=done.stdout)
