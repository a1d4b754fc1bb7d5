"""Counts wrong codes of an account, and closes the door for a while after five."""

from datetime import datetime

from province.foundation.db.locks import locked
from province.kernel.factors import rules
from province.kernel.factors.contracts import Answer, Outcome
from province.kernel.factors.models import Tries


def locked_tries(*, account_id: int) -> Tries:
    """Return the account's count under a lock: one try at a time."""
    Tries.objects.get_or_create(account_id=account_id)
    return locked(Tries.objects.filter(account_id=account_id)).get()


def blocked(*, tries: Tries, now: datetime) -> Answer | None:
    """Return the answer to whoever tries while the door is closed."""
    if tries.blocked_until is None or tries.blocked_until <= now:
        return None
    return Answer(outcome=Outcome.BLOCKED, until=tries.blocked_until)


def note_failure(*, tries: Tries, outcome: Outcome, now: datetime) -> Answer:
    """Count a wrong code; the fifth closes the door."""
    if tries.blocked_until is not None:  # it is over
        tries.failures, tries.blocked_until = 0, None
    tries.failures += 1
    if tries.failures >= rules.MOST_FAILURES:
        tries.blocked_until = now + rules.BLOCKED_FOR
    tries.save(update_fields=["failures", "blocked_until"])
    if tries.blocked_until is not None:
        return Answer(outcome=Outcome.BLOCKED, until=tries.blocked_until)
    return Answer(outcome=outcome)


def forget_failures(*, tries: Tries) -> None:
    """Begin the count anew after a right code."""
    tries.failures, tries.blocked_until = 0, None
    tries.save(update_fields=["failures", "blocked_until"])
