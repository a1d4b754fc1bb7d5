"""The passphrase of a backup: from the environment, or from whoever sits at the terminal."""

import getpass
import sys
from collections.abc import Mapping

from launcher.backups.words import BackupRefusal
from launcher.errors import RefusalError
from launcher.sentences import Sentence
from launcher.words import language

VARIABLE = "TINHSO_BACKUP_PASSPHRASE"
LEAST = 12


def new_passphrase(environment: Mapping[str, str]) -> str:
    """Return the passphrase for a backup that is made; on a terminal it is asked for twice.

    :raises RefusalError: when it is too short, differs the second time, or nobody can be asked.
    """
    given = environment.get(VARIABLE) or ""
    chosen = given or _ask(Sentence.ASK_PASSPHRASE)
    checked(chosen)
    if not given and _ask(Sentence.ASK_PASSPHRASE_AGAIN) != chosen:
        raise RefusalError(BackupRefusal.PASSPHRASES_DIFFER)
    return chosen


def checked(chosen: str) -> str:
    """Return a passphrase that is long enough.

    :raises RefusalError: when it is not.
    """
    if len(chosen) < LEAST:
        raise RefusalError(BackupRefusal.PASSPHRASE_SHORT, least=LEAST)
    return chosen


def known_passphrase(environment: Mapping[str, str]) -> str:
    """Return the passphrase of a backup that is there.

    :raises RefusalError: when nobody can be asked.
    """
    return environment.get(VARIABLE) or _ask(Sentence.ASK_PASSPHRASE)


def _ask(sentence: Sentence) -> str:
    if not sys.stdin.isatty():
        raise RefusalError(BackupRefusal.PASSPHRASE_MISSING)
    return getpass.getpass(sentence.words(language()))
