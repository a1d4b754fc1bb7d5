"""Giving numbers out: one statement, in the caller's transaction, last of all its locks."""

from datetime import date

from django.db import connection

from province.kernel.numbering.contracts import PLAIN, Issued, NumberForm, SeriesKey
from province.kernel.numbering.errors import AgencyCodeUnfitError, SymbolUnfitError
from province.kernel.numbering.models import DOSSIER_SCHEME
from province.kernel.numbering.rules import (
    book_form,
    day_period,
    document_number_form,
    dossier_code_form,
    is_agency_code,
    is_symbol,
)

_ISSUE = """
WITH counted AS (
    INSERT INTO numbering_counter AS c (scheme, agency_id, period, last)
    VALUES (%(scheme)s, %(agency_id)s, %(period)s, 1)
    ON CONFLICT (scheme, agency_id, period) DO UPDATE SET last = c.last + 1
    RETURNING c.last
)
INSERT INTO numbering_issuednumber
    (scheme, agency_id, period, number, text, for_what, issued_at)
SELECT %(scheme)s, %(agency_id)s, %(period)s, last,
       %(before)s || lpad(last::text, greatest(%(width)s, length(last::text)), '0') || %(after)s,
       %(for_what)s, now()
FROM counted
RETURNING number, text
"""


def issue_number(*, series: SeriesKey, form: NumberForm = PLAIN, for_what: str = "") -> Issued:
    """Give out the next number of a series and record it; a rollback gives it back.

    The counter's row stays locked until the transaction ends: take the number last.

    :raises RuntimeError: no transaction is open, so that a number could be lost.
    """
    if not connection.in_atomic_block:
        msg = "a number may only be given out inside a transaction"
        raise RuntimeError(msg)
    values: dict[str, str | int] = {
        "scheme": series.scheme,
        "agency_id": series.agency_id,
        "period": series.period,
        "before": form.before,
        "width": form.width,
        "after": form.after,
        "for_what": for_what,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ISSUE, values)
        number, text = cursor.fetchone()
    return Issued(series=series, number=number, text=text, for_what=for_what)


def next_number(*, series: SeriesKey, for_what: str = "") -> int:
    """Give out the next number of a series as a plain number.

    :raises RuntimeError: no transaction is open.
    """
    return issue_number(series=series, for_what=for_what).number


def dossier_code(*, agency_code: str, on: date, for_what: str = "") -> str:
    """Give out the next dossier code of an agency on the day of reception: H01.001-261121-0001.

    The series hangs on the code, not on the agency's row: an agency that takes over another's
    code goes on with its numbers.

    :raises AgencyCodeUnfitError: the agency's code is not of today's format.
    :raises RuntimeError: no transaction is open.
    """
    if not is_agency_code(agency_code):
        raise AgencyCodeUnfitError(agency_code=agency_code)
    series = SeriesKey(scheme=f"{DOSSIER_SCHEME}{agency_code}", agency_id=0, period=day_period(on))
    form = dossier_code_form(agency_code, on)
    return issue_number(series=series, form=form, for_what=for_what).text


def form_number(
    *, agency: int, year: int, register: str, symbol: str, for_what: str = ""
) -> Issued:
    """Give out the next number of one register of an agency's forms: 07/PTC-TTPVHCC.

    Registers (sổ) start again each year.

    :raises SymbolUnfitError: the symbol is not one.
    :raises RuntimeError: no transaction is open.
    """
    return _with_symbol(f"register:{register}", agency, year, symbol, for_what)


def document_number(
    *, agency: int, year: int, register: str, symbol: str, for_what: str = ""
) -> Issued:
    """Give out the next number of one register of an agency's documents: 07/QĐ-UBND.

    :raises SymbolUnfitError: the symbol is not one.
    :raises RuntimeError: no transaction is open.
    """
    return _with_symbol(f"document:{register}", agency, year, symbol, for_what)


def book_number(*, agency: int, year: int, book: str, text: str, for_what: str = "") -> Issued:
    """Give out the next number of one book of an agency, written as the text says: "{number}/2026".

    Books (sổ hộ tịch, sổ chứng thực) start again each year; there is one of each for an agency.

    :raises ValueError: the text does not say where the number stands.
    :raises RuntimeError: no transaction is open.
    """
    series = SeriesKey(scheme=f"book:{book}", agency_id=agency, period=str(year))
    return issue_number(series=series, form=book_form(text), for_what=for_what)


def _with_symbol(scheme: str, agency: int, year: int, symbol: str, for_what: str) -> Issued:
    if not is_symbol(symbol):
        raise SymbolUnfitError(symbol=symbol)
    series = SeriesKey(scheme=scheme, agency_id=agency, period=str(year))
    return issue_number(series=series, form=document_number_form(symbol), for_what=for_what)
