"""Pages of one act each on the legal calendar: a decided day, a withdrawn one, a decided year."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.formats import format_date
from province.kernel.calendars import public as calendars
from province.kernel.calendars.errors import (
    DecisionMissingError,
    MayNotChangeCalendarError,
    OverrideNotFoundError,
    SwapUnfitError,
    YearGoesBackError,
)
from province.sites.console import calendar_words as words
from province.sites.console import commands
from province.sites.console.chance import new_key
from province.sites.console.days import local_day
from province.sites.console.forms.calendars import DayForm, PublishForm, WithdrawForm
from province.sites.console.views.acting import ActPage, F
from province.sites.console.views.calendars import CalendarPage, crumbs_to_calendar

CLOCKS_STAY = gettext_lazy(
    "Hạn của hồ sơ đang chạy không tự dời. Hạn trong những ngày đã công bố giữ nguyên; hạn sau "
    "ngày công bố chỉ được tính lại khi lãnh đạo hoặc trưởng phòng của đơn vị xác nhận ở trang "
    "Đồng hồ tạm tính."
)


class CalendarAct(CalendarPage, ActPage[F]):
    """An act on one calendar."""

    lead = CLOCKS_STAY
    chosen_year: int | None = None

    def get_initial(self) -> dict[str, Any]:
        """Give the form its key."""
        return {**super().get_initial(), "key": new_key()}

    def facts(self) -> tuple[KeyValue, ...]:
        """Say whose calendar it is."""
        return (KeyValue(term=_("Lịch"), value=self.calendar_name(), strong=True),)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (*crumbs_to_calendar(self), Crumb(label=self.title))

    def back_url(self) -> str:
        """Return the year in which it was done."""
        return self.url("calendar", nam=self.chosen_year or self.year)


class RecordDay(CalendarAct[DayForm]):
    """A decision about one day: off, worked, exchanged, or at other hours."""

    form_class = DayForm
    title = gettext_lazy("Ghi quyết định về một ngày")
    submit = gettext_lazy("Ghi quyết định")
    at_fields: ClassVar[Mapping[str, str]] = {
        DecisionMissingError.code: "decision",
        SwapUnfitError.code: "swap_with",
    }

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {**super().get_initial(), "date": local_day(self.now)}

    def perform(self, form: DayForm) -> str:
        """Put it in force instead of what was decided before."""
        override = form.override()
        changed = commands.record_day(
            actor=self.actor,
            agency_id=self.agency_id,
            override=override,
            key=form.cleaned_data["key"],
        )
        self.chosen_year = override.date.year
        if not changed:
            return _("Ngày này đã có đúng quyết định ấy; không có gì thay đổi.")
        said = {"day": words.day_words(override.date), "what": words.kind_words(override)}
        return _("Đã ghi %(day)s: %(what)s. Hạn của hồ sơ đang chạy không tự dời.") % said


class WithdrawDay(CalendarAct[WithdrawForm]):
    """A decision about a day goes out of force; it stays as history."""

    form_class = WithdrawForm
    title = gettext_lazy("Rút quyết định về một ngày")
    submit = gettext_lazy("Rút quyết định")
    submit_kind = "x"
    at_fields: ClassVar[Mapping[str, str]] = {DecisionMissingError.code: "decision"}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the decision.

        :raises OverrideNotFoundError: none is in force on this day of this calendar.
        """
        super().setup(request, *args, **kwargs)
        self.day = _day_in(self.kwargs["day"])
        self.chosen_year = self.day.year
        found = calendars.list_days(agency_id=self.agency_id, first=self.day, last=self.day)
        self.override = found[0] if found else None
        if self.override is None and request.method != "POST":
            raise OverrideNotFoundError(day=format_date(self.day))

    def facts(self) -> tuple[KeyValue, ...]:
        """Say what is withdrawn, with the day for which it was exchanged."""
        facts = [*super().facts(), KeyValue(term=_("Ngày"), value=words.day_words(self.day))]
        if self.override is not None:
            facts += [
                KeyValue(term=_("Đang áp dụng"), value=words.kind_words(self.override)),
                KeyValue(term=_("Theo quyết định"), value=self.override.decision),
            ]
        for other in commands.exchanged_days(agency_id=self.agency_id, day=self.day):
            facts.append(KeyValue(term=_("Rút cùng lúc"), value=words.day_words(other)))
        return tuple(facts)

    def perform(self, form: WithdrawForm) -> str:
        """Take it out of force."""
        given = form.cleaned_data
        commands.withdraw_day(
            actor=self.actor,
            agency_id=self.agency_id,
            day=self.day,
            decision=given["decision"],
            reason=given["reason"],
            key=given["key"],
        )
        return _("Đã rút quyết định về %(day)s. Hạn của hồ sơ đang chạy không tự dời.") % {
            "day": words.day_words(self.day)
        }


class PublishDays(CalendarAct[PublishForm]):
    """Up to which day of a year every decision on days off is published."""

    form_class = PublishForm
    title = gettext_lazy("Công bố lịch nghỉ của năm")
    submit = gettext_lazy("Công bố")
    at_fields: ClassVar[Mapping[str, str]] = {
        DecisionMissingError.code: "decision",
        YearGoesBackError.code: "last_date",
    }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever decides on the province's calendar.

        :raises MayNotChangeCalendarError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.is_provinces:
            raise MayNotChangeCalendarError
        self.agency = None

    def get_initial(self) -> dict[str, Any]:
        """Propose the end of the year after the last one that is decided."""
        decided = calendars.list_decided_days()
        year = decided[0].last_date.year + 1 if decided else local_day(self.now).year
        return {**super().get_initial(), "last_date": date(year, 12, 31)}

    def perform(self, form: PublishForm) -> str:
        """Publish it."""
        decided = form.decided()
        changed = commands.publish_days(
            actor=self.actor, decided=decided, key=form.cleaned_data["key"]
        )
        self.chosen_year = decided.last_date.year
        if not changed:
            return _("Lịch đã được công bố đến đúng ngày ấy; không có gì thay đổi.")
        return _(
            "Đã công bố lịch nghỉ đến hết %(day)s. Các hạn dự kiến đến ngày ấy chờ xác nhận ở "
            "trang Đồng hồ tạm tính."
        ) % {"day": format_date(decided.last_date)}


def _day_in(text: str) -> date:
    """Read a day out of an address.

    :raises OverrideNotFoundError: it is none; there is no decision about it.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise OverrideNotFoundError(day=text) from fault
