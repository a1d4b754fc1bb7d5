"""What one's posts have done and passed on, and where those matters lie now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from province.foundation.identity.actors import Actor
from province.foundation.paging import Page, cut
from province.kernel.cases.contracts.findings import DoneTask
from province.kernel.cases.contracts.values import Holder, TaskState
from province.kernel.cases.models.task import Task
from province.kernel.cases.queries.cursors import cursor_text, read_cursor
from province.kernel.cases.queries.inbox import bounds_of_day, columns_of
from province.kernel.cases.queries.views import holder_of
from province.kernel.processes.contracts import TaskKind

DONE_TODAY_AT_MOST = 500


def sent(*, actor: Actor, after: str, limit: int, now: datetime) -> Page[DoneTask]:
    """Return what one's posts have done, the latest first, and who has it now ("Tôi đã chuyển")."""
    rows = _before(_done(actor).filter(done_at__lte=now), after)
    page = cut(list(rows[: limit + 1]), size=limit, cursor_of=_cursor)
    return Page(items=_values(page.items), after=page.after)


def done_today(*, actor: Actor, now: datetime) -> tuple[DoneTask, ...]:
    """Return what one's posts have done today, the latest first."""
    first, last = bounds_of_day(now)
    rows = _done(actor).filter(done_at__gte=first, done_at__lt=last)
    return _values(rows[:DONE_TODAY_AT_MOST])


def _done(actor: Actor) -> QuerySet[Task]:
    return (
        Task.objects.filter(
            done_by_post_id__in=actor.posts, state__in=[TaskState.DONE, TaskState.RETURNED]
        )
        .select_related("case")
        .order_by("-done_at", "-pk")
    )


def _before(rows: QuerySet[Task], after: str) -> QuerySet[Task]:
    cursor = read_cursor(text=after)
    if cursor is None or cursor.moment is None:
        return rows
    same = Q(done_at=cursor.moment, pk__lt=cursor.key)
    return rows.filter(Q(done_at__lt=cursor.moment) | same)


def _cursor(task: Task) -> str:
    return cursor_text(moment=task.done_at, key=task.pk)


def _values(tasks: Iterable[Task]) -> tuple[DoneTask, ...]:
    """Return done tasks as values: one query for who has the cases now, one a kind."""
    rows = list(tasks)
    now_with: dict[int, list[Holder]] = defaultdict(list)
    for task in Task.objects.filter(
        case_id__in={row.case_id for row in rows}, state=TaskState.OPEN
    ).order_by("pk"):
        now_with[task.case_id].append(holder_of(task))
    columns = columns_of(pairs=[(row.case.kind, row.case_id) for row in rows])
    return tuple(
        DoneTask(
            task_id=row.pk,
            case_id=row.case_id,
            case_kind=row.case.kind,
            code=row.case.code or "",
            title=row.case.title,
            step_title=row.title,
            kind=TaskKind(row.kind),
            state=TaskState(row.state),
            answer=row.answer,
            done_at=row.done_at or row.opened_at,
            done_by_post_id=row.done_by_post_id,
            phase=row.case.phase,
            closed_at=row.case.closed_at,
            outcome=row.case.outcome,
            now_with=tuple(now_with[row.case_id]),
            columns=columns.get(row.case_id, {}),
        )
        for row in rows
    )
