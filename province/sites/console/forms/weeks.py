"""The shape of what is sent about the hours of an ordinary week."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from province.foundation.idempotency.memory import digest_of
from province.kernel.calendars.contracts import CalendarSpan, DayHours, WorkingPattern
from province.sites.console.calendar_words import WEEKDAYS
from province.sites.console.forms.calendars import hours_in
from province.sites.console.forms.fields import OnceForm, day_field, decision_field


class HoursField(forms.CharField):
    """The stretches of one day; left empty the day is off."""

    def clean(self, value: Any) -> DayHours:
        """Read the stretches.

        :raises ValidationError: they are not hours, or not in order.
        """
        return hours_in(str(super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        """Show hours as one types them."""
        if isinstance(value, tuple):
            return "; ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in value)
        return value


class WeekForm(OnceForm):
    """The hours of each weekday, for how long, by which decision.

    ``seen`` is the digest of what a preview has shown: only what was shown is recorded.
    """

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    from_date = day_field(_("Áp dụng từ ngày"))
    until_date = day_field(
        _("Áp dụng đến hết ngày"), required=False, hint=_("Bỏ trống nếu chưa định ngày thôi.")
    )
    decision = decision_field(required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {0: _("Ví dụ 07:00-11:30; 13:30-17:00. Bỏ trống là ngày nghỉ.")}
        for number, name in enumerate(WEEKDAYS):
            self.fields[day_name(number)] = HoursField(
                label=name, required=False, max_length=100, help_text=hints.get(number, "")
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a week without any work.

        :raises ValidationError: every day is off.
        """
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(given[day_name(number)] for number in range(len(WEEKDAYS))):
            raise ValidationError(_("Ghi giờ làm việc của ít nhất một ngày trong tuần."))
        return given

    def span(self) -> CalendarSpan:
        """Return what was typed."""
        given: dict[str, Any] = self.cleaned_data
        days = tuple(given[day_name(number)] for number in range(len(WEEKDAYS)))
        return CalendarSpan(
            pattern=WorkingPattern(weekdays=days),
            valid_from=given["from_date"],
            valid_until=given["until_date"],
        )

    def digest(self) -> str:
        """Return the digest of what was typed, by which a preview is known."""
        kept = {name: v for name, v in self.cleaned_data.items() if name not in {"seen", "key"}}
        return digest_of(kept)

    def was_seen(self) -> bool:
        """Tell whether a preview has shown just this."""
        return bool(self.cleaned_data["seen"] == self.digest())


def day_name(number: int) -> str:
    """Return the name of the field of a weekday, Monday being 0."""
    return f"day_{number}"
