"""What must be done before the web opens: migrate, load the province, collect what is static.

A second start skips what a fingerprint shows to be done already.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from launcher import programs
from launcher.environment import digest_of, site_packages
from launcher.files import OPEN, write_whole
from launcher.output import step
from launcher.places import Places
from launcher.sentences import Sentence

CODE = ("province", "config", "facts", "data")
TRANSLATIONS = ("locale",)
LOCKS = ("requirements.lock", "package-lock.json")
COMPILED = ("province", "config", "launcher")
IGNORED = {"__pycache__", "tests", ".mypy_cache", ".ruff_cache"}


def _files(clone: Path, folders: tuple[str, ...]) -> Iterator[Path]:
    for name in folders:
        root = clone / name
        for folder, below, files in os.walk(root):
            below[:] = sorted(set(below) - IGNORED)
            kept = sorted(file for file in files if not file.endswith((".mo", ".pyc")))
            yield from (Path(folder) / file for file in kept)


def _fingerprint(clone: Path, paths: Iterator[Path], *salt: str) -> str:
    """Return one digest of names, sizes and times: quick, and different after every change."""
    digest = hashlib.sha256("\0".join(salt).encode())
    for path in paths:
        status = path.stat()
        line = f"{path.relative_to(clone)} {status.st_size} {status.st_mtime_ns}\n"
        digest.update(line.encode())
    return digest.hexdigest()


def _stamps_file(places: Places) -> Path:
    return places.data / "prepared.json"


def _stamps(places: Places) -> dict[str, str]:
    try:
        stamps = json.loads(_stamps_file(places).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def _stamp(places: Places, name: str, digest: str) -> None:
    stamps = _stamps(places) | {name: digest}
    write_whole(_stamps_file(places), json.dumps(stamps, indent=1), mode=OPEN)


def forget_preparation(places: Places) -> None:
    """Have everything done anew at this start: the database is a fresh one."""
    _stamps_file(places).unlink(missing_ok=True)


def manage(places: Places, environment: Mapping[str, str], *words: str) -> str:
    """Run one command of the product and return what it said.

    :raises RefusalError: when it fails.
    """
    return programs.run(
        [places.python, "manage.py", *words], environment=environment, folder=places.clone
    )


def _has_command(places: Places, name: str) -> bool:
    pattern = f"**/management/commands/{name}.py"
    return any(places.clone.joinpath("province").glob(pattern))


def _compile_code(places: Places, locks: list[str]) -> None:
    """Compile the code once for all programs, also where Python is told to leave no such files.

    A clone in which we may not write is compiled at every start of every program, as ever.
    """
    version = site_packages(places).parent.name
    code = _fingerprint(places.clone, _files(places.clone, COMPILED), version, *locks)
    if _stamps(places).get("compiled") == code:
        return
    with step(Sentence.STEP_CODE):
        folders = [name for name in COMPILED if (places.clone / name).exists()]
        programs.attempt([places.python, "-m", "compileall", "-q", *folders], folder=places.clone)
    _stamp(places, "compiled", code)


def prepare(places: Places, environment: Mapping[str, str], *, is_own_server: bool) -> None:
    """Bring database, translations and static files to what the code says.

    Somebody else's server may have been emptied meanwhile, so that one is always looked at.

    :raises RefusalError: when a step fails; what was done before it stays done.
    """
    locks = [digest_of(places.clone / name) for name in LOCKS if (places.clone / name).exists()]
    clone, stamps = places.clone, _stamps(places)

    _compile_code(places, locks)

    texts = _fingerprint(clone, _files(clone, TRANSLATIONS))
    if stamps.get("translations") != texts and _has_command(places, "compile_translations"):
        with step(Sentence.STEP_TRANSLATIONS):
            manage(places, environment, "compile_translations")
        _stamp(places, "translations", texts)

    code = _fingerprint(clone, _files(clone, CODE), *locks, environment["TINHSO_MODE"])
    if stamps.get("database") != code or not is_own_server:
        with step(Sentence.STEP_MIGRATE):
            manage(places, environment, "prepare_database")
        with step(Sentence.STEP_LOAD):
            manage(places, environment, "load_province")
        _stamp(places, "database", code)

    static = (path for path in _files(clone, CODE) if "static" in path.parts)
    assets = _fingerprint(clone, static, *locks)
    if stamps.get("static") != assets:
        with step(Sentence.STEP_STATIC):
            manage(places, environment, "collectstatic", "--noinput", "--verbosity=0")
        _stamp(places, "static", assets)
