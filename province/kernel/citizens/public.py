"""The door: what the rest of the house may ask of citizens. Values in, values out."""

from collections.abc import Iterable, Mapping

from province.kernel.citizens.contracts import CitizenValue, Contact
from province.kernel.citizens.queries import accounts


def citizen(*, account_id: int) -> CitizenValue | None:
    """Return who a citizen's account says it is, and how sure that is; None for other accounts."""
    return accounts.citizen_of(account_id=account_id)


def contacts_of_parties(*, party_ids: Iterable[int]) -> Mapping[int, tuple[Contact, ...]]:
    """Return the contacts that people have proved by a code, by their party, in one query."""
    return accounts.contacts_of_parties(party_ids=party_ids)
