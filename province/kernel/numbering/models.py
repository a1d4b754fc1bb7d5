"""Counters, and the numbers they gave out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from province.foundation.db.append_only import AppendOnly

DOSSIER_SCHEME = "dossier:"


class Counter(models.Model):
    """The last number of one series; its row is the last lock of a transaction."""

    scheme = models.CharField(_("dãy số"), max_length=80)
    agency_id = models.BigIntegerField(_("cơ quan"))
    period = models.CharField(_("kỳ"), max_length=16, blank=True)
    last = models.BigIntegerField(_("số cuối"))

    class Meta:
        verbose_name = _("bộ đếm")
        constraints = [
            models.UniqueConstraint(
                name="counter_one_per_series", fields=["scheme", "agency_id", "period"]
            ),
            models.CheckConstraint(name="counter_starts_at_one", condition=Q(last__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.agency_id} {self.period}: {self.last}"


class IssuedNumber(AppendOnly):
    """One number that was given out: written once, never changed, never given again."""

    scheme = models.CharField(_("dãy số"), max_length=80)
    agency_id = models.BigIntegerField(_("cơ quan"))
    period = models.CharField(_("kỳ"), max_length=16, blank=True)
    number = models.BigIntegerField(_("số"))
    text = models.CharField(_("số đầy đủ"), max_length=120)
    for_what = models.CharField(_("cấp cho"), max_length=160, blank=True)
    issued_at = models.DateTimeField(_("cấp lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("số đã cấp")
        constraints = [
            models.UniqueConstraint(
                name="issued_number_once", fields=["scheme", "agency_id", "period", "number"]
            ),
            models.UniqueConstraint(
                name="issued_dossier_code_once",
                fields=["text"],
                condition=Q(scheme__startswith=DOSSIER_SCHEME),
            ),
            models.CheckConstraint(name="issued_number_positive", condition=Q(number__gte=1)),
            models.CheckConstraint(name="issued_number_has_text", condition=~Q(text="")),
        ]
        indexes = [models.Index(F("for_what"), name="issued_number_by_use")]

    def __str__(self) -> str:
        return self.text
