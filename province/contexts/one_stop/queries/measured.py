"""The facets of dossiers at the end of a window, worked out by the database for many at once.

The one place that says who is in time, late, overdue or paused: figures count what stands here,
and the lists behind the figures are filtered by the same words.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateTimeField,
    DurationField,
    Expression,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import Exact

from province.contexts.one_stop.contracts.figures import Measure, Outcome, Timing, Window
from province.contexts.one_stop.contracts.states import (
    Channel,
    DossierClock,
    FormIssued,
    ProcessingState,
    ResultKind,
)
from province.contexts.one_stop.models import DossierQuerySet, SupplementRequest
from province.contexts.one_stop.rules.measures import MEASURES
from province.contexts.one_stop.rules.periods import LOCAL

FACETS = ("came", "outcome", "timing", "waits", "kept", "whole", "electronic")
_NONE = Value(timedelta(), output_field=DurationField())
_YES, _NO = Value(value=True), Value(value=False)
_HELD = (DossierClock.PAUSED_FINANCE.value, DossierClock.PAUSED_OTHER.value)


def handled(*, rows: DossierQuerySet, window: Window) -> DossierQuerySet:
    """Keep what was at work in the window: received before its end, not finished before it."""
    return rows.filter(
        Q(finished_at__isnull=True) | Q(finished_at__gte=window.since),
        is_test=False,
        received_at__lt=window.until,
    )


def measured(*, rows: DossierQuerySet, window: Window) -> DossierQuerySet:
    """Add the facets at the end of the window, and ``spent``, to what was at work in it."""
    until = window.until
    return (
        handled(rows=rows, window=window)
        .annotate(
            asked=FilteredRelation(
                "supplements", condition=Q(supplements__stage=SupplementRequest.AFTER)
            ),
            asked_early=FilteredRelation(
                "supplements", condition=Q(supplements__stage=SupplementRequest.BEFORE)
            ),
            apology=FilteredRelation("forms", condition=Q(forms__form=FormIssued.APOLOGY.value)),
        )
        .annotate(
            end=Case(
                When(finished_at__lt=until, then=F("finished_at")),
                default=Value(until),
                output_field=DateTimeField(),
            )
        )
        .annotate(**_waiting())
        .annotate(**_told(window))
    )


def that_fit(*, rows: DossierQuerySet, window: Window, measure: Measure) -> DossierQuerySet:
    """Keep the dossiers that the measure counts in the window."""
    wanted = {
        f"{facet}__in": [getattr(value, "value", value) for value in values]
        for facet, values in MEASURES[measure].items()
    }
    return measured(rows=rows.counted(), window=window).filter(**wanted)


def _waiting() -> Mapping[str, Expression]:
    """Say since when the applicant's answer is due at the end, and how long earlier ones took."""
    unanswered = Q(asked__answered_at__isnull=True) | Q(asked__answered_at__gte=F("end"))
    took = ExpressionWrapper(
        F("asked__answered_at") - F("asked__asked_at"), output_field=DurationField()
    )
    return {
        "asks_since": Case(
            When(Q(asked__asked_at__lt=F("end")) & unanswered, then=F("asked__asked_at")),
            output_field=DateTimeField(),
        ),
        "waited": Case(
            When(asked__answered_at__lt=F("end"), then=took),
            default=_NONE,
            output_field=DurationField(),
        ),
    }


def _told(window: Window) -> Mapping[str, Expression]:
    ours = Coalesce("asks_since", "end")  # the moment at which the agency's own time stood
    net = ExpressionWrapper(ours - F("waited"), output_field=DateTimeField())
    is_open = Q(finished_at__isnull=True) | Q(finished_at__gte=window.until)
    late = Q(apology__isnull=True, due_at__lt=ours) | Q(apology__isnull=False, due_first__lt=net)
    twice = Q(asked__isnull=False, asked_early__isnull=False, asked__asked_at__lt=window.until)
    sealed = Q(result__sealed_at__lt=window.until)
    refused = Q(result__kind=ResultKind.REFUSAL.value, result__signed_at__lt=window.until)
    electronic = sealed | refused
    return {
        "came": _flag(Q(received_at__gte=window.since)),
        "outcome": Case(
            When(is_open, then=Value(Outcome.OPEN.value)),
            When(processing=ProcessingState.WITHDRAWN, then=Value(Outcome.WITHDRAWN.value)),
            When(processing=ProcessingState.STOPPED, then=Value(Outcome.STOPPED.value)),
            default=Value(Outcome.DECIDED.value),
            output_field=CharField(),
        ),
        "timing": Case(
            When(late, then=Value(Timing.LATE.value)),
            When(
                ~is_open
                & Q(Exact(TruncDate("due_at", tzinfo=LOCAL), TruncDate(ours, tzinfo=LOCAL))),
                then=Value(Timing.ON_DAY.value),
            ),
            default=Value(Timing.EARLY.value),
            output_field=CharField(),
        ),
        "waits": _flag(is_open & (Q(asks_since__isnull=False) | Q(clock__in=_HELD))),
        "kept": _flag(~twice & (Q(due_first__isnull=True) | Q(due_first__gte=net))),
        "whole": _flag(Q(channel=Channel.ONLINE.value) & electronic),
        "electronic": _flag(electronic),
        "spent": ExpressionWrapper(net - F("received_at"), output_field=DurationField()),
    }


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=_YES), default=_NO, output_field=BooleanField())
