"""Names of people: of which signs they are made."""

import unicodedata

JOINS = " -'’.·"
LEAST_LETTERS = 2


def strange_sign(name: str) -> str:
    """Return the first sign that no name of a person has; empty when there is none.

    Letters of every script with their marks (Kinh, Khmer, Chăm, Hoa), spaces, hyphens, apostrophes
    and the dot of an initial are the signs of names. Whether papers can print them is another
    question (``printable``).
    """
    for sign in unicodedata.normalize("NFC", name):
        if sign not in JOINS and unicodedata.category(sign)[0] not in "LM":
            return sign
    return ""


def is_name(name: str) -> bool:
    """Tell whether this can be the name of a person: signs of names, and two letters at least."""
    letters = sum(unicodedata.category(sign).startswith("L") for sign in name)
    return letters >= LEAST_LETTERS and not strange_sign(name)
