"""The one inbox: the open tasks of the posts and desks that one holds now, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import ngettext

from province.foundation.identity.actors import Actor
from province.foundation.paging import Page
from province.foundation.text.folding import fold
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import ClockState, Duty, DutyCounts, TaskMode, TaskState
from province.kernel.cases.errors import CaseNotFoundError
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.task import Task
from province.kernel.cases.queries.cursors import cursor_text, read_cursor
from province.kernel.processes.contracts import TaskKind

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
DUTY_FIELDS = (
    "pk",
    "case_id",
    "case__kind",
    "case__code",
    "case__title",
    "case__revision",
    "title",
    "kind",
    "mode",
    "unit_id",
    "opened_at",
    "due_at",
    "paused",
    "claimed_by_id",
    "post_id",
    "desk",
)


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What of the inbox is asked for; everything when nothing is set."""

    kinds: tuple[str, ...] = ()
    task_kinds: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    urgency: str = ""  # late | today | paused | running
    post_id: int | None = None
    text: str = ""
    view: str = ""  # mine: held or taken by oneself; desk: what nobody has taken yet


def duties(
    *, actor: Actor, filters: DutyFilter, after: str, limit: int, now: datetime
) -> Page[Duty]:
    """Return a page of the inbox, the most urgent first: a query for tasks, clocks, each kind."""
    rows = _filtered(held_by(actor), filters, now)
    rows = _after(rows, after).order_by("due_at", "pk")
    found = list(rows.values(*DUTY_FIELDS)[: limit + 1])
    kept = found[:limit]
    items = duties_of_rows(kept)
    cursor = _cursor(kept[-1]) if len(found) > limit else ""
    return Page(items=items, after=cursor)


def duty(*, actor: Actor, task_id: int) -> Duty:
    """Return one duty of the inbox.

    :raises CaseNotFoundError: it is not among the actor's open duties.
    """
    rows = list(held_by(actor).filter(pk=task_id).values(*DUTY_FIELDS))
    if not rows:
        raise CaseNotFoundError
    return duties_of_rows(rows)[0]


def count_duties(*, actor: Actor, now: datetime) -> DutyCounts:
    """Return how many duties there are, by kind, urgency and post; one query."""
    _day_start, day_end = bounds_of_day(now)
    rows = (
        held_by(actor)
        .values("case__kind", "post_id")
        .annotate(
            n=Count("pk"),
            late=Count("pk", filter=Q(due_at__lt=now, paused=False)),
            today=Count("pk", filter=Q(due_at__gte=now, due_at__lt=day_end, paused=False)),
            paused=Count("pk", filter=Q(paused=True)),
        )
    )
    by_kind: dict[str, int] = {}
    by_post: dict[int, int] = {}
    total = late = today = paused = 0
    for row in rows:
        by_kind[row["case__kind"]] = by_kind.get(row["case__kind"], 0) + row["n"]
        if row["post_id"] is not None:
            by_post[row["post_id"]] = by_post.get(row["post_id"], 0) + row["n"]
        total, late = total + row["n"], late + row["late"]
        today, paused = today + row["today"], paused + row["paused"]
    return DutyCounts(
        total=total, by_kind=by_kind, late=late, today=today, paused=paused, by_post=by_post
    )


