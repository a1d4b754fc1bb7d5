from datetime import date

import pytest

from province.kernel.numbering.contracts import CodeGeneration, NumberForm
from province.kernel.numbering.rules import (
    document_number_text,
    dossier_code_form,
    is_agency_code,
    is_symbol,
    parse_dossier_code,
    written,
)
from province.kernel.org.rules import is_eid_code


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "H01.001-261121-0001"),
        (9999, "H01.001-261121-9999"),
        (10000, "H01.001-261121-10000"),
    ],
)
def test_dossier_code_grows_past_four_digits(number: int, text: str) -> None:
    assert written(dossier_code_form("H01.001", date(2026, 11, 21)), number) == text


@pytest.mark.parametrize(
    ("typed", "generation", "agency", "on", "number", "central"),
    [
        ("000.00.06.H56-231027-0361", "2018", "000.00.06.H56", date(2023, 10, 27), 361, False),
        ("H01.001-261121-0001", "2025", "H01.001", date(2026, 11, 21), 1, False),
        ("H01.Z0A-261121-0012", "2025", "H01.Z0A", date(2026, 11, 21), 12, False),
        ("H01.001.01-261121-0042", "2025", "H01.001.01", date(2026, 11, 21), 42, False),
        ("H01-261121-12345", "2025", "H01", date(2026, 11, 21), 12345, False),
        ("G12.15-260131-010042", "2025", "G12.15", date(2026, 1, 31), 10042, True),
        (" h01.001 – 261121 – 0001 ", "2025", "H01.001", date(2026, 11, 21), 1, False),
    ],
)
def test_parsing_reads_codes_of_all_generations(  # noqa: PLR0913 -- one row per code
    typed: str, generation: str, agency: str, on: date, number: int, *, central: bool
) -> None:
    code = parse_dossier_code(typed)

    assert code is not None
    assert code.generation is CodeGeneration(generation)
    assert (code.agency_code, code.on, code.number) == (agency, on, number)
    assert code.may_be_central is central


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "H01",
        "H01.001-261121-001",
        "H01.001-261321-0001",
        "H01.001-260230-0001",
        "Z01.001-261121-0001",
        "H01.0011-261121-0001",
        "H01.001-261121-0001; DROP TABLE",
        "000.00.06.K56-231027-0361",
        "x" * 10_000,
    ],
)
def test_parsing_answers_nothing_for_other_texts(typed: str) -> None:
    assert parse_dossier_code(typed) is None


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("H01", True),
        ("H01.001", True),
        ("H01.Z9A", True),
        ("H01.42.11", True),
        ("H01.42.11.3", False),
        ("H01.0012", False),
        ("H0A", False),
        ("000.00.06.H56", False),
        ("", False),
    ],
)
def test_what_org_takes_as_a_code_begins_a_dossier_code(code: str, *, fits: bool) -> None:
    assert (is_eid_code(code), is_agency_code(code)) == (fits, fits)


@pytest.mark.parametrize(
    ("number", "text"), [(7, "07/QĐ-UBND"), (12, "12/QĐ-UBND"), (1234, "1234/QĐ-UBND")]
)
def test_document_number_has_two_digits_at_least(number: int, text: str) -> None:
    assert document_number_text(number, "QĐ-UBND") == text


def test_document_number_is_composed() -> None:
    assert document_number_text(1, "QĐ-UBND".replace("Đ", "Đ")) == "01/QĐ-UBND"


@pytest.mark.parametrize(
    ("symbol", "fits"),
    [("QĐ-UBND", True), ("GM-VP", True), ("QĐ-SKH&CN", True), ("qđ", False), ("A/B", False)],
)
def test_symbol_is_checked(symbol: str, *, fits: bool) -> None:
    assert is_symbol(symbol) is fits


def test_form_writes_a_number_whole() -> None:
    assert written(NumberForm(before="S", width=3, after="/X"), 12345) == "S12345/X"
