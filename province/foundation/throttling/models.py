"""How often each address came; a table that PostgreSQL may forget after a crash."""

from django.db import models


class VisitCount(models.Model):
    """The visits of one address to one door within one span of time."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="visit_count_by_end")]

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"
