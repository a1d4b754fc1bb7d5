"""The journal: acts, hash-chained per case, anchored hourly over all cases."""

from django.db import models

from province.foundation.db.append_only import AppendOnly


class Act(AppendOnly):
    """What somebody did.

    ``params`` hold codes; personal text is in ``body``, whose digest stays when it goes.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="acts")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    official = models.ForeignKey(
        "org.Official", on_delete=models.PROTECT, null=True, related_name="+"
    )
    post = models.ForeignKey("org.Post", on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(
        "org.Official", on_delete=models.PROTECT, null=True, related_name="+"
    )
    task = models.ForeignKey("cases.Task", on_delete=models.PROTECT, null=True, related_name="+")
    params = models.JSONField(default=dict)
    body = models.TextField(null=True)  # noqa: DJ001 -- null means destroyed or never there
    body_digest = models.CharField(max_length=64, default="", blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="act_seq_once_per_case", fields=["case", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.name}"


class Anchor(AppendOnly):
    """The Merkle root over the journal heads of all cases at one moment, time-stamped."""

    up_to = models.DateTimeField(unique=True)
    root = models.CharField(max_length=64)
    cases = models.PositiveIntegerField()
    acts = models.BigIntegerField()
    time_stamp = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"{self.root[:12]} at {self.up_to}"


class AnchoredHead(AppendOnly):
    """The journal head of a case that an anchor took in first; with them its root is recomputed.

    Heads that have not moved since the anchor before are not written again.
    """

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="heads")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="anchored_head_once", fields=["case", "seq", "head"]),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} in {self.anchor_id}"
