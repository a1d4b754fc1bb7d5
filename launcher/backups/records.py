"""What became of the last backups: kept for the page that says what is wrong."""

import json
from pathlib import Path

from launcher.files import OPEN, write_whole
from launcher.moments import stamp
from launcher.places import Places

NAME = "backups.json"


def note_backup(places: Places, *, file: Path, fault: str = "") -> None:
    """Keep when a backup was made last, or tried last and why it failed."""
    path = places.data / NAME
    try:
        kept = dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        kept = {}
    now = stamp()
    if fault:
        kept["failed"] = {"at": now, "file": str(file), "why": fault}
    else:
        kept = {"made": {"at": now, "file": str(file), "size": file.stat().st_size}}
    try:
        write_whole(path, json.dumps(kept, indent=1, ensure_ascii=False), mode=OPEN)
    except OSError:
        # On a full disk the old record stays, and tells by its age.
        return
