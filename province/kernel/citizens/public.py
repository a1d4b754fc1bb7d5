"""The door: what the rest of the house may ask of citizens. Values in, values out."""

from province.kernel.citizens.contracts import CitizenValue
from province.kernel.citizens.queries import accounts


def citizen(*, account_id: int) -> CitizenValue | None:
    """Return who a citizen's account says it is, and how sure that is; None for other accounts."""
    return accounts.citizen_of(account_id=account_id)
