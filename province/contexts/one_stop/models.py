"""The stored shape of dossiers: one row per case, and what the acts on it issue."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts.states import (
    Channel,
    Delivery,
    DeliveryState,
    DossierClock,
    FinanceState,
    FormIssued,
    Origin,
    ProcessingState,
    ResultKind,
    SyncState,
)
from province.foundation.db.append_only import AppendOnly
from province.foundation.identity.actors import Actor, SessionKind

PROCESSING_CHOICES = [
    (ProcessingState.SUBMITTED, _("Chờ tiếp nhận")),
    (ProcessingState.RECEIVED, _("Đã tiếp nhận")),
    (ProcessingState.PROCESSING, _("Đang giải quyết")),
    (ProcessingState.SIGNING, _("Chờ đóng dấu, phát hành")),
    (ProcessingState.RESULT_READY, _("Có kết quả")),
    (ProcessingState.RETURNED, _("Đã trả kết quả")),
    (ProcessingState.REFUSED_RECEPTION, _("Không tiếp nhận")),
    (ProcessingState.REFUSED, _("Không đủ điều kiện")),
    (ProcessingState.WITHDRAWN, _("Đã rút")),
    (ProcessingState.STOPPED, _("Dừng giải quyết")),
    (ProcessingState.MISTAKEN, _("Nhập nhầm")),
]


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Row sets that have a name in the language of the officials."""

    def counted(self) -> Self:
        """Keep what figures count: nothing that was received by mistake and taken back."""
        return self.exclude(processing=ProcessingState.MISTAKEN)

    def visible_to(self, actor: Actor) -> Self:
        """Keep the dossiers of the units where the actor sees dossiers, and the actor's own."""
        if actor.is_anonymous:
            return self.none()
        if actor.session is SessionKind.JOB:
            return self
        if actor.session is SessionKind.PARTNER:
            return self.filter(partner=actor.name) if actor.name else self.none()
        seen = Q()
        if actor.party_id is not None:
            seen |= Q(applicant_id=actor.party_id)
        if actor.official_id is not None:
            units = actor.units_with(permissions.SEE_DOSSIERS)
            seen |= Q(agency_id__in=units) | Q(receiving_agency_id__in=units)
            if permissions.SEE_DOSSIERS in actor.abilities:
                seen |= Q(case__is_test=False)
        return self.filter(seen) if seen else self.none()


