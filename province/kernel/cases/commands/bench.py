"""The case on the workbench: its row under the lock, who acts, when, by which plan and calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Calendar
from province.kernel.calendars.public import calendar_for
from province.kernel.cases.contracts.kinds import KINDS, CaseKind, No
from province.kernel.cases.contracts.values import ClockView
from province.kernel.cases.errors import (
    CaseClosedError,
    CaseNotFoundError,
    NotAllowedHereError,
    StaleError,
    WrongFactsError,
)
from province.kernel.cases.models.case import Case, CaseQuerySet
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.queries.views import clock_view
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import Plan


@dataclass
class Bench:
    """One locked case and what an act on it needs. Lives for one transaction."""

    case: Case
    actor: Actor
    now: datetime
    acting_post: int | None = None
    opened: list[int] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    _calendars: dict[int | None, Calendar] = field(default_factory=dict)

    @cached_property
    def kind(self) -> CaseKind:
        """The kind of the case."""
        return KINDS.get(self.case.kind)

    def calendar_of(self, agency_id: int | None) -> Calendar:
        """Return the working calendar of an agency, read once for the transaction."""
        if agency_id not in self._calendars:
            self._calendars[agency_id] = calendar_for(agency_id=agency_id)
        return self._calendars[agency_id]

    @cached_property
    def plan(self) -> Plan | None:
        """The plan that the case follows."""
        version = self.case.plan_version_id
        return None if version is None else processes.plan(version_id=version)

    def clocks(self) -> list[Clock]:
        """Return the clocks, locked, in the order of their keys."""
        return list(locked(Clock.objects.filter(case=self.case)))

    def clock_views(self) -> tuple[ClockView, ...]:
        """Return the clocks as values."""
        rows = Clock.objects.filter(case=self.case).order_by("pk").prefetch_related("spans")
        return tuple(clock_view(row) for row in rows)

    def require(self, act: str, facts: Mapping[str, Any] | None = None) -> None:
        """Ask the kind whether the act is allowed where the case stands.

        :raises NotAllowedHereError: it is not, with the kind's own sentence.
        """
        known = self.case.facts if facts is None else facts
        verdict = self.kind.may(act, known, self.case.phase, self.clock_views())
        if isinstance(verdict, No):
            sentence = self.kind.refusals.get(verdict.code, verdict.code)
            raise NotAllowedHereError(why=str(sentence) % dict(verdict.params), rule=verdict.code)

    def merge_facts(self, facts: Mapping[str, Any]) -> None:
        """Add facts to the case.

        :raises WrongFactsError: one is not declared by the kind, or of another type.
        """
        check_facts(kind=self.kind, facts=facts)
        if facts:
            self.case.facts = {**self.case.facts, **facts}

    def save(self, *, act: str) -> None:
        """Store the case a revision further, with its phase and sight from act and facts."""
        self.case.phase = self.kind.phase_after(act, self.case.facts, self.case.phase)
        self.case.sight = self.kind.sight(self.case.facts)
        self.case.revision += 1
        self.case.save(
            update_fields=[
                "phase",
                "facts",
                "revision",
                "journal_seq",
                "journal_head",
                "unit",
                "plan_version",
                "closed_at",
                "outcome",
                "code",
                "sight",
                "undo",
            ]
        )


def check_facts(*, kind: CaseKind, facts: Mapping[str, Any]) -> None:
    """Make sure that facts are declared and of their type.

    :raises WrongFactsError: they are not.
    """
    faults = processes.fact_faults(facts=facts, declared=kind.facts)
    if faults:
        raise WrongFactsError(faults="; ".join(faults))


def lock_case(  # noqa: PLR0913 -- whose, which, in which state, by what right
    *,
    actor: Actor,
    case_id: int,
    now: datetime,
    revision: int | None = None,
    closed_too: bool = False,
    ability: str = "",
) -> Bench:
    """Lock a case that the actor may see, or has within reach of the ability.

    :raises CaseNotFoundError: there is none, or the actor may not know of it.
    :raises StaleError: it has moved on since the given revision.
    :raises CaseClosedError: it is closed.
    """
    return _bench(
        _known(actor, ability).filter(pk=case_id),
        actor,
        now,
        revision,
        open_only=not closed_too,
    )


def lock_case_of_task(
    *, actor: Actor, task_id: int, now: datetime, revision: int | None = None
) -> Bench:
    """Lock the case of a task.

    :raises CaseNotFoundError: there is none, or the actor may not know of it.
    :raises StaleError: it has moved on since the given revision.
    :raises CaseClosedError: it is closed.
    """
    rows = Case.objects.visible_to(actor).filter(
        pk__in=Case.objects.filter(tasks=task_id).values("pk")
    )
    return _bench(rows, actor, now, revision, open_only=True)


def lock_cases(
    *, actor: Actor, case_ids: Sequence[int], now: datetime, ability: str = ""
) -> list[Bench]:
    """Lock several cases, closed ones too, in the order of their keys.

    An ability lets through, beside what the actor sees, what lies in its units.

    :raises CaseNotFoundError: one of them is unknown to the actor.
    """
    rows = list(locked(_known(actor, ability).filter(pk__in=case_ids)))
    if len(rows) != len(set(case_ids)):
        raise CaseNotFoundError
    return [Bench(case=row, actor=actor, now=now, acting_post=actor.acting_post) for row in rows]


def _known(actor: Actor, ability: str) -> CaseQuerySet:
    rows = Case.objects.all()
    return rows.in_reach(actor, ability) if ability else rows.visible_to(actor)


def _bench(
    rows: QuerySet[Case], actor: Actor, now: datetime, revision: int | None, *, open_only: bool
) -> Bench:
    try:
        row = locked(rows).get()
    except Case.DoesNotExist:
        raise CaseNotFoundError from None
    if open_only and row.closed_at is not None:
        raise CaseClosedError
    if revision is not None and row.revision != revision:
        raise StaleError
    return Bench(case=row, actor=actor, now=now, acting_post=actor.acting_post)
