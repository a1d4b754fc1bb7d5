"""The words of the command line that keep an install: backup, restore, upgrade."""

import argparse
import signal
from collections.abc import Mapping

from launcher.backups.making import backup, verify_backup
from launcher.backups.restoring import restore
from launcher.backups.schedule import scheduled_backup
from launcher.places import Places
from launcher.sentences import Sentence
from launcher.upgrades.upgrading import go_back, old_clone, upgrade
from launcher.upgrades.words import UpgradeSentence
from launcher.words import language


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    """Add what keeps an install to the words of the command line."""
    words = language()
    made = commands.add_parser("backup", parents=[common], help=Sentence.HELP_BACKUP.words(words))
    made.add_argument(
        "file", metavar="FILE", nargs="?", help=Sentence.HELP_BACKUP_FILE.words(words)
    )
    made.add_argument("--verify", action="store_true", help=Sentence.HELP_VERIFY.words(words))
    made.add_argument("--scheduled", action="store_true", help=Sentence.HELP_SCHEDULED.words(words))
    back = commands.add_parser("restore", parents=[common], help=Sentence.HELP_RESTORE.words(words))
    back.add_argument("file", metavar="FILE", help=Sentence.HELP_BACKUP_FILE.words(words))
    back.add_argument("--replace", action="store_true", help=Sentence.HELP_REPLACE.words(words))
    newer = commands.add_parser("upgrade", parents=[common], help=UpgradeSentence.HELP.words(words))
    way = newer.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--from", dest="old", metavar="CLONE", help=UpgradeSentence.HELP_FROM.words(words)
    )
    way.add_argument("--back", action="store_true", help=UpgradeSentence.HELP_BACK.words(words))


def obey(asked: argparse.Namespace, places: Places, environment: Mapping[str, str]) -> int:
    """Do what one of the words asks; a polite signal ends it as Ctrl-C does: it tidies up first."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if asked.command == "restore":
        return restore(places, asked.file, environment, port=asked.port, may_replace=asked.replace)
    if asked.command == "upgrade":
        if asked.back:
            return go_back(places, environment)
        return upgrade(places, old_clone(asked.old, environment), environment)
    if asked.scheduled:
        return scheduled_backup(places, environment)
    if asked.verify and asked.file:
        return verify_backup(places, asked.file, environment)
    return backup(places, asked.file, environment)
