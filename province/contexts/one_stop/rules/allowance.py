"""What the decision on the monthly allowance takes from the filled form of 1.001776."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

SELF = "self"


@dataclass(frozen=True, slots=True)
class Person:
    """Who receives the allowance, as the form says."""

    name: str
    born_on: date
    identity_number: str
    address: str


def beneficiary_of(payload: Mapping[str, Any], *, commune: str) -> Person:
    """Return the beneficiary named in the form: the applicant, or the person the form is for."""
    own = payload.get("filed_for", SELF) == SELF
    street = str(payload.get("address", ""))
    return Person(
        name=str(payload["applicant_name" if own else "person_name"]),
        born_on=date.fromisoformat(str(payload["birth_date"])),
        identity_number=str(payload["applicant_number" if own else "person_number"]),
        address=f"{street}, {commune}" if street else commune,
    )


def for_another(payload: Mapping[str, Any]) -> Person | None:
    """Return whom the filing is for when that is not the applicant."""
    if payload.get("filed_for", SELF) == SELF or "person_number" not in payload:
        return None
    return beneficiary_of(payload, commune="")


def payment_of(payload: Mapping[str, Any]) -> str:
    """Return how the allowance is paid out, in words."""
    if payload.get("payment_way") == "bank":
        account, bank = payload.get("bank_account", ""), payload.get("bank_name", "")
        return f"Trợ cấp được chuyển khoản hằng tháng: số tài khoản {account}, {bank}."
    return "Trợ cấp được chi trả hằng tháng tại điểm chi trả của bưu điện."
