"""The stored shape of privacy, and the facts the database itself guards."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.contexts.privacy import permissions
from province.contexts.privacy.contracts import (
    BreachState,
    RequestChannel,
    RequestKind,
    RequestState,
)
from province.foundation.db.append_only import AppendOnly
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


class ActivityVersion(AppendOnly):
    """One version of a line of the register of processing; older ones stay."""

    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.JSONField()
    reason = models.CharField(_("lý do"), max_length=300)
    set_by = models.CharField(_("người sửa"), max_length=100)
    set_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        verbose_name = _("hoạt động xử lý dữ liệu")
        constraints = [
            models.UniqueConstraint(
                name="privacy_activity_version_once", fields=["key", "version"]
            ),
            models.CheckConstraint(name="privacy_activity_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class Breach(models.Model):
    """A breach of the protection of personal data, with the end of the time for its notice."""

    unit = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("tên vụ việc"), max_length=200)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in BreachState], default=BreachState.OPEN
    )
    found_at = models.DateTimeField(_("phát hiện lúc"))
    notify_by = models.DateTimeField(_("thông báo trước"))
    what = models.CharField(_("diễn biến"), max_length=2000)
    categories = models.CharField(_("loại dữ liệu"), max_length=500)
    people = models.PositiveIntegerField(_("số người bị ảnh hưởng"))
    measures = models.CharField(_("biện pháp"), max_length=2000)
    reported_by = models.CharField(max_length=100)
    reported_at = models.DateTimeField()
    notified_at = models.DateTimeField(null=True)
    notified_how = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    lesson = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = _("vi phạm dữ liệu cá nhân")
        constraints = [
            models.CheckConstraint(
                name="privacy_breach_moments",
                condition=Q(state="open", notified_at__isnull=True, closed_at__isnull=True)
                | Q(state="notified", notified_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", notified_at__isnull=False, closed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["unit", "-found_at"], name="privacy_breach_of_unit")]

    def __str__(self) -> str:
        return f"#{self.pk}"
