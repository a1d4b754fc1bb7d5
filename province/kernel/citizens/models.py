"""The stored shape of citizens' accounts; codes are digests."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.foundation.identity.providers import Assurance

ASSURANCE_CHOICES = [
    (Assurance.DECLARED.value, _("Tự khai, chưa xác minh")),
    (Assurance.COUNTER.value, _("Đã xác minh tại quầy")),
    (Assurance.NATIONAL.value, _("Định danh quốc gia")),
]


class Citizen(models.Model):
    """Who a citizen's account says it is, and how sure that is."""

    account = models.OneToOneField("org.Account", on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(_("họ và tên"), max_length=200)
    personal_number = models.CharField(_("số định danh cá nhân"), max_length=12)
    birth_date = models.DateField(_("ngày sinh"))
    assurance = models.CharField(_("mức bảo đảm"), max_length=12, choices=ASSURANCE_CHOICES)
    signed_up_at = models.DateTimeField(_("mở lúc"))
    verified_at = models.DateTimeField(_("xác minh lúc"), null=True)

    class Meta:
        verbose_name = _("tài khoản người dân")
        indexes = [models.Index(fields=["personal_number"], name="citizen_by_number")]
        constraints = [
            models.CheckConstraint(
                name="citizen_verified_has_a_moment",
                condition=Q(assurance=Assurance.DECLARED.value) | Q(verified_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"citizen of {self.account_id}"


class LinkedIdentity(models.Model):
    """What a provider calls the owner of an account; of the local one, a contact."""

    account = models.ForeignKey("org.Account", on_delete=models.CASCADE, related_name="+")
    provider = models.CharField(max_length=20)
    subject = models.CharField(max_length=300)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="linked_identity_is_one_account", fields=["provider", "subject"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} of {self.account_id}"


class OneTimeCode(models.Model):
    """A code on its way to a contact: a digest, and until it is sent the code in the vault."""

    subject = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    ciphertext = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="one_time_code_by_end")]

    def __str__(self) -> str:
        return f"code #{self.pk}"
