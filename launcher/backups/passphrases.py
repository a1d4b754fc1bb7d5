"""The passphrase of a backup: from the environment, or from whoever sits at the terminal."""

import getpass
import sys
from collections.abc import Mapping

from launcher.errors import RefusalError
from launcher.refusals import Refusal
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
    if len(chosen) < LEAST:
        raise RefusalError(Refusal.PASSPHRASE_SHORT, least=LEAST)
    if not given and _ask(Sentence.ASK_PASSPHRASE_AGAIN) != chosen:
        raise RefusalError(Refusal.PASSPHRASES_DIFFER)
    return chosen


def known_passphrase(environment: Mapping[str, str]) -> str:
    """Return the passphrase of a backup that is there.

    :raises RefusalError: when nobody can be asked.
    """
    return environment.get(VARIABLE) or _ask(Sentence.ASK_PASSPHRASE)


def _ask(sentence: Sentence) -> str:
    if not sys.stdin.isatty():
        raise RefusalError(Refusal.PASSPHRASE_MISSING)
    return getpass.getpass(sentence.words(language()))
