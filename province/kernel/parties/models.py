"""The stored shape of people and organisations, and the facts that the database itself guards."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.kernel.parties.contracts import AliasKind, PartyKind, Sex

KIND_CHOICES = [
    (PartyKind.PERSON.value, _("Cá nhân")),
    (PartyKind.ORGANISATION.value, _("Tổ chức")),
]
SEX_CHOICES = [(Sex.MALE.value, _("Nam")), (Sex.FEMALE.value, _("Nữ"))]
ALIAS_CHOICES = [
    (AliasKind.OLD_IDENTITY.value, _("Số chứng minh nhân dân")),
    (AliasKind.PASSPORT.value, _("Số hộ chiếu")),
    (AliasKind.TAX.value, _("Mã số thuế")),
    (AliasKind.BUSINESS.value, _("Mã số doanh nghiệp")),
    (AliasKind.PERSONAL.value, _("Số định danh cá nhân trước đây")),
]


class Party(models.Model):
    """A person or an organisation whose matters the province handles."""

    kind = models.CharField(_("loại"), max_length=16, choices=KIND_CHOICES)
    full_name = models.CharField(_("họ và tên"), max_length=200)
    sort_name = models.CharField(max_length=1000, db_collation="C")
    folded = models.CharField(max_length=400, db_collation="C")
    personal_number = models.CharField(_("số định danh cá nhân"), max_length=12, blank=True)
    birth_date = models.DateField(_("ngày sinh"), null=True, blank=True)
    sex = models.CharField(_("giới tính"), max_length=8, choices=SEX_CHOICES, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    commune = models.ForeignKey(
        "org.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_demo = models.BooleanField(_("dữ liệu minh họa"), default=False)
    registered_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("người dân, tổ chức")
        constraints = [
            models.UniqueConstraint(
                name="party_personal_number_is_one_person",
                fields=["personal_number"],
                condition=~Q(personal_number=""),
            ),
            models.CheckConstraint(
                name="party_personal_number_has_12_digits",
                condition=Q(personal_number="") | Q(personal_number__regex=r"^[0-9]{12}$"),
            ),
            models.CheckConstraint(name="party_has_name", condition=~Q(full_name="")),
            models.CheckConstraint(
                name="party_organisation_has_no_birth",
                condition=Q(kind=PartyKind.PERSON.value)
                | Q(birth_date__isnull=True, sex="", personal_number=""),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="party_by_name"),
            GinIndex(fields=["folded"], name="party_folded", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PartyAlias(models.Model):
    """Another number by which a party is known."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="aliases")
    kind = models.CharField(_("loại số"), max_length=16, choices=ALIAS_CHOICES)
    number = models.CharField(_("số"), max_length=30)

    class Meta:
        verbose_name = _("số khác")
        constraints = [
            models.UniqueConstraint(name="party_alias_is_one_party", fields=["kind", "number"]),
            models.CheckConstraint(name="party_alias_has_number", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class PartyChange(models.Model):
    """What the register said of a party before a correction; it goes when the person is erased."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(_("mục"), max_length=20)
    before = models.CharField(_("trước đó"), max_length=300, blank=True)
    after = models.CharField(_("sau đó"), max_length=300, blank=True)
    ground = models.CharField(_("căn cứ"), max_length=200)
    by = models.CharField(_("người sửa"), max_length=100)
    at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        verbose_name = _("lần sửa dữ liệu")
        constraints = [
            models.CheckConstraint(name="party_change_has_ground", condition=~Q(ground="")),
        ]

    def __str__(self) -> str:
        return f"{self.field} #{self.pk}"


class DeclaredDifferent(models.Model):
    """Somebody has looked at two rows and said that they are two people."""

    one = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("lý do"), max_length=300)
    by = models.CharField(_("người ghi"), max_length=100)
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("không phải một người")
        constraints = [
            models.UniqueConstraint(name="party_pair_declared_once", fields=["one", "other"]),
            models.CheckConstraint(
                name="party_pair_in_order", condition=Q(one__lt=models.F("other"))
            ),
            models.CheckConstraint(name="party_pair_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} / {self.other_id}"
