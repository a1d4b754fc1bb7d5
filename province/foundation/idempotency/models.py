"""The first answer to each keyed request."""

from django.db import models


class CommandKey(models.Model):
    """One request of one actor; repeated, it gets the first answer."""

    actor = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    command = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, default="")
    result = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="command_key_once_per_actor", fields=["actor", "key"]),
        ]
        indexes = [models.Index(fields=["created_at"], name="command_key_by_age")]

    def __str__(self) -> str:
        return f"{self.command} {self.key}"
