"""Pages: the year of the legal calendar, of the province and of one agency beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import ChipLink, Crumb, KeyValue
from province.foundation.ui.formats import format_date, format_datetime
from province.foundation.web.asked import id_in
from province.foundation.web.downloads import xlsx_response
from province.kernel.calendars import permissions
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import (
    PROVINCE_PATTERN,
    CalendarSpan,
    OverrideKind,
    RecordedDay,
    RecordedWeek,
)
from province.kernel.calendars.errors import MayNotChangeCalendarError
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue
from province.kernel.org.errors import AgencyNotFoundError
from province.sites.console import calendar_words as words
from province.sites.console.days import LOCAL, local_day
from province.sites.console.forms.fields import FIRST_DAY, LAST_DAY
from province.sites.console.views.acting import ConsolePage


class CalendarPage(ConsolePage):
    """A page on one calendar: the province's, or that of an agency on which the actor decides.

    The address names the agency; whoever decides on one agency alone means that one.
    """

    agency: AgencyValue | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the calendar.

        :raises MayNotChangeCalendarError: the actor decides on no calendar.
        :raises AgencyNotFoundError: not on that of this agency, or there is none.
        """
        super().setup(request, *args, **kwargs)
        self.is_provinces = self.actor.can(permissions.MANAGE_PROVINCE)
        self.own = sorted(self.actor.units_with(permissions.MANAGE_AGENCY))
        if not self.is_provinces and not self.own:
            raise MayNotChangeCalendarError
        self.agency = self._agency(request.GET.get("co-quan", ""))
        asked = id_in(request.GET.get("nam", ""))
        known = asked is not None and FIRST_DAY.year <= asked <= LAST_DAY.year
        self.year = asked if asked and known else local_day(self.now).year

    @property
    def agency_id(self) -> int | None:
        """The agency whose calendar it is; None is the province."""
        return self.agency.id if self.agency else None

    def _agency(self, asked: str) -> AgencyValue | None:
        if not asked:
            return None if self.is_provinces else org.agency(agency_id=self.own[0])
        wanted = id_in(asked)
        if self.is_provinces:
            offered = {one.id: one for one in org.bodies(on=local_day(self.now))}
        else:
            offered = org.agencies(ids=self.own)
        if wanted not in offered:
            raise AgencyNotFoundError(agency=asked)
        return offered[wanted]

    def query(self, **other: object) -> str:
        """Return the parameters of the address: the agency, and what is asked besides."""
        pairs = {"co-quan": self.agency_id or "", **other}
        found = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{found}" if found else ""

    def url(self, name: str, *args: object, **other: object) -> str:
        """Return the address of a page on this calendar."""
        return reverse(f"console:{name}", args=args) + self.query(**other)

    def calendar_name(self) -> str:
        """Say whose calendar it is."""
        return self.agency.name if self.agency else _("Lịch chung của tỉnh")