def digest_lines(*, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Return in words what is late, due today and new since yesterday; one query."""
    _day_start, day_end = bounds_of_day(now)
    found = held_by(actor).aggregate(
        late=Count("pk", filter=Q(due_at__lt=now, paused=False)),
        today=Count("pk", filter=Q(due_at__gte=now, due_at__lt=day_end, paused=False)),
        fresh=Count("pk", filter=Q(opened_at__gte=now - timedelta(days=1))),
    )
    late, today, fresh = found["late"], found["today"], found["fresh"]
    said = (
        (late, ngettext("%(count)s việc đã quá hạn", "%(count)s việc đã quá hạn", late)),
        (
            today,
            ngettext("%(count)s việc đến hạn hôm nay", "%(count)s việc đến hạn hôm nay", today),
        ),
        (fresh, ngettext("%(count)s việc mới từ hôm qua", "%(count)s việc mới từ hôm qua", fresh)),
    )
    return tuple(words % {"count": count} for count, words in said if count)


def held_by(actor: Actor) -> QuerySet[Task]:
    """Keep the open tasks that the actor holds: posts, own and substituted, desks, in person."""
    rows = Task.objects.filter(state=TaskState.OPEN)
    held = Q()
    if actor.posts:
        held |= Q(post_id__in=actor.posts)
    for unit_id, desk in sorted(actor.desks):
        free = Q(claimed_by__isnull=True) | Q(claimed_by_id__in=actor.posts)
        held |= Q(unit_id=unit_id, desk=desk) & free
    if actor.official_id is not None:
        held |= Q(official_id=actor.official_id)
    if actor.party_id is not None:
        held |= Q(party_id=actor.party_id)
    return rows.filter(held) if held else rows.none()


def _filtered(rows: QuerySet[Task], filters: DutyFilter, now: datetime) -> QuerySet[Task]:
    if filters.view == "desk":
        rows = rows.filter(desk__isnull=False, claimed_by__isnull=True)
    elif filters.view == "mine":
        rows = rows.exclude(desk__isnull=False, claimed_by__isnull=True)
    if filters.kinds:
        rows = rows.filter(case__kind__in=filters.kinds)
    if filters.task_kinds:
        rows = rows.filter(kind__in=filters.task_kinds)
    if filters.steps:
        rows = rows.filter(step__in=filters.steps)
    if filters.post_id is not None:
        rows = rows.filter(Q(post_id=filters.post_id) | Q(claimed_by_id=filters.post_id))
    if filters.text.strip():
        rows = rows.filter(_found(filters.text))
    return _by_urgency(rows, filters.urgency, now)


def _found(text: str) -> Q:
    """Find a part of the code, or all the words in any order without their diacritics."""
    words = fold(text).split()
    said = Q(pk__isnull=not words)
    for word in words:
        said &= Q(case__search__contains=word)
    return Q(case__code__icontains=text.strip()) | said


def _by_urgency(rows: QuerySet[Task], urgency: str, now: datetime) -> QuerySet[Task]:
    if urgency == "late":
        return rows.filter(due_at__lt=now, paused=False)
    if urgency == "today":
        return rows.filter(due_at__gte=now, due_at__lt=bounds_of_day(now)[1], paused=False)
    if urgency == "paused":
        return rows.filter(paused=True)
    if urgency == "running":
        return rows.filter(paused=False)
    return rows


def _after(rows: QuerySet[Task], after: str) -> QuerySet[Task]:
    """Keep what stands behind the cursor (due moment and key; those without one come last)."""
    cursor = read_cursor(text=after)
    if cursor is None:
        return rows
    if cursor.moment is None:
        return rows.filter(due_at__isnull=True, pk__gt=cursor.key)
    same = Q(due_at=cursor.moment, pk__gt=cursor.key)
    return rows.filter(Q(due_at__gt=cursor.moment) | same | Q(due_at__isnull=True))


def _cursor(row: Mapping[str, object]) -> str:
    due = row["due_at"]
    moment = due if isinstance(due, datetime) else None
    return cursor_text(moment=moment, key=int(str(row["pk"])))


def columns_of(*, pairs: Iterable[tuple[str, int]]) -> dict[int, Mapping[str, str]]:
    """Ask each kind for what rows show of its cases: one query a kind."""
    by_kind: dict[str, set[int]] = {}
    for key, case_id in pairs:
        by_kind.setdefault(key, set()).add(case_id)
    found: dict[int, Mapping[str, str]] = {}
    for key, case_ids in by_kind.items():
        kind = KINDS.find(key)
        if kind is not None:
            found.update(kind.columns(sorted(case_ids)))
    return found


def bounds_of_day(now: datetime) -> tuple[datetime, datetime]:
    """Return the first moment of the local day and of the next one."""
    day = now.astimezone(LOCAL).date()
    first = datetime.combine(day, time.min, tzinfo=LOCAL)
    return first, datetime.combine(day + timedelta(days=1), time.min, tzinfo=LOCAL)


def duties_of_rows(rows: Sequence[Mapping[str, object]]) -> tuple[Duty, ...]:
    """Return rows of ``DUTY_FIELDS`` as duties: a query for clocks and one for each kind."""
    columns = columns_of(pairs=[(str(row["case__kind"]), int(str(row["case_id"]))) for row in rows])
    unsure = set(
        Clock.objects.filter(case_id__in={row["case_id"] for row in rows}, provisional=True)
        .exclude(state=ClockState.STOPPED)
        .values_list("case_id", "task_id", "due_at")
    )
    return tuple(_duty(row, columns, provisional=_is_unsure(row, unsure)) for row in rows)


def _is_unsure(
    row: Mapping[str, object], unsure: AbstractSet[tuple[object, object, object]]
) -> bool:
    """Tell whether the due moment that a row shows comes from a provisional clock."""
    of_case = (row["case_id"], None, row["due_at"])
    return (row["case_id"], row["pk"], row["due_at"]) in unsure or of_case in unsure


def _page(key: str, case_id: int, code: str) -> str:
    """Return the address of a case's page; empty for a kind whose pages are not mounted."""
    kind = KINDS.find(key)
    if kind is None:
        return ""
    page = kind.page_of(case_id, code)
    try:
        return reverse(page.name, kwargs=dict(page.kwargs))
    except NoReverseMatch:
        return ""


def _duty(
    row: Mapping[str, object], columns: Mapping[int, Mapping[str, str]], *, provisional: bool
) -> Duty:
    values = dict(row)
    case_id = int(str(values["case_id"]))
    kind, code = str(values["case__kind"]), str(values["case__code"] or "")
    return Duty(
        task_id=values["pk"],  # type: ignore[arg-type]  # .values() loses the types
        case_id=case_id,
        case_kind=kind,
        code=code,
        title=str(values["case__title"]),
        step_title=str(values["title"]),
        kind=TaskKind(str(values["kind"])),
        mode=TaskMode(str(values["mode"])),
        unit_id=values["unit_id"],  # type: ignore[arg-type]  # .values() loses the types
        opened_at=values["opened_at"],  # type: ignore[arg-type]  # .values() loses the types
        due_at=values["due_at"],  # type: ignore[arg-type]  # .values() loses the types
        paused=bool(values["paused"]),
        provisional=provisional,
        claimed_by=values["claimed_by_id"],  # type: ignore[arg-type]  # .values() loses the types
        for_post_id=values["post_id"],  # type: ignore[arg-type]  # .values() loses the types
        desk=str(values["desk"] or ""),
        revision=values["case__revision"],  # type: ignore[arg-type]  # .values() loses the types
        columns=columns.get(case_id, {}),
        page=_page(kind, case_id, code),
    )
