"""The stored shape of signing: authorities, credentials, keys behind PINs, what was signed."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from province.foundation.db.append_only import AppendOnly
from province.kernel.signing.contracts import CredentialState, RecordKind

STATE_CHOICES = [
    (CredentialState.ACTIVE, _("Đang dùng")),
    (CredentialState.REVOKED, _("Đã thu hồi")),
]
KIND_CHOICES = [(RecordKind.SIGNED, _("Ký")), (RecordKind.SEALED, _("Đóng dấu"))]


class CertificateAuthority(models.Model):
    """The local test authority; its keys are encrypted under the vault's key."""

    name = models.CharField(_("tên"), max_length=64)
    root_certificate = models.BinaryField()
    root_key = models.BinaryField()
    stamper_certificate = models.BinaryField()
    stamper_key = models.BinaryField()
    is_current = models.BooleanField(_("đang dùng"), default=True)
    made_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("tổ chức chứng thực thử nghiệm")
        constraints = [
            models.UniqueConstraint(
                name="authority_one_current", fields=["is_current"], condition=Q(is_current=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SigningCredentialQuerySet(models.QuerySet["SigningCredential"]):
    """Row sets that have a name in the language of the office."""

    def active(self) -> Self:
        """Keep those that were not revoked."""
        return self.filter(state=CredentialState.ACTIVE)

    def shown(self) -> Self:
        """Keep those in use that lists show: the self-check's own are nobody's business."""
        return self.active().filter(is_test=False)

    def of_official(self, official_id: int) -> Self:
        """Keep those of a person's own name."""
        return self.filter(official_id=official_id)

    def of_agency(self, agency_id: int) -> Self:
        """Keep the seals of an agency."""
        return self.filter(agency_id=agency_id)


class SigningCredential(models.Model):
    """A certificate in the name of one official, or the seal of one agency."""

    authority = models.ForeignKey(CertificateAuthority, on_delete=models.PROTECT)
    official_id = models.BigIntegerField(_("cán bộ"), null=True)
    agency_id = models.BigIntegerField(_("cơ quan"), null=True)
    display_name = models.CharField(_("tên trên chữ ký"), max_length=200)
    title = models.CharField(_("chức vụ"), max_length=160, blank=True)
    organisation = models.CharField(_("cơ quan"), max_length=200)
    serial = models.CharField(_("số chứng thư"), max_length=48, unique=True)
    certificate = models.BinaryField()
    valid_from = models.DateTimeField(_("từ"))
    valid_until = models.DateTimeField(_("đến"))
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=STATE_CHOICES, default=CredentialState.ACTIVE
    )
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    is_test = models.BooleanField(_("để kiểm thử"), default=False)

    objects = SigningCredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("chứng thư ký")
        constraints = [
            models.CheckConstraint(
                name="credential_has_one_holder",
                condition=Q(official_id__isnull=False, agency_id__isnull=True)
                | Q(official_id__isnull=True, agency_id__isnull=False),
            ),
            models.CheckConstraint(
                name="credential_revoked_has_moment",
                condition=Q(state=CredentialState.ACTIVE, revoked_at__isnull=True)
                | Q(state=CredentialState.REVOKED, revoked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="credential_ends_after_it_begins",
                condition=Q(valid_until__gt=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="credential_one_active_per_official",
                fields=["official_id"],
                condition=Q(state=CredentialState.ACTIVE),
            ),
            models.UniqueConstraint(
                name="credential_one_active_per_agency",
                fields=["agency_id"],
                condition=Q(state=CredentialState.ACTIVE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.display_name} {self.serial}"


class KeyShare(models.Model):
    """The private key of a credential, behind the PIN of one person who may use it."""

    credential = models.ForeignKey(SigningCredential, on_delete=models.PROTECT)
    official_id = models.BigIntegerField(_("người giữ"))
    salt = models.BinaryField()
    ciphertext = models.BinaryField()
    must_change = models.BooleanField(_("phải đổi mã PIN"), default=False)

    class Meta:
        verbose_name = _("khóa ký")
        constraints = [
            models.UniqueConstraint(
                name="key_share_one_per_keeper", fields=["credential", "official_id"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credential_id}/{self.official_id}"


class PinCounter(models.Model):
    """How often a wrong PIN was tried in a row; counted on a connection that no rollback touches.

    The share is a plain number on purpose: this row must be written while the share's own
    transaction is still open, and must stay when that one fails. A right PIN forgives only the
    ``round`` in which it was counted itself.
    """

    share_id = models.BigIntegerField(primary_key=True)
    tried = models.PositiveSmallIntegerField(_("lần thử"))
    round = models.UUIDField(_("đợt đếm"), db_default=RandomUUID())

    class Meta:
        verbose_name = _("bộ đếm mã PIN")

    def __str__(self) -> str:
        return f"{self.share_id}: {self.tried}"


class SignatureRecord(AppendOnly):
    """One signature that was made: by which credential, over which digest, for what."""

    kind = models.CharField(_("việc"), max_length=8, choices=KIND_CHOICES)
    credential = models.ForeignKey(SigningCredential, on_delete=models.PROTECT)
    official_id = models.BigIntegerField(_("người thực hiện"))
    field = models.CharField(_("chỗ ký"), max_length=40)
    digest_before = models.CharField(max_length=64)
    digest_after = models.CharField(max_length=64)
    case_id = models.BigIntegerField(null=True)
    attachment_id = models.BigIntegerField(null=True)
    signed_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("ký lúc"))

    class Meta:
        verbose_name = _("lần ký")
        indexes = [
            models.Index(fields=["digest_after"], name="signature_by_digest"),
            models.Index(fields=["case_id", "id"], name="signature_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest_after[:12]}"
