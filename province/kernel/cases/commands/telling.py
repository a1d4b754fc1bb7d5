"""Whoever must hear of a watched moment is told: who has the work, and the head when it is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import TaskState, WatchKind
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.task import Task
from province.kernel.notices import public as notices
from province.kernel.notices.contracts import Recipient, Telling
from province.kernel.org import public as org
from province.kernel.org.contracts import PostValue
from province.kernel.org.errors import PostNotFoundError
from province.kernel.processes.contracts import TaskKind

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
NEAR, OVER, UNANSWERED = "cases.limit_near", "cases.limit_over", "cases.unanswered"
KIND_OF = {
    WatchKind.WARN: NEAR,
    WatchKind.DRAFT_APOLOGY: NEAR,
    WatchKind.ESCALATE: OVER,
    WatchKind.SILENT: OVER,
    WatchKind.LAPSE: UNANSWERED,
}


@dataclass(frozen=True, slots=True)
class Fired:
    """A watched moment that has come."""

    case_id: int
    watch: WatchKind
    task_id: int | None
    clock_id: int | None
    at: datetime


@transaction.atomic
def tell_of_watch(*, fired: Fired, now: datetime) -> int:
    """Tell who has the work, or had it last; at the end of a limit the unit's head too.

    Nothing is told of a closed case, of the unit under test, and of a paper that somebody need not
    read any more. Somebody always hears: where nobody has the work, the head does.
    """
    case = Case.objects.filter(pk=fired.case_id).first()
    if case is None or case.closed_at is not None or case.is_test:
        return 0
    task = Task.objects.filter(pk=fired.task_id).first() if fired.task_id else None
    if task is not None and fired.watch == WatchKind.LAPSE and task.kind == TaskKind.READ:
        return 0
    unit_id = task.unit_id if task is not None else case.unit_id
    posts = _with_the_work(case, task, now)
    readers = notices.officials_of_posts(posts=posts) + _by_name(case, task)
    if KIND_OF[fired.watch] != NEAR or not readers:
        readers += notices.officials_of_posts(posts=_head(unit_id, now) or _head(case.unit_id, now))
    clock = Clock.objects.filter(pk=fired.clock_id).first() if fired.clock_id else None
    due = (clock.due_at if clock is not None else None) or fired.at
    page = KINDS.get(case.kind).page_of(case.pk, case.code or "")
    return notices.tell(
        telling=Telling(
            kind=KIND_OF[fired.watch],
            source=_source_of(fired),
            values={
                "code": case.code or _("chưa có mã"),
                "work": task.title if task is not None else str(KINDS.get(case.kind).name),
                "unit": org.agency(agency_id=unit_id).name,
                "due": _words_of(due),
            },
            link=reverse(page.name, kwargs=dict(page.kwargs)),
            case_id=case.pk,
        ),
        to=readers,
        now=now,
    )


def _with_the_work(case: Case, task: Task | None, now: datetime) -> tuple[PostValue, ...]:
    """Return the posts that have the task, or the open tasks, or did the last one."""
    open_tasks = list(Task.objects.filter(case=case, state=TaskState.OPEN).order_by("pk"))
    ours = [task] if task is not None and not _is_elsewhere(task) else open_tasks
    found = tuple(post for one in ours for post in _posts_of(one, now))
    if found:
        return found
    last = (
        Task.objects.filter(case=case, done_by_post__isnull=False)
        .order_by("-done_at", "-pk")
        .values_list("done_by_post_id", flat=True)
        .first()
    )
    return tuple(org.posts(ids=[last], at=now).values()) if last is not None else ()


def _posts_of(task: Task, now: datetime) -> Iterable[PostValue]:
    """Return the posts that hold a task; all of a desk when nobody has taken it."""
    post_id = task.post_id or task.claimed_by_id
    if post_id is not None:
        return org.posts(ids=[post_id], at=now).values()
    if not task.desk:
        return ()
    return org.posts_of_desk(agency_id=task.unit_id, desk=task.desk, at=now)


def _by_name(case: Case, task: Task | None) -> tuple[Recipient, ...]:
    """Return the officials who hold a task by name."""
    rows = Task.objects.filter(case=case, state=TaskState.OPEN, official__isnull=False)
    if task is not None:
        rows = rows.filter(pk=task.pk)
    found = rows.order_by("pk").values_list("official_id", "official__email")
    return tuple(Recipient(official_id=number, email=email) for number, email in found)


def _is_elsewhere(task: Task) -> bool:
    """Tell whether a task lies with a party or an outside system: they are not told from here."""
    return task.party_id is not None or bool(task.outside)


def _head(unit_id: int, now: datetime) -> tuple[PostValue, ...]:
    """Return the head's post, or nothing for a unit without one."""
    try:
        return (org.head_post(agency_id=unit_id, at=now),)
    except PostNotFoundError:
        return ()


def _words_of(due: datetime) -> str:
    return f"{due.astimezone(LOCAL):%H:%M %d/%m/%Y}"


def _source_of(fired: Fired) -> str:
    of = (fired.case_id, fired.watch.value, fired.task_id, fired.clock_id, fired.at.isoformat())
    return ":".join(str(part) for part in of)
