"""How somebody types the number of a paper."""

import re
import unicodedata

_NUMBER = re.compile(r"([0-9]+)/([^/]+)")


def number_asked(text: str) -> str:
    """Return the number of a paper as it is kept, 07/QĐ-UBND; nothing when this is none.

    Spaces, small letters and a missing first zero are forgiven.
    """
    found = _NUMBER.fullmatch("".join(unicodedata.normalize("NFC", text).split()).upper())
    return "" if found is None else f"{found[1].lstrip('0'):0>2}/{found[2]}"
