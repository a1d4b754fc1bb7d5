"""Clocks: one limit each, with its pauses, its moves and its watches."""

from django.db import models
from django.db.models import F, Q

from province.kernel.cases.contracts.values import ClockState, PauseReason, WatchKind


class Clock(models.Model):
    """One limit, legal or local; it runs when no pause is open, ``due_first`` never changes."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="clocks")
    task = models.ForeignKey(
        "cases.Task", on_delete=models.PROTECT, null=True, related_name="clocks"
    )
    name = models.CharField(max_length=40)
    limit = models.JSONField()
    calendar_agency = models.ForeignKey(
        "org.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    due_first = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    state = models.CharField(
        max_length=7, choices=[(s, s.value) for s in ClockState], default=ClockState.READY
    )
    stopped_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clock_state_is_known",
                condition=Q(state__in=[s.value for s in ClockState]),
            ),
            models.UniqueConstraint(
                name="clock_once", fields=["case", "task", "name"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="clock_started_unless_ready",
                condition=Q(state="ready", started_at__isnull=True)
                | (~Q(state="ready") & Q(started_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="clock_stopped_has_moment",
                condition=Q(state="stopped", stopped_at__isnull=False)
                | (~Q(state="stopped") & Q(stopped_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="clock_provisional",
                condition=Q(provisional=True) & ~Q(state="stopped"),
            ),
            models.Index(fields=["case"], name="clock_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.case_id}"


class ClockSpan(models.Model):
    """One pause of a clock; overlapping pauses count once."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="spans")
    reason = models.CharField(max_length=10, choices=[(r, r.value) for r in PauseReason])
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clock_span_reason_is_known",
                condition=Q(reason__in=[r.value for r in PauseReason]),
            ),
            models.CheckConstraint(
                name="clock_span_forward",
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
            ),
            models.UniqueConstraint(
                name="clock_span_open_once_per_reason",
                fields=["clock", "reason"],
                condition=Q(until_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} of {self.clock_id}"


class ClockMove(models.Model):
    """One change of a clock's due moment."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="moves")
    was = models.DateTimeField(null=True)
    becomes = models.DateTimeField(null=True)
    kind = models.CharField(max_length=10)
    ground = models.TextField(default="", blank=True)
    act_seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clock_move_kind_is_known",
                condition=Q(kind__in=["extend", "restart", "switch", "resume", "recount"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.clock_id}"


class Watch(models.Model):
    """A moment at which somebody must be told; one sweeper reads them, no job per deadline."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="watches")
    task = models.ForeignKey("cases.Task", on_delete=models.PROTECT, null=True, related_name="+")
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, null=True, related_name="watches")
    kind = models.CharField(max_length=13, choices=[(k, k.value) for k in WatchKind])
    fires_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="watch_kind_is_known",
                condition=Q(kind__in=[k.value for k in WatchKind]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["fires_at", "id"], name="watch_waiting", condition=Q(fired_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id} at {self.fires_at}"
