"""`./tinhso backup`: one file that appears whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.backups.contents import SUFFIX
from launcher.backups.opening import Opened, absolute, ask_program, code_of, opened
from launcher.backups.passphrases import known_passphrase, new_passphrase
from launcher.backups.records import note_backup
from launcher.backups.words import BackupRefusal
from launcher.environment import PRODUCT, ensure_installed
from launcher.errors import RefusalError
from launcher.files import keep_name
from launcher.moments import now
from launcher.output import say, step
from launcher.places import Places
from launcher.processes import identity_of
from launcher.sentences import Sentence

MEGABYTE = 1024 * 1024
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which backup is made: its file, its passphrase, and whether files are taken along."""

    file: Path
    passphrase: str
    has_attachments: bool = True


def backup(places: Places, named: str | None, environment: Mapping[str, str]) -> int:
    """Make a backup and say what it holds; 1 when the install itself has lost files.

    :raises RefusalError: when it cannot be made; no half file is left.
    """
    if not places.secrets.exists() or not places.remembered.exists():
        raise RefusalError(BackupRefusal.NOTHING_TO_BACK_UP, folder=places.data)
    file = absolute(named, environment) if named else _named_by_moment(places)
    check_target(file)
    passphrase = new_passphrase(environment)
    try:
        wanted = Wanted(file=file, passphrase=passphrase)
        outcome = make_backup(places, wanted, environment)
    except (RefusalError, OSError, KeyboardInterrupt) as refusal:
        note_backup(places, file=file, fault=str(refusal) or type(refusal).__name__)
        raise
    note_backup(places, file=file)
    return told(file, outcome)


def told(file: Path, outcome: Mapping[str, object]) -> int:
    """Say what a backup holds; 1 when the install itself has lost files."""
    megabytes = max(1, file.stat().st_size // MEGABYTE)
    say(Sentence.BACKUP_MADE, file=file, megabytes=megabytes, **outcome)
    say(Sentence.BACKUP_KEEP_PASSPHRASE)
    lost = outcome["lost"]
    if isinstance(lost, list) and lost:
        names = ", ".join(lost[:SHOWN]) + (" …" if len(lost) > SHOWN else "")
        say(Sentence.BACKUP_LOST_FILES, count=len(lost), names=names)
        return 1
    return 0


def _named_by_moment(places: Places) -> Path:
    folder = places.data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"tinhso-{now():%Y-%m-%d-%H%M%S}{SUFFIX}"


def check_target(file: Path) -> None:
    """Make sure that a backup may be written here.

    :raises RefusalError: when its folder is missing or its name is taken.
    """
    if not file.parent.is_dir():
        raise RefusalError(BackupRefusal.FOLDER_MISSING, folder=file.parent)
    if file.exists():
        raise RefusalError(BackupRefusal.FILE_EXISTS, file=file)


def make_backup(
    places: Places, wanted: Wanted, environment: Mapping[str, str]
) -> dict[str, object]:
    """Pack, read back, and only then give the file its name.

    :raises RefusalError: when one of the steps fails; no half file is left.
    """
    ensure_installed(places, PRODUCT)
    with opened(places, environment) as found:
        return pack_opened(places, found, wanted, environment)


def pack_opened(
    places: Places,
    found: Opened,
    wanted: Wanted,
    environment: Mapping[str, str],
) -> dict[str, object]:
    """Pack an install whose database is open already.

    :raises RefusalError: when one of the steps fails; no half file is left.
    """
    file, passphrase = wanted.file, wanted.passphrase
    with _half_made(file) as part:
        with step(Sentence.STEP_PACK, file=file.name):
            outcome = ask_program(
                places,
                environment,
                "pack",
                target=str(part),
                passphrase=passphrase,
                database=found.access.addresses.owner,
                dump=str(found.binaries.program("pg_dump")),
                data=str(places.data),
                clone=str(places.clone),
                code=code_of(places),
                mode=found.install.mode,
                has_attachments=wanted.has_attachments,
            )
        with step(Sentence.STEP_READ_BACK):
            ask_program(places, environment, "verify", file=str(part), passphrase=passphrase)
        check_target(file)
        part.rename(file)
        keep_name(file.parent)
    return outcome


@contextmanager
def _half_made(file: Path) -> Iterator[Path]:
    """Name the file until it is whole; what a killed backup has left there goes away first."""
    for old in file.parent.glob(f".*{SUFFIX}.*.part"):
        number = old.name.split(".")[-2]
        if number.isdigit() and identity_of(int(number)) is None:
            old.unlink(missing_ok=True)
    part = file.with_name(f".{file.name}{SUFFIX}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def verify_backup(places: Places, named: str, environment: Mapping[str, str]) -> int:
    """Say whether a backup is whole, and what it is.

    :raises RefusalError: when it is not.
    """
    file = absolute(named, environment)
    ensure_installed(places, PRODUCT)
    about = read_whole(places, file, known_passphrase(environment), environment)
    say(
        Sentence.BACKUP_IS_WHOLE,
        file=file,
        made_at=about["made_at"],
        mode=about["mode"],
        rows=rows_of(about),
        contents=about["contents"],
    )
    return 0


def read_whole(
    places: Places, file: Path, passphrase: str, environment: Mapping[str, str]
) -> dict[str, object]:
    """Read a backup to its end and return what it says of itself.

    :raises RefusalError: when the passphrase is wrong or the file is not whole.
    """
    with step(Sentence.STEP_READ_BACK):
        return ask_program(places, environment, "verify", file=str(file), passphrase=passphrase)


def rows_of(about: Mapping[str, object]) -> int:
    """Return how many rows a backup holds."""
    tables = about["tables"]
    return sum(tables.values()) if isinstance(tables, dict) else 0
