"""The append-only record of who changed what outside cases."""

from django.db import models

from province.foundation.db.append_only import AppendOnly


class AuditEntry(AppendOnly):
    """One change, written in the transaction that made it."""

    action = models.CharField(max_length=100)
    actor = models.CharField(max_length=100)
    account_id = models.BigIntegerField(null=True)
    on_post_id = models.BigIntegerField(null=True)
    target = models.CharField(max_length=160)
    changes = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["target", "-id"], name="audit_by_target"),
            models.Index(fields=["account_id", "-id"], name="audit_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target} #{self.pk}"
