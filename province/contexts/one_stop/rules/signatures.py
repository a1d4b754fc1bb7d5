"""Whose signature is expected on a paper that somebody hands in."""

from collections.abc import Iterable

from province.foundation.text.folding import fold


def is_strangers(*, name: str, organisation: str, expected: Iterable[str]) -> bool:
    """Tell whether a person signed who is none of those expected; an agency's paper is nobody's."""
    if organisation or not name:
        return False
    return fold(name) not in {fold(one) for one in expected if one}