class Dossier(models.Model):
    """A dossier, from filing to returned result; one to one with a case of the kernel."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    filing_no = models.CharField(_("số nộp"), max_length=24, unique=True)
    code = models.CharField(_("mã hồ sơ"), max_length=60, unique=True, null=True)  # noqa: DJ001 -- unique where present
    external_code = models.CharField(max_length=60, default="", blank=True)
    partner = models.CharField(max_length=40, default="", blank=True)
    filing_digest = models.CharField(max_length=64, default="", blank=True)
    origin = models.CharField(max_length=8, choices=[(o, o.value) for o in Origin])
    channel = models.CharField(max_length=6, choices=[(c, c.value) for c in Channel])
    delivery = models.CharField(max_length=10, choices=[(d, d.value) for d in Delivery])
    procedure_code = models.CharField(max_length=12)
    procedure_name = models.CharField(max_length=600)
    procedure_version = models.BigIntegerField()
    supplement_policy = models.CharField(max_length=8)
    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    receiving_agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    applicant_name = models.CharField(max_length=200)
    beneficiary = models.ForeignKey(
        "parties.Party", on_delete=models.PROTECT, null=True, related_name="+"
    )
    payload = models.JSONField()
    proposal = models.JSONField(default=dict)
    processing = models.CharField(
        max_length=20, choices=PROCESSING_CHOICES, default=ProcessingState.SUBMITTED
    )
    clock = models.CharField(
        max_length=20, choices=[(c, c.value) for c in DossierClock], default=DossierClock.NONE
    )
    finance = models.CharField(
        max_length=8, choices=[(f, f.value) for f in FinanceState], default=FinanceState.NOTHING
    )
    delivery_state = models.CharField(
        max_length=10, choices=[(d, d.value) for d in DeliveryState], default=DeliveryState.NOT_YET
    )
    sync = models.CharField(
        max_length=14, choices=[(s, s.value) for s in SyncState], default=SyncState.NOT_CONNECTED
    )
    filed_at = models.DateTimeField()
    revised_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.BigIntegerField(null=True)
    due_first = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_provisional = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    is_test = models.BooleanField(default=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("hồ sơ")
        constraints = [
            models.CheckConstraint(
                name="dossier_received_has_code",
                condition=Q(received_at__isnull=True, code__isnull=True)
                | Q(received_at__isnull=False, code__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_returned_after_finish",
                condition=Q(returned_at__isnull=True)
                | Q(finished_at__isnull=False, returned_at__gte=models.F("finished_at")),
            ),
            models.UniqueConstraint(
                name="dossier_external_code_once_per_partner",
                fields=["origin", "partner", "external_code"],
                condition=~Q(external_code=""),
            ),
            models.CheckConstraint(
                name="dossier_states_are_known",
                condition=Q(processing__in=[s.value for s in ProcessingState])
                & Q(clock__in=[c.value for c in DossierClock]),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "processing", "-id"], name="dossier_by_agency"),
            models.Index(fields=["applicant", "-id"], name="dossier_by_applicant"),
            models.Index(fields=["agency", "received_at"], name="dossier_register"),
            models.Index(
                fields=["finished_at"], name="dossier_counted", condition=Q(is_test=False)
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.filing_no


class IssuedForm(AppendOnly):
    """A form that was issued in a dossier: its number and the stored paper."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="forms")
    form = models.CharField(max_length=16, choices=[(f, f.value) for f in FormIssued])
    number = models.CharField(max_length=40)
    attachment_version = models.ForeignKey(
        "attachments.AttachmentVersion", on_delete=models.PROTECT, related_name="+"
    )
    layout_version = models.CharField(max_length=60)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["number"], name="form_by_number")]
        constraints = [
            models.UniqueConstraint(
                name="dossier_apologises_once",
                fields=["dossier"],
                condition=Q(form=FormIssued.APOLOGY.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"


class FilingVersion(AppendOnly):
    """What a filing said before its applicant changed it: kept as it was, with what changed.

    ``papers`` are the names and stored versions as they were; ``changed`` are keys of the form's
    fields, of papers too.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    papers = models.JSONField()
    delivery = models.CharField(max_length=10, choices=[(d, d.value) for d in Delivery])
    changed = models.JSONField()
    replaced_at = models.DateTimeField()
    replaced_by = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="filing_version_once", fields=["dossier", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} version {self.number}"


class SupplementRequest(models.Model):
    """One request for more: before reception, or after it. Once each (R1)."""

    BEFORE, AFTER = "before", "after"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    stage = models.CharField(max_length=6)
    reason = models.TextField()
    law = models.CharField(max_length=300)
    items = models.JSONField()
    task_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="supplement_once_per_stage", fields=["dossier", "stage"]),
            models.CheckConstraint(
                name="supplement_stage_is_known", condition=Q(stage__in=["before", "after"])
            ),
            models.CheckConstraint(name="supplement_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.stage}"


class DossierResult(models.Model):
    """The result: draft, signed, numbered and sealed; each is a stored paper of its own.

    ``previous`` is what the last appraisal replaced, for its undo.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    kind = models.CharField(max_length=8, choices=[(k, k.value) for k in ResultKind])
    draft_version = models.ForeignKey(
        "attachments.AttachmentVersion", on_delete=models.PROTECT, related_name="+"
    )
    signed_version = models.ForeignKey(
        "attachments.AttachmentVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_version = models.ForeignKey(
        "attachments.AttachmentVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    previous = models.JSONField(default=dict)
    number = models.CharField(max_length=60, default="", blank=True)
    issued_on = models.DateField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.BigIntegerField(null=True)
    sealed_at = models.DateTimeField(null=True)
    sealed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="result_sealed_is_signed_and_numbered",
                condition=Q(sealed_at__isnull=True)
                | (Q(signed_at__isnull=False, issued_on__isnull=False) & ~Q(number="")),
            ),
        ]
        indexes = [models.Index(fields=["number"], name="result_by_number")]

    def __str__(self) -> str:
        return self.number or f"result of {self.dossier_id}"


class DatedVersion(AppendOnly):
    """A version of legal data from a day on: another for the same day corrects or withdraws it."""

    valid_from = models.DateField(_("áp dụng từ"))
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(_("căn cứ"), max_length=300)
    is_recalled = models.BooleanField(_("ghi theo trí nhớ, chưa đối chiếu"), default=True)
    is_withdrawn = models.BooleanField(_("rút"), default=False)
    reason = models.CharField(_("lý do sửa, rút"), max_length=500, default="", blank=True)
    set_by = models.CharField(max_length=100, default="", blank=True)
    set_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class AllowanceRate(DatedVersion):
    """The base amount and coefficients of social allowances from a day on: data."""

    base_amount = models.PositiveBigIntegerField(_("mức chuẩn (đồng/tháng)"))
    coefficients = models.JSONField(_("các hệ số"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="allowance_rate_version", fields=["valid_from", "version"]
            ),
            models.CheckConstraint(
                name="allowance_rate_is_positive", condition=Q(base_amount__gt=0)
            ),
            models.CheckConstraint(name="allowance_rate_has_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="allowance_rate_says_why", condition=Q(version=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.base_amount} from {self.valid_from}"


class LegalWording(DatedVersion):
    """The words of the law of one sort from a day on, where an administrator has set them."""

    procedure = models.CharField(max_length=12)
    what = models.CharField(max_length=40)
    lines = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="legal_wording_version", fields=["procedure", "what", "valid_from", "version"]
            ),
            models.CheckConstraint(name="legal_wording_has_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="legal_wording_says_why", condition=Q(version=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.what} from {self.valid_from}"
