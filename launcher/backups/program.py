"""The program that packs and reads backups; run by the environment's Python, for it encrypts."""

import errno
import json
import os
import signal
import sys
from collections.abc import Mapping

import psycopg

from launcher.backups.packing import PackOrder, as_words, pack
from launcher.backups.unpacking import (
    ReadOrder,
    clear,
    look_into,
    unpack_database,
    unpack_files,
    verify,
)
from launcher.backups.words import BackupRefusal
from launcher.errors import RefusalError
from launcher.refusals import Refusal

REFUSED = 3


def _obey(do: str, order: dict[str, object], environment: Mapping[str, str]) -> dict[str, object]:
    if do == "pack":
        return as_words(pack(PackOrder(**order), environment))  # type: ignore[arg-type]  # as sent
    reading = ReadOrder(**order)  # type: ignore[arg-type]  # as sent
    if do == "database":
        return unpack_database(reading, environment)
    return {"verify": verify, "files": unpack_files, "look": look_into, "clear": clear}[do](reading)


def main() -> int:
    """Read the order from the standard input, do it, and say the outcome in one line."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asked = json.load(sys.stdin)
    try:
        outcome = _obey(asked.pop("do"), asked, os.environ)
    except RefusalError as refusal:
        said = refusal
    except psycopg.Error as refusal:
        said = RefusalError(Refusal.DATABASE_UNREACHABLE, why=str(refusal).strip())
    except OSError as refusal:
        is_full = refusal.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        known = BackupRefusal.DISK_RAN_FULL if is_full else Refusal.SYSTEM_REFUSED
        said = RefusalError(known, why=refusal)
    else:
        sys.stdout.write(json.dumps(outcome))
        return 0
    sys.stdout.write(str(said))
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
