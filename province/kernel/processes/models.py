"""The stored shape of processes: approved step tables with their validity."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.kernel.processes.contracts import Join, Many, Origin, TaskKind, VersionState

STATE_CHOICES = [
    (VersionState.DRAFT, _("Bản nháp")),
    (VersionState.APPROVED, _("Đã phê duyệt")),
    (VersionState.PUBLISHED, _("Đã công bố")),
    (VersionState.WITHDRAWN, _("Đã rút")),
]


class Process(models.Model):
    """One internal process, through all its versions."""

    key = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    case_kind = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.key


class ProcessVersion(models.Model):
    """One step table of a process, approved by a decision for a time."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATE_CHOICES, default=VersionState.DRAFT)
    decision = models.CharField(max_length=300, default="")
    validity = DateRangeField(null=True)
    total_limit = models.JSONField(null=True)
    made_at = models.DateTimeField()
    origin = models.CharField(
        max_length=10,
        choices=[(origin, origin.value) for origin in Origin],
        default=Origin.HAND,
        db_default=Origin.HAND,
    )
    source = models.TextField(default="", db_default="", blank=True)
    digest = models.CharField(max_length=64, default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="process_version_no_once", fields=["process", "no"]),
            models.CheckConstraint(
                name="process_version_published_has_decision_and_validity",
                condition=~Q(state="published") | (~Q(decision="") & Q(validity__isnull=False)),
            ),
            ExclusionConstraint(
                name="process_has_one_published_version_a_day",
                expressions=[
                    ("process", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}/{self.no}"


class StepRow(models.Model):
    """One line of a step table."""

    version = models.ForeignKey(ProcessVersion, on_delete=models.CASCADE, related_name="steps")
    no = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=[(kind, kind.value) for kind in TaskKind])
    holder = models.CharField(max_length=80)
    limit = models.JSONField()
    limit_online = models.JSONField(null=True)
    budget = models.CharField(max_length=40, default="", blank=True)
    block = models.CharField(max_length=40, default="", blank=True)
    join = models.CharField(max_length=4, default=Join.ALL)
    many = models.CharField(max_length=4, default=Many.ONE)
    when = models.JSONField(null=True)
    ways = models.JSONField(default=list)
    back = models.JSONField(default=list)
    forms = models.JSONField(default=list)
    produces = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="step_no_once_per_version", fields=["version", "no"]),
            models.UniqueConstraint(name="step_key_once_per_version", fields=["version", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}:{self.key}"
