"""What administrators may do to the machinery, the calendar and its clocks, each act audited."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.errors import NotAllowedError
from province.foundation.events import permissions
from province.foundation.events.bus import replay
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import (
    CalendarSpan,
    DayOverride,
    DecidedDays,
    OverrideKind,
)
from province.kernel.cases import permissions as case_permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.findings import ProvisionalClock
from province.sites.console.errors import (
    ClockNotYoursError,
    ClockStandsError,
    DaysUndecidedError,
)

REPLAYED = register_action("events.replayed", _("Gửi lại một sự kiện đã dừng"))
GROUND = "calendar_decided"
OTHER_HALF = {OverrideKind.OFF: OverrideKind.WORKING, OverrideKind.WORKING: OverrideKind.OFF}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A clock whose end has been counted anew: from when to when."""

    clock: ProvisionalClock
    was: datetime | None
    becomes: datetime | None

    @property
    def has_moved(self) -> bool:
        """Tell whether the end is another than before."""
        return self.was != self.becomes


@transaction.atomic
def replay_delivery(*, actor: Actor, delivery_id: int, now: datetime) -> None:
    """Let a parked delivery be tried again.

    :raises NotAllowedError: the actor may not.
    """
    if not actor.can(permissions.REPLAY):
        raise NotAllowedError
    replay(delivery_id=delivery_id, now=now)
    record(actor=actor, action=REPLAYED, target=f"delivery:{delivery_id}", changes={})


@transaction.atomic
def record_day(*, actor: Actor, agency_id: int | None, override: DayOverride, key: str) -> bool:
    """Put a decision on a day in force, on both days when two are exchanged; return what is new.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises SwapUnfitError: the day is exchanged for itself.
    :raises KeyReusedError: the key was used for another request.
    """
    digest = digest_of({"agency": agency_id, **asdict(override)})
    memory = recall(actor=actor, key=key, command="console.record_day", digest=digest)
    if memory.answer is not None:
        return bool(memory.answer["changed"])
    halves = (override, *_other_half(override))
    changed = [
        calendars.set_override(actor=actor, agency_id=agency_id, override=half) for half in halves
    ]
    memory.keep({"changed": any(changed)})
    return any(changed)


@transaction.atomic
def withdraw_day(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, agency_id: int | None, day: date, decision: str, reason: str, key: str
) -> None:
    """Take the decision on a day out of force, and with it the day for which it was exchanged.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises OverrideNotFoundError: no decision in force changes this day.
    :raises KeyReusedError: the key was used for another request.
    """
    asked = {"agency": agency_id, "day": day, "decision": decision, "reason": reason}
    digest = digest_of(asked)
    memory = recall(actor=actor, key=key, command="console.withdraw_day", digest=digest)
    if memory.answer is not None:
        return
    for one in (day, *exchanged_days(agency_id=agency_id, day=day)):
        calendars.withdraw_override(
            actor=actor, agency_id=agency_id, day=one, decision=decision, reason=reason
        )
    memory.keep({"done": True})


@transaction.atomic
def record_week(
    *, actor: Actor, agency_id: int | None, span: CalendarSpan, decision: str, key: str
) -> None:
    """Give a calendar other weekly hours for a period.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises PeriodUnfitError: the period ends before it begins.
    :raises PatternOverlapsError: other hours hold in a part of the period.
    :raises KeyReusedError: the key was used for another request.
    """
    digest = digest_of({"agency": agency_id, "decision": decision, **asdict(span)})
    memory = recall(actor=actor, key=key, command="console.record_week", digest=digest)
    if memory.answer is not None:
        return
    calendars.set_pattern(actor=actor, agency_id=agency_id, span=span, decision=decision)
    memory.keep({"done": True})


@transaction.atomic
def withdraw_week(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, agency_id: int | None, week_id: int, decision: str, reason: str, key: str
) -> None:
    """Take weekly hours out of force.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises WeekNotFoundError: no such hours are in force in this calendar.
    :raises KeyReusedError: the key was used for another request.
    """
    asked = {"agency": agency_id, "week": week_id, "decision": decision, "reason": reason}
    digest = digest_of(asked)
    memory = recall(actor=actor, key=key, command="console.withdraw_week", digest=digest)
    if memory.answer is not None:
        return
    calendars.withdraw_pattern(
        actor=actor, agency_id=agency_id, week_id=week_id, decision=decision, reason=reason
    )
    memory.keep({"done": True})


@transaction.atomic
def publish_days(*, actor: Actor, decided: DecidedDays, key: str) -> bool:
    """Write up to which day a year is decided; return whether that is new.

    :raises MayNotChangeCalendarError: the actor does not decide on the province's calendar.
    :raises DecisionMissingError: no decision is named.
    :raises YearGoesBackError: a later day of that year is published already.
    :raises KeyReusedError: the key was used for another request.
    """
    digest = digest_of(asdict(decided))
    memory = recall(actor=actor, key=key, command="console.publish_days", digest=digest)
    if memory.answer is not None:
        return bool(memory.answer["changed"])
    changed = calendars.publish_year(actor=actor, decided=decided)
    memory.keep({"changed": changed})
    return changed


@transaction.atomic
def confirm_end(*, actor: Actor, clock_id: int, now: datetime) -> Confirmed:
    """Count one provisional end anew, now that its days are decided; the case keeps the act.

    :raises ClockStateError: the actor sees no such clock, or its end is sure already.
    :raises ClockNotYoursError: the actor does not answer for the dossiers of its unit.
    :raises ClockStandsError: it stands still.
    :raises DaysUndecidedError: the days up to its end are not decided yet.
    """
    clock = cases.provisional_clock(actor=actor, clock_id=clock_id, now=now)
    if not may_confirm(actor=actor, clock=clock):
        raise ClockNotYoursError
    if clock.is_paused:
        raise ClockStandsError
    if not clock.is_decided:
        raise DaysUndecidedError
    becomes = cases.recount_clock(
        actor=actor,
        case_id=clock.case_id,
        name=clock.name,
        task_id=clock.task_id,
        ground=GROUND,
        now=now,
    )
    return Confirmed(clock=clock, was=clock.due_at, becomes=becomes)


def may_confirm(*, actor: Actor, clock: ProvisionalClock) -> bool:
    """Tell whether the actor answers for the dossiers of the clock's unit."""
    return actor.can(case_permissions.REASSIGN, unit=clock.unit_id)


def exchanged_days(*, agency_id: int | None, day: date) -> tuple[date, ...]:
    """Return the day in force that was exchanged for this one, if there is one."""
    found = calendars.list_days(agency_id=agency_id, first=day, last=day)
    other = found[0].swap_with if found else None
    if other is None:
        return ()
    halves = calendars.list_days(agency_id=agency_id, first=other, last=other)
    return tuple(half.date for half in halves if half.swap_with == day)


def _other_half(override: DayOverride) -> tuple[DayOverride, ...]:
    """Return the other day of an exchange: who is off on one works on the other."""
    if override.swap_with is None or override.swap_with == override.date:
        return ()
    other = DayOverride(
        date=override.swap_with,
        kind=OTHER_HALF[override.kind],
        swap_with=override.date,
        decision=override.decision,
        note=override.note,
    )
    return (other,)
