"""Signing and sealing several dossiers with one PIN, each in a transaction of its own.

A batch is written down before its first signature. Whatever happens in its middle, the next request
goes on with the first line that has no outcome.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.issuing import seal
from province.contexts.one_stop.commands.signing import sign
from province.contexts.one_stop.contracts.acts import BatchProgress, Chosen
from province.contexts.one_stop.errors import BatchNotFoundError
from province.contexts.one_stop.queries.batches import batch_key, batch_progress, line_key
from province.foundation.errors import DomainError
from province.foundation.idempotency.memory import recall
from province.foundation.identity.actors import Actor

PIN_REFUSALS = {"signing.wrong_pin", "signing.locked", "signing.first_pin"}
BEGUN = "one_stop.begin_batch"


@transaction.atomic
def begin_batch(*, actor: Actor, chosen: Sequence[Chosen], key: str) -> None:
    """Write down what is to be done, in its order; once a line is done the list stands."""
    memory = recall(actor=actor, key=batch_key(key=key), command=BEGUN)
    known = batch_progress(actor=actor, key=key) if memory.answer is not None else None
    if known is None or not known.outcomes:
        once = {one.dossier_id: one.revision for one in chosen}
        memory.keep({"chosen": [list(pair) for pair in once.items()]})


def sign_next(*, actor: Actor, key: str, pin: str, most: int, now: datetime) -> BatchProgress:
    """Sign the next dossiers of a batch; one that fails does not stop the others.

    A dossier that is no longer as it was seen is refused as stale.

    :raises BatchNotFoundError: the actor has begun no such batch.
    :raises WrongPinError: the PIN is wrong: the first paper tells, and no other is tried.
    :raises LockedError: too many wrong PINs.
    :raises FirstPinError: the PIN was made by somebody else, and must be changed first.
    """

    def one(chosen: Chosen) -> str:
        sign(
            actor=actor,
            dossier_id=chosen.dossier_id,
            pin=pin,
            revision=chosen.revision,
            key="",
            now=now,
        )
        return ""

    return _next(actor, key, "one_stop.sign_next", most, one)


def seal_next(*, actor: Actor, key: str, pin: str, most: int, now: datetime) -> BatchProgress:
    """Give the next dossiers of a batch number and seal; one that fails does not stop the others.

    :raises BatchNotFoundError: the actor has begun no such batch.
    :raises WrongPinError: the PIN is wrong: the first paper tells, and no other is tried.
    :raises LockedError: too many wrong PINs.
    :raises FirstPinError: the PIN was made by somebody else, and must be changed first.
    """

    def one(chosen: Chosen) -> str:
        return seal(
            actor=actor,
            dossier_id=chosen.dossier_id,
            pin=pin,
            revision=chosen.revision,
            key="",
            now=now,
        )

    return _next(actor, key, "one_stop.seal_next", most, one)


def _next(
    actor: Actor, key: str, command: str, most: int, do: Callable[[Chosen], str]
) -> BatchProgress:
    """Do the next lines, and keep the outcome of each under a key of its own."""
    for one in _progress(actor, key).left[:most]:
        try:
            _once(actor, one, key, command, do)
        except DomainError as refusal:
            if refusal.code in PIN_REFUSALS:
                raise
            _refused(actor, one, key, command, str(refusal))
    return _progress(actor, key)


def _progress(actor: Actor, key: str) -> BatchProgress:
    found = batch_progress(actor=actor, key=key)
    if found is None:
        raise BatchNotFoundError
    return found


@transaction.atomic
def _once(actor: Actor, one: Chosen, key: str, command: str, do: Callable[[Chosen], str]) -> None:
    """Do one; a second click at the same time waits here, and then does nothing."""
    memory = recall(actor=actor, key=line_key(key=key, dossier_id=one.dossier_id), command=command)
    if memory.answer is None:
        memory.keep({"number": do(one)})


@transaction.atomic
def _refused(actor: Actor, one: Chosen, key: str, command: str, refusal: str) -> None:
    memory = recall(actor=actor, key=line_key(key=key, dossier_id=one.dossier_id), command=command)
    if memory.answer is None:
        memory.keep({"refusal": refusal})
