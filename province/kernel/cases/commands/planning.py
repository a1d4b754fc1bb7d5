"""Sets a case that has no plan yet on one."""

from datetime import datetime

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import lock_case
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.opening import begin_plan
from province.kernel.cases.commands.performing import tell
from province.kernel.cases.contracts.values import Moved
from province.kernel.cases.errors import StaleError
from province.kernel.processes.contracts import Plan

PLANNED = "plan_begun"


@transaction.atomic
def follow_plan(*, actor: Actor, case_id: int, plan: Plan, now: datetime) -> Moved:
    """Let a case begin to follow a plan and open its first tasks.

    :raises CaseNotFoundError: no such case for this actor.
    :raises StaleError: it follows a plan already.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    if bench.case.plan_version_id is not None:
        raise StaleError
    bench.acting_post = actor.acting_post
    bench.case.plan_version_id = plan.version_id
    begin_plan(bench=bench)
    seq = write_act(
        bench=bench,
        name=PLANNED,
        params={"plan": plan.version_id, "opened": list(bench.opened)},
    )
    bench.save(act=PLANNED)
    tell(bench=bench, act=PLANNED, seq=seq)
    return Moved(
        case_id=case_id,
        revision=bench.case.revision,
        phase=bench.case.phase,
        act_seq=seq,
        opened=tuple(bench.opened),
    )
