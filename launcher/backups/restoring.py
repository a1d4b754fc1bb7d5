"""`./tinhso restore`: an install from one file; until it is whole it cannot be started."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from launcher.backups.contents import known_migrations, modules_of
from launcher.backups.making import read_whole, rows_of
from launcher.backups.opening import CLUSTER, UNFINISHED, Opened, absolute, ask_program, resting
from launcher.backups.passphrases import known_passphrase
from launcher.backups.words import BackupRefusal
from launcher.environment import PRODUCT, ensure_installed
from launcher.errors import RefusalError
from launcher.files import write_whole
from launcher.install import recall, remember
from launcher.locks import LockIsHeldError, hold, is_held
from launcher.moments import now
from launcher.output import say, step
from launcher.places import Places
from launcher.postgres.databases import ensure_roles
from launcher.postgres.homes import refuge_of
from launcher.preparing import manage
from launcher.sentences import Sentence

OF_AN_INSTALL = (CLUSTER, "secrets.toml", "install.json", "attachments", "anchors")


def restore(
    places: Places,
    named: str,
    environment: Mapping[str, str],
    *,
    port: int | None,
    may_replace: bool,
) -> int:
    """Make an install from a backup and prove that it is what was packed.

    :raises RefusalError: when it cannot be; what it has made of the install is taken away again.
    """
    file = absolute(named, environment)
    if is_held(places.supervisor_lock):
        raise RefusalError(BackupRefusal.RESTORE_RUNS, folder=places.data)
    if _is_taken(places) and not may_replace:
        raise RefusalError(BackupRefusal.RESTORE_NOT_EMPTY, folder=places.data)
    passphrase = known_passphrase(environment)
    ensure_installed(places, PRODUCT)
    about = read_whole(places, file, passphrase, environment)
    check_age(places, file, about)
    if not about["has_attachments"]:
        raise RefusalError(BackupRefusal.BACKUP_WITHOUT_FILES, file=file)
    if environment.get("DATABASE_URL"):
        _check_given_database(places, environment)
    _make_room(places)
    places.make_folders()
    try:
        with hold(places.supervisor_lock), _unfinished(places):
            order = {"file": str(file), "passphrase": passphrase, "data": str(places.data)}
            _restore(places, order, environment, about=about, port=port)
    except LockIsHeldError:
        raise RefusalError(BackupRefusal.RESTORE_RUNS, folder=places.data) from None
    say(
        Sentence.RESTORED,
        folder=places.data,
        rows=rows_of(about),
        contents=about["contents"],
    )
    say(Sentence.RESTORED_START, folder=places.data)
    say(Sentence.RESTORED_ONCE)
    return 0


def _is_taken(places: Places) -> bool:
    if (places.data / UNFINISHED).exists():
        return False
    return any((places.data / name).exists() for name in OF_AN_INSTALL)


def check_age(places: Places, file: Path, about: Mapping[str, object]) -> None:
    """Make sure that this code knows every migration of its own that the backup has seen.

    :raises RefusalError: when the backup comes from newer code.
    """
    if not is_known_here(places, about):
        raise RefusalError(BackupRefusal.BACKUP_NEWER, file=file)


def is_known_here(places: Places, about: Mapping[str, object]) -> bool:
    """Tell whether this code knows every migration of its own modules that a backup has seen."""
    known = known_migrations(places.clone)
    seen, modules = (about[name] for name in ("migrations", "modules"))
    names = [str(name) for name in seen] if isinstance(seen, list) else []
    # A module that only the newer code has is named by the backup itself.
    ours = {*modules_of(places.clone), *(modules if isinstance(modules, list) else [])}
    return all(name in known or name.partition(".")[0] not in ours for name in names)


def _check_given_database(places: Places, environment: Mapping[str, str]) -> None:
    order = {"file": "", "passphrase": "", "database": environment["DATABASE_URL"]}
    if ask_program(places, environment, "look", **order)["tables"]:
        raise RefusalError(BackupRefusal.RESTORE_DATABASE_FULL)


def _make_room(places: Places) -> None:
    """Move an install that lies here aside, or clear away what a killed restore has left."""
    if (places.data / UNFINISHED).exists():
        _clear_away(places)
    elif _is_taken(places):
        moment = f"{now():%Y%m%d-%H%M%S}"
        aside = places.data.with_name(f"{places.data.name}.before-{moment}")
        places.data.rename(aside)
        if refuge_of(places.data).exists():
            refuge_of(places.data).rename(refuge_of(aside))
        say(Sentence.MOVED_ASIDE, folder=aside)


@contextmanager
def _unfinished(places: Places) -> Iterator[None]:
    """Keep a mark, with which nothing starts, until all is done; a failure leaves nothing."""
    mark = places.data / UNFINISHED
    write_whole(mark, "")
    try:
        yield
    except BaseException:
        _clear_away(places)
        raise
    mark.unlink()


def _clear_away(places: Places) -> None:
    for path in places.data.iterdir():
        if path.name in {"run", "log", "backups", UNFINISHED}:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    shutil.rmtree(refuge_of(places.data), ignore_errors=True)
    (places.data / UNFINISHED).unlink(missing_ok=True)


def _restore(
    places: Places,
    order: Mapping[str, str],
    environment: Mapping[str, str],
    *,
    about: Mapping[str, object],
    port: int | None,
) -> None:
    with step(Sentence.STEP_UNPACK_FILES):
        outcome = ask_program(places, environment, "files", **order)
    if outcome["contents"] != about["contents"]:
        what = f"{outcome['contents']} ≠ {about['contents']}"
        raise RefusalError(BackupRefusal.RESTORE_DIFFERS, what=what)
    if port is not None:
        remembered = replace(recall(places.remembered), port=port)
        remember(places.remembered, remembered)
    with resting(places, environment) as found:
        ensure_roles(places, found.access, environment)
        fill_database(places, found, order, environment, about=about)
        inside = found.environment(places, environment)
        with step(Sentence.STEP_MIGRATE):
            manage(places, inside, "prepare_database")
        with step(Sentence.STEP_JOURNAL):
            # An install of less than an hour has none yet.
            (places.data / "anchors").mkdir(exist_ok=True)
            manage(places, inside, "verify_journal")


def fill_database(
    places: Places,
    found: Opened,
    order: Mapping[str, str],
    environment: Mapping[str, str],
    *,
    about: Mapping[str, object],
) -> None:
    """Fill an empty database and hold it against what the backup lists.

    :raises RefusalError: when a table has other rows than it had when it was packed.
    """
    with step(Sentence.STEP_UNPACK_DATABASE):
        filled = ask_program(
            places,
            environment,
            "database",
            **{**order, "database": found.access.addresses.owner},
            restore=str(found.binaries.program("pg_restore")),
        )
    have, listed = filled["tables"], about["tables"]
    if have != listed:
        both = [tables if isinstance(tables, dict) else {} for tables in (have, listed)]
        names = sorted(
            {name for name in {*both[0], *both[1]} if both[0].get(name) != both[1].get(name)}
        )
        raise RefusalError(BackupRefusal.RESTORE_DIFFERS, what=", ".join(names))
