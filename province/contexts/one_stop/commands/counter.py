"""The counter: who comes, what they file, and its reception are one act."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.contents import contents_of
from province.contexts.one_stop.commands.filing import receive_filing
from province.contexts.one_stop.commands.reception import accept, plain_of, remembered
from province.contexts.one_stop.contracts.filing import Accepted, CounterFiling, Filing
from province.contexts.one_stop.contracts.states import Channel, Origin
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.parties import public as parties


@transaction.atomic
def file_and_receive(*, actor: Actor, filing: CounterFiling, key: str, now: datetime) -> Accepted:
    """Register who comes, file for them and receive the dossier, all or nothing.

    :raises MayNotRegisterError: the actor does not register people.
    :raises PersonFaultyError: the person's name or number has a wrong form.
    :raises MayNotFileError: the actor files for nobody in this agency.
    :raises IncompleteFilingError: an answer or a paper is missing or wrong.
    :raises MayNotError: the actor does not receive dossiers here.
    :raises KeyReusedError: the key was used for another filing.
    """
    memory = recall(
        actor=actor, key=key, command="one_stop.file_and_receive", digest=_digest(filing)
    )
    if memory.answer is not None:
        return remembered(known=memory.answer)
    person = parties.find_or_register(actor=actor, person=filing.person, now=now)
    filed = receive_filing(
        actor=actor,
        filing=Filing(
            origin=Origin.COUNTER,
            channel=Channel.DIRECT,
            procedure_code=filing.procedure_code,
            agency_id=filing.agency_id,
            applicant_party_id=person.party_id,
            payload=filing.payload,
            papers=filing.papers,
            delivery=filing.delivery,
        ),
        key="",
        now=now,
    )
    accepted = accept(actor=actor, dossier_id=filed.dossier_id, revision=None, key="", now=now)
    memory.keep(plain_of(accepted=accepted))
    return accepted


def _digest(filing: CounterFiling) -> str:
    return digest_of(
        {
            "person": asdict(filing.person),
            "procedure": filing.procedure_code,
            "agency": filing.agency_id,
            "payload": dict(filing.payload),
            "papers": contents_of(filing.papers),
            "delivery": filing.delivery.value,
        }
    )
