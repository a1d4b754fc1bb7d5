"""The stored shape of the organisation, and the facts that the database itself guards."""

from datetime import date, datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from province.kernel.org.contracts import AgencyKind, AgencyLevel, CodeScheme, Share

KIND_CHOICES = [
    (AgencyKind.PROVINCE.value, _("Ủy ban nhân dân tỉnh")),
    (AgencyKind.DEPARTMENT.value, _("Cơ quan chuyên môn cấp tỉnh")),
    (AgencyKind.COMMUNE.value, _("Ủy ban nhân dân cấp xã")),
    (AgencyKind.CENTRE.value, _("Trung tâm")),
    (AgencyKind.DIVISION.value, _("Phòng, bộ phận")),
    (AgencyKind.SECTOR.value, _("Cơ quan ngành dọc")),
    (AgencyKind.HISTORIC.value, _("Đơn vị trước sắp xếp")),
    (AgencyKind.TEST.value, _("Đơn vị kiểm thử")),
]
LEVEL_CHOICES = [
    (AgencyLevel.PROVINCE.value, _("Cấp tỉnh")),
    (AgencyLevel.COMMUNE.value, _("Cấp xã")),
]
SCHEME_CHOICES = [
    (CodeScheme.EID.value, _("Mã định danh (QĐ 20/2020/QĐ-TTg)")),
    (CodeScheme.GSO.value, _("Mã đơn vị hành chính")),
    (CodeScheme.QCVN102.value, _("Mã QCVN 102:2016")),
    (CodeScheme.TEMPORARY.value, _("Mã tạm")),
]
SHARE_CHOICES = [(Share.WHOLE.value, _("Toàn bộ")), (Share.PART.value, _("Một phần"))]


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Row sets of agencies that have a name."""

    def valid_on(self, day: date) -> Self:
        """Keep the agencies that exist on this day."""
        return self.filter(validity__contains=day)

    def real(self) -> Self:
        """Leave the unit under test and its divisions out."""
        return self.filter(is_test=False)

    def bodies(self) -> Self:
        """Leave divisions and bygone agencies out."""
        return self.exclude(kind__in=[AgencyKind.DIVISION.value, AgencyKind.HISTORIC.value])


class Agency(models.Model):
    """A body of government, or a division of one, for as long as it exists."""

    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên ngắn"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    kind = models.CharField(_("loại"), max_length=16, choices=KIND_CHOICES)
    level = models.CharField(_("cấp"), max_length=16, choices=LEVEL_CHOICES)
    parent = models.ForeignKey(
        "self", verbose_name=_("cơ quan cấp trên"), on_delete=models.PROTECT, null=True, blank=True
    )
    validity = DateRangeField(_("thời gian tồn tại"))
    sort_name = models.CharField(max_length=1000, db_collation="C")
    folded = models.CharField(max_length=400, db_collation="C")
    is_test = models.BooleanField(_("để kiểm thử"), default=False)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    source_key = models.CharField(max_length=60, null=True, unique=True)  # noqa: DJ001 -- unique where present

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cơ quan")
        constraints = [
            models.CheckConstraint(
                name="agency_exists_for_some_time", condition=Q(validity__isempty=False)
            ),
            models.CheckConstraint(
                name="agency_division_has_parent",
                condition=~Q(kind=AgencyKind.DIVISION.value) | Q(parent__isnull=False),
            ),
            models.CheckConstraint(
                name="agency_test_kind_is_test",
                condition=~Q(kind=AgencyKind.TEST.value) | Q(is_test=True),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "sort_name", "id"], name="agency_by_kind"),
            GinIndex(fields=["folded"], name="agency_folded", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyCode(models.Model):
    """A code of an agency in one scheme, for as long as it is valid."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(_("hệ mã"), max_length=16, choices=SCHEME_CHOICES)
    code = models.CharField(_("mã"), max_length=35, db_collation="C")
    validity = DateRangeField(_("thời gian hiệu lực"))
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("mã cơ quan")
        constraints = [
            models.UniqueConstraint(
                name="agency_code_identifies_one_agency",
                fields=["scheme", "code"],
                condition=Q(scheme__in=[CodeScheme.EID.value, CodeScheme.TEMPORARY.value]),
            ),
            ExclusionConstraint(
                name="agency_code_names_one_agency_at_a_time",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="agency_has_one_code_per_scheme",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("scheme", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="agency_code_valid_for_some_time", condition=Q(validity__isempty=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Succession(models.Model):
    """An old agency that went, whole or in part, into a new one."""

    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="predecessions")
    share = models.CharField(_("phần"), max_length=8, choices=SHARE_CHOICES)
    on = models.DateField(_("ngày"))
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kế thừa")
        constraints = [
            models.UniqueConstraint(
                name="succession_is_said_once", fields=["from_agency", "to_agency"]
            ),
            models.UniqueConstraint(
                name="succession_whole_goes_to_one",
                fields=["from_agency"],
                condition=Q(share=Share.WHOLE.value),
            ),
            models.CheckConstraint(
                name="succession_is_to_another", condition=~Q(from_agency=F("to_agency"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_agency_id} -> {self.to_agency_id}"


class Post(models.Model):
    """A place of work in an agency, whoever holds it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    division = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="division_posts"
    )
    title = models.CharField(_("chức danh"), max_length=160)
    role = models.CharField(_("vai trò"), max_length=40)
    is_head = models.BooleanField(_("đứng đầu"), default=False)
    validity = DateRangeField(_("thời gian tồn tại"))

    class Meta:
        verbose_name = _("vị trí việc làm")
        constraints = [
            models.CheckConstraint(
                name="post_exists_for_some_time", condition=Q(validity__isempty=False)
            ),
            ExclusionConstraint(
                name="post_agency_has_one_head",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_head=True),
            ),
        ]
        indexes = [models.Index(fields=["agency", "role", "id"], name="post_by_agency_role")]

    def __str__(self) -> str:
        return self.title


class Official(models.Model):
    """A person in the service of the province."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    family_name = models.CharField(_("họ và tên đệm"), max_length=100, blank=True)
    given_name = models.CharField(_("tên"), max_length=40)
    sort_name = models.CharField(max_length=600, db_collation="C")
    folded = models.CharField(max_length=240, db_collation="C")
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    is_test = models.BooleanField(_("để kiểm thử"), default=False)

    class Meta:
        verbose_name = _("cán bộ")
        indexes = [models.Index(fields=["sort_name", "id"], name="official_by_name")]

    def __str__(self) -> str:
        return self.full_name


class Holding(models.Model):
    """An official in a post, for a time."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="holdings")
    validity = DateTimeRangeField(_("thời gian giữ"))
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("giữ vị trí")
        constraints = [
            ExclusionConstraint(
                name="holding_post_has_one_holder",
                expressions=[("post", RangeOperators.EQUAL), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="holding_lasts_some_time", condition=Q(validity__isempty=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} @ {self.post_id}"


class Substitution(models.Model):
    """An official who stands in for the holder of a post, for a time."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="substitutions")
    validity = DateTimeRangeField(_("thời gian thay"))
    scope_note = models.CharField(_("phạm vi"), max_length=300, blank=True)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("người thay")
        constraints = [
            ExclusionConstraint(
                name="substitution_post_has_one_substitute",
                expressions=[("post", RangeOperators.EQUAL), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="substitution_lasts_some_time",
                condition=Q(
                    validity__isempty=False,
                    validity__upper_inf=False,
                    validity__lower_inf=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.post_id}"


def open_at(moment: datetime) -> Q:
    """Keep the accounts that may be used at this moment."""
    return Q(Q(closes_at__isnull=True) | Q(closes_at__gt=moment), is_active=True)


class Account(AbstractBaseUser):
    """Who may sign in: an official, or a person or organisation of the register of parties."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    official = models.OneToOneField(
        Official, on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    party_id = models.BigIntegerField(_("người dân, tổ chức"), null=True, blank=True, unique=True)
    display_name = models.CharField(_("tên hiển thị"), max_length=160, blank=True)
    is_active = models.BooleanField(_("đang mở"), default=True)
    opened_at = models.DateTimeField(_("mở lúc"), null=True, blank=True)
    closes_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)
    is_demo = models.BooleanField(_("tài khoản minh họa"), default=False)

    USERNAME_FIELD = "username"
    objects = BaseUserManager["Account"]()

    class Meta:
        verbose_name = _("tài khoản")
        constraints = [
            models.CheckConstraint(
                name="account_username_is_plain",
                condition=Q(username__regex=r"^[a-z0-9][a-z0-9._-]{1,59}$"),
            ),
            models.CheckConstraint(
                name="account_is_official_or_party",
                condition=Q(official__isnull=True) | Q(party_id__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.username


class SignedInSession(models.Model):
    """One browser in which an account is signed in, so that its owner can see it and end it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=80, blank=True)
    address = models.GenericIPAddressField(null=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("phiên đăng nhập")

    def __str__(self) -> str:
        return f"{self.account_id}: {self.browser}"


class SetupToken(models.Model):
    """A one-time link for the first administrator; only the digest of the token is kept."""

    token_digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"#{self.pk}"
