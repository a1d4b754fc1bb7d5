"""The outbox: one row per event, one per event and subscriber."""

from django.db import models
from django.db.models import Q


class OutboxEvent(models.Model):
    """One thing that happened, committed together with the change itself."""

    name = models.CharField(max_length=100)
    payload = models.JSONField()
    emitted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["name", "-id"], name="outbox_by_name")]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class Delivery(models.Model):
    """One event on its way to one subscriber."""

    WAITING, DONE, PARKED = "waiting", "done", "parked"

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.CharField(max_length=160)
    state = models.CharField(max_length=8, default=WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="delivery_once_per_subscriber", fields=["event", "subscriber"]
            ),
            models.CheckConstraint(
                name="delivery_state_is_known",
                condition=Q(state__in=["waiting", "done", "parked"]),
            ),
            models.CheckConstraint(
                name="delivery_done_is_dated",
                condition=Q(state="done", finished_at__isnull=False) | ~Q(state="done"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="delivery_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["id"], name="delivery_parked", condition=Q(state="parked")),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} <- #{self.event_id} ({self.state})"
