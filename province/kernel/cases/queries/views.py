"""Rows of cases as values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from province.kernel.calendars.contracts import Limit
from province.kernel.cases.contracts.values import (
    CaseView,
    ClockState,
    ClockView,
    Holder,
    PaperRole,
    PaperState,
    PaperView,
    Sight,
    TaskMode,
    TaskState,
    TaskView,
)
from province.kernel.cases.models.case import Case, CasePaper
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.task import Task
from province.kernel.processes.contracts import TaskKind


def clock_view(row: Clock) -> ClockView:
    """Return a clock as a value; its pauses must be prefetched."""
    reasons = [span.reason for span in row.spans.all() if span.until_at is None]
    return ClockView(
        id=row.pk,
        name=row.name,
        limit=Limit.from_json(row.limit),
        task_id=row.task_id,
        started_at=row.started_at,
        due_first=row.due_first,
        due_at=row.due_at,
        provisional=row.provisional,
        state=ClockState(row.state),
        paused_for=reasons[0] if reasons else "",
        stopped_at=row.stopped_at,
        verdict=row.verdict,
        agency_id=row.calendar_agency_id,
    )


def holder_of(row: Task) -> Holder:
    """Return who holds a task, as a value."""
    return Holder(
        post_id=row.post_id,
        desk=row.desk or "",
        official_id=row.official_id,
        party_id=row.party_id,
        outside=row.outside or "",
    )


def task_view(row: Task) -> TaskView:
    """Return a task as a value."""
    return TaskView(
        id=row.pk,
        case_id=row.case_id,
        step=row.step,
        kind=TaskKind(row.kind),
        mode=TaskMode(row.mode),
        title=row.title,
        unit_id=row.unit_id,
        holder=holder_of(row),
        claimed_by=row.claimed_by_id,
        state=TaskState(row.state),
        opened_at=row.opened_at,
        due_at=row.due_at,
        done_at=row.done_at,
        answer=row.answer,
        paused=row.paused,
    )


def paper_view(row: CasePaper) -> PaperView:
    """Return a paper as a value."""
    return PaperView(
        id=row.pk,
        version_id=row.attachment_version_id,
        role=PaperRole(row.role),
        name=row.name,
        state=PaperState(row.state),
        why=row.why,
        at=row.at,
    )


def case_view(row: Case, *, tasks: Iterable[Task], papers: Iterable[CasePaper]) -> CaseView:
    """Return a case as a value; clocks with spans, units and parties must be prefetched."""
    shown = [paper_view(paper) for paper in papers]
    return CaseView(
        id=row.pk,
        kind=row.kind,
        code=row.code or "",
        title=row.title,
        unit_id=row.unit_id,
        parent_id=row.parent_id,
        phase=row.phase,
        sight=Sight(row.sight),
        facts=row.facts,
        plan_version_id=row.plan_version_id,
        revision=row.revision,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        is_test=row.is_test,
        clocks=tuple(clock_view(clock) for clock in row.clocks.all()),
        tasks=tuple(task_view(task) for task in tasks),
        units=_grouped((u.role, u.unit_id) for u in row.units.all() if u.until is None),
        parties=_grouped((p.role, p.party_id) for p in row.parties.all()),
        papers=tuple(one for one in shown if one.state is not PaperState.REPLACED),
        replaced_papers=tuple(one for one in shown if one.state is PaperState.REPLACED),
    )


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for role, key in pairs:
        found[role].append(key)
    return {role: tuple(keys) for role, keys in found.items()}
