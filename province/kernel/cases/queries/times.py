"""Time in whose hands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, Q

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Calendar
from province.kernel.calendars.public import calendar_for, working_minutes
from province.kernel.cases.contracts.values import Hands, TaskState
from province.kernel.cases.errors import CaseNotFoundError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.task import Handover, Task
from province.kernel.cases.rules.clocks import Stretch, within, without

NOBODY = 0


@dataclass(slots=True)
class _Held:
    """In whose hands a case lay, as stretches."""

    party: list[Stretch] = field(default_factory=list)
    outside: list[Stretch] = field(default_factory=list)
    ours: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))


def time_in_hands(*, actor: Actor, case_id: int, now: datetime) -> Hands:
    """Return the working minutes of a case with us, with the party, with others.

    While a party or an outside system holds a task of the case, the time is theirs. Ours is divided
    by post along the hand-overs; post 0 stands for a desk from which nobody has taken the task.

    :raises CaseNotFoundError: no such case for this actor.
    """
    case = Case.objects.visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise CaseNotFoundError
    held = _held(_tasks([case_id]), Stretch(case.opened_at, case.closed_at or now))
    return _hands(calendar_for(agency_id=case.unit_id), held)


def time_in_hands_of_unit(
    *, actor: Actor, unit_id: int, since: datetime, until: datetime, now: datetime
) -> Hands:
    """Return the working minutes of a unit's cases in a period, up to now: with us, others."""
    until = min(until, now)
    alive = Q(closed_at__isnull=True) | Q(closed_at__gt=since)
    cases = Case.objects.visible_to(actor).filter(alive, unit_id=unit_id, opened_at__lt=until)
    frames = {
        case_id: Stretch(max(opened_at, since), min(closed_at or until, until))
        for case_id, opened_at, closed_at in cases.order_by("pk").values_list(
            "pk", "opened_at", "closed_at"
        )
    }
    tasks: dict[int, list[Task]] = defaultdict(list)
    for task in _tasks(frames):
        tasks[task.case_id].append(task)
    calendar = calendar_for(agency_id=unit_id)
    each = [_hands(calendar, _held(tasks[case_id], frame)) for case_id, frame in frames.items()]
    by_post: dict[int, int] = defaultdict(int)
    for hands in each:
        for post, minutes in hands.by_post.items():
            by_post[post] += minutes
    return Hands(
        ours=sum(hands.ours for hands in each),
        party=sum(hands.party for hands in each),
        outside=sum(hands.outside for hands in each),
        by_post=dict(by_post),
    )


def _tasks(case_ids: Iterable[int]) -> list[Task]:
    return list(
        Task.objects.filter(case_id__in=list(case_ids))
        .exclude(state=TaskState.WAITING)
        .order_by("pk")
        .prefetch_related(Prefetch("handovers", Handover.objects.order_by("given_at", "pk")))
    )


def _held(tasks: Iterable[Task], frame: Stretch) -> _Held:
    found = _Held()
    for task in tasks:
        whole = within(Stretch(task.opened_at, task.done_at or frame.until_at), frame)
        if whole is None:
            continue
        if task.party_id is not None:
            found.party.append(whole)
        elif task.outside is not None:
            found.outside.append(whole)
        else:
            for post, part in _passages(task):
                inside = within(part, whole)
                if inside is not None:
                    found.ours[post].append(inside)
    return found


def _passages(task: Task) -> list[tuple[int, Stretch]]:
    """Return who had a task of ours when, along its hand-overs."""
    end = task.done_at or datetime.max.replace(tzinfo=task.opened_at.tzinfo)
    rows = list(task.handovers.all())
    if not rows:
        return [(task.done_by_post_id or NOBODY, Stretch(task.opened_at, end))]
    parts: list[tuple[int, Stretch]] = []
    for place, row in enumerate(rows):
        until = rows[place + 1].given_at if place + 1 < len(rows) else end
        to_post = row.to_post_id or (task.done_by_post_id if place + 1 == len(rows) else None)
        parts.append((to_post or NOBODY, Stretch(row.given_at, max(row.given_at, until))))
    return parts


def _hands(calendar: Calendar, held: _Held) -> Hands:
    theirs = held.party + held.outside
    everything = [stretch for of_post in held.ours.values() for stretch in of_post]
    return Hands(
        ours=_minutes(calendar, everything, theirs),
        party=_minutes(calendar, held.party, []),
        outside=_minutes(calendar, held.outside, held.party),
        by_post=_by_post(calendar, held.ours, theirs),
    )


def _by_post(
    calendar: Calendar, ours: Mapping[int, Sequence[Stretch]], theirs: Sequence[Stretch]
) -> dict[int, int]:
    return {post: _minutes(calendar, stretches, theirs) for post, stretches in ours.items()}


def _minutes(calendar: Calendar, stretches: Sequence[Stretch], holes: Sequence[Stretch]) -> int:
    """Return the working minutes of stretches without the holes; what overlaps counts once."""
    total, seen = 0, list(holes)
    for stretch in sorted(stretches, key=lambda s: s.from_at):
        for part in without(stretch, seen):
            total += working_minutes(calendar, part.from_at, part.until_at)
        seen.append(stretch)
    return total
