"""The stored shape of second steps; secrets are in the vault, codes are digests."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AppSecret(models.Model):
    """The secret that an account shares with an authenticator app."""

    account = models.OneToOneField("org.Account", on_delete=models.CASCADE, related_name="+")
    ciphertext = models.BinaryField()
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("ứng dụng xác thực")

    def __str__(self) -> str:
        return f"app of {self.account_id}"


class RecoveryCode(models.Model):
    """The digest of a code that works once when everything else is lost."""

    account = models.ForeignKey("org.Account", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("mã khôi phục")
        constraints = [
            models.UniqueConstraint(
                name="recovery_code_once_per_account", fields=["account", "digest"]
            ),
        ]

    def __str__(self) -> str:
        return f"code of {self.account_id}"


class Passkey(models.Model):
    """A public key whose private half never leaves somebody's device."""

    account = models.ForeignKey("org.Account", on_delete=models.CASCADE, related_name="+")
    credential_id = models.BinaryField(unique=True)
    credential_data = models.BinaryField()
    user_handle = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(_("tên"), max_length=60)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("khóa đăng nhập")
        constraints = [
            models.CheckConstraint(name="passkey_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"passkey of {self.account_id}"


class Tries(models.Model):
    """How often in a row an account's second step went wrong."""

    account = models.OneToOneField("org.Account", on_delete=models.CASCADE, related_name="+")
    failures = models.PositiveSmallIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.failures} of {self.account_id}"


class RolePolicy(models.Model):
    """A role whose holders need a second step."""

    role = models.CharField(_("vai trò"), max_length=40, unique=True)
    since = models.DateTimeField(_("từ"))
    grace_days = models.PositiveSmallIntegerField(_("thời gian chuẩn bị (ngày)"))

    class Meta:
        verbose_name = _("vai trò phải có bước xác thực thứ hai")
        constraints = [
            models.CheckConstraint(
                name="role_policy_grace_is_short", condition=Q(grace_days__lte=90)
            ),
        ]

    def __str__(self) -> str:
        return self.role
