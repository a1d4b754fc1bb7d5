"""The door: what the rest of the house may ask of factors. Values in, values out."""

from datetime import datetime

from province.kernel.factors.commands.ruling import load_first_policy, require_roles, reset_factors
from province.kernel.factors.contracts import FactorState, PolicyValue
from province.kernel.factors.queries import state

__all__ = [
    "factor_state",
    "has_second_step",
    "load_first_policy",
    "policies",
    "require_roles",
    "reset_factors",
]


def factor_state(*, account_id: int, now: datetime) -> FactorState:
    """Return what an account has set up, and by when it must have."""
    return state.state_of(account_id=account_id, now=now)


def has_second_step(*, account_id: int) -> bool:
    """Tell whether an account has a second step, in one query."""
    return state.has_second_step(account_id=account_id)


def policies() -> dict[str, PolicyValue]:
    """Return the roles that need a second step, by role, in one query."""
    return state.policies()
