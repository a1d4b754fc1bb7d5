"""The door: codes and numbers, given out once each."""

from province.kernel.numbering.commands import (
    book_number,
    document_number,
    dossier_code,
    form_number,
    issue_number,
    next_number,
)
from province.kernel.numbering.errors import AgencyCodeUnfitError, SymbolUnfitError
from province.kernel.numbering.queries import issued_for, last_number
from province.kernel.numbering.rules import (
    document_number_text,
    is_agency_code,
    is_symbol,
    parse_dossier_code,
)

__all__ = [
    "AgencyCodeUnfitError",
    "SymbolUnfitError",
    "book_number",
    "document_number",
    "document_number_text",
    "dossier_code",
    "form_number",
    "is_agency_code",
    "is_symbol",
    "issue_number",
    "issued_for",
    "last_number",
    "next_number",
    "parse_dossier_code",
]
