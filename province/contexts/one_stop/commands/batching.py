"""Signing and sealing several dossiers with one PIN, each in a transaction of its own."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.issuing import seal
from province.contexts.one_stop.commands.signing import sign
from province.contexts.one_stop.contracts.acts import BatchOutcome, Chosen
from province.contexts.one_stop.queries.batches import batch_key, batch_outcomes
from province.foundation.errors import DomainError
from province.foundation.idempotency.memory import recall
from province.foundation.identity.actors import Actor

PIN_REFUSALS = {"signing.wrong_pin", "signing.locked", "signing.first_pin"}


def sign_several(
    *, actor: Actor, chosen: Sequence[Chosen], pin: str, key: str, now: datetime
) -> tuple[BatchOutcome, ...]:
    """Sign several dossiers; one that fails does not stop the others, the same key does nothing.

    A dossier that is no longer as it was seen is refused as stale.

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

    return _each(actor, chosen, key, "one_stop.sign_several", one)


def seal_several(
    *, actor: Actor, chosen: Sequence[Chosen], pin: str, key: str, now: datetime
) -> tuple[BatchOutcome, ...]:
    """Give several dossiers number and seal; one that fails does not stop the others.

    A dossier that is no longer as it was seen is refused as stale; the same key does nothing.

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

    return _each(actor, chosen, key, "one_stop.seal_several", one)


def _each(
    actor: Actor,
    chosen: Sequence[Chosen],
    key: str,
    command: str,
    do: Callable[[Chosen], str],
) -> tuple[BatchOutcome, ...]:
    """Do each, and keep the outcomes under the key: whoever asks again gets the first ones."""
    told = batch_outcomes(actor=actor, key=key)
    if told is not None:
        return told
    outcomes: list[BatchOutcome] = []
    for one in chosen:
        try:
            number = _once(actor, one, key, command, do)
        except DomainError as refusal:
            if refusal.code in PIN_REFUSALS and all(done.refusal for done in outcomes):
                raise
            outcomes.append(BatchOutcome(one.dossier_id, refusal=str(refusal)))
        else:
            outcomes.append(BatchOutcome(one.dossier_id, number=number))
    return _keep(actor, tuple(outcomes), key, command)


@transaction.atomic
def _once(actor: Actor, one: Chosen, key: str, command: str, do: Callable[[Chosen], str]) -> str:
    """Do one; a second click at the same time waits here, and then does nothing."""
    memory = recall(
        actor=actor, key=f"{batch_key(key)}:{one.dossier_id}" if key else "", command=command
    )
    if memory.answer is not None:
        return str(memory.answer["number"])
    number = do(one)
    memory.keep({"number": number})
    return number


@transaction.atomic
def _keep(
    actor: Actor, outcomes: tuple[BatchOutcome, ...], key: str, command: str
) -> tuple[BatchOutcome, ...]:
    memory = recall(actor=actor, key=batch_key(key) if key else "", command=command)
    if memory.answer is None:
        memory.keep({"outcomes": [asdict(one) for one in outcomes]})
        return outcomes
    return tuple(BatchOutcome(**one) for one in memory.answer["outcomes"])
