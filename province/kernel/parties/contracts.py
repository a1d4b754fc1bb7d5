"""What crosses the door of parties. No Django here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PartyKind(StrEnum):
    """A person, or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Sex(StrEnum):
    """The sex as a paper says it."""

    MALE = "male"
    FEMALE = "female"


class AliasKind(StrEnum):
    """What sort of other number a party is known by."""

    OLD_IDENTITY = "old_identity"  # chứng minh nhân dân, 9 digits
    PASSPORT = "passport"
    TAX = "tax"
    BUSINESS = "business"
    PERSONAL = "personal"  # a personal number that was replaced


@dataclass(frozen=True, slots=True)
class PersonInput:
    """A person as a form or a card says them."""

    full_name: str
    personal_number: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_id: int | None = None
    old_number: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class PartyValue:
    """A person or organisation as the house may know them, for a purpose."""

    id: int
    kind: PartyKind
    full_name: str
    personal_number: str
    birth_date: date | None
    sex: Sex | None
    phone: str
    email: str
    address: str
    commune_id: int | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """The party that was found or made, and what looks contradictory, in codes."""

    party_id: int
    is_new: bool
    warnings: tuple["NumberWarning", ...] = ()


@dataclass(frozen=True, slots=True)
class DataSection:
    """A part of what the house keeps of a person: lines of name and content.

    ``kept_by`` is the law by which it must be kept; what has one cannot be erased on request.
    """

    title: str
    rows: tuple[tuple[str, str], ...]
    kept_by: str = ""


class Correctable(StrEnum):
    """What of a person is corrected on a request."""

    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class NumberWarning(StrEnum):
    """What about a personal number contradicts the rest; it is said, never blocked."""

    UNKNOWN_PROVINCE = "unknown_province"
    SEX = "sex"
    YEAR = "year"
    DEMONSTRATION = "demonstration"


PURPOSE_DUPLICATES = "Rà soát người trùng trong sổ"


class Likeness(StrEnum):
    """Why two rows may be one person."""

    NAME_AND_BIRTH = "name_and_birth"
    NAME_AND_PHONE = "name_and_phone"
    CLOSE_NUMBER = "close_number"
    ONE_WITHOUT_NUMBER = "one_without_number"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be one person, with the reasons and how strongly they speak (to 100)."""

    one: PartyValue
    other: PartyValue
    reasons: tuple[Likeness, ...]
    score: int
