"""Vietnamese text: one normal form, folding for search, order for lists."""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn
_ORDER = {letter: index + 40 for index, letter in enumerate(_LETTERS)}
_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # the whole category Cc


class _Marks(dict[int, int | None]):
    """A table for `str.translate` that drops combining marks, filled as characters are met."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


_MARKS = _Marks()


def normal(text: str) -> str:
    """Return the text in NFC with single spaces and no control characters."""
    return _SPACE.sub(" ", _CONTROL.sub(" ", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """Return the text as the search compares it: small letters, no diacritics, single spaces."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _NOT_WORD.sub(" ", decomposed.translate(_MARKS)).strip()


def sort_key(text: str) -> str:
    """Return a key whose byte order is the Vietnamese dictionary order.

    Letters first (a ă â b c d đ e ê …), then the tones of the whole text (none, huyền, hỏi, ngã,
    sắc, nặng), then capitals.
    Example: An Anh Ảnh Ánh Ăn Ân Bình Dũng Đạt Em Êm On Ôn Ơn Ung Ưng Zũng.
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        letter, tone = _taken_apart(character.lower())
        letters.append(_weight(letter))
        tones.append(chr(48 + tone))
        cases.append("1" if character.isupper() else "0")
    return f"{''.join(letters)} {''.join(tones)} {''.join(cases)}"


def _taken_apart(character: str) -> tuple[str, int]:
    """Return a letter without its tone, and the tone."""
    tone = 0
    kept = []
    for mark in unicodedata.normalize("NFD", character):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            kept.append(mark)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def _weight(letter: str) -> str:
    """Return one printable character that stands for the letter's place in the alphabet."""
    if letter in _ORDER:
        return chr(_ORDER[letter] + 20)
    if letter.isdigit():
        return letter
    return "!" if letter.isspace() else "." + letter
