"""Opens cases and gives them their codes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import fold
from province.kernel.cases.commands.bench import Bench, check_facts, lock_case
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.limits import begin_clock
from province.kernel.cases.commands.papers import add_papers
from province.kernel.cases.commands.tasks import open_steps
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import CasePaper, CaseRef, ClockSpec
from province.kernel.cases.errors import StaleError
from province.kernel.cases.events import CaseOpened
from province.kernel.cases.models.case import Case, CaseParty, CaseUnit
from province.kernel.cases.rules.phases import FIRST_PHASE
from province.kernel.numbering import public as numbering
from province.kernel.org import public as org
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import Plan

OPENED = "opened"


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case is opened with. ``units`` and ``parties`` map a role to ids; ``words`` are found by search."""

    kind: str
    title: str
    unit_id: int
    units: Mapping[str, Sequence[int]] = field(default_factory=dict)
    parties: Mapping[str, Sequence[int]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    plan: Plan | None = None
    clocks: Sequence[ClockSpec] = ()
    papers: Sequence[CasePaper] = ()
    parent_id: int | None = None
    act_params: Mapping[str, Any] = field(default_factory=dict)
    body: str | None = None
    at: datetime | None = None
    words: str = ""


@transaction.atomic
def open_case(*, actor: Actor, new: NewCase, key: str, now: datetime) -> CaseRef:
    """Open a case, with its units, parties, clocks, papers and the first tasks of its plan.

    :raises WrongFactsError: a fact is not declared by the kind.
    :raises NoHolderError: nobody holds the post of a first step.
    :raises KeyReusedError: the key was used for another request.
    """
    memory = recall(
        actor=actor,
        key=key,
        command="cases.open_case",
        digest=digest_of({"kind": new.kind, "unit": new.unit_id, "title": new.title}),
    )
    if memory.answer is not None:
        known = memory.answer
        return CaseRef(
            case_id=known["case_id"], revision=known["revision"], opened=tuple(known["opened"])
        )
    bench = _row(actor, new, now)
    _belongings(bench, new)
    kind = bench.kind
    for spec in [*kind.opening_clocks(new.facts), *new.clocks]:
        begin_clock(bench=bench, name=spec.name, limit=spec.limit, started_at=spec.started_at)
    write_act(bench=bench, name=OPENED, params=new.act_params, body=new.body, at=new.at)
    if new.plan is not None:
        begin_plan(bench=bench)
    bench.save(act=OPENED)
    emit(CaseOpened(case_id=bench.case.pk, kind=new.kind, unit_id=new.unit_id, at=now.isoformat()))
    ref = CaseRef(case_id=bench.case.pk, revision=bench.case.revision, opened=tuple(bench.opened))
    memory.keep(asdict(ref))
    return ref


@transaction.atomic
def open_many(
    *, actor: Actor, many: Sequence[NewCase], key: str, now: datetime
) -> tuple[CaseRef, ...]:
    """Open several cases in one transaction, for campaigns and bundles.

    :raises WrongFactsError: a fact is not declared by the kind.
    """
    return tuple(
        open_case(actor=actor, new=new, key=f"{key}:{place}" if key else "", now=now)
        for place, new in enumerate(many)
    )


@transaction.atomic
def issue_code(*, actor: Actor, case_id: int, agency_code: str, on: date, now: datetime) -> str:
    """Give a case its code for good; takes the last lock of its transaction.

    :raises CaseNotFoundError: no such case for this actor.
    :raises StaleError: it has a code already.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    if bench.case.code:
        raise StaleError
    code = numbering.dossier_code(agency_code=agency_code, on=on)
    bench.case.code = code
    bench.case.save(update_fields=["code"])
    return code


def begin_plan(*, bench: Bench) -> None:
    """Open the first tasks of the case's plan."""
    plan = bench.plan
    if plan is not None:
        advance = processes.opening(plan=plan, facts=bench.case.facts)
        open_steps(bench=bench, steps=advance.opens)


def _row(actor: Actor, new: NewCase, now: datetime) -> Bench:
    kind = KINDS.get(new.kind)
    check_facts(kind, new.facts)
    parent = lock_case(actor=actor, case_id=new.parent_id, now=now).case if new.parent_id else None
    case = Case.objects.create(
        kind=new.kind,
        title=new.title,
        search=fold(f"{new.title} {new.words}"),
        unit_id=new.unit_id,
        parent=parent,
        root=(parent.root or parent) if parent else None,
        phase=FIRST_PHASE,
        sight=kind.sight(new.facts),
        facts=dict(new.facts),
        plan_version_id=new.plan.version_id if new.plan else None,
        opened_at=new.at or now,
        is_test=org.agency(agency_id=new.unit_id).is_test,
    )
    return Bench(case=case, actor=actor, now=now, acting_post=actor.acting_post)


def _belongings(bench: Bench, new: NewCase) -> None:
    CaseUnit.objects.bulk_create(
        CaseUnit(case=bench.case, unit_id=unit_id, role=role, since=bench.now)
        for role, unit_ids in new.units.items()
        for unit_id in unit_ids
    )
    CaseParty.objects.bulk_create(
        CaseParty(case=bench.case, party_id=party_id, role=role)
        for role, party_ids in new.parties.items()
        for party_id in party_ids
    )
    add_papers(bench=bench, papers=new.papers)
