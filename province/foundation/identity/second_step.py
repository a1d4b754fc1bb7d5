"""The port through which sign-in learns of a second step; kernel.factors plugs the real one in."""

from datetime import datetime
from typing import Protocol


class SecondStep(Protocol):
    """Says what an account proves after its password, and what it must set up first."""

    def asked_at(self, *, account_id: int) -> str:
        """Return the named page that asks for the second step; empty when there is none."""
        ...

    def held_to(self, *, account_id: int, now: datetime) -> str:
        """Return the named page on which a second step must be set up first; empty when free."""
        ...


class NoSecondStep:
    """The port while nothing is plugged in: a password is enough."""

    def asked_at(self, *, account_id: int) -> str:
        """Ask nothing."""
        del account_id
        return ""

    def held_to(self, *, account_id: int, now: datetime) -> str:
        """Hold nobody."""
        del account_id, now
        return ""


_plugged: list[SecondStep] = []


def plug_second_step(step: SecondStep) -> None:
    """Set the one second step, at start-up."""
    _plugged[:] = [step]


def second_step() -> SecondStep:
    """Return the plugged second step, or the one that asks nothing."""
    return _plugged[0] if _plugged else NoSecondStep()
