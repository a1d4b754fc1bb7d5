"""What was typed into refused forms; kept for an hour at most, for the session that typed it."""

from django.db import models


class Remark(models.Model):
    """What was said and typed at one place, under one mark, in one session."""

    session_digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=16)
    form = models.CharField(max_length=16)
    place = models.CharField(max_length=200)
    content = models.TextField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="remark_once_per_mark", fields=["session_digest", "mark"]),
        ]
        indexes = [models.Index(fields=["expires_at"], name="remark_by_end")]

    def __str__(self) -> str:
        return f"{self.place} until {self.expires_at}"
