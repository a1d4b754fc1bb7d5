"""Which signs the font of the papers has: what is outside cannot be printed, so it is not taken in.

These are whole runs of the font; a test sets all of them with it. No font is loaded to ask.
"""

import unicodedata

_RUNS = (
    (0x20, 0x7E),
    (0xA0, 0x377),
    (0x400, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x20A0, 0x20BE),
    (0x2190, 0x2195),
    (0x2260, 0x2261),
    (0x2264, 0x2265),
)
PRINTABLE = frozenset(chr(code) for first, last in _RUNS for code in range(first, last + 1))


def unprintable_sign(text: str) -> str:
    """Return the first sign that no paper can show; empty when all can be printed."""
    signs = unicodedata.normalize("NFC", text)
    return next((sign for sign in signs if sign not in PRINTABLE and not sign.isspace()), "")
