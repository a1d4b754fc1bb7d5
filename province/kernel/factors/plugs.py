"""What factors give to sign-in: the second step."""

from datetime import datetime

from province.foundation.identity.second_step import plug_second_step
from province.kernel.factors.queries import state

ASKING_PAGE = "factors:second_step"
SETTING_PAGE = "factors:list"


class FactorStep:
    """Asks whoever has set up a second step, and holds whoever should have."""

    def asked_at(self, *, account_id: int) -> str:
        """Return the page that asks for the second step; empty when there is none."""
        return ASKING_PAGE if state.has_second_step(account_id=account_id) else ""

    def held_to(self, *, account_id: int, now: datetime) -> str:
        """Return the page on which a second step must be set up first; empty when free."""
        return SETTING_PAGE if state.must_set_up(account_id=account_id, now=now) else ""


plug_second_step(FactorStep())
