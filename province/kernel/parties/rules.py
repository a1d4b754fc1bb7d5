"""Decisions on personal numbers and names: no database, no clock, no request."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from province.foundation.text.folding import fold, normal
from province.kernel.parties.contracts import Likeness, NumberWarning, PartyValue, Sex

LENGTH = 12
DEMONSTRATION = "000"
FIRST_CENTURY = 1900


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a personal number says: where the birth was registered, sex, and year of birth."""

    province: str
    sex: Sex
    year: int


def is_personal_number(number: str) -> bool:
    """Tell whether this has the form of a personal number: 12 digits."""
    return len(number) == LENGTH and number.isascii() and number.isdigit()


def read_number(number: str) -> NumberReading:
    """Return what a personal number says: province, century with sex, year.

    :raises ValueError: it does not have 12 digits.
    """
    if not is_personal_number(number):
        raise ValueError("a personal number has 12 digits")
    century, odd = divmod(int(number[3]), 2)
    return NumberReading(
        province=number[:3],
        sex=Sex.FEMALE if odd else Sex.MALE,
        year=FIRST_CENTURY + century * 100 + int(number[4:6]),
    )


def is_demonstration(number: str) -> bool:
    """Tell whether a personal number belongs to an invented person."""
    return is_personal_number(number) and number.startswith(DEMONSTRATION)


def warnings_of(
    *, number: str, birth_date: date | None, sex: Sex | None, provinces: Container[str]
) -> tuple[NumberWarning, ...]:
    """Return what about a personal number contradicts the rest; none when there is no number."""
    if not is_personal_number(number):
        return ()
    said = read_number(number)
    found = []
    if said.province == DEMONSTRATION:
        found.append(NumberWarning.DEMONSTRATION)
    elif said.province not in provinces:
        found.append(NumberWarning.UNKNOWN_PROVINCE)
    if sex is not None and sex is not said.sex:
        found.append(NumberWarning.SEX)
    if birth_date is not None and birth_date.year != said.year:
        found.append(NumberWarning.YEAR)
    return tuple(found)


def name_order(full_name: str) -> str:
    """Return the name as lists order it: given name first, then family and middle names."""
    family, _space, given = normal(full_name).rpartition(" ")
    return f"{given} {family}".strip()


def digits_of(number: str) -> str:
    """Return a number without the spaces and dots that people write into it."""
    return "".join(sign for sign in number if sign not in " .-\u00a0")


def masked_number(number: str) -> str:
    """Return a personal number with its middle hidden."""
    return f"{number[:3]}•••••{number[-4:]}" if number else ""


def masked_name(full_name: str) -> str:
    """Return a name of which only the first and the last word are whole."""
    first, *rest = full_name.split()
    middle = [f"{word[0]}." for word in rest[:-1]]
    return " ".join([first, *middle, *rest[-1:]])


def masked(party: PartyValue) -> str:
    """Return a party in words that do not tell a stranger who it is."""
    number = masked_number(party.personal_number)
    return f"{masked_name(party.full_name)} ({number})" if number else masked_name(party.full_name)


WEIGHTS = {
    Likeness.NAME_AND_BIRTH: 50,
    Likeness.NAME_AND_PHONE: 30,
    Likeness.CLOSE_NUMBER: 20,
    Likeness.ONE_WITHOUT_NUMBER: 10,
}
CLOSE = 2  # digits: one typed wrongly, or two neighbours exchanged


def likeness(one: PartyValue, other: PartyValue) -> tuple[Likeness, ...]:
    """Return why two rows may be one person; nothing for two people with numbers far apart."""
    numbers = (one.personal_number, other.personal_number)
    differ = sum(a != b for a, b in zip(*numbers, strict=False)) if all(numbers) else 0
    if differ > CLOSE or fold(one.full_name) != fold(other.full_name):
        return ()
    found = []
    if one.birth_date is not None and one.birth_date == other.birth_date:
        found.append(Likeness.NAME_AND_BIRTH)
    if one.phone and one.phone == other.phone:
        found.append(Likeness.NAME_AND_PHONE)
    if not found:
        return ()
    found.append(Likeness.CLOSE_NUMBER if all(numbers) else Likeness.ONE_WITHOUT_NUMBER)
    return tuple(found)


def score_of(reasons: tuple[Likeness, ...]) -> int:
    """Return how strongly reasons speak, up to 100."""
    return sum(WEIGHTS[reason] for reason in reasons)
