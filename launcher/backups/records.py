"""What became of the last backups: kept for the page that says what is wrong."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from launcher.files import OPEN, write_whole
from launcher.moments import stamp
from launcher.places import Places

NAME = "backups.json"


def note_backup(places: Places, *, file: Path, fault: str = "") -> None:
    """Keep when a backup was made last, or tried last and why it failed."""
    kept = _kept(places)
    now = stamp()
    tried = {name: kept[name] for name in ("tried",) if name in kept}
    if fault:
        kept["failed"] = {"at": now, "file": str(file), "why": fault}
    else:
        kept = tried | {"made": {"at": now, "file": str(file), "size": file.stat().st_size}}
    _keep(places, kept)


def _kept(places: Places) -> dict[str, Any]:
    try:
        return dict(json.loads((places.data / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def last_try(places: Places) -> datetime | None:
    """Return when the daily backup was begun last."""
    try:
        return datetime.fromisoformat(_kept(places)["tried"])
    except (KeyError, ValueError, TypeError):
        return None


def note_try(places: Places) -> None:
    """Keep that the daily backup of this day was begun."""
    _keep(places, _kept(places) | {"tried": stamp()})


def _keep(places: Places, kept: Mapping[str, Any]) -> None:
    path = places.data / NAME
    try:
        write_whole(path, json.dumps(kept, indent=1, ensure_ascii=False), mode=OPEN)
    except OSError:
        # On a full disk the old record stays, and tells by its age.
        return
