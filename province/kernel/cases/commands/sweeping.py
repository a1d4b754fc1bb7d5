"""The one sweeper of watched moments, and the hourly anchor of the journal."""

import json
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Sum

from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.tasks import end_tasks
from province.kernel.cases.contracts.values import TaskState, WatchKind
from province.kernel.cases.errors import NotYoursError
from province.kernel.cases.events import WatchFired
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.clock import Watch
from province.kernel.cases.models.journal import Anchor
from province.kernel.cases.models.task import Task
from province.kernel.cases.rules.journal import merkle_root


def sweep(*, actor: Actor, now: datetime, limit: int = 500) -> int:
    """Fire the watches whose moment has come, each in a transaction of its own; return how many fired."""
    fired = 0
    while fired < limit and _fire_next(actor, now):
        fired += 1
    return fired


@transaction.atomic
def _fire_next(actor: Actor, now: datetime) -> bool:
    """Fire one watch: the case is locked first, as everywhere."""
    found = (
        Watch.objects.filter(fires_at__lte=now, fired_at__isnull=True)
        .order_by("fires_at", "id")
        .values_list("pk", "case_id")
        .first()
    )
    if found is None:
        return False
    watch_id, case_id = found
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    watch = (
        Watch.objects.select_for_update(no_key=True)
        .filter(pk=watch_id, fired_at__isnull=True)
        .first()
    )
    if watch is None:
        return True
    watch.fired_at = now
    watch.save(update_fields=["fired_at"])
    bench = Bench(case=case, actor=actor, now=now)
    if watch.kind in {WatchKind.LAPSE, WatchKind.EXPIRE}:
        _lapse(bench, watch)
    emit(
        WatchFired(
            case_id=case_id,
            kind=case.kind,
            watch=watch.kind,
            task_id=watch.task_id,
            clock_id=watch.clock_id,
            at=now.isoformat(),
        )
    )
    return True


def _lapse(bench: Bench, watch: Watch) -> None:
    tasks = list(Task.objects.filter(pk=watch.task_id, state=TaskState.OPEN))
    if tasks:
        end_tasks(bench=bench, tasks=tasks, state=TaskState.LAPSED)
        write_act(bench=bench, name="task_lapsed", task_id=watch.task_id)
        bench.save(act="task_lapsed")


@transaction.atomic
def anchor(*, actor: Actor, folder: Path, time_stamp: bytes | None, now: datetime) -> str:
    """Store the Merkle root over the journal heads of all cases and export it out of the database.

    :raises NotYoursError: the actor may not anchor.
    """
    if not actor.can(permissions.ANCHOR):
        raise NotYoursError
    heads = list(
        Case.objects.exclude(journal_head="").order_by("pk").values_list("pk", "journal_head")
    )
    acts = Case.objects.aggregate(n=Sum("journal_seq"))["n"] or 0
    root = merkle_root(heads)
    Anchor.objects.create(up_to=now, root=root, cases=len(heads), acts=acts, time_stamp=time_stamp)
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps(
        {"up_to": now.isoformat(), "root": root, "cases": len(heads), "acts": acts},
        sort_keys=True,
    )
    with (folder / f"{now:%Y-%m}.jsonl").open("a", encoding="utf-8") as journal:
        journal.write(line + "\n")
    return root
