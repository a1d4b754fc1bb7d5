"""The stored shape of exchange, and the facts the database itself guards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Partner(models.Model):
    """A system of somebody else that may send to this one."""

    code = models.CharField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên hệ thống"), max_length=200)
    scopes = models.JSONField(_("được làm"))
    contact = models.CharField(_("đầu mối liên hệ"), max_length=300, blank=True)
    basis = models.CharField(_("căn cứ kết nối"), max_length=300)
    registered_by = models.CharField(_("người đăng ký"), max_length=100)
    registered_at = models.DateTimeField(_("đăng ký lúc"))
    ended_at = models.DateTimeField(_("chấm dứt lúc"), null=True)

    class Meta:
        verbose_name = _("hệ thống đối tác")
        constraints = [
            models.CheckConstraint(
                name="partner_code_has_its_grammar",
                condition=Q(code__regex=r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$"),
            ),
            models.CheckConstraint(name="partner_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="partner_has_basis", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return self.code


class PartnerKey(models.Model):
    """What a partner shows at the door; of its secret only a digest is kept."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="keys")
    prefix = models.CharField(_("đầu khóa"), max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    label = models.CharField(_("tên gọi"), max_length=100)
    issued_by = models.CharField(_("người cấp"), max_length=100)
    issued_at = models.DateTimeField(_("cấp lúc"))
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    last_used_at = models.DateTimeField(_("dùng lần cuối"), null=True)

    class Meta:
        verbose_name = _("khóa kết nối")
        constraints = [
            models.CheckConstraint(
                name="partner_key_expires_after_issue",
                condition=Q(expires_at__gt=models.F("issued_at")),
            ),
        ]
        indexes = [models.Index(fields=["partner", "-issued_at"], name="partner_keys_newest")]

    def __str__(self) -> str:
        return self.prefix
