"""The stored shape of the legal calendar, and the facts that the database itself guards."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from province.kernel.calendars.contracts import OverrideKind

KIND_CHOICES = [
    (OverrideKind.OFF.value, _("Nghỉ")),
    (OverrideKind.WORKING.value, _("Làm việc")),
    (OverrideKind.SPECIAL.value, _("Làm việc theo giờ riêng")),
]


class CalendarVersion(models.Model):
    """One row: a token that every change of any calendar replaces, inside its transaction."""

    token = models.UUIDField()

    class Meta:
        verbose_name = _("phiên bản lịch")
        constraints = [
            models.CheckConstraint(name="calendar_version_is_one_row", condition=Q(pk=1))
        ]

    def __str__(self) -> str:
        return str(self.token)


class WorkingCalendar(models.Model):
    """The calendar of the province (no agency) or of one agency that works differently."""

    agency_id = models.BigIntegerField(_("cơ quan"), null=True)

    class Meta:
        verbose_name = _("lịch làm việc")
        constraints = [
            models.UniqueConstraint(
                name="working_calendar_one_per_agency",
                fields=["agency_id"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"agency {self.agency_id}" if self.agency_id else "province"


class PatternPeriodQuerySet(models.QuerySet["PatternPeriod"]):
    """Row sets of weekly hours that have a name."""

    def in_force(self) -> Self:
        """Leave the withdrawn ones out."""
        return self.filter(is_withdrawn=False)

    def beneath(self, day: date) -> Self:
        """Leave those without an end that began before a day, the latest first."""
        began = self.filter(validity__upper_inf=True, validity__startswith__lt=day)
        return began.order_by("-validity", "-id")


class PatternPeriod(models.Model):
    """The hours of an ordinary week, as decided; withdrawn ones stay as history.

    On a day hold, of all in force that cover it, those that began last. So hours without an end
    stand back for later ones, and hold again when these end or are withdrawn.
    """

    calendar = models.ForeignKey(WorkingCalendar, on_delete=models.PROTECT, related_name="periods")
    validity = DateRangeField(_("thời gian áp dụng"))
    weekly_hours = models.JSONField(_("giờ làm việc trong tuần"))
    decision = models.CharField(_("quyết định"), max_length=200)
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True, null=True)
    recorded_by = models.CharField(_("người ghi"), max_length=100, blank=True, default="")
    is_withdrawn = models.BooleanField(_("đã rút"), default=False)
    withdrawn_by = models.CharField(_("rút theo"), max_length=200, blank=True, default="")

    objects = PatternPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("giờ làm việc")
        constraints = [
            models.CheckConstraint(
                name="pattern_period_is_not_empty", condition=Q(validity__isempty=False)
            ),
            models.CheckConstraint(name="pattern_period_has_decision", condition=~Q(decision="")),
            ExclusionConstraint(
                name="pattern_period_one_at_a_time",
                expressions=[
                    ("calendar", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_withdrawn=False, validity__upper_inf=False),
            ),
            models.UniqueConstraint(
                name="pattern_period_one_open_from_a_day",
                fields=["calendar", "validity"],
                condition=Q(is_withdrawn=False, validity__upper_inf=True),
            ),
            models.CheckConstraint(
                name="pattern_period_withdrawn_by_decision",
                condition=Q(is_withdrawn=False, withdrawn_by="")
                | (Q(is_withdrawn=True) & ~Q(withdrawn_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id} {self.validity}"


class DayDecisionQuerySet(models.QuerySet["DayDecision"]):
    """Row sets of decided days that have a name."""

    def in_force(self) -> Self:
        """Leave the withdrawn ones out."""
        return self.filter(is_withdrawn=False)


class DayDecision(models.Model):
    """What a decision makes of one day; a withdrawn one stays as history."""

    calendar = models.ForeignKey(WorkingCalendar, on_delete=models.PROTECT, related_name="days")
    date = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=8, choices=KIND_CHOICES)
    hours = models.JSONField(_("giờ riêng"), default=list, blank=True)
    swap_with = models.DateField(_("hoán đổi với"), null=True, blank=True)
    decision = models.CharField(_("quyết định"), max_length=200)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    recorded_by = models.CharField(_("người ghi"), max_length=100, blank=True, default="")
    is_withdrawn = models.BooleanField(_("đã rút"), default=False)
    withdrawn_by = models.CharField(_("rút theo"), max_length=200, blank=True)

    objects = DayDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ngày có quyết định")
        constraints = [
            models.UniqueConstraint(
                name="day_decision_one_in_force",
                fields=["calendar", "date"],
                condition=Q(is_withdrawn=False),
            ),
            models.CheckConstraint(
                name="day_decision_special_has_hours",
                condition=Q(kind=OverrideKind.SPECIAL.value) & ~Q(hours=[])
                | ~Q(kind=OverrideKind.SPECIAL.value) & Q(hours=[]),
            ),
            models.CheckConstraint(name="day_decision_has_decision", condition=~Q(decision="")),
            models.CheckConstraint(
                name="day_decision_swaps_another_day",
                condition=Q(swap_with__isnull=True) | ~Q(swap_with=F("date")),
            ),
            models.CheckConstraint(
                name="day_decision_withdrawn_by_decision",
                condition=Q(is_withdrawn=False, withdrawn_by="")
                | (Q(is_withdrawn=True) & ~Q(withdrawn_by="")),
            ),
        ]
        indexes = [models.Index(fields=["date", "id"], name="day_decision_by_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"


class DecidedYear(models.Model):
    """Up to which day of a year the decisions on days off are published."""

    year = models.PositiveSmallIntegerField(_("năm"), unique=True)
    last_date = models.DateField(_("đã quyết đến ngày"))
    decision = models.CharField(_("quyết định"), max_length=200)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    recorded_by = models.CharField(_("người ghi"), max_length=100, blank=True, default="")

    class Meta:
        verbose_name = _("năm đã có lịch nghỉ")
        constraints = [
            models.CheckConstraint(
                name="decided_year_ends_in_its_year", condition=Q(last_date__year=F("year"))
            ),
            models.CheckConstraint(name="decided_year_has_decision", condition=~Q(decision="")),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last_date}"
