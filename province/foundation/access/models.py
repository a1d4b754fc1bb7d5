"""Who read which person's data, for which case and why. The person may see it."""

from django.db import models

from province.foundation.db.append_only import AppendOnly


class AccessEntry(AppendOnly):
    """One look at one person's data, on a connection of its own: no rollback removes it."""

    party_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=100)
    on_post_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=200)
    what = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["party_id", "-id"], name="access_by_party"),
            models.Index(fields=["on_post_id", "-seen_at"], name="access_by_post"),
        ]
        constraints = [
            models.CheckConstraint(name="access_has_purpose", condition=~models.Q(purpose="")),
        ]

    def __str__(self) -> str:
        return f"{self.actor} -> {self.party_id} #{self.pk}"
