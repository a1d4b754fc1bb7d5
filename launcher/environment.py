"""The Python environment of the clone, made from the hashed lock files when they change."""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from launcher import programs
from launcher.checks import FIRST_START_NEEDS, check_disk
from launcher.errors import RefusalError
from launcher.files import OPEN, write_whole
from launcher.locks import wait_for
from launcher.output import step
from launcher.places import Places
from launcher.refusals import Refusal
from launcher.sentences import Sentence

PRODUCT = "requirements.lock"
TEST = "requirements-test.lock"
NODE = "requirements-node.lock"
LONGEST_INSTALL = 1800
# A mark of the environment beside the digests of the locks: this one is being installed, or was
# when somebody killed us.
INSTALLING = "installing"


def digest_of(path: Path) -> str:
    """Return the fingerprint of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installing(places: Places) -> Path:
    """Return the lock under which anything is installed into the clone."""
    return places.clone / "var" / "install.lock"


def _marks_file(places: Places) -> Path:
    return places.venv / "tinhso.json"


def _marks(places: Places) -> dict[str, str]:
    try:
        marks = json.loads(_marks_file(places).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return marks if isinstance(marks, dict) else {}


def _set_marks(places: Places, marks: Mapping[str, str]) -> None:
    write_whole(_marks_file(places), json.dumps(marks, indent=1), mode=OPEN)


def _is_installed(places: Places, lock: str) -> bool:
    return _marks(places).get(lock) == digest_of(places.clone / lock) and places.python.exists()


def _is_made(places: Places) -> bool:
    """Tell whether the environment was made to its end: the list of pip's files is written last."""
    return any(places.venv.glob("lib/python3.*/site-packages/pip-*.dist-info/RECORD"))


def _make_venv(places: Places) -> None:
    """Make the environment unless one is there that works and was made to its end.

    It is made by the Python beneath the one that runs us, which may be the environment's own.
    """
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if places.python.exists() and _is_made(places):
        words = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
        found = programs.attempt([places.python, "-c", words])
        if found.code == 0 and found.output.strip() in {"3.11", "3.12", "3.13"}:
            return
    if places.venv.exists():
        if not (places.venv / "pyvenv.cfg").exists():
            raise RefusalError(Refusal.VENV_NOT_OURS, path=places.venv)
        shutil.rmtree(places.venv)
    with step(Sentence.STEP_VENV, version=version):
        beneath = getattr(sys, "_base_executable", sys.executable)
        programs.run([beneath, "-m", "venv", places.venv])


def ensure_installed(places: Places, *locks: str) -> None:
    """Bring the environment to what the lock files say; nothing is done when it is there already.

    :raises RefusalError: when the disk is full or a package cannot be had.
    """
    if all(_is_installed(places, lock) for lock in locks):
        return
    with wait_for(installing(places), seconds=LONGEST_INSTALL):
        for lock in locks:
            if _is_installed(places, lock):
                continue
            if not _marks(places):
                check_disk(places.clone, needed=FIRST_START_NEEDS)
            _make_venv(places)
            with step(Sentence.STEP_PACKAGES, lock=lock):
                _install(places, lock)


def _install(places: Places, lock: str) -> None:
    """Install what a lock names, over what an earlier try may have left half done."""
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    marks = _marks(places)
    if marks.pop(INSTALLING, None):
        words.append("--ignore-installed")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if "PIP_CACHE_DIR" not in environment:
        environment["PIP_NO_CACHE_DIR"] = "1"
    _set_marks(places, marks | {INSTALLING: lock})
    programs.run(
        [places.python, *words, "--require-hashes", "-r", places.clone / lock],
        environment=environment,
        folder=places.clone,
    )
    _set_marks(places, marks | {lock: digest_of(places.clone / lock)})


def site_packages(places: Places) -> Path:
    """Return the folder into which the packages of the environment were put.

    :raises RefusalError: when there is no environment.
    """
    found = sorted((places.venv / "lib").glob("python3.*/site-packages"))
    if not found:
        raise RefusalError(Refusal.VENV_MISSING, path=places.venv)
    return found[-1]
