"""The stored shape of ratings, and the facts the database itself guards."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.contexts.ratings import permissions
from province.contexts.ratings.contracts import RatingChannel, UnsolvedState
from province.foundation.identity.actors import Actor

STATE_CHOICES = [
    (UnsolvedState.OPEN.value, _("Chờ trả lời")),
    (UnsolvedState.SOLVED.value, _("Đã giải quyết")),
    (UnsolvedState.EXPLAINED.value, _("Đã giải thích")),
]


class Rating(models.Model):
    """A returned result that its applicant was asked about, and what was said; one per dossier."""

    dossier_id = models.BigIntegerField()
    dossier_case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    dossier_code = models.CharField(_("mã hồ sơ"), max_length=60)
    procedure_code = models.CharField(max_length=40)
    procedure_name = models.CharField(max_length=600)
    unit = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    returned_by = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()
    open_until = models.DateTimeField()
    level = models.CharField(max_length=30, default="", blank=True)
    answers = models.JSONField(default=dict)
    words = models.CharField(_("lời nhắn"), max_length=2000, default="", blank=True)
    channel = models.CharField(
        max_length=8, choices=[(c.value, c.value) for c in RatingChannel], default="", blank=True
    )
    rated_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("đánh giá kết quả")
        constraints = [
            models.UniqueConstraint(name="rating_once_per_dossier", fields=["dossier_id"]),
            models.CheckConstraint(
                name="rating_has_level_and_moment",
                condition=Q(level="", rated_at__isnull=True)
                | (~Q(level="") & Q(rated_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="rating_changed_after_rated",
                condition=Q(changed_at__isnull=True) | Q(changed_at__gte=models.F("rated_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "returned_at"], name="rating_of_unit"),
            models.Index(
                fields=["returned_by", "-returned_at"],
                name="rating_waiting_at_counter",
                condition=Q(rated_at__isnull=True),
            ),
            models.Index(fields=["party"], name="rating_of_party"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_code} {self.level}"


class UnsolvedQuerySet(models.QuerySet["Unsolved"]):
    """Row sets that have a name in the language of the officials."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep one's own, and those of the units for which one answers."""
        seen = Q(pk__in=[])
        if actor.party_id is not None:
            seen |= Q(rating__party_id=actor.party_id)
        if actor.official_id is not None:
            seen |= Q(rating__unit_id__in=actor.units_with(permissions.ANSWER_UNSOLVED))
        return self.filter(seen)


class Unsolved(models.Model):
    """What an applicant calls unsolved; one to one with a case of the kernel."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="unsolved")
    words = models.CharField(_("chưa xong việc gì"), max_length=2000)
    state = models.CharField(max_length=10, choices=STATE_CHOICES, default=UnsolvedState.OPEN.value)
    told_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(_("trả lời"), max_length=2000, default="", blank=True)

    objects = UnsolvedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kết quả chưa giải quyết xong")
        constraints = [
            models.CheckConstraint(
                name="unsolved_answered_has_answer",
                condition=Q(state="open", answered_at__isnull=True, answer="")
                | (~Q(state="open") & Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(name="unsolved_has_words", condition=~Q(words="")),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="unsolved_by_state")]

    def __str__(self) -> str:
        return f"#{self.pk}"
