"""Tasks: one duty of one holder each. The inbox is the open tasks, nothing else."""

from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from province.kernel.cases.contracts.values import TaskMode, TaskState
from province.kernel.processes.contracts import TaskKind

STATE_CHOICES = [
    (TaskState.WAITING, _("Chờ")),
    (TaskState.OPEN, _("Đang mở")),
    (TaskState.DONE, _("Xong")),
    (TaskState.RETURNED, _("Trả lại")),
    (TaskState.CANCELLED, _("Bỏ")),
    (TaskState.LAPSED, _("Hết hiệu lực")),
]


class Task(models.Model):
    """One duty of exactly one holder: post, desk of a unit, official, party, outside system."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    step = models.CharField(max_length=40, default="", blank=True)
    block = models.CharField(max_length=40, default="", blank=True)
    run = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=[(kind, kind.value) for kind in TaskKind])
    mode = models.CharField(
        max_length=4, choices=[(m, m.value) for m in TaskMode], default=TaskMode.MUST
    )
    title = models.CharField(max_length=300)
    unit = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("org.Post", on_delete=models.PROTECT, null=True, related_name="+")
    desk = models.CharField(max_length=40, null=True)  # noqa: DJ001 -- null marks "not held by a desk" for num_nonnulls
    official = models.ForeignKey(
        "org.Official", on_delete=models.PROTECT, null=True, related_name="+"
    )
    party = models.ForeignKey(
        "parties.Party", on_delete=models.PROTECT, null=True, related_name="+"
    )
    outside = models.CharField(max_length=40, null=True)  # noqa: DJ001 -- as desk
    claimed_by = models.ForeignKey(
        "org.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=9, choices=STATE_CHOICES, default=TaskState.OPEN)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    paused = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    done_by_post = models.ForeignKey(
        "org.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_has_exactly_one_holder",
                condition=Exact(
                    Func(
                        F("post"),
                        F("desk"),
                        F("official"),
                        F("party"),
                        F("outside"),
                        function="num_nonnulls",
                        output_field=IntegerField(),
                    ),
                    1,
                ),
            ),
            models.CheckConstraint(
                name="task_done_has_done_at",
                condition=Q(state__in=["waiting", "open"], done_at__isnull=True)
                | Q(state__in=["done", "returned", "cancelled", "lapsed"], done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="task_claimed_only_from_a_desk",
                condition=Q(claimed_by__isnull=True) | Q(desk__isnull=False),
            ),
            models.CheckConstraint(
                name="task_kind_is_known",
                condition=Q(kind__in=[kind.value for kind in TaskKind]),
            ),
            models.CheckConstraint(
                name="task_mode_is_known",
                condition=Q(mode__in=[mode.value for mode in TaskMode]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["post", "due_at", "id"],
                name="task_open_by_post",
                condition=Q(state="open", post__isnull=False),
            ),
            models.Index(
                fields=["unit", "due_at", "id"],
                name="task_open_by_unit",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["official", "due_at", "id"],
                name="task_open_by_official",
                condition=Q(state="open", official__isnull=False),
            ),
            models.Index(
                fields=["party", "due_at", "id"],
                name="task_open_by_party",
                condition=Q(state="open", party__isnull=False),
            ),
            models.Index(fields=["case", "id"], name="task_by_case"),
            models.Index(
                fields=["done_by_post", "-done_at"],
                name="task_done_by_post",
                condition=Q(done_by_post__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"


class Handover(models.Model):
    """A task passing from one hand to the next, with both sides (Mẫu 06).

    What was said is the body of its act.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="handovers")
    from_post = models.ForeignKey("org.Post", on_delete=models.PROTECT, null=True, related_name="+")
    to_post = models.ForeignKey("org.Post", on_delete=models.PROTECT, null=True, related_name="+")
    to_desk = models.CharField(max_length=40, default="", blank=True)
    given_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, default="", blank=True)
    note = models.CharField(max_length=500, default="", blank=True)  # empty: words are the act's
    act_seq = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handover_taken_after_given",
                condition=Q(taken_at__isnull=True) | Q(taken_at__gte=F("given_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["given_at"], name="handover_not_taken", condition=Q(taken_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.from_post_id} -> {self.to_post_id or self.to_desk}"
