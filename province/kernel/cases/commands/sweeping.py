"""The one sweeper of watched moments."""

from collections.abc import Collection
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from province.foundation.db.locks import locked
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.tasks import end_tasks
from province.kernel.cases.contracts.values import TaskState, WatchKind
from province.kernel.cases.events import WatchFired
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.clock import Watch
from province.kernel.cases.models.task import Task

LONGEST_PAUSE = timedelta(hours=1)
ATTEMPTS_COUNTED = 16
log = structlog.get_logger(__name__)


def sweep(*, actor: Actor, now: datetime, limit: int = 500) -> int:
    """Fire the watches whose moment has come, each in its own transaction; return how many fired.

    A watch that fails is logged and tried again after growing pauses; one whose case somebody works
    on just now is left for the next run. Neither holds the others up.
    """
    fired = 0
    passed: set[int] = set()
    while fired + len(passed) < limit:
        watch_id = _next_watch(now, passed)
        if watch_id is None:
            break
        try:
            done = _fire(actor, watch_id, now)
        except Exception:
            log.exception("watch failed", watch=watch_id)
            _try_later(watch_id, now)
            done = False
        if done:
            fired += 1
        else:
            passed.add(watch_id)
    return fired


def _next_watch(now: datetime, passed: Collection[int]) -> int | None:
    return (
        Watch.objects.filter(fires_at__lte=now, fired_at__isnull=True)
        .filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now))
        .exclude(pk__in=passed)
        .order_by("fires_at", "id")
        .values_list("pk", flat=True)
        .first()
    )


@transaction.atomic
def _try_later(watch_id: int, now: datetime) -> None:
    """Put a watch that failed back: the next try after 1, 2, 4, … minutes, at last every hour."""
    watch = locked(Watch.objects.filter(pk=watch_id, fired_at__isnull=True)).first()
    if watch is None:
        return
    watch.retry_at = now + min(LONGEST_PAUSE, timedelta(minutes=2**watch.attempts))
    watch.attempts = min(watch.attempts + 1, ATTEMPTS_COUNTED)
    watch.save(update_fields=["attempts", "retry_at"])


@transaction.atomic
def _fire(actor: Actor, watch_id: int, now: datetime) -> bool:
    """Fire one watch: the case is locked first, as everywhere."""
    case = (
        Case.objects.filter(watches=watch_id)
        .select_for_update(no_key=True, of=("self",), skip_locked=True)
        .first()
    )
    if case is None:
        return False
    watch = Watch.objects.filter(pk=watch_id, fires_at__lte=now, fired_at__isnull=True).first()
    if watch is None:
        return False
    watch.fired_at = now
    watch.save(update_fields=["fired_at"])
    if watch.kind == WatchKind.LAPSE and watch.task_id is not None:
        _lapse(Bench(case=case, actor=actor, now=now), watch.task_id)
    emit(
        WatchFired(
            case_id=case.pk,
            kind=case.kind,
            watch=watch.kind,
            task_id=watch.task_id,
            clock_id=watch.clock_id,
            at=now.isoformat(),
        )
    )
    return True


def _lapse(bench: Bench, task_id: int) -> None:
    tasks = list(Task.objects.filter(pk=task_id, state=TaskState.OPEN))
    if tasks:
        end_tasks(bench=bench, tasks=tasks, state=TaskState.LAPSED)
        record_act(bench=bench, name="task_lapsed", task_id=task_id)
