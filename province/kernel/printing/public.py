"""The door: official forms as PDF/A-2b. Values in, a paper out; nothing is stored."""

import hashlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.conf import settings

from province.foundation.files.pages import PDFIUM
from province.foundation.printing.qr import qr_svg
from province.foundation.printing.typesetting import MissingLetterError, typeset
from province.kernel.printing import rules, sheets
from province.kernel.printing.contracts import (
    FormKind,
    FormValues,
    PrintedPaper,
    ReceiptListValues,
)
from province.kernel.printing.errors import LetterMissingError, NoLayoutError
from province.kernel.printing.rules import day_in_words, money_in_words, words_of_day
from province.kernel.printing.versions import LAYOUTS, VERSIONS, version_in_force

if TYPE_CHECKING:
    from province.foundation.printing.pdfa import PdfaFindings

__all__ = [
    "check_pdfa",
    "day_in_words",
    "money_in_words",
    "print_form",
    "tracking_url",
    "words_of_day",
]


def print_form(*, form: FormKind, values: FormValues, on: date) -> PrintedPaper:
    """Print one official form with the layout that is in force on the day printed on it.

    The receipt, the slips, the apology and the control sheet have one open place for a signature
    ("signature"); the decision has "number", "date", "signature" and "seal"; the register has none.

    :raises TypeError: the values are those of another form.
    :raises NoLayoutError: no layout of this form was in force on that day.
    :raises LetterMissingError: a value holds a letter that the print font lacks.
    """
    from province.foundation.printing.form_fields import (  # noqa: PLC0415 -- slow to load
        with_form_fields,
    )

    if not isinstance(values, sheets.VALUES_OF[form]):
        raise TypeError(f"{type(values).__name__} are not the values of {form}")
    version = version_in_force(VERSIONS[form], on)
    if version is None:
        raise NoLayoutError(day=rules.short_day(on))
    words: dict[str, Any] = sheets.words_of(values)
    words["paper"] = version.paper
    words["printed_on"] = rules.words_of_day(on)
    words["code"] = _with_qr(words.get("code", ""))
    if isinstance(values, ReceiptListValues):
        words["receipts"] = [{**row, "code": _with_qr(row["code"])} for row in words["receipts"]]
    at = datetime.combine(on, time(), tzinfo=rules.LOCAL)
    try:
        pages = typeset(layout=LAYOUTS / version.file, values=words, at=at)
    except MissingLetterError as missing:
        raise LetterMissingError(letter=missing.letter) from None
    pdf = with_form_fields(typeset=pages)
    return PrintedPaper(
        pdf=pdf,
        pages=_count_pages(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        layout_version=version.name,
    )


def tracking_url(*, code: str) -> str:
    """Return the address that the QR of a dossier opens."""
    return f"{settings.BASE_URL}/tra-cuu/{code}"


def check_pdfa(*, pdf: bytes) -> "PdfaFindings":
    """Check the structure of a PDF/A-2b: metadata, output intent, fonts, scripts, encryption."""
    from province.foundation.printing import pdfa  # noqa: PLC0415 -- slow to load

    return pdfa.check_pdfa(pdf=pdf)


def _with_qr(code: str) -> dict[str, str]:
    return {"text": code, "qr": qr_svg(text=tracking_url(code=code)) if code else ""}


def _count_pages(pdf: bytes) -> int:
    import pypdfium2  # noqa: PLC0415 -- slow to load

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()
