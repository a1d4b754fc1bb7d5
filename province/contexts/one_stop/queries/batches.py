"""How far a batch has come, for whoever sent it."""

from province.contexts.one_stop.contracts.acts import BatchOutcome, BatchProgress, Chosen
from province.foundation.idempotency.memory import answer_to, answers_to
from province.foundation.identity.actors import Actor


def batch_key(*, key: str) -> str:
    """Return under which key the lines of a batch are kept."""
    return f"batch:{key}"


def line_key(*, key: str, dossier_id: int) -> str:
    """Return under which key the outcome of one line of a batch is kept."""
    return f"{batch_key(key=key)}:{dossier_id}"


def batch_progress(*, actor: Actor, key: str) -> BatchProgress | None:
    """Return what became of the actor's own batch so far, or nothing when there is none."""
    planned = answer_to(actor=actor, key=batch_key(key=key)) if key else None
    if planned is None:
        return None
    chosen = tuple(Chosen(*pair) for pair in planned["chosen"])
    done = answers_to(
        actor=actor, keys=[line_key(key=key, dossier_id=one.dossier_id) for one in chosen]
    )
    told = {
        one.dossier_id: done.get(line_key(key=key, dossier_id=one.dossier_id)) for one in chosen
    }
    return BatchProgress(
        outcomes=tuple(
            BatchOutcome(dossier_id, **known) for dossier_id, known in told.items() if known
        ),
        left=tuple(one for one in chosen if told[one.dossier_id] is None),
    )
