"""The stored shape of privacy, and the facts the database itself guards."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.contexts.privacy import permissions
from province.contexts.privacy.contracts import RequestChannel, RequestKind, RequestState
from province.foundation.identity.actors import Actor

KIND_CHOICES = [
    (RequestKind.SEE.value, _("Xem dữ liệu của tôi")),
    (RequestKind.CORRECT.value, _("Sửa dữ liệu sai")),
    (RequestKind.ERASE.value, _("Xóa dữ liệu")),
    (RequestKind.RESTRICT.value, _("Hạn chế hoặc phản đối xử lý")),
    (RequestKind.ASK_LOOK.value, _("Hỏi về một lượt xem")),
]
STATE_CHOICES = [
    (RequestState.OPEN.value, _("Đang xử lý")),
    (RequestState.DONE.value, _("Đã thực hiện")),
    (RequestState.REFUSED.value, _("Từ chối")),
    (RequestState.WITHDRAWN.value, _("Đã rút")),
]


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Row sets that have a name in the language of the officials."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep one's own requests, and those of the units in which one answers or records."""
        if actor.is_anonymous:
            return self.none()
        seen = Q(pk__in=[])
        if actor.party_id is not None:
            seen |= Q(party_id=actor.party_id)
        for ability in (permissions.ANSWER_REQUESTS, permissions.RECORD_REQUESTS):
            seen |= Q(unit_id__in=actor.units_with(ability))
        return self.filter(seen)


class DataRequest(models.Model):
    """What a person asks about their own data; one to one with a case of the kernel."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("yêu cầu"), max_length=10, choices=KIND_CHOICES)
    channel = models.CharField(max_length=8, choices=[(c.value, c.value) for c in RequestChannel])
    words = models.CharField(_("nội dung"), max_length=2000, blank=True)
    wanted = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATE_CHOICES, default=RequestState.OPEN.value)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=2000, blank=True)
    law = models.CharField(max_length=300, blank=True)
    paper_id = models.BigIntegerField(null=True)  # a version of kernel.attachments

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("yêu cầu về dữ liệu cá nhân")
        constraints = [
            models.CheckConstraint(
                name="privacy_request_over_has_moment",
                condition=Q(state="open", answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="privacy_request_refused_by_law", condition=~Q(state="refused") | ~Q(law="")
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_at"], name="privacy_request_of_unit"),
            models.Index(fields=["party", "-id"], name="privacy_request_of_party"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
