"""Draws up the processes that nobody has written yet, from the facts of the catalogue."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.queries.plans import process_key
from province.contexts.one_stop.queries.processes import facts_of
from province.contexts.one_stop.rules.generated_process import drawn_up
from province.contexts.procedures import public as procedures
from province.contexts.procedures.contracts import ProcessFacts
from province.foundation.identity.actors import Actor
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import DraftTable, Generated, Step

SOURCE = (
    "Bảng bước mẫu, dựng tự động từ thời hạn, cơ quan và kết quả trong danh mục thủ tục; "
    "chưa được phê duyệt"
)


@transaction.atomic
def generate_processes(
    *, actor: Actor, now: datetime, codes: Collection[str] | None = None
) -> Generated:
    """Draw up the drafts of these procedures, or of all, anew where the facts have changed.

    Where a fact is doubtful there is no draft, and an earlier one goes.

    :raises MayNotPublishError: the actor does not write processes.
    """
    tables, without = [], []
    for facts in procedures.process_facts(codes=codes):
        steps = drawn_up(facts_of(facts))
        if steps:
            tables.append(_table(facts, steps))
        else:
            without.append(process_key(procedure_code=facts.code))
    return processes.generate_drafts(
        actor=actor, case_kind=KIND, tables=tables, without=without, now=now
    )


def _table(facts: ProcessFacts, steps: tuple[Step, ...]) -> DraftTable:
    said = f"{facts.name}\x1f{facts.limit}\x1f{steps}"
    return DraftTable(
        process_key=process_key(procedure_code=facts.code),
        title=facts.name,
        steps=steps,
        total=facts.limit,
        source=SOURCE,
        digest=hashlib.sha256(said.encode()).hexdigest(),
    )
