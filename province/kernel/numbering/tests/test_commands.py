from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from province.kernel.numbering.contracts import Issued, NumberForm, SeriesKey
from province.kernel.numbering.errors import AgencyCodeUnfitError, SymbolUnfitError
from province.kernel.numbering.models import Counter, IssuedNumber
from province.kernel.numbering.public import (
    book_number,
    document_number,
    dossier_code,
    form_number,
    issue_number,
    issued_for,
    last_number,
    next_number,
)

SERIES = SeriesKey(scheme="letters", agency_id=7, period="2026")
DAY = date(2026, 11, 21)


@pytest.mark.django_db
def test_series_count_from_one_and_apart() -> None:
    other = SeriesKey(scheme="letters", agency_id=8, period="2026")

    numbers = [next_number(series=SERIES), next_number(series=SERIES), next_number(series=other)]

    assert numbers == [1, 2, 1]
    assert (last_number(series=SERIES), last_number(series=other)) == (2, 1)


@pytest.mark.django_db
def test_next_year_starts_again() -> None:
    given = [
        form_number(agency=7, year=year, register="refusals", symbol="PTC-TTPVHCC").text
        for year in (2026, 2026, 2027)
    ]

    assert given == ["01/PTC-TTPVHCC", "02/PTC-TTPVHCC", "01/PTC-TTPVHCC"]


@pytest.mark.django_db
def test_dossier_codes_count_per_code_and_day() -> None:
    codes = [
        dossier_code(agency_code="H01.001", on=DAY, for_what="case:1"),
        dossier_code(agency_code="H01.001", on=DAY, for_what="case:2"),
        dossier_code(agency_code="H01.002", on=DAY, for_what="case:3"),
        dossier_code(agency_code="H01.001", on=date(2026, 11, 22), for_what="case:4"),
    ]

    assert codes == [
        "H01.001-261121-0001",
        "H01.001-261121-0002",
        "H01.002-261121-0001",
        "H01.001-261122-0001",
    ]


@pytest.mark.django_db
def test_dossier_code_grows_past_9999() -> None:
    Counter.objects.create(scheme="dossier:H01.001", agency_id=0, period="261121", last=9999)

    assert dossier_code(agency_code="H01.001", on=DAY) == "H01.001-261121-10000"


@pytest.mark.django_db
def test_what_was_issued_is_recorded() -> None:
    form = NumberForm(before="A", width=3, after="/B")

    issued = issue_number(series=SERIES, form=form, for_what="case:9")

    assert issued == Issued(series=SERIES, number=1, text="A001/B", for_what="case:9")
    assert issued_for(for_what="case:9") == (issued,)


@pytest.mark.django_db
def test_document_number_carries_its_symbol() -> None:
    given = document_number(agency=7, year=2026, register="decisions", symbol="QĐ-UBND")

    assert (given.number, given.text) == (1, "01/QĐ-UBND")


@pytest.mark.django_db
def test_wrong_symbol_is_refused_and_takes_no_number() -> None:
    with pytest.raises(SymbolUnfitError) as refusal:
        document_number(agency=7, year=2026, register="decisions", symbol="qđ ubnd")

    assert str(refusal.value) == ("Ký hiệu văn bản “qđ ubnd” không đúng. Ký hiệu có dạng QĐ-UBND.")
    assert (Counter.objects.count(), IssuedNumber.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_old_agency_code_is_refused_and_takes_no_number() -> None:
    with pytest.raises(AgencyCodeUnfitError) as refusal:
        dossier_code(agency_code="000.00.06.H56", on=DAY)

    assert str(refusal.value) == (
        "Mã cơ quan “000.00.06.H56” không dùng được để cấp mã hồ sơ. "
        "Mã phải có dạng H01, H01.001 hoặc H01.001.01."
    )
    assert (Counter.objects.count(), IssuedNumber.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_same_number_cannot_be_recorded_twice() -> None:
    next_number(series=SERIES)

    with pytest.raises(IntegrityError, match="issued_number_once"), transaction.atomic():
        IssuedNumber.objects.create(
            scheme="letters", agency_id=7, period="2026", number=1, text="1"
        )


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = 5", "DELETE FROM {}"])
def test_issued_numbers_cannot_be_changed_by_the_serving_role(statement: str) -> None:
    next_number(series=SERIES)

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("numbering_issuednumber"))

    assert list(IssuedNumber.objects.values_list("number", flat=True)) == [1]


@pytest.mark.django_db
def test_a_book_starts_again_each_year_for_each_agency_and_kind() -> None:
    given = [
        book_number(agency=agency, year=year, book=book, text=f"{{number}}/{year}").text
        for agency, year, book in (
            (7, 2026, "birth"),
            (7, 2026, "birth"),
            (8, 2026, "birth"),
            (7, 2026, "death"),
            (7, 2027, "birth"),
        )
    ]

    assert given == ["1/2026", "2/2026", "1/2026", "1/2026", "1/2027"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2026", "{number}/{number}"])
def test_a_book_whose_number_stands_nowhere_or_twice_gives_none(text: str) -> None:
    with pytest.raises(ValueError, match="does not say where the number stands"):
        book_number(agency=7, year=2026, book="birth", text=text)

    assert not IssuedNumber.objects.exists()
