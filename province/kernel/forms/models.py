"""Forms and their versions, and what people have filled in so far."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from province.kernel.forms.contracts import Confidence, DraftValue

CONFIDENCE_CHOICES = [
    (Confidence.VERIFIED, _("Đã đối chiếu văn bản")),
    (Confidence.SECONDARY, _("Theo nguồn thứ cấp")),
    (Confidence.RECALLED, _("Theo trí nhớ, chưa đối chiếu")),
]


class FormTemplate(models.Model):
    """One form, through all its versions."""

    key = models.CharField(_("mã biểu mẫu"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("biểu mẫu")

    def __str__(self) -> str:
        return self.key


class FormVersion(models.Model):
    """One version of a form: what it asks, since when, approved by whom."""

    template = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="versions")
    version = models.IntegerField(_("phiên bản"))
    title = models.CharField(_("tên"), max_length=300)
    definition = models.JSONField(_("nội dung"))
    digest = models.CharField(_("mã băm"), max_length=64)
    source = models.TextField(_("căn cứ"))
    confidence = models.CharField(_("độ tin cậy"), max_length=12, choices=CONFIDENCE_CHOICES)
    valid = DateRangeField(_("hiệu lực"), null=True)
    approved_by = models.CharField(_("người duyệt"), max_length=100, blank=True)
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)
    loaded_at = models.DateTimeField(_("nạp lúc"))

    class Meta:
        verbose_name = _("phiên bản biểu mẫu")
        constraints = [
            models.UniqueConstraint(name="form_version_once", fields=["template", "version"]),
            models.CheckConstraint(
                name="form_version_approved_has_validity",
                condition=Q(approved_at__isnull=True, valid__isnull=True, approved_by="")
                | (Q(approved_at__isnull=False, valid__isnull=False) & ~Q(approved_by="")),
            ),
            ExclusionConstraint(
                name="form_version_one_at_a_time",
                expressions=[
                    (F("template"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
                condition=Q(valid__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Draft(models.Model):
    """What somebody has filled in so far of one form, kept for 30 days after the last change."""

    owner = models.CharField(_("người điền"), max_length=100)
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("việc"), max_length=120, blank=True)
    revises = models.CharField(_("sửa cho"), max_length=60, default="", blank=True)
    values = models.JSONField(_("đã điền"), default=dict)
    raw = models.JSONField(_("đang điền dở"), default=dict)
    papers = models.JSONField(_("giấy tờ"), default=dict)
    prefilled = models.JSONField(_("điền sẵn"), default=list)
    step_revisions = models.JSONField(_("lần lưu của từng bước"), default=dict)
    step = models.CharField(_("bước"), max_length=80)
    revision = models.IntegerField(_("lần lưu"), default=0)
    updated_at = models.DateTimeField(_("lưu lúc"))
    expires_at = models.DateTimeField(_("giữ đến"))

    class Meta:
        verbose_name = _("bản nháp")
        constraints = [
            models.CheckConstraint(name="draft_has_owner", condition=~Q(owner="")),
            models.CheckConstraint(
                name="draft_expires_later", condition=Q(expires_at__gt=F("updated_at"))
            ),
            models.UniqueConstraint(
                name="draft_revises_once", fields=["owner", "revises"], condition=~Q(revises="")
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-updated_at", "-id"], name="draft_by_owner"),
            models.Index(fields=["expires_at"], name="draft_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} #{self.pk}"

    def to_value(self, *, form_key: str, form_version: int) -> DraftValue:
        """Return the draft as a value."""
        return DraftValue(
            id=self.pk,
            owner=self.owner,
            form_key=form_key,
            form_version=form_version,
            subject=self.subject,
            values=self.values,
            raw=self.raw,
            papers=self.papers,
            prefilled=tuple(self.prefilled),
            step=self.step,
            revision=self.revision,
            updated_at=self.updated_at,
            expires_at=self.expires_at,
            revises=self.revises,
        )
