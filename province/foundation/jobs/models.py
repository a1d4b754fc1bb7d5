"""The history of background jobs; the queue itself forgets what succeeded."""

from django.db import models


class JobRun(models.Model):
    """One run of one job."""

    name = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    succeeded = models.BooleanField(null=True)
    fault = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["name", "-id"], name="job_run_by_name"),
            models.Index(
                fields=["-id"], name="job_run_failed", condition=models.Q(succeeded=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"
