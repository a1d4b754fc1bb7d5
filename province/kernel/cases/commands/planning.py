"""Sets a case that has no plan yet on one."""

from datetime import datetime

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import lock_case
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.opening import begin_plan
from province.kernel.cases.contracts.values import Moved
from province.kernel.cases.errors import StaleError
from province.kernel.processes.contracts import Plan

PLANNED = "plan_begun"


@transaction.atomic
def follow_plan(*, actor: Actor, case_id: int, plan: Plan, now: datetime) -> Moved:
    """Let a case begin to follow a plan and open its first tasks.

    :raises CaseNotFoundError: no such case for this actor.
    :raises StaleError: it follows a plan already.
    :raises PlanNotApprovedError: the plan is a draft.
    :raises NotAllowedHereError: the kind does not allow it here.
    :raises NoHolderError: the unit has no post for a first step.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    if bench.case.plan_version_id is not None:
        raise StaleError
    bench.require(PLANNED)
    bench.case.plan_version_id = plan.version_id
    plan_ended = begin_plan(bench=bench, plan=plan)
    seq = record_act(
        bench=bench,
        name=PLANNED,
        params={"plan": plan.version_id, "opened": list(bench.opened)},
    )
    return Moved(
        case_id=case_id,
        revision=bench.case.revision,
        phase=bench.case.phase,
        act_seq=seq,
        opened=tuple(bench.opened),
        plan_ended=plan_ended,
    )
