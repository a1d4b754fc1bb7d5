"""Opens cases and gives them their codes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction

from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import fold
from province.kernel.cases.commands.bench import Bench, check_facts, lock_case, lock_cases
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.limits import begin_clock
from province.kernel.cases.commands.papers import add_papers
from province.kernel.cases.commands.tasks import open_steps
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import CasePaper, CaseRef, ClockSpec, UnitRole
from province.kernel.cases.errors import PlanNotApprovedError, StaleError
from province.kernel.cases.events import CaseOpened
from province.kernel.cases.models.case import Case, CaseParty, CaseUnit
from province.kernel.cases.rules.phases import FIRST_PHASE
from province.kernel.numbering import public as numbering
from province.kernel.org import public as org
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import Plan, VersionState

OPENED = "opened"


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case is opened with.

    ``units`` and ``parties`` map a role to ids; ``words`` are found by search.
    """

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

    :raises CaseNotFoundError: the parent is unknown to the actor.
    :raises WrongFactsError: a fact is not declared by the kind.
    :raises PlanNotApprovedError: the plan is a draft.
    :raises NoHolderError: the unit has no post for a first step.
    :raises KeyReusedError: the key was used for another request.
    """
    memory = recall(
        actor=actor,
        key=key,
        command="cases.open_case",
        digest=digest_of(_asked(new)),
    )
    if memory.answer is not None:
        return _remembered(memory.answer)
    ref = _open(actor, new, now)
    memory.keep(asdict(ref))
    return ref


@transaction.atomic
def open_many(
    *, actor: Actor, many: Sequence[NewCase], key: str, now: datetime
) -> tuple[CaseRef, ...]:
    """Open several cases in one transaction, all or none, for campaigns and bundles.

    :raises CaseNotFoundError: a parent is unknown to the actor.
    :raises WrongFactsError: a fact is not declared by the kind.
    :raises KeyReusedError: the key was used for another request.
    """
    asked = [_asked(new) for new in many]
    memory = recall(
        actor=actor, key=key, command="cases.open_many", digest=digest_of({"many": asked})
    )
    if memory.answer is not None:
        return tuple(_remembered(ref) for ref in memory.answer["cases"])
    lock_cases(actor=actor, case_ids=[new.parent_id for new in many if new.parent_id], now=now)
    refs = tuple(_open(actor, new, now) for new in many)
    memory.keep({"cases": [asdict(ref) for ref in refs]})
    return refs


@transaction.atomic
def issue_code(*, actor: Actor, case_id: int, agency_code: str, on: date, now: datetime) -> str:
    """Give a case its code for good; takes the last lock of its transaction.

    :raises CaseNotFoundError: no such case for this actor.
    :raises StaleError: it has a code already.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    if bench.case.code:
        raise StaleError
    code = numbering.dossier_code(agency_code=agency_code, on=on, for_what=f"case:{case_id}")
    bench.case.code = code
    bench.case.save(update_fields=["code"])
    return code


def begin_plan(*, bench: Bench, plan: Plan) -> bool:
    """Open the first tasks of the case's plan; tell whether it is over at once.

    :raises PlanNotApprovedError: the plan is a draft, or was withdrawn since it was read.
    """
    plan = processes.plan(version_id=plan.version_id)
    if plan.state is not VersionState.PUBLISHED:
        raise PlanNotApprovedError
    advance = processes.opening(plan=plan, facts=bench.case.facts)
    open_steps(bench=bench, steps=advance.opens)
    return advance.ends


def _open(actor: Actor, new: NewCase, now: datetime) -> CaseRef:
    bench = _row(actor, new, now)
    _belongings(bench, new)
    for spec in [*bench.kind.opening_clocks(new.facts), *new.clocks]:
        begin_clock(
            bench=bench,
            name=spec.name,
            limit=spec.limit,
            started_at=spec.started_at,
            agency_id=spec.agency_id,
        )
    write_act(bench=bench, name=OPENED, params=new.act_params, body=new.body, at=new.at)
    if new.plan is not None:
        begin_plan(bench=bench, plan=new.plan)
    bench.save(act=OPENED)
    emit(CaseOpened(case_id=bench.case.pk, kind=new.kind, unit_id=new.unit_id, at=now.isoformat()))
    return CaseRef(case_id=bench.case.pk, revision=bench.case.revision, opened=tuple(bench.opened))


def _row(actor: Actor, new: NewCase, now: datetime) -> Bench:
    kind = KINDS.get(new.kind)
    check_facts(kind=kind, facts=new.facts)
    parent = lock_case(actor=actor, case_id=new.parent_id, now=now).case if new.parent_id else None
    case = Case.objects.create(
        kind=new.kind,
        title=new.title,
        search=fold(f"{new.title} {new.words}"),
        unit_id=new.unit_id,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        phase=FIRST_PHASE,
        sight=kind.sight(new.facts),
        facts=dict(new.facts),
        plan_version_id=new.plan.version_id if new.plan else None,
        opened_at=new.at or now,
        is_test=org.agency(agency_id=new.unit_id).is_test,
    )
    return Bench(case=case, actor=actor, now=now, acting_post=actor.acting_post)


def _asked(new: NewCase) -> dict[str, Any]:
    """Return all that is asked for, the plan by its version."""
    asked = {part.name: getattr(new, part.name) for part in fields(new)}
    return {**asked, "plan": new.plan.version_id if new.plan else None}


def _remembered(known: Mapping[str, Any]) -> CaseRef:
    return CaseRef(
        case_id=known["case_id"], revision=known["revision"], opened=tuple(known["opened"])
    )


def _units(new: NewCase) -> dict[str, list[int]]:
    """Return the units of the case by role; the unit in charge always has a row, so it sees."""
    units = {str(role): list(dict.fromkeys(ids)) for role, ids in new.units.items()}
    if all(new.unit_id not in ids for ids in units.values()):
        units.setdefault(UnitRole.DECIDES.value, []).insert(0, new.unit_id)
    return units


def _belongings(bench: Bench, new: NewCase) -> None:
    CaseUnit.objects.bulk_create(
        CaseUnit(case=bench.case, unit_id=unit_id, role=role, since=bench.now)
        for role, unit_ids in _units(new).items()
        for unit_id in unit_ids
    )
    CaseParty.objects.bulk_create(
        CaseParty(case=bench.case, party_id=party_id, role=role)
        for role, party_ids in new.parties.items()
        for party_id in dict.fromkeys(party_ids)
    )
    add_papers(bench=bench, papers=new.papers)
