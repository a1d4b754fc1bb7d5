"""The icons that exist, read from the sprite itself."""

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"


class UnknownIconError(LookupError):
    """A template names an icon that the sprite does not hold."""


@cache
def icon_names() -> frozenset[str]:
    """Return the names of all icons in the sprite."""
    return frozenset(re.findall(r'<symbol id="([a-z]+)"', SPRITE.read_text(encoding="utf-8")))


def check_icon(name: str) -> None:
    """Refuse a name that the sprite does not hold.

    :raises UnknownIconError: there is no such icon.
    """
    if name not in icon_names():
        message = f"no icon {name!r} in icons.svg"
        raise UnknownIconError(message)
