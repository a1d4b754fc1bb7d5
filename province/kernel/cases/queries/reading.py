"""One case, its timeline, its hand-overs, its time in whose hands."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from province.foundation.access.recording import record_access
from province.foundation.identity.actors import Actor
from province.kernel.calendars.public import calendar_for, working_minutes
from province.kernel.cases.contracts.values import (
    ActView,
    CaseView,
    HandoverView,
    Hands,
    TaskState,
    TaskView,
)
from province.kernel.cases.errors import CaseNotFoundError
from province.kernel.cases.models.case import Case, CasePaper, CaseParty, CaseUnit
from province.kernel.cases.models.clock import Clock, ClockSpan
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Handover, Task
from province.kernel.cases.queries.views import case_view, task_view
from province.kernel.cases.rules.clocks import Stretch, without


def get_case(*, actor: Actor, case_id: int, purpose: str | None, now: datetime) -> CaseView:
    """Return a case that the actor may see; a look at people's data with a purpose is written down.

    :raises CaseNotFoundError: no such case for this actor.
    """
    rows = _whole(Case.objects.visible_to(actor).filter(pk=case_id))
    row = rows.first()
    if row is None:
        raise CaseNotFoundError
    view = case_view(row, tasks=row.tasks.all(), papers=row.papers.all())
    if purpose is not None:
        record_access(
            actor=actor,
            party_ids=[party for parties in view.parties.values() for party in parties],
            what="case",
            purpose=purpose,
            now=now,
            case_id=case_id,
        )
    return view


def find_case_id(*, actor: Actor, code: str) -> int:
    """Return the id of the case of this code.

    :raises CaseNotFoundError: no such case for this actor.
    """
    found = Case.objects.visible_to(actor).filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise CaseNotFoundError
    return found


def get_task(*, actor: Actor, task_id: int) -> TaskView:
    """Return one task of a case that the actor may see.

    :raises CaseNotFoundError: no such task for this actor.
    """
    visible = Case.objects.visible_to(actor)
    row = Task.objects.filter(pk=task_id, case__in=visible).first()
    if row is None:
        raise CaseNotFoundError
    return task_view(row)


def timeline(*, actor: Actor, case_id: int) -> tuple[ActView, ...]:
    """Return the acts of a case in their order."""
    acts = Act.objects.filter(case__in=Case.objects.visible_to(actor).filter(pk=case_id)).order_by(
        "seq"
    )
    return tuple(
        ActView(
            seq=act.seq,
            name=act.name,
            at=act.at,
            recorded_at=act.recorded_at,
            actor=act.actor,
            official_id=act.official_id,
            post_id=act.post_id,
            on_behalf_of=act.on_behalf_of_id,
            task_id=act.task_id,
            params=act.params,
            body=act.body,
        )
        for act in acts
    )


def handovers(*, actor: Actor, case_id: int) -> tuple[HandoverView, ...]:
    """Return the hand-overs of a case in their order, with both sides (Mẫu 06)."""
    rows = (
        Handover.objects.filter(task__case__in=Case.objects.visible_to(actor).filter(pk=case_id))
        .select_related("task")
        .order_by("given_at", "id")
    )
    return tuple(
        HandoverView(
            id=row.pk,
            task_id=row.task_id,
            task_title=row.task.title,
            from_post_id=row.from_post_id,
            to_post_id=row.to_post_id,
            to_desk=row.to_desk,
            given_at=row.given_at,
            taken_at=row.taken_at,
            verdict=row.verdict,
            note=row.note,
        )
        for row in rows
    )


def time_in_hands(*, actor: Actor, case_id: int, now: datetime) -> Hands:
    """Return the working minutes of a case with us, with the party, with others.

    While a party or an outside system holds the case (a pause of its legal clock), the time is theirs.

    :raises CaseNotFoundError: no such case for this actor.
    """
    case = Case.objects.visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise CaseNotFoundError
    calendar = calendar_for(agency_id=case.unit_id)
    party, outside = [], []
    ours: dict[int, list[Stretch]] = defaultdict(list)
    for task in Task.objects.filter(case=case).exclude(state=TaskState.WAITING):
        stretch = Stretch(task.opened_at, task.done_at or case.closed_at or now)
        if task.party_id is not None:
            party.append(stretch)
        elif task.outside is not None:
            outside.append(stretch)
        else:
            ours[task.done_by_post_id or task.claimed_by_id or task.post_id or 0].append(stretch)

    def minutes(stretches: list[Stretch], holes: list[Stretch]) -> int:
        total, seen = 0, list(holes)
        for stretch in sorted(stretches, key=lambda s: s.from_at):
            for part in without(stretch, seen):
                total += working_minutes(calendar, part.from_at, part.until_at)
            seen.append(stretch)
        return total

    by_post = {post: minutes(held, party + outside) for post, held in ours.items()}
    everything = [stretch for held in ours.values() for stretch in held]
    return Hands(
        ours=minutes(everything, party + outside),
        party=minutes(party, []),
        outside=minutes(outside, party),
        by_post=by_post,
    )


def _whole(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Fetch a case with everything that its view shows."""
    return rows.prefetch_related(
        Prefetch(
            "clocks",
            Clock.objects.order_by("pk").prefetch_related(
                Prefetch("spans", ClockSpan.objects.order_by("from_at"))
            ),
        ),
        Prefetch("tasks", Task.objects.order_by("pk")),
        Prefetch("units", CaseUnit.objects.order_by("pk")),
        Prefetch("parties", CaseParty.objects.order_by("pk")),
        Prefetch("papers", CasePaper.objects.order_by("pk")),
    )