@dataclass(frozen=True, slots=True)
class DayRow:
    """One decided day as the pages show it."""

    day: str
    words: str
    is_off: bool
    owner: str
    is_own: bool
    is_replaced: bool
    decision: str
    note: str
    source: str
    recorded: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of an ordinary week, in whose calendar, by what."""

    owner: str
    basis: str
    facts: tuple[KeyValue, ...]


class YearPage(CalendarPage, TemplateView):
    """What every view of a year is made of."""

    def recorded(self) -> tuple[RecordedDay, ...]:
        """Return the decided days of the year, the province's and the agency's."""
        ids = [] if self.agency_id is None else [self.agency_id]
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        return calendars.list_recorded_days(agency_ids=ids, first=first, last=last)

    def owner(self, agency_id: int | None) -> str:
        """Say whose day or week it is."""
        return _("Toàn tỉnh") if agency_id is None or not self.agency else self.agency.short_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the year by month, its weeks, and up to when it is decided."""
        recorded = self.recorded()
        decided = calendars.list_decided_days()
        names = words.names_of(
            {one.recorded_by for one in recorded} | {one.recorded_by for one in decided}
        )
        ours = {one.override.date for one in recorded if one.agency_id is not None}
        months: dict[int, list[DayRow]] = {month: [] for month in range(1, 13)}
        for one in recorded:
            row = self._row(one, names, ours)
            months[one.override.date.month].append(row)
        decided_on = max((one.last_date for one in decided), default=date.min)
        return super().get_context_data(
            year=self.year,
            name=self.calendar_name(),
            agency=self.agency,
            may_publish=self.is_provinces,
            is_expected=decided_on < date(self.year, 12, 31),
            year_words=words.year_words(self.year, decided_on=decided_on),
            months=tuple(
                {"label": _("Tháng %(month)s") % {"month": month}, "rows": rows}
                for month, rows in months.items()
                if rows
            ),
            weeks=self._weeks(),
            decided=tuple(
                KeyValue(
                    term=str(one.last_date.year),
                    value=f"{words.decided_words(one)} · {names[one.recorded_by]}",
                )
                for one in decided
            ),
            **kwargs,
        )

    def _row(self, one: RecordedDay, names: Mapping[str, str], ours: set[date]) -> DayRow:
        override = one.override
        is_own = one.agency_id == self.agency_id
        return DayRow(
            day=words.day_words(override.date),
            words=words.kind_words(override),
            is_off=override.kind is OverrideKind.OFF,
            owner=self.owner(one.agency_id),
            is_own=is_own,
            is_replaced=one.agency_id is None and override.date in ours,
            decision=override.decision,
            note=override.note,
            source=override.source,
            recorded=words.recorded_words(one.recorded_by, one.recorded_at, names=names),
            withdraw_url=self.url("withdraw_day", override.date.isoformat()) if is_own else "",
        )

    def _weeks(self) -> tuple[Week, ...]:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        ids = [] if self.agency_id is None else [self.agency_id]
        found = calendars.list_recorded_weeks(agency_ids=ids, first=first, last=last)
        weeks = tuple(self._week(one) for one in found)
        if any(one.agency_id is None for one in found):
            return weeks
        usual = RecordedWeek(
            agency_id=None, span=CalendarSpan(pattern=PROVINCE_PATTERN), decision=""
        )
        return (self._week(usual), *weeks)

    def _week(self, one: RecordedWeek) -> Week:
        return Week(
            owner=self.owner(one.agency_id),
            basis=words.week_basis(one),
            facts=words.week_facts(one.span.pattern),
        )


class CalendarYear(YearPage):
    """The year as a list by month, with what the actor may do."""

    template_name = "console/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the year, the years beside it and the calendars that may be chosen."""
        this = local_day(self.now).year
        years = sorted({this - 1, this, this + 1, self.year})
        return super().get_context_data(
            chips=tuple(
                ChipLink(
                    label=str(year),
                    url=self.query(nam=year),
                    current=year == self.year,
                )
                for year in years
            ),
            bodies=self._offered(),
            export_url=self.url("calendar_export", nam=self.year),
            print_url=self.url("calendar_print", nam=self.year),
            record_url=self.url("record_day"),
            publish_url=self.url("publish_days"),
            week_url=self.url("week"),
            **kwargs,
        )

    def _offered(self) -> tuple[AgencyValue, ...]:
        """Return the agencies among which there is a choice."""
        if self.is_provinces:
            return org.bodies(on=local_day(self.now))
        return tuple(org.agencies(ids=self.own).values()) if len(self.own) > 1 else ()


class PrintCalendar(YearPage):
    """The year on paper."""

    template_name = "console/calendar_print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the year and the way back."""
        return super().get_context_data(back_url=self.url("calendar", nam=self.year), **kwargs)


class ExportCalendar(YearPage):
    """The year as a spreadsheet."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return every decided day of the year."""
        del request
        recorded = self.recorded()
        names = words.names_of({one.recorded_by for one in recorded})
        content = workbook(
            title=_("Lịch làm việc"),
            columns=[
                SheetColumn(_("Ngày"), 14),
                SheetColumn(_("Thứ"), 12),
                SheetColumn(_("Áp dụng cho"), 30),
                SheetColumn(_("Nội dung"), 34),
                SheetColumn(_("Quyết định"), 44),
                SheetColumn(_("Ghi chú"), 40),
                SheetColumn(_("Nguồn"), 40),
                SheetColumn(_("Người ghi"), 26),
                SheetColumn(_("Ghi lúc"), 20),
            ],
            rows=[
                (
                    format_date(one.override.date),
                    str(words.WEEKDAYS[one.override.date.weekday()]),
                    self.owner(one.agency_id),
                    words.kind_words(one.override),
                    one.override.decision,
                    one.override.note,
                    one.override.source,
                    names.get(one.recorded_by, ""),
                    format_datetime(one.recorded_at.astimezone(LOCAL)),
                )
                for one in recorded
            ],
        )
        return xlsx_response(content, name=f"lich-{self.year}.xlsx")


def crumbs_to_calendar(page: CalendarPage) -> tuple[Crumb, ...]:
    """Return the path to the year."""
    return (Crumb(label=_("Lịch làm việc"), url=page.url("calendar")),)
