"""`./tinhso upgrade`: newer code takes over the data of an older clone, and gives them back."""

import json
from collections.abc import Mapping
from pathlib import Path

from launcher import programs
from launcher.backups.contents import SUFFIX, modules_of
from launcher.backups.making import Wanted, pack_opened
from launcher.backups.opening import absolute, ask_program, opened, resting
from launcher.backups.restoring import fill_database, is_known_here
from launcher.backups.words import BackupRefusal
from launcher.environment import PRODUCT, ensure_installed
from launcher.errors import RefusalError
from launcher.files import PRIVATE, write_whole
from launcher.frontend import ensure_front_end
from launcher.locks import hold, is_held
from launcher.moments import now, stamp
from launcher.output import step, tell
from launcher.places import Places
from launcher.preparing import forget_preparation
from launcher.refusals import Refusal
from launcher.secrets import load_secrets
from launcher.sentences import Sentence
from launcher.upgrades.words import UpgradeRefusal, UpgradeSentence
from launcher.words import Words, language

MEMORY = "upgrade.json"
FOLDER = "before-upgrades"


def _refused(sentence: Words, **params: object) -> RefusalError:
    return RefusalError(Refusal.AS_SAID, text=sentence.words(language(), **params))


def _say(sentence: Words, **params: object) -> None:
    tell(sentence.words(language(), **params))


def upgrade(places: Places, old: Path, environment: Mapping[str, str]) -> int:
    """Take over the data that the code of another clone serves; what fails is undone by itself.

    :raises RefusalError: when it is not begun, or has failed and the old code serves again.
    """
    if not (old / "tinhso").is_file() or not (old / "manage.py").is_file():
        raise _refused(UpgradeRefusal.NOT_A_CLONE, folder=old)
    if old == places.clone:
        raise _refused(UpgradeRefusal.SAME_CLONE, folder=old)
    if not places.secrets.exists():
        raise RefusalError(BackupRefusal.NOTHING_TO_BACK_UP, folder=places.data)
    # All that takes long and may fail is done while the old code serves.
    ensure_installed(places, PRODUCT)
    ensure_front_end(places)
    _check_age(places, old, environment)
    _tell(old, places, environment, "stop")
    try:
        file = _keep_database(places, environment)
    except (RefusalError, OSError):
        _tell(old, places, environment, "start")
        raise
    memory = {"from": str(old), "to": str(places.clone), "file": str(file), "at": stamp()}
    write_whole(places.data / MEMORY, json.dumps(memory, indent=1), mode=PRIVATE)
    try:
        _tell(places.clone, places, environment, "start")
    except RefusalError as refusal:
        _go_back(places, memory, environment)
        raise _refused(UpgradeRefusal.FAILED_AND_BACK, why=refusal, folder=old) from refusal
    _say(UpgradeSentence.UPGRADED, folder=places.clone, data=places.data)
    _say(UpgradeSentence.USE_FROM_NOW, folder=places.clone, data=places.data)
    return 0


def _check_age(places: Places, old: Path, environment: Mapping[str, str]) -> None:
    """Make sure that this code knows what the data have seen; the install serves on meanwhile.

    :raises RefusalError: when this code is the older one.
    """
    with opened(places, environment) as found:
        order = {"file": "", "passphrase": "", "database": found.access.addresses.owner}
        seen = ask_program(places, environment, "look", **order)
        if not is_known_here(places, seen | {"modules": modules_of(old)}):
            raise _refused(UpgradeRefusal.OLDER_CODE)


def go_back(places: Places, environment: Mapping[str, str]) -> int:
    """Bring back code and data of before the last upgrade; what came since is kept in a file.

    :raises RefusalError: when no upgrade is remembered, or the way back fails.
    """
    try:
        memory = dict(json.loads((places.data / MEMORY).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise _refused(UpgradeRefusal.NO_UPGRADE, folder=places.data) from None
    ensure_installed(places, PRODUCT)
    _say(UpgradeSentence.GOING_BACK, folder=memory["from"], at=memory["at"])
    if is_held(places.supervisor_lock):
        _tell(places.clone, places, environment, "stop")
    since = _keep_database(places, environment)
    _go_back(places, memory, environment)
    _say(UpgradeSentence.BACK, folder=memory["from"], file=since)
    return 0


def _go_back(places: Places, memory: Mapping[str, str], environment: Mapping[str, str]) -> None:
    file = Path(memory["file"])
    try:
        _tell(places.clone, places, environment, "stop")
        order = _order(places, file, environment)
        about = ask_program(places, environment, "verify", **order)
        with (
            hold(places.supervisor_lock),
            resting(places, environment) as found,
        ):
            owner = found.access.addresses.owner
            ask_program(places, environment, "clear", **{**order, "database": owner})
            fill_database(places, found, order, environment, about=about)
        # Rights on the new tables are given by the old code, at the start.
        forget_preparation(places)
        _tell(Path(memory["from"]), places, environment, "start")
    except RefusalError as refusal:
        raise _refused(UpgradeRefusal.BACK_FAILED, why=refusal, file=file) from refusal
    (places.data / MEMORY).unlink(missing_ok=True)


def _keep_database(places: Places, environment: Mapping[str, str]) -> Path:
    """Keep the database of a resting install; attachments stay where they are, they never change.

    The file is sealed under a word of the install's own secrets, beside which it lies.
    """
    folder = places.data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / f"{now():%Y-%m-%d-%H%M%S}{SUFFIX}"
    wanted = Wanted(file=file, passphrase=_word(places, environment), has_attachments=False)
    with hold(places.supervisor_lock), resting(places, environment) as found:
        pack_opened(places, found, wanted, environment)
    return file


def _word(places: Places, environment: Mapping[str, str]) -> str:
    return "upgrade " + load_secrets(places.secrets, environment=environment).vault_key


def _order(places: Places, file: Path, environment: Mapping[str, str]) -> dict[str, str]:
    passphrase = _word(places, environment)
    return {"file": str(file), "passphrase": passphrase, "data": str(places.data)}


def _tell(clone: Path, places: Places, environment: Mapping[str, str], word: str) -> None:
    """Have the launcher of a clone start or stop the install.

    :raises RefusalError: when it does not, in its words.
    """
    with step(Sentence.STEP_TOLD, clone=clone, word=word):
        done = programs.attempt(
            [clone / "tinhso", word, "--data", places.data], environment=environment, folder=clone
        )
    if done.code:
        raise RefusalError(Refusal.AS_SAID, text=done.output.strip()[-2000:])


def old_clone(named: str, environment: Mapping[str, str]) -> Path:
    """Return the clone that --from names."""
    return absolute(named, environment)
