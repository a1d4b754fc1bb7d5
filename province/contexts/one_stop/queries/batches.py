"""What became of a batch, for whoever sent it."""

from province.contexts.one_stop.contracts.acts import BatchOutcome
from province.foundation.idempotency.memory import answer_to
from province.foundation.identity.actors import Actor


def batch_key(key: str) -> str:
    """Return under which key the outcomes of a batch are kept."""
    return f"batch:{key}"


def batch_outcomes(*, actor: Actor, key: str) -> tuple[BatchOutcome, ...] | None:
    """Return the outcomes of the actor's own batch of this key, or nothing when there is none."""
    answer = answer_to(actor=actor, key=batch_key(key)) if key else None
    if answer is None:
        return None
    return tuple(BatchOutcome(**one) for one in answer.get("outcomes", ()))
