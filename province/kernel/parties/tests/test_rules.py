from datetime import date

import pytest

from province.kernel.parties import rules
from province.kernel.parties.contracts import NumberWarning, PartyKind, PartyValue, Sex
from province.kernel.parties.fact_sheets import birth_provinces
from province.kernel.parties.rules import NumberReading

BORN = date(1958, 3, 8)


@pytest.mark.parametrize(
    ("number", "province", "sex", "year"),
    [
        ("089158001234", "089", Sex.FEMALE, 1958),
        ("091070001234", "091", Sex.MALE, 1970),
        ("089215001234", "089", Sex.MALE, 2015),
        ("089309001234", "089", Sex.FEMALE, 2009),
    ],
)
def test_a_personal_number_says_province_sex_and_year(
    number: str, province: str, sex: Sex, year: int
) -> None:
    assert rules.read_number(number) == NumberReading(province=province, sex=sex, year=year)


@pytest.mark.parametrize(
    "number", ["", "08915800123", "0891580012345", "08915800123x", "٠٨٩١٥٨٠٠١٢٣٤"]
)
def test_a_personal_number_has_12_digits(number: str) -> None:
    assert not rules.is_personal_number(number)
    with pytest.raises(ValueError, match="12 digits"):
        rules.read_number(number)


@pytest.mark.parametrize(
    ("number", "birth_date", "sex", "expected"),
    [
        ("089158001234", BORN, Sex.FEMALE, ()),
        ("089158001234", BORN, Sex.MALE, (NumberWarning.SEX,)),
        ("089158001234", date(1959, 1, 1), Sex.FEMALE, (NumberWarning.YEAR,)),
        ("089158001234", None, None, ()),
        ("999158001234", BORN, None, (NumberWarning.UNKNOWN_PROVINCE,)),
        ("000158001234", BORN, Sex.FEMALE, (NumberWarning.DEMONSTRATION,)),
        ("", BORN, Sex.MALE, ()),
        (
            "003058001234",
            date(2001, 1, 1),
            Sex.FEMALE,
            (NumberWarning.UNKNOWN_PROVINCE, NumberWarning.SEX, NumberWarning.YEAR),
        ),
    ],
)
def test_contradictions_are_named(
    number: str, birth_date: date | None, sex: Sex | None, expected: tuple[NumberWarning, ...]
) -> None:
    found = rules.warnings_of(
        number=number, birth_date=birth_date, sex=sex, provinces={"089", "091"}
    )

    assert found == expected


def test_numbers_with_000_belong_to_invented_people() -> None:
    assert rules.is_demonstration("000158000127")
    assert not rules.is_demonstration("089158000127")
    assert not rules.is_demonstration("000")


def test_there_were_63_provinces() -> None:
    known = birth_provinces()

    assert len(known) == 63
    assert (known["089"], known["091"]) == ("An Giang", "Kiên Giang")


@pytest.mark.parametrize(
    ("full_name", "number", "expected"),
    [
        ("Nguyễn Thị Lấp Lánh Ánh", "000158000127", "Nguyễn T. L. L. Ánh (000•••••0127)"),
        ("Út", "", "Út"),
        ("Danh Út", "", "Danh Út"),
    ],
)
def test_masked_hides_the_middle(full_name: str, number: str, expected: str) -> None:
    party = PartyValue(
        id=1,
        kind=PartyKind.PERSON,
        full_name=full_name,
        personal_number=number,
        birth_date=None,
        sex=None,
        phone="",
        email="",
        address="",
        commune_id=None,
        is_demo=False,
    )

    assert rules.masked(party) == expected
