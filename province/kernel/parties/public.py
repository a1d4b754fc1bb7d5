"""The door: what the rest of the house may ask of parties. Values in, values out."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from province.foundation.access.recording import record_access
from province.foundation.identity.actors import Actor
from province.kernel.parties import permissions, rules, words
from province.kernel.parties.commands import correcting, deciding, registering
from province.kernel.parties.contracts import (
    DataSection,
    Pair,
    PartyValue,
    PersonInput,
    Registered,
    Sex,
)
from province.kernel.parties.errors import (
    MayNotFindDuplicatesError,
    MayNotReadPartyError,
    PurposeMissingError,
)
from province.kernel.parties.queries import duplicates
from province.kernel.parties.queries import people as queries
from province.kernel.parties.registries import data_about as sections_about


def party(
    *, actor: Actor, party_id: int, purpose: str, case_id: int | None, now: datetime
) -> PartyValue:
    """Return a person's data for a purpose, and write down who read them (not of oneself).

    :raises MayNotReadPartyError: the actor does not read people's data.
    :raises PurposeMissingError: no purpose is given.
    :raises PartyNotFoundError: there is no such party.
    """
    if actor.party_id != party_id and not actor.can(permissions.READ):
        raise MayNotReadPartyError
    if not purpose.strip():
        raise PurposeMissingError
    found = queries.get_party(party_id=party_id)
    record_access(
        actor=actor,
        party_ids=[party_id],
        what="parties.party",
        purpose=purpose.strip(),
        case_id=case_id,
        now=now,
    )
    return found


def find_or_register(*, actor: Actor, person: PersonInput, now: datetime) -> Registered:
    """Return the person of this number, or put the person into the register.

    :raises MayNotRegisterError: the actor does not register people.
    :raises PersonFaultyError: the name is missing, or a number or an address has a wrong form.
    """
    return registering.find_or_register(actor=actor, person=person, now=now)


def correct_party(
    *, actor: Actor, party_id: int, values: Mapping[str, str], ground: str, now: datetime
) -> tuple[str, ...]:
    """Correct a person's data (`Correctable`) on a ground; returns the fields that changed.

    :raises MayNotCorrectError: the actor does not correct people's data.
    :raises PartyNotFoundError: there is no such party.
    :raises PersonFaultyError: a value has a wrong form.
    :raises NothingToCorrectError: the register says so already.
    """
    return correcting.correct_party(
        actor=actor, party_id=party_id, values=values, ground=ground, now=now
    )


def erase_party(*, actor: Actor, party_id: int, ground: str) -> None:
    """Empty a person's row on a ground; the caller has made sure that nothing must be kept.

    :raises MayNotCorrectError: the actor does not correct people's data.
    :raises PartyNotFoundError: there is no such party.
    """
    correcting.erase_party(actor=actor, party_id=party_id, ground=ground)


def party_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these parties, in one query; unknown ids are missing."""
    return queries.party_names(ids=ids)


def party_of_number(*, number: str) -> int | None:
    """Return the person who has this personal number, or had it before; tells nothing of them."""
    return queries.party_of_number(number=number)


def likely_pairs(*, actor: Actor, purpose: str, now: datetime) -> tuple[Pair, ...]:
    """Return the rows that may be one person, the likeliest first; each person is looked at.

    :raises MayNotFindDuplicatesError: the actor does not look for duplicates.
    """
    if permissions.FIND_DUPLICATES not in actor.abilities:
        raise MayNotFindDuplicatesError
    found = duplicates.likely_pairs()
    seen = {value.id for pair in found for value in (pair.one, pair.other)}
    record_access(actor=actor, party_ids=seen, what="parties.pairs", purpose=purpose, now=now)
    return found


def declare_different(
    *, actor: Actor, one_id: int, other_id: int, reason: str, now: datetime
) -> None:
    """Remember that two rows are two people; saying so twice is once.

    :raises MayNotFindDuplicatesError: the actor does not look for duplicates.
    :raises ReasonNeededError: no reason is given, or one too long.
    :raises PartyNotFoundError: one of them does not exist, or both are one.
    """
    deciding.declare_different(
        actor=actor, one_id=one_id, other_id=other_id, reason=reason, now=now
    )


def data_about(*, party_id: int, now: datetime) -> tuple[DataSection, ...]:
    """Return all that the registered modules keep of a person; the caller writes the look down."""
    return sections_about(party_id=party_id, now=now)


def masked(*, party: PartyValue) -> str:
    """Return a party in words that do not tell a stranger who it is."""
    return rules.masked(party)


def number_remarks(
    *, number: str, birth_date: date | None = None, sex: Sex | None = None
) -> tuple[str, ...]:
    """Return what about a personal number contradicts the rest, in sentences; nothing blocks."""
    return words.number_remarks(number=number, birth_date=birth_date, sex=sex)


def birth_province(*, number: str) -> str:
    """Return the province, as it was until July 2025, that a personal number names, or nothing."""
    return words.birth_province(number=number)
