"""Shapes of what is sent about the legal calendar: decided days, withdrawn ones, decided years."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from province.kernel.calendars.contracts import (
    DayHours,
    DayOverride,
    DecidedDays,
    OverrideKind,
    check_hours,
)
from province.sites.console.forms.fields import OnceForm, day_field, decision_field, one_of

KINDS = (
    (OverrideKind.OFF.value, _("Nghỉ cả ngày")),
    (OverrideKind.WORKING.value, _("Làm việc (làm bù)")),
    (OverrideKind.SPECIAL.value, _("Làm việc theo giờ khác")),
)
_STRETCH = re.compile(r"([0-9]{1,2})[:hg]([0-9]{2})\s*[-–]\s*([0-9]{1,2})[:hg]([0-9]{2})")
_BETWEEN = re.compile(r"[;,]")


class DayForm(OnceForm):
    """A decision about one day."""

    date = day_field(_("Ngày"))
    kind = one_of(
        _("Ngày này"), KINDS, missing=_("Chọn nghỉ, làm việc, hoặc làm việc theo giờ khác.")
    )
    swap_with = day_field(
        _("Hoán đổi với ngày"),
        required=False,
        hint=_(
            "Bỏ trống nếu không hoán đổi. Nghỉ ngày này thì làm bù ngày kia, và ngược lại: "
            "cả hai ngày được ghi cùng một quyết định."
        ),
    )
    hours = forms.CharField(
        label=_("Giờ làm việc của ngày"),
        help_text=_("Chỉ ghi khi làm việc theo giờ khác, ví dụ 07:00-11:00; 13:00-15:30."),
        max_length=100,
        required=False,
    )
    decision = decision_field(required=True)
    note = forms.CharField(
        label=_("Ghi chú"),
        help_text=_("Ví dụ: Tết Nguyên đán, phòng chống bão."),
        max_length=300,
        required=False,
    )

    def clean_hours(self) -> DayHours:
        """Read the stretches of the day.

        :raises ValidationError: they are not hours, or not in order.
        """
        return hours_in(self.cleaned_data["hours"])

    def clean(self) -> dict[str, Any]:
        """Hold the kind, the hours and the other day against each other."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        is_special = given.get("kind") == OverrideKind.SPECIAL.value
        if is_special and not given.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Ghi giờ làm việc của ngày này."))
        if given.get("kind") and not is_special and given.get("hours"):
            self.add_error("hours", _("Chỉ ghi giờ khi chọn “Làm việc theo giờ khác”."))
        if is_special and given.get("swap_with"):
            self.add_error("swap_with", _("Ngày làm việc theo giờ khác không hoán đổi được."))
        return given

    def override(self) -> DayOverride:
        """Return what was typed."""
        given: dict[str, Any] = self.cleaned_data
        return DayOverride(
            date=given["date"],
            kind=OverrideKind(given["kind"]),
            hours=given["hours"],
            swap_with=given["swap_with"],
            decision=given["decision"],
            note=given["note"],
        )


class WithdrawForm(OnceForm):
    """Why and by what a decision about a day is withdrawn."""

    decision = decision_field(required=True)
    reason = forms.CharField(label=_("Lý do rút"), max_length=300)


class PublishForm(OnceForm):
    """Up to which day of a year every decision on days off is published."""

    last_date = day_field(
        _("Đã công bố đến hết ngày"),
        hint=_("Ngày cuối cùng mà mọi quyết định nghỉ đã có, thường là 31/12."),
    )
    decision = decision_field(required=True)
    reason = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def decided(self) -> DecidedDays:
        """Return what was typed."""
        given: dict[str, Any] = self.cleaned_data
        last: date = given["last_date"]
        return DecidedDays(last_date=last, decision=given["decision"], reason=given["reason"])


def hours_in(text: str) -> DayHours:
    """Read the stretches of one day; no words, no hours.

    :raises ValidationError: they are not hours, or not in order.
    """
    try:
        hours = tuple(_stretch(part.strip()) for part in _BETWEEN.split(text) if part.strip())
        check_hours(hours)
    except ValueError as fault:
        sentence = _("Ghi các khoảng giờ theo thứ tự, ví dụ 07:00-11:00; 13:00-15:30.")
        raise ValidationError(sentence) from fault
    return hours


def _stretch(text: str) -> tuple[time, time]:
    """Read one stretch.

    :raises ValueError: it is none.
    """
    found = _STRETCH.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first, second, third, fourth = (int(part) for part in found.groups())
    return time(first, second), time(third, fourth)
