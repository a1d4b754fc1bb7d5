"""What may come in and under which name. No Django, no clock."""

import re
import unicodedata
from datetime import timedelta

from province.kernel.attachments.contracts import IntakeLimits

LONGEST_NAME = 200
MEGABYTE = 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument."
PAPER_MIMES = frozenset(
    {
        "application/pdf",
        "image/jpeg",
        "image/png",
        "image/heic",
        "image/tiff",
        f"{_OFFICE}wordprocessingml.document",
        f"{_OFFICE}spreadsheetml.sheet",
    }
)
LIMITS: dict[str, IntakeLimits] = {
    "paper": IntakeLimits(size=20 * MEGABYTE, mimes=PAPER_MIMES),
    "photo": IntakeLimits(
        size=10 * MEGABYTE, mimes=frozenset({"image/jpeg", "image/png", "image/heic"})
    ),
}
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(days=1)
MOST_TRIES = 1000
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SPACES = re.compile(r"\s+")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def limits_of(kind: str) -> IntakeLimits:
    """Return what holds for a kind of attachment; an unknown kind is a paper."""
    return LIMITS.get(kind, LIMITS["paper"])


def clean_name(given: str, *, extension: str) -> str:
    """Return a file name that harms nobody: base name, NFC, no hidden signs, the true extension.

    An over-long name loses its middle, never its extension.
    """
    composed = unicodedata.normalize("NFC", given)
    base = composed.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if c.isspace() else c for c in base)
    seen = "".join(c for c in seen if unicodedata.category(c) not in _HIDDEN)
    seen = _SPACES.sub(" ", _FORBIDDEN.sub("", seen)).rstrip(" .")
    stem = _without_extension(seen, extension).strip(" .") or "tep"
    room = LONGEST_NAME - len(extension)
    if len(stem) > room:
        stem = f"{stem[: room - 30].rstrip()}…{stem[-29:].lstrip()}"
    return f"{stem}{extension}"


def _without_extension(name: str, extension: str) -> str:
    same = {
        ".jpg": (".jpg", ".jpeg", ".jfif"),
        ".tif": (".tif", ".tiff"),
        ".heic": (".heic", ".heif"),
    }
    for end in same.get(extension, (extension,)):
        if name.lower().endswith(end):
            return name[: -len(end)]
    return name


def megabytes(size: int) -> str:
    """Return a size as people read it: 1,4 MB."""
    tenths = round(size * 10 / MEGABYTE)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest} MB" if rest else f"{whole} MB"


def may_be_given(*, is_owner: bool, may_read: bool, is_infected: bool, may_leave: bool) -> str:
    """Return why a file is not given: "" (it is), "unknown", "infected" or "unscanned"."""
    if not is_owner and not may_read:
        return "unknown"
    if is_infected:
        return "infected"
    if not is_owner and not may_leave:
        return "unscanned"
    return ""


def scan_wait(*, tries: int) -> timedelta:
    """Return how long a content waits that could not be scanned so often: twice as long each time.

    After a week of tries it is one a day, so that it goes through soon after the limits are raised.
    """
    doublings = min(max(tries - 1, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
