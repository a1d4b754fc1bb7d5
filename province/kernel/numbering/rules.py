"""How codes and numbers are written and read. No Django, no clock."""

import re
import unicodedata
from datetime import date

from province.kernel.numbering.contracts import CodeGeneration, DossierCode, NumberForm
from province.kernel.org.contracts import AGENCY_CODE

CENTRAL_TAIL = 6
NUMBER = "{number}"
CENTURY = 2000
_AGENCY_CODE = re.compile(AGENCY_CODE)
_CODES = (
    (
        CodeGeneration.OF_2018,
        re.compile(r"([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[GH][0-9]{2})-([0-9]{6})-([0-9]{4,})"),
    ),
    (CodeGeneration.OF_2025, re.compile(rf"({AGENCY_CODE})-([0-9]{{6}})-([0-9]{{4,}})")),
)
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SYMBOL = re.compile(r"[A-ZĐ0-9]+(?:[-.&][A-ZĐ0-9]+)*")


def is_agency_code(text: str) -> bool:
    """Tell whether a dossier code of today's format may begin with this agency code."""
    return _AGENCY_CODE.fullmatch(text) is not None


def day_period(on: date) -> str:
    """Return the period of one day, as the dossier code writes it: 261121."""
    return on.strftime("%y%m%d")


def dossier_code_form(agency_code: str, on: date) -> NumberForm:
    """Return how the dossier codes of one agency and day are written: H01.001-261121-0001."""
    return NumberForm(before=f"{agency_code}-{day_period(on)}-", width=4)


def written(form: NumberForm, number: int) -> str:
    """Return a number in its form; a number wider than the form is written whole."""
    return f"{form.before}{number:0{form.width}d}{form.after}"


def parse_dossier_code(text: str) -> DossierCode | None:
    """Take a dossier code apart, of today's format or an older one; nothing when it is none.

    Spaces, small letters and the dashes that word processors make are forgiven.
    """
    bare = _SPACES.sub("", unicodedata.normalize("NFKC", text))
    bare = _DASHES.sub("-", bare).upper()
    for generation, pattern in _CODES:
        found = pattern.fullmatch(bare)
        if found is None:
            continue
        agency_code, day, tail = found.groups()
        on = _day(day)
        if on is None:
            return None
        return DossierCode(
            text=bare,
            generation=generation,
            agency_code=agency_code,
            on=on,
            number=int(tail),
            may_be_central=generation is CodeGeneration.OF_2025 and len(tail) >= CENTRAL_TAIL,
        )
    return None


def document_number_text(number: int, symbol: str) -> str:
    """Return the number of a document with its symbol: 07/QĐ-UBND."""
    return written(document_number_form(symbol), number)


def document_number_form(symbol: str) -> NumberForm:
    """Return how the numbers of documents with this symbol are written."""
    return NumberForm(width=2, after=f"/{unicodedata.normalize('NFC', symbol)}")


def book_form(text: str) -> NumberForm:
    """Return how a text with one "{number}" writes numbers: "{number}/2026".

    :raises ValueError: the number stands nowhere, or twice.
    """
    before, *rest = text.split(NUMBER)
    if len(rest) != 1:
        msg = f"'{text}' does not say where the number stands"
        raise ValueError(msg)
    return NumberForm(before=before, after=unicodedata.normalize("NFC", rest[0]))


def is_symbol(symbol: str) -> bool:
    """Tell whether a text can be the symbol of a document: QĐ-UBND, GM-VP, QĐ-SKH&CN."""
    return _SYMBOL.fullmatch(unicodedata.normalize("NFC", symbol)) is not None


def _day(six: str) -> date | None:
    try:
        return date(CENTURY + int(six[:2]), int(six[2:4]), int(six[4:]))
    except ValueError:
        return None
