"""Ends that still wait for a decision on days off, and what the calendar of today makes of them."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Calendars, Due
from province.kernel.calendars.public import all_calendars
from province.kernel.cases.contracts.findings import ProvisionalClock
from province.kernel.cases.contracts.values import ClockState
from province.kernel.cases.errors import ClockStateError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.clock import Clock, ClockMove, ClockSpan
from province.kernel.cases.queries.ends import ORDERS, end_on, pauses_in


def provisional_clocks(*, actor: Actor, now: datetime, limit: int) -> tuple[ProvisionalClock, ...]:
    """Return the clocks that have not stopped and whose end is provisional, the soonest first."""
    rows = _rows(actor).order_by("due_at", "id")[:limit]
    calendars = all_calendars()
    return tuple(_value(row, calendars, now) for row in rows)


def provisional_clock(*, actor: Actor, clock_id: int, now: datetime) -> ProvisionalClock:
    """Return one clock whose end is provisional.

    :raises ClockStateError: the actor sees no such clock, it has stopped, or its end is sure.
    """
    row = _rows(actor).filter(pk=clock_id).first()
    if row is None:
        raise ClockStateError
    return _value(row, all_calendars(), now)


def _rows(actor: Actor) -> QuerySet[Clock]:
    orders = ClockMove.objects.filter(kind__in=ORDERS).order_by("-id")
    return (
        Clock.objects.filter(provisional=True, case__in=Case.objects.visible_to(actor))
        .exclude(state=ClockState.STOPPED)
        .select_related("case", "task")
        .prefetch_related(
            Prefetch("spans", queryset=ClockSpan.objects.order_by("from_at", "id")),
            Prefetch("moves", queryset=orders),
        )
    )


def _value(row: Clock, calendars: Calendars, now: datetime) -> ProvisionalClock:
    due = _counted(row, calendars, now)
    return ProvisionalClock(
        clock_id=row.pk,
        case_id=row.case_id,
        case_kind=row.case.kind,
        code=row.case.code or "",
        title=row.case.title,
        unit_id=row.case.unit_id,
        name=row.name,
        task_id=row.task_id,
        task_title=row.task.title if row.task else "",
        due_at=row.due_at,
        is_paused=row.state == ClockState.PAUSED,
        agency_id=row.calendar_agency_id,
        counted_at=due.at if due else None,
        is_decided=due is not None and not due.provisional,
    )


def _counted(row: Clock, calendars: Calendars, now: datetime) -> Due | None:
    """Return what the calendar of today gives; nothing for what does not run."""
    if row.state != ClockState.RUNNING or row.started_at is None:
        return None
    return end_on(
        calendar=calendars.of(row.calendar_agency_id),
        clock=row,
        started_at=row.started_at,
        pauses=pauses_in(spans=row.spans.all(), now=now),
        ordered=next(iter(row.moves.all()), None),
    )
