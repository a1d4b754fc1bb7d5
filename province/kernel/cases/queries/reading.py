"""One case, its timeline, its hand-overs."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from province.foundation.access.recording import record_access
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.values import (
    ActView,
    CaseView,
    HandoverView,
    TaskView,
)
from province.kernel.cases.errors import CaseNotFoundError
from province.kernel.cases.models.case import Case, CasePaper, CaseParty, CaseUnit
from province.kernel.cases.models.clock import Clock, ClockSpan
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Handover, Task
from province.kernel.cases.queries.views import case_view, task_view


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


def case_names(*, actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """Return title and code of the cases that the actor may see, in one query, by id."""
    rows = Case.objects.visible_to(actor).filter(pk__in=set(ids))
    return {
        pk: f"{title} ({code})" if code else title
        for pk, title, code in rows.values_list("pk", "title", "code")
    }


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
        .annotate(words=_words_of_act())
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
            taken_post_id=(row.task.claimed_by_id or row.task.done_by_post_id)
            if row.taken_at
            else None,
            given_at=row.given_at,
            taken_at=row.taken_at,
            verdict=row.verdict,
            note=row.words or "",
        )
        for row in rows
    )


def _words_of_act() -> Subquery:
    """Return what the act of a hand-over says; nothing once its body is destroyed."""
    acts = Act.objects.filter(case=OuterRef("task__case"), seq=OuterRef("act_seq"))
    return Subquery(acts.values("body")[:1])


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
