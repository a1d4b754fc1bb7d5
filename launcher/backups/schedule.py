"""The daily backup: made by the install's own supervisor, or by a cron line with the same words."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from launcher import programs
from launcher.backups.contents import SUFFIX
from launcher.backups.making import Wanted, make_backup, told
from launcher.backups.passphrases import VARIABLE, checked
from launcher.backups.records import last_try, note_backup, note_try
from launcher.backups.words import BackupRefusal
from launcher.errors import RefusalError
from launcher.moments import now
from launcher.places import Places
from launcher.settings_file import read_settings
from launcher.supervisor import mark_of

PREFIX = "tinhso-daily-"
DEFAULT_AT, DEFAULT_KEEP = "02:00", 14
LOOK_EVERY = timedelta(seconds=20)


def scheduled_backup(places: Places, environment: Mapping[str, str]) -> int:
    """Make the backup of the day where the settings say, and remove the oldest beyond the number.

    :raises RefusalError: when no folder is set, or the backup cannot be made.
    """
    settings = read_settings(clone=places.clone, data=places.data)
    named = settings.get("backup.folder")
    if not named:
        raise RefusalError(BackupRefusal.BACKUP_NOT_SET)
    folder = Path(str(named))
    file = folder / f"{PREFIX}{now():%Y-%m-%d-%H%M%S}{SUFFIX}"
    try:
        if not folder.is_dir():
            raise RefusalError(BackupRefusal.FOLDER_MISSING, folder=folder)
        passphrase = _passphrase(settings.get("backup.passphrase_file"), environment)
        outcome = make_backup(places, Wanted(file=file, passphrase=passphrase), environment)
    except (RefusalError, OSError, KeyboardInterrupt) as refusal:
        note_backup(places, file=file, fault=str(refusal) or type(refusal).__name__)
        raise
    note_backup(places, file=file)
    keep = settings.get("backup.keep")
    remove_old(folder, keep=keep if isinstance(keep, int) else DEFAULT_KEEP)
    return told(file, outcome)


def _passphrase(named: object, environment: Mapping[str, str]) -> str:
    """Read the passphrase from the file that is set; the environment comes first."""
    given = environment.get(VARIABLE)
    if given:
        return checked(given)
    if not named:
        raise RefusalError(BackupRefusal.PASSPHRASE_FILE_MISSING)
    path = Path(str(named))
    if path.stat().st_mode & 0o077:
        raise RefusalError(BackupRefusal.PASSPHRASE_FILE_OPEN, path=path)
    return checked(path.read_text(encoding="utf-8").strip())


def remove_old(folder: Path, *, keep: int) -> list[Path]:
    """Remove the oldest daily backups beyond a number; others in the folder are not ours."""
    files = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))
    old = files[: max(0, len(files) - keep)]
    for file in old:
        file.unlink(missing_ok=True)
    return old


def is_due(at: str, *, tried: datetime | None, moment: datetime) -> bool:
    """Tell whether the backup of this day is still to be made.

    A machine that was off at the hour makes it when it comes up; a failed one waits for the next
    day, and the page that says what is wrong tells of it.
    """
    hour, _, minute = at.partition(":")
    today = moment.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    latest = today if moment >= today else today - timedelta(days=1)
    return tried is None or tried < latest


def daily_backup(places: Places, environment: Mapping[str, str]) -> Callable[[], None]:
    """Return what the supervisor calls at every look: it starts the backup of the day when due."""
    looked = [now() - LOOK_EVERY]
    running: list[subprocess.Popen[bytes]] = []

    def look() -> None:
        moment = now()
        if running and running[0].poll() is not None:
            running.clear()
        if running or moment - looked[0] < LOOK_EVERY:
            return
        looked[0] = moment
        settings = read_settings(clone=places.clone, data=places.data)
        at = str(settings.get("backup.at") or DEFAULT_AT)
        if not settings.get("backup.folder"):
            return
        if is_due(at, tried=last_try(places), moment=moment):
            note_try(places)
            running.append(_start(places, environment))

    def look_safely() -> None:
        # A broken settings file, or a full disk, must not take the install down.
        try:
            look()
        except (RefusalError, OSError) as refusal:
            note_backup(places, file=places.data, fault=str(refusal))

    return look_safely


def _start(places: Places, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    key, _, value = mark_of(places).partition("=")
    return programs.spawn(
        [sys.executable, "-m", "launcher", "backup", "--scheduled", "--data", places.data],
        environment={**environment, key: value},
        folder=places.clone,
        log=places.log / "backup.log",
    )
