"""Facts, people and notes: acts that move nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import Bench, lock_case
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.papers import add_papers, replace_papers
from province.kernel.cases.contracts.values import Amendment, CasePaper, PartyRole
from province.kernel.cases.models.case import CaseParty
from province.kernel.cases.rules.journal import facts_for_journal


@transaction.atomic
def set_facts(*, actor: Actor, case_id: int, facts: Mapping[str, Any], now: datetime) -> None:
    """Add declared facts to a case; what its plan does next may depend on them.

    :raises CaseNotFoundError: no such case for this actor.
    :raises CaseClosedError: it is closed.
    :raises WrongFactsError: one is not declared by the kind, or of another type.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.merge_facts(facts)
    record_act(bench=bench, name="facts_set", params={"facts": facts_for_journal(facts)})


@transaction.atomic
def add_party(*, actor: Actor, case_id: int, party_id: int, role: PartyRole, now: datetime) -> None:
    """Say what one more person has to do with a case, once.

    :raises CaseNotFoundError: no such case for this actor.
    :raises CaseClosedError: it is closed.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    _row, is_new = CaseParty.objects.get_or_create(case=bench.case, party_id=party_id, role=role)
    if is_new:
        params = {"party": party_id, "role": role.value}
        record_act(bench=bench, name="party_added", params=params)


@transaction.atomic
def note(  # noqa: PLR0913 -- an act has these parts
    *,
    actor: Actor,
    case_id: int,
    act: str,
    params: Mapping[str, Any],
    body: str | None,
    now: datetime,
    papers: tuple[CasePaper, ...] = (),
    closed_too: bool = False,
) -> int:
    """Write an act that moves nothing, and return its number in the journal.

    :raises CaseNotFoundError: no such case for this actor.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now, closed_too=closed_too)
    add_papers(bench=bench, papers=papers)
    return record_act(bench=bench, name=act, params=params, body=body)


@transaction.atomic
def amend(*, actor: Actor, case_id: int, amendment: Amendment, revision: int, now: datetime) -> int:
    """Change papers, facts and people of a case as one act, and return its number in the journal.

    :raises CaseNotFoundError: no such case for this actor.
    :raises CaseClosedError: it is closed.
    :raises StaleError: it has moved on since the given revision.
    :raises NotAllowedHereError: the kind does not allow the act where the case stands.
    :raises WrongFactsError: a fact is not declared by the kind, or of another type.
    :raises PaperNotFoundError: a paper is a stranger's, or one to replace is not of this case.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now, revision=revision)
    bench.require(amendment.act, {**bench.case.facts, **amendment.facts})
    bench.merge_facts(amendment.facts)
    if amendment.replaced:
        replace_papers(bench=bench, version_ids=amendment.replaced)
    add_papers(bench=bench, papers=amendment.papers)
    for role, party_ids in amendment.parties.items():
        _set_parties(bench, role, party_ids)
    return record_act(bench=bench, name=amendment.act, params=amendment.params)


def _set_parties(bench: Bench, role: PartyRole, party_ids: Sequence[int]) -> None:
    rows = CaseParty.objects.filter(case=bench.case, role=role)
    rows.exclude(party_id__in=party_ids).delete()
    known = set(rows.values_list("party_id", flat=True))
    CaseParty.objects.bulk_create(
        CaseParty(case=bench.case, party_id=party_id, role=role)
        for party_id in dict.fromkeys(party_ids)
        if party_id not in known
    )
