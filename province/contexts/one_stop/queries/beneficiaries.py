"""Whom a filing is for, when that is not the applicant: who they are in the register."""

from dataclasses import dataclass

from province.contexts.one_stop.rules.allowance import Person
from province.foundation.text.folding import fold
from province.kernel.parties import public as parties


@dataclass(frozen=True, slots=True)
class Known:
    """What the register says of a number: the same person, another one, or nobody."""

    party_id: int | None = None
    is_other: bool = False


def known_beneficiary(*, person: Person) -> Known:
    """Return the person of the register whose number and name are these."""
    found = parties.party_of_number(number=person.identity_number)
    if found is None:
        return Known()
    name = parties.party_names(ids=[found]).get(found, "")
    return Known(party_id=found) if fold(name) == fold(person.name) else Known(is_other=True)
