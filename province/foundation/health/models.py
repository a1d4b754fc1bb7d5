"""Since when something is wrong, and when the worker looked last."""

from django.db import models
from django.db.models import Q


class Sighting(models.Model):
    """A trouble from the look that saw it first to the look that saw it no more."""

    key = models.CharField(max_length=100)
    severity = models.CharField(max_length=8)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sighting_open_once", fields=["key"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} since {self.began_at}"


class LastLook(models.Model):
    """When the worker looked around last: one row."""

    looked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="last_look_is_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.looked_at)
