"""Loads what a fresh province starts with: the processes written by hand."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.queries.plans import process_key
from province.contexts.one_stop.queries.step_tables import hand_made_tables
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import StepTable, TableBasis

BASIS: Mapping[TableBasis, str] = {
    TableBasis.PUBLISHED: "Theo bảng đã công bố của thủ tục: ",
    TableBasis.PATTERN: "Theo khuôn bảng của thủ tục khác: ",
    TableBasis.RECALLED: "Ghi theo trí nhớ, chưa đối chiếu: ",
}
ROLES = frozenset({"specialist", "head_of_division", "leader", "clerk", "one_stop_officer"})


@transaction.atomic
def load_processes(*, actor: Actor, valid_from: date, now: datetime) -> tuple[str, ...]:
    """Publish the processes written by hand that are not in force; return whose they are.

    A process that somebody has published or withdrawn meanwhile stays as it is.

    :raises MayNotPublishError: the actor does not publish processes.
    :raises NotPublishableError: a table has faults.
    """
    there = processes.published_keys(on=local_day(now))
    fresh = [
        (code, table)
        for code, table in hand_made_tables().items()
        if process_key(procedure_code=code) not in there
    ]
    new = [(code, table) for code, table in fresh if not _versions(code)]
    for code, table in new:
        _publish(actor=actor, code=code, table=table, valid_from=valid_from, now=now)
    return tuple(code for code, _table in new)


def _versions(code: str) -> bool:
    return bool(processes.versions(process_key=process_key(procedure_code=code)))


def _publish(*, actor: Actor, code: str, table: StepTable, valid_from: date, now: datetime) -> None:
    draft = processes.draft_version(
        actor=actor,
        process_key=process_key(procedure_code=code),
        title=table.title,
        case_kind=KIND,
        steps=table.steps,
        total=table.limit,
        now=now,
        source=f"{BASIS[table.basis]}{table.document or '–'}. {table.note}",
    )
    processes.publish_version(
        actor=actor,
        version_id=draft.version_id,
        decision=table.decision,
        valid_from=valid_from,
        facts=KINDS.get(KIND).facts,
        roles=ROLES,
    )
