"""Contents by their sha256, attachments, and the versions of each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.foundation.db.append_only import AppendOnly
from province.kernel.attachments.contracts import AttachmentVersionValue, ScanState

STATE_CHOICES = [
    (ScanState.UNSCANNED, _("Chưa quét")),
    (ScanState.SCANNED, _("Đã quét")),
    (ScanState.INFECTED, _("Có vi-rút")),
]


class Content(models.Model):
    """A content of the file store; the same content is kept once."""

    sha256 = models.CharField(_("mã băm"), max_length=64, unique=True)
    size = models.BigIntegerField(_("cỡ"))
    mime = models.CharField(_("loại"), max_length=120)
    pages = models.IntegerField(_("số trang"), null=True)
    state = models.CharField(_("quét vi-rút"), max_length=12, choices=STATE_CHOICES)
    scanned_at = models.DateTimeField(_("quét lúc"), null=True)
    signature = models.CharField(_("tên vi-rút"), max_length=200, blank=True)
    scan_tries = models.PositiveSmallIntegerField(
        _("số lần quét không được"), default=0, db_default=0
    )
    scan_again_at = models.DateTimeField(_("quét lại từ lúc"), null=True)

    class Meta:
        verbose_name = _("nội dung tệp")
        constraints = [
            models.CheckConstraint(name="content_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="content_sha256_is_hex", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="content_scanned_has_moment",
                condition=Q(state=ScanState.UNSCANNED, scanned_at__isnull=True)
                | Q(~Q(state=ScanState.UNSCANNED), scanned_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="content_waiting_for_scan", condition=Q(state="unscanned")
            )
        ]

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """One paper of somebody, through all its versions."""

    owner = models.CharField(_("người gửi"), max_length=100)
    kind = models.CharField(_("loại"), max_length=40)
    name = models.CharField(_("tên"), max_length=200)
    last_no = models.IntegerField(_("số phiên bản"), default=1)

    class Meta:
        verbose_name = _("tệp đính kèm")
        constraints = [
            models.CheckConstraint(name="attachment_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="attachment_has_owner", condition=~Q(owner="")),
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="attachment_by_owner")]

    def __str__(self) -> str:
        return self.name


class AttachmentVersion(AppendOnly):
    """One version: written once, never changed."""

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="versions")
    no = models.IntegerField(_("phiên bản"))
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(_("tên tệp"), max_length=200)
    is_made = models.BooleanField(_("do hệ thống lập"), default=False)
    uploaded_by = models.CharField(_("người gửi"), max_length=100)
    uploaded_at = models.DateTimeField(_("gửi lúc"))
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("phiên bản tệp")
        constraints = [
            models.UniqueConstraint(name="attachment_version_once", fields=["attachment", "no"]),
            models.CheckConstraint(name="attachment_version_from_one", condition=Q(no__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.no})"

    def to_value(self) -> AttachmentVersionValue:
        """Return the version as a value; ``attachment`` and ``content`` must be loaded."""
        return AttachmentVersionValue(
            id=self.pk,
            attachment_id=self.attachment_id,
            no=self.no,
            owner=self.attachment.owner,
            kind=self.attachment.kind,
            name=self.name,
            sha256=self.content.sha256,
            size=self.content.size,
            mime=self.content.mime,
            pages=self.content.pages,
            state=ScanState(self.content.state),
            is_made=self.is_made,
            uploaded_by=self.uploaded_by,
            uploaded_at=self.uploaded_at,
            note=self.note,
        )
