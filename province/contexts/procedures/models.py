"""The stored catalogue of procedures, and the facts the database itself guards."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from province.contexts.procedures.contracts import (
    BLOCKING,
    AgencyKind,
    Channel,
    DoubtAbout,
    Level,
    OnlineLevel,
    Resolution,
    SupplementPolicy,
    VersionState,
)

LEVEL_CHOICES = [
    (Level.PROVINCE, _("Cấp tỉnh")),
    (Level.COMMUNE, _("Cấp xã")),
    (Level.BOTH, _("Cấp tỉnh và cấp xã")),
]
STATE_CHOICES = [
    (VersionState.NOT_PUBLISHED, _("Chưa công bố")),
    (VersionState.DRAFT, _("Bản nháp")),
    (VersionState.PUBLISHED, _("Đã công bố")),
    (VersionState.WITHDRAWN, _("Đã bãi bỏ")),
]
AGENCY_CHOICES = [
    (AgencyKind.COMMUNE, _("Ủy ban nhân dân xã, phường, đặc khu")),
    (AgencyKind.DEPARTMENT, _("Sở, ban, ngành của tỉnh")),
    (AgencyKind.COMMITTEE, _("Ủy ban nhân dân tỉnh")),
    (AgencyKind.POLICE, _("Công an")),
    (AgencyKind.MILITARY, _("Quân sự")),
    (AgencyKind.INSURANCE, _("Bảo hiểm xã hội")),
    (AgencyKind.OTHER, _("Cơ quan khác")),
]
CHANNEL_CHOICES = [
    (Channel.DIRECT, _("Trực tiếp")),
    (Channel.ONLINE, _("Trực tuyến")),
    (Channel.POST, _("Bưu chính")),
]
ONLINE_CHOICES = [
    (OnlineLevel.WHOLE, _("Toàn trình")),
    (OnlineLevel.PART, _("Một phần")),
    (OnlineLevel.INFORMATION, _("Chỉ cung cấp thông tin")),
]
POLICY_CHOICES = [
    (SupplementPolicy.RESUME, _("Tính tiếp sau khi bổ sung")),
    (SupplementPolicy.RESTART, _("Tính lại từ đầu sau khi bổ sung")),
]
ABOUT_CHOICES = [
    (DoubtAbout.TIME, _("thời hạn")),
    (DoubtAbout.AGENCY, _("cơ quan giải quyết")),
    (DoubtAbout.RESULT, _("kết quả")),
    (DoubtAbout.NAME, _("tên thủ tục")),
    (DoubtAbout.FEE, _("phí, lệ phí")),
    (DoubtAbout.COMPONENTS, _("thành phần hồ sơ")),
    (DoubtAbout.CODE, _("mã thủ tục")),
    (DoubtAbout.ONLINE, _("mức độ trực tuyến")),
]
RESOLUTION_CHOICES = [
    (Resolution.OPEN, _("Chưa kết luận")),
    (Resolution.CONFIRMED, _("Đúng như nguồn ghi")),
    (Resolution.CORRECTED, _("Đã sửa")),
    (Resolution.LAPSED, _("Hết nghi vấn khi nguồn thay đổi")),
]


class Procedure(models.Model):
    """One administrative procedure of the national catalogue."""

    code = models.CharField(_("mã thủ tục"), max_length=8, unique=True)
    name = models.TextField(_("tên thủ tục"))
    field = models.CharField(_("lĩnh vực"), max_length=250)
    ministry = models.CharField(_("bộ quản lý"), max_length=120)
    system = models.CharField(_("hệ thống"), max_length=60)
    level = models.CharField(_("cấp thực hiện"), max_length=12, choices=LEVEL_CHOICES)
    online_level = models.CharField(_("mức độ trực tuyến"), max_length=12, choices=ONLINE_CHOICES)
    applicants = models.TextField(_("đối tượng thực hiện"), blank=True)
    source = models.TextField(_("nguồn dữ liệu"))
    is_internal = models.BooleanField(_("thủ tục nội bộ"), default=False)
    is_common = models.BooleanField(_("thủ tục phổ biến"), default=False)
    state = models.CharField(
        _("tình trạng"), max_length=16, choices=STATE_CHOICES, default=VersionState.NOT_PUBLISHED
    )
    folded_name = models.TextField(editable=False)
    plain_name = models.TextField(editable=False)
    name_order = models.TextField(editable=False)
    name_weight = models.FloatField(editable=False, default=0)
    facts_digest = models.CharField(max_length=64, editable=False)
    imported_at = models.DateTimeField(_("nhập lúc"))

    class Meta:
        verbose_name = _("thủ tục")
        constraints = [
            models.CheckConstraint(
                name="procedure_code_has_its_form", condition=Q(code__regex=r"^[0-9]\.[0-9]{6}$")
            ),
            models.CheckConstraint(name="procedure_has_a_name", condition=~Q(name="")),
        ]
        indexes = [
            models.Index(fields=["field", "name_order", "id"], name="procedure_by_field"),
            models.Index(fields=["name_order", "id"], name="procedure_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProcedureVersion(models.Model):
    """What holds of a procedure from one decision to the next."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("số phiên bản"))
    state = models.CharField(_("tình trạng"), max_length=16, choices=STATE_CHOICES)
    decision = models.TextField(_("quyết định công bố"), blank=True)
    source_decision = models.TextField(_("quyết định ghi ở nguồn"), blank=True)
    valid = DateRangeField(_("hiệu lực"), null=True)
    agency = models.TextField(_("cơ quan giải quyết"), blank=True)
    agency_kind = models.CharField(_("loại cơ quan"), max_length=16, choices=AGENCY_CHOICES)
    result_name = models.TextField(_("kết quả"), blank=True)
    result_code = models.CharField(_("mã kết quả"), max_length=160, blank=True)
    supplement_policy = models.CharField(
        _("sau khi bổ sung"),
        max_length=8,
        choices=POLICY_CHOICES,
        default=SupplementPolicy.RESTART,
    )
    answer_limit = models.JSONField(_("hạn trả lời hồ sơ trực tuyến"))
    published_at = models.DateTimeField(_("công bố lúc"), null=True)
    published_by = models.CharField(_("người công bố"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("phiên bản thủ tục")
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["procedure"],
                name="version_one_in_preparation",
                condition=Q(state__in=[VersionState.NOT_PUBLISHED, VersionState.DRAFT]),
            ),
            models.CheckConstraint(
                name="version_published_on_a_decision",
                condition=Q(state__in=[VersionState.NOT_PUBLISHED, VersionState.DRAFT])
                | (
                    Q(published_at__isnull=False, valid__isnull=False)
                    & ~Q(decision="")
                    & ~Q(agency="")
                    & ~Q(result_name="")
                ),
            ),
            ExclusionConstraint(
                name="version_one_in_force",
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(valid__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}/{self.number}"


class Term(models.Model):
    """How long one case takes and what it costs, by the way it is handed in."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="terms")
    case = models.CharField(_("trường hợp"), max_length=200, blank=True)
    channel = models.CharField(_("cách nộp"), max_length=8, choices=CHANNEL_CHOICES)
    limit = models.JSONField(_("thời hạn"), null=True)
    fee = models.BigIntegerField(_("mức thu (đồng)"), null=True)
    fee_note = models.TextField(_("ghi chú mức thu"), blank=True)

    class Meta:
        verbose_name = _("thời hạn và mức thu")
        constraints = [
            models.UniqueConstraint(fields=["version", "case", "channel"], name="term_once"),
            models.CheckConstraint(
                name="term_fee_not_negative", condition=Q(fee__isnull=True) | Q(fee__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.case} {self.channel}"


class Component(models.Model):
    """One paper of the dossier; an empty case is every case, an empty condition is always."""

    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.CASCADE, related_name="components"
    )
    case = models.CharField(_("trường hợp"), max_length=200, blank=True)
    number = models.PositiveIntegerField(_("thứ tự"))
    name = models.TextField(_("tên giấy tờ"))
    originals = models.PositiveSmallIntegerField(_("bản chính"), default=1)
    copies = models.PositiveSmallIntegerField(_("bản sao"), default=0)
    form = models.CharField(_("mẫu"), max_length=120, blank=True)
    replaced_by = models.TextField(_("được thay bằng"), blank=True)
    required_when = models.TextField(_("cần khi"), blank=True)

    class Meta:
        verbose_name = _("thành phần hồ sơ")
        constraints = [
            models.UniqueConstraint(fields=["version", "case", "number"], name="component_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Doubt(models.Model):
    """One reason not to trust a fact, until somebody resolves it on a decision."""

    blocking: ClassVar[Q] = Q(about__in=BLOCKING, resolution=Resolution.OPEN)

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="doubts")
    about = models.CharField(_("về"), max_length=12, choices=ABOUT_CHOICES)
    rule = models.CharField(max_length=40)
    sentence = models.TextField(_("vì sao"))
    source = models.TextField(_("nguồn"))
    opened_at = models.DateTimeField(_("nêu lúc"))
    resolution = models.CharField(
        _("kết luận"),
        max_length=12,
        choices=RESOLUTION_CHOICES,
        default=Resolution.OPEN,
        blank=True,
    )
    resolved_at = models.DateTimeField(_("kết luận lúc"), null=True)
    resolved_by = models.CharField(_("người kết luận"), max_length=100, blank=True)
    decision = models.TextField(_("căn cứ"), blank=True)
    value = models.TextField(_("giá trị đúng"), blank=True)

    class Meta:
        verbose_name = _("điểm nghi vấn")
        constraints = [
            models.UniqueConstraint(fields=["procedure", "rule", "sentence"], name="doubt_once"),
            models.CheckConstraint(
                name="doubt_resolved_by_somebody_then",
                condition=Q(resolution=Resolution.OPEN, resolved_at__isnull=True, resolved_by="")
                | (
                    ~Q(resolution=Resolution.OPEN)
                    & Q(resolved_at__isnull=False)
                    & ~Q(resolved_by="")
                ),
            ),
            models.CheckConstraint(
                name="doubt_resolved_on_a_decision",
                condition=Q(resolution__in=[Resolution.OPEN, Resolution.LAPSED]) | ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="doubt_resolved_after_it_opened",
                condition=Q(resolved_at__isnull=True) | Q(resolved_at__gte=F("opened_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["procedure", "about"], name="doubt_open", condition=Q(resolution="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.rule}"

    @property
    def is_blocking(self) -> bool:
        """Tell whether this doubt, while open, keeps the procedure from taking filings."""
        return self.about in BLOCKING


class SearchWord(models.Model):
    """A word, or a pair of words, of the catalogue; the rarer it is the more it weighs."""

    word = models.CharField(max_length=80, unique=True)
    weight = models.FloatField()
    first = models.CharField(max_length=80, blank=True)
    second = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["first"], name="pair_by_first"),
            models.Index(fields=["second"], name="pair_by_second"),
        ]

    def __str__(self) -> str:
        return self.word


class SearchPosting(models.Model):
    """Where a word stands: strength 1 in the name, less in result, field and papers.

    Derived and always written as a whole, so it does without two checks on each of 100,000 rows.
    """

    word = models.ForeignKey(
        SearchWord, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    procedure = models.ForeignKey(
        Procedure, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    strength = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "procedure"], name="posting_once"),
        ]

    def __str__(self) -> str:
        return f"{self.word_id}:{self.procedure_id}"


class CatalogueImport(models.Model):
    """One import that changed something, with the digest of all it read."""

    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=100)
    counts = models.JSONField()

    def __str__(self) -> str:
        return self.digest[:12]
